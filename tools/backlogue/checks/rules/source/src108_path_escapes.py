"""SRC108 path-escapes: a symbolic link under backlog/ or sprints/ leads out of the project, or to a folder.

Why: a pull request could make the checker read files it should not.
Mend: copy the file, or link to one inside the project.
"""

from backlogue.base import Severity
from backlogue.checks.rule import Rule, while_reading

RULE = Rule("SRC108", "path-escapes", Severity.ERROR, while_reading)
