"""The rules: a small language, three-valued evidence, and a pure fold over the days of a diary."""
