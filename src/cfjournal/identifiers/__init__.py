"""Identifiers: what in a text tells plainly who is meant, such as a phone number or `Mrs Jones`.

By rules alone, made for the British English that a tired person types. What is found is obvious; what is not
found may still tell who is meant, and nobody may call a text anonymous because nothing was found in it. Pure,
and linear in the length of the text, whatever it holds.
"""

from __future__ import annotations

from cfjournal.identifiers.among import find, find_among
from cfjournal.identifiers.found import KINDS, Found, Kind
from cfjournal.identifiers.pseudonyms import pseudonyms, replaced

__all__ = ["KINDS", "Found", "Kind", "find", "find_among", "pseudonyms", "replaced"]
