"""SRC105 yaml-syntax: the front matter, or backlogue.yaml, is not valid YAML.

Why: nothing behind the fault can be trusted.
Mend: correct the line; quotes around a value settle most cases.
"""

from backlogue.base import Severity
from backlogue.checks.rule import Rule, while_reading

RULE = Rule("SRC105", "yaml-syntax", Severity.ERROR, while_reading)
