"""How large and deep a file may be, so that a hostile pull request cannot exhaust a checker."""

FILE_BYTES = 1_000_000
FRONT_MATTER_CHARACTERS = 100_000
NESTING = 24
ALIASES = 50
# A document may not grow by its aliases beyond this many values (the "billion laughs").
VALUES = 20_000
