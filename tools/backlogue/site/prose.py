"""HTML that MkDocs made of a written page in, the same with what accessibility and a strict policy ask for out."""

import logging
import re

from backlogue.site.weave import PRE, TABLE

_STYLE = re.compile(r'(<t[dh])\b[^>]*? style="text-align: (left|right|center);"')
_BOX = re.compile(r'<input type="checkbox"([^>]*)>')
_PLAN = re.compile(
    r"contains a link '(?:\.\./)+(?:index\.html|(?:items|backlog|boards|sprints|increments|teams|findings|rules)/)"
)


def not_of_the_plan(record: logging.LogRecord) -> bool:
    """Whether a warning of MkDocs stands: links out of the guide to pages of the plan are right, and it cannot know."""
    return _PLAN.search(record.getMessage()) is None


def accessible(html: str) -> str:
    """No inline style, code and tables that scroll can be reached by key, and boxes that say what they mean."""
    html = _STYLE.sub(r'\1 class="\2"', html)
    html = _BOX.sub(lambda box: _box("checked" in box[1]), html)
    return html.replace("<pre>", PRE).replace("<table>", TABLE).replace("</table>", "</table></div>")


def _box(done: bool) -> str:
    return '<span class="box on">Done: </span>' if done else '<span class="box">Not done: </span>'
