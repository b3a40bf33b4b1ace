"""SHP102 missing-key: a key that the type needs is not written, or is empty.

Why: without it the file cannot take part in the plan.
Mend: write it.
"""

from backlogue.base import Severity
from backlogue.checks.rule import Rule, while_reading

RULE = Rule("SHP102", "missing-key", Severity.ERROR, while_reading)
