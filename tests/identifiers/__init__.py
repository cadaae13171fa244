"""Texts with identifiers and without, all invented, and how well they are told apart."""
