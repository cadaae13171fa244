"""From values to words, and from words to screens and files.

`*_page` modules say things once, as a `Page` of blocks; `terminal`, `plain` and `markdown` only lay a
page out. Nothing here reads a file, a clock or the environment; only `terminal` imports rich.
"""
