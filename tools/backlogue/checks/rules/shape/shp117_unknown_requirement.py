"""SHP117 unknown-requirement: a definition of ready or a workflow requires a key that no item can have.

Why: nothing could ever be ready, or enter the state. Mend: write a key of items, a field of your own, or one of
`estimate`, `acceptance-criteria` and `description`.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.need import WORDS
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.model import Project
from backlogue.model.item import ITEM_TYPES
from backlogue.model.kinds import keys_of
from backlogue.plan import Plan


def check(plan: Plan) -> Iterator[Finding]:
    project = plan.project
    if project.partial:
        return
    known = {*WORDS, *project.fields, *(key for cls in ITEM_TYPES.values() for key in keys_of(cls))}
    for keys, index, word in _words(project):
        if word.partition(".")[0] not in known:
            hint = suggest(word, known, "declare it under fields")
            yield Finding(project.span(*keys, index), f"{'.'.join(keys)} names {word!r}, which no item can have", hint)


def _words(project: Project) -> Iterator[tuple[tuple[str, ...], int, str]]:
    for name, ready in project.ready.items():
        for key, words in (("require", ready.require), ("advise", ready.advise)):
            for index, word in enumerate(words):
                yield ("ready", name, key), index, word
    for name, workflow in project.workflows.items():
        for state, words in workflow.requires.items():
            for index, word in enumerate(words):
                yield ("workflows", name, "requires", state), index, word


RULE = Rule("SHP117", "unknown-requirement", Severity.ERROR, check)
