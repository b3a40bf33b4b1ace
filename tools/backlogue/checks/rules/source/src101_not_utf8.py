"""SRC101 not-utf8: a plan file holds bytes that are not UTF-8.

Why: editors, git and this tool would each show other characters. Mend: save the file as UTF-8.
"""

from backlogue.base import Severity
from backlogue.checks.rule import Rule, while_reading

RULE = Rule("SRC101", "not-utf8", Severity.ERROR, while_reading)
