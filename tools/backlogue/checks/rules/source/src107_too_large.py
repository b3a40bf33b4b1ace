"""SRC107 too-large: a file is too large, too deep or grows by its aliases.

Why: it could exhaust whatever checks it.
Mend: move the long part into a file of its own and link it.
"""

from backlogue.base import Severity
from backlogue.checks.rule import Rule, while_reading

RULE = Rule("SRC107", "too-large", Severity.ERROR, while_reading)
