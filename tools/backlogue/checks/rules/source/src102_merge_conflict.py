"""SRC102 merge-conflict: a plan file holds the markers of a merge that was not settled.

Why: nobody can say which side is meant; both would be lost in silence elsewhere.
Mend: settle the text, delete the marker lines, commit.
"""

from backlogue.base import Severity
from backlogue.checks.rule import Rule, while_reading

RULE = Rule("SRC102", "merge-conflict", Severity.ERROR, while_reading)
