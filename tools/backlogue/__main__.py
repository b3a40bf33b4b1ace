"""`python -m backlogue`: the same as the `backlogue` command."""

from backlogue.cli import main

if __name__ == "__main__":
    main()
