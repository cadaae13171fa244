"""The tests: one module a module, and the house as a whole. `python -m tests` is the way to run them."""
