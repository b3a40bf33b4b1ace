"""REP101 template: a template under site/templates/ cannot be read, or asks for what is not there.

Why: every report in HTML or PDF that uses it would fail on the day somebody needs one.
Mend: correct the line; the guide's page on reports says what a template can do.
"""

from backlogue.base import Severity
from backlogue.checks.rule import Rule, while_reading

RULE = Rule("REP101", "template", Severity.ERROR, while_reading)
