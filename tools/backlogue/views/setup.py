"""What was seen of a project's surroundings in; what is set up, what is missing, and the way out of each, out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

MERGE_DRIVER = "backlogue"
SPARSE = "backlog sprints"


class Level(Enum):
    """How much an answer matters: a note is a comfort that is missing, a fault makes results wrong or absent."""

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing looked at. `way_out` is a command or a step, empty where nothing is to be done."""

    level: Level
    subject: str
    words: str
    way_out: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What git and the folders say; empty texts stand for what is not there.

    `plugins` has a sentence for each installed source of evidence that is not used.
    """

    git: str
    top: str
    refused: str
    commits: bool
    shallow: bool
    bare: bool
    partial: bool
    hidden: int
    merge: str
    driver: str
    workflows: tuple[tuple[str, str], ...]
    template: str
    hooks: str
    editor: str
    plugins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What compiling the project gave: its folder, counts, and the schemas that are not as they should be."""

    root: str
    declared: bool
    config_errors: int
    files: int
    errors: int
    stale: tuple[str, ...]


def examine(around: Surroundings, state: State | None) -> tuple[Answer, ...]:
    """Every answer, in the order in which one would mend them. `state` is None where there is no project."""
    if around.bare:
        return tuple(_git(around))
    return (*_git(around), *_project(state), *_plugins(around), *_comforts(around))


def healthy(answers: tuple[Answer, ...]) -> bool:
    """Whether nothing that makes results wrong is missing."""
    return all(answer.level is not Level.FAULT for answer in answers)


def _git(around: Surroundings) -> Iterator[Answer]:
    if not around.git:
        yield Answer(Level.FAULT, "git", "is not installed, so there is no history and no date", "install git")
        return
    yield Answer(Level.OK, "git", around.git)
    if around.refused:
        words, _, way_out = around.refused.partition("; allow it with ")
        yield Answer(Level.FAULT, "repository", words, way_out)
    elif around.bare:
        words = "bare: check, list, show, log and diff read the plan of its commits; nothing can be written"
        yield Answer(Level.OK, "repository", words)
    elif not around.top:
        yield Answer(Level.FAULT, "repository", "this folder is in none", "git init")
    elif not around.commits:
        yield Answer(Level.NOTE, "history", "nothing is committed yet, so today is the clock's day", "git commit")
    elif around.shallow:
        way_out = "git fetch --unshallow; in GitHub Actions, fetch-depth: 0; in GitLab CI, GIT_DEPTH: 0"
        yield Answer(Level.FAULT, "history", "the clone is shallow, so dates and durations would be wrong", way_out)
    elif around.partial:
        words = "whole, but older files are fetched one by one when they are read, which takes long"
        way_out = "git fetch --refetch --no-filter, and git config --unset remote.origin.partialclonefilter"
        yield Answer(Level.NOTE, "history", words, way_out)
    else:
        yield Answer(Level.OK, "history", "complete")
    if around.hidden:
        words = f"{around.hidden} of the plan are not checked out, and count as not there"
        yield Answer(Level.FAULT, "files", words, f"git sparse-checkout add {SPARSE}")


def _project(state: State | None) -> Iterator[Answer]:
    if state is None:
        yield Answer(Level.FAULT, "project", "no backlogue.yaml and no backlog folder here or above", "backlogue init")
        return
    yield Answer(Level.OK, "project", state.root)
    if not state.declared:
        yield Answer(Level.NOTE, "backlogue.yaml", "is not there, so the defaults apply", "backlogue init")
    elif state.config_errors:
        words = f"has {state.config_errors} error{'s' * (state.config_errors > 1)}"
        yield Answer(Level.FAULT, "backlogue.yaml", words, "backlogue check backlogue.yaml")
    else:
        yield Answer(Level.OK, "backlogue.yaml", "valid")
    if state.errors:
        words = f"{state.files} files, {state.errors} error{'s' * (state.errors > 1)}"
        yield Answer(Level.FAULT, "plan", words, "backlogue check")
    else:
        yield Answer(Level.OK, "plan", f"{state.files} files, no errors")
    if state.config_errors:
        return  # which schemas it asks for cannot be said yet
    if state.stale:
        yield Answer(Level.FAULT, "schemas", f"not current: {', '.join(state.stale)}", "backlogue schema")
    else:
        yield Answer(Level.OK, "schemas", "current")


def _plugins(around: Surroundings) -> Iterator[Answer]:
    # A comfort only, as long as no item names such a source: `evidence collect` and `check` say when one does.
    for words in around.plugins:
        yield Answer(Level.NOTE, "sources of evidence", words, "pip uninstall the plug-in, or mend it")


def _comforts(around: Surroundings) -> Iterator[Answer]:
    uses = [path for path, text in around.workflows if "backlogue" in text]
    if uses:
        yield Answer(Level.OK, "workflows", ", ".join(uses))
    else:
        yield Answer(Level.NOTE, "workflows", "none checks the plan", "backlogue init, with --ci gitlab for GitLab")
    if around.template:
        yield Answer(Level.OK, "pull requests", around.template)
    else:
        yield Answer(Level.NOTE, "pull requests", "have no template", "backlogue init")
    if around.merge != MERGE_DRIVER:
        line = f"backlog/**/*.md merge={MERGE_DRIVER}"
        yield Answer(Level.NOTE, "merge", "plan files merge as plain text", f"add to .gitattributes: {line}")
    elif around.driver:
        yield Answer(Level.OK, "merge", "plan files merge key by key in this clone")
    else:
        yield Answer(Level.NOTE, "merge", "in this clone plan files merge as plain text", "backlogue doctor --fix")
    if around.hooks:
        yield Answer(Level.OK, "commit hook", around.hooks)
    else:
        yield Answer(Level.NOTE, "commit hook", "none checks the plan", "add the hook backlogue-check to pre-commit")
    if around.editor:
        yield Answer(Level.OK, "editor", around.editor)
    else:
        yield Answer(Level.NOTE, "editor", "VS Code is not told of the schemas", "backlogue init")
