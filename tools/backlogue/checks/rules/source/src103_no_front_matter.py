"""SRC103 no-front-matter: a Markdown file under backlog/ or sprints/ does not start with front matter.

Why: it would be missing from every list without a word.
Mend: start it with a line of three dashes, the keys, and three dashes again; a file that is for people only
is called README.md.
"""

from backlogue.base import Severity
from backlogue.checks.rule import Rule, while_reading

RULE = Rule("SRC103", "no-front-matter", Severity.ERROR, while_reading)
