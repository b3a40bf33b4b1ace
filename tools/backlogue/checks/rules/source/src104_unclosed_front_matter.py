"""SRC104 unclosed-front-matter: front matter starts with three dashes and never ends.

Why: the whole body would be read as keys.
Mend: end it with a line of three dashes.
"""

from backlogue.base import Severity
from backlogue.checks.rule import Rule, while_reading

RULE = Rule("SRC104", "unclosed-front-matter", Severity.ERROR, while_reading)
