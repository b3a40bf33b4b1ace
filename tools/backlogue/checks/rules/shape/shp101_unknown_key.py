"""SHP101 unknown-key: a key is neither ours nor declared under fields in backlogue.yaml.

Why: a misspelt key is a decision that silently does not count.
Mend: correct it, or declare it.
"""

from backlogue.base import Severity
from backlogue.checks.rule import Rule, while_reading

RULE = Rule("SHP101", "unknown-key", Severity.ERROR, while_reading)
