"""SRC106 duplicate-key: a key is written twice in one map.

Why: YAML readers disagree on which one counts.
Mend: keep one of the two.
"""

from backlogue.base import Severity
from backlogue.checks.rule import Rule, while_reading

RULE = Rule("SRC106", "duplicate-key", Severity.ERROR, while_reading)
