"""`python -m cfjournal` is `cfj`."""

from cfjournal.cli import main

if __name__ == "__main__":
    main()
