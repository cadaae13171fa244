"""Simulated diaries, and how well any judge of diaries does on them.

`population` holds every parameter; `diaries` writes a diary as a person would; `scoring` compares what a
judge said with what was true; `measuring` runs a judge over many diaries. All of it is seeded and pure
Python, so that anyone can repeat a figure. Nothing here knows the rule engine: a judge is any function
from entries to episodes.
"""
