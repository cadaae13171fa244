"""cfjournal: a private journal for people whose work is to care for others."""

__version__ = "0.1.0"
