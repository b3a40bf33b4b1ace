"""SHP103 wrong-value: a value has the wrong type, or is not one of those allowed.

Why: it would mean something else to each reader.
Mend: write the value as the message says.
"""

from backlogue.base import Severity
from backlogue.checks.rule import Rule, while_reading

RULE = Rule("SHP103", "wrong-value", Severity.ERROR, while_reading)
