"""A stage in; what changed since it and all before it were run, and what cannot be compared for want of data, out."""

import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import join, normpath
from typing import Any, NamedTuple

from backlogue.evidence.data import read_tree
from backlogue.evidence.dvc.compare import compare
from backlogue.evidence.dvc.record import Part, Pipeline, Read, Stage, deps_of, needs_program, outs_of, read_data
from backlogue.evidence.expression import pick
from backlogue.evidence.fault import Fault
from backlogue.world.git import run_git


class Standing(NamedTuple):
    """How stages stand: changes in words, data that is absent, and whether only the program knows the rest."""

    changes: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unclear: bool = False


class Place(NamedTuple):
    """A project as seen from its pipelines: its folder, how its files are read, and when to give up comparing."""

    root: Path
    read: Read
    until: float


def chain(pipeline: Pipeline, name: str) -> list[str]:
    """A stage and all stages that it depends on, by name; every stage when none is named."""
    if not name:
        return sorted(pipeline.written)
    makers = {part.path: stage for stage, one in pipeline.locked.items() for part in one.outs}
    for stage, written in pipeline.written.items():
        if not needs_program(written):
            makers.update({normpath(join(pipeline.folder, out)): stage for out in outs_of(written)})
    found, waiting = set[str](), [name]
    while waiting:
        stage = waiting.pop()
        if stage in found:
            continue
        found.add(stage)
        written = pipeline.written.get(stage)
        deps = [normpath(join(pipeline.folder, dep)) for dep in deps_of(written)] if isinstance(written, dict) else []
        deps += [part.path for part in pipeline.locked[stage].deps] if stage in pipeline.locked else []
        # A stage may read a file of a folder that another one writes, or a folder with such files.
        waiting += [maker for dep in deps for out, maker in makers.items() if _overlap(dep, out)]
    return sorted(found)


def standing(place: Place, pipeline: Pipeline, names: Iterable[str]) -> Standing:
    """How some stages stand."""
    changes, absent, unclear = list[str](), list[str](), False
    for name in names:
        written, locked = pipeline.written.get(name), pipeline.locked.get(name)
        if needs_program(written):
            unclear = True
            continue
        if locked is None:
            changes.append(f"{name} has never been run")
            continue
        assert isinstance(written, dict)
        changes += [f"{name}: {words}" for words in _rewritten(pipeline.folder, written, locked)]
        changes += [f"{name}: {words}" for words in _parameters(place, pipeline.folder, written, locked)]
        for part in (*locked.deps, *locked.outs):
            one = _part(place, pipeline, part)
            changes += [f"{name}: {words}" for words in one.changes]
            absent += one.absent
            unclear |= one.unclear
    return Standing(tuple(dict.fromkeys(changes)), tuple(sorted(set(absent))), unclear)


def _rewritten(folder: str, written: Mapping[str, Any], locked: Stage) -> Iterator[str]:
    """What dvc.yaml asks for now and did not then, or the other way round."""
    if written.get("cmd") != locked.command:
        yield "its command changed"
    for asked, had, word in ((deps_of(written), locked.deps, "reads"), (outs_of(written), locked.outs, "writes")):
        now, then = {normpath(join(folder, one)) for one in asked}, {part.path for part in had}
        yield from (f"now {word} {one}" for one in sorted(now - then))
        yield from (f"no longer {word} {one}" for one in sorted(then - now))


def _part(place: Place, pipeline: Pipeline, part: Part) -> Standing:
    """How a file or folder stands to what a stage recorded of it."""
    recorded = _recorded(place, pipeline, part.path)
    if recorded is not None and recorded.md5 and part.md5 and recorded.md5 != part.md5:
        return Standing((f"{part.path} has another version",))
    state = compare(place.root, part, place.until)
    if state == "modified":
        return Standing((f"{part.path} was modified",))
    if state == "absent":
        # What git keeps is there in every clone; what DVC keeps only after a pull.
        if recorded is None or _in_git(place.root, part.path):
            return Standing((f"{part.path} is gone",))
        return Standing(absent=(part.path,))
    return Standing(unclear=state == "unclear")


def _recorded(place: Place, pipeline: Pipeline, path: str) -> Part | None:
    """Who vouches for a path besides the stage that reads it: the stage that writes it, or a `.dvc` file."""
    for stage in pipeline.locked.values():
        for part in stage.outs:
            if part.path == path:
                return part
    for above in (path, *(one.as_posix() for one in Path(path).parents)):
        if above != "." and place.read(f"{above}.dvc") is not None:
            for part in read_data(f"{above}.dvc", place.read):
                if part.path == above:
                    # A file of a tracked folder has no record of its own.
                    return part if above == path else Part(path)
    return None


def _parameters(place: Place, folder: str, written: Mapping[str, Any], locked: Stage) -> Iterator[str]:
    for file, names in _asked(folder, written.get("params")).items():
        text, had = place.read(file), locked.params.get(file, {})
        if text is None:
            yield f"{file} is gone"
            continue
        tree = read_tree(file, text)
        if names is None:
            names = sorted({*had, *(map(str, tree) if isinstance(tree, dict) else ())})
        for name in names:
            try:
                value = pick(tree, name)
            except Fault:
                yield f"{name} is gone from {file}"
                continue
            if name not in had or not _equal(value, had[name]):
                yield f"{name} changed in {file}"


def _asked(folder: str, params: Any) -> dict[str, list[str] | None]:
    """Parameters by file; None stands for all of a file."""
    found: dict[str, list[str] | None] = {}
    for one in params if isinstance(params, list) else ():
        for file, names in one.items() if isinstance(one, dict) else (("params.yaml", [one]),):
            path = normpath(join(folder, str(file)))
            known = found.get(path, [])
            found[path] = None if names is None or known is None else [*known, *map(str, names)]
    return found


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one) and math.isnan(other):
        return True
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _overlap(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


def _in_git(root: Path, path: str) -> bool:
    return bool(run_git(root, "ls-files", "--", f":(literal){path}"))
