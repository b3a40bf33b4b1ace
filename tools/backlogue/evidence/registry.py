"""The sources that are known, ours and those of installed plug-ins; an evidence entry in, its observation out.

A plug-in is a distribution with an entry point of the group `backlogue.sources`: its name is the key in front
matter, its object a `Source`. One that cannot be loaded, or fails, spoils nothing but its own references.
"""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any, NamedTuple

from backlogue.base.discover import discover
from backlogue.base.nearest import nearest
from backlogue.base.observation import Observation
from backlogue.evidence.kinds import shortened
from backlogue.evidence.source import Ask, Reference, Source

GROUP = "backlogue.sources"
# What every entry may say besides its source's own options; whoever judges reads them.
COMMON = frozenset({"at_least", "at_most", "equals", "data", "split", "covers"})


class Registry(NamedTuple):
    """Sources by key, and for each plug-in that cannot be used a sentence that says why, by key."""

    known: Mapping[str, Source]
    broken: Mapping[str, str]


def sources() -> Mapping[str, Source]:
    """Every source that can be asked, by its key in front matter."""
    return registry().known


@cache
def registry() -> Registry:
    """Ours and those of every installed plug-in. Of two by one key ours stays, or of two plug-ins neither."""
    known: dict[str, Source] = {plug.value.key: plug.value for plug in discover("backlogue.evidence.sources", "SOURCE")}
    ours, broken = frozenset(known), dict[str, str]()
    # The same distribution may be found twice on a path; its entry points are equal then.
    for entry in sorted(set(entry_points(group=GROUP)), key=lambda one: (one.name, one.value)):
        loaded = _load(entry)
        if entry.name in ours:
            continue  # a plug-in cannot change what ours say; `faults` tells about it
        if entry.name in known or entry.name in broken:
            known.pop(entry.name, None)
            broken[entry.name] = f"more than one plug-in gives the source {entry.name}: uninstall all but one"
        elif isinstance(loaded, str):
            broken[entry.name] = loaded
        else:
            known[entry.name] = loaded
    return Registry(MappingProxyType(known), MappingProxyType(broken))


def faults() -> tuple[str, ...]:
    """A sentence for each installed plug-in that is not used, for whoever reports findings."""
    ours = {plug.value.key for plug in discover("backlogue.evidence.sources", "SOURCE")}
    shadowed = sorted({entry.value for entry in entry_points(group=GROUP) if entry.name in ours})
    words = (f"the plug-in {value} has the key of a source of our own and is not used" for value in shadowed)
    return (*registry().broken.values(), *words)


def observe(item: str, criterion: str, entry: Mapping[str, Any], ask: Ask) -> Observation:
    """What the source of an evidence entry says: `{junit: reports/pipeline.xml}`. Never raises."""
    among = registry()
    keys = [key for key in entry if key in among.known or key in among.broken]
    if len(keys) > 1 and "by" in keys:
        keys.remove("by")  # a person may sign what another source proves
    if len(keys) != 1:
        return Observation(reason="bad-reference", detail=_unclear(entry, keys, among))
    key = keys[0]
    if key in among.broken:
        return Observation(reason="tool-missing", detail=among.broken[key])
    source, locator = among.known[key], entry[key]
    options = {name: value for name, value in entry.items() if name != key}
    if not isinstance(locator, str) or not locator.strip():
        return Observation(
            reason="bad-reference", detail=f"{key} must be a text; put a number or a word like yes in quotes"
        )
    allowed = source.options | COMMON | {"by", "on", "role"}
    for name in options:
        if name not in allowed:
            meant = nearest(name, sorted(allowed))
            hint = f"; did you mean {meant}?" if meant else f"; it knows {', '.join(sorted(source.options)) or 'none'}"
            return Observation(reason="bad-reference", detail=f"{key} has no option {shortened(name)}{hint}")
    return _ask(source, Reference(item, criterion, locator.strip(), options), ask)


def _ask(source: Source, reference: Reference, ask: Ask) -> Observation:
    # A plug-in is not ours: whatever it raises must not end the collecting of everything else. Its message is
    # left out, since it may hold an address with credentials.
    try:
        said = source.observe(reference, ask)
    except Exception as error:
        words = f"the source {source.key} failed with {type(error).__name__}: that is a fault of its own"
        return Observation(reason="tool-missing", detail=words)
    if not isinstance(said, Observation):
        return Observation(reason="tool-missing", detail=f"the source {source.key} gave no observation")
    return said


def _load(entry: EntryPoint) -> Source | str:
    """The source of an entry point, or a sentence that says why there is none."""
    try:
        source = entry.load()
    except (Exception, SystemExit) as error:
        words = shortened(f"{type(error).__name__}: {error}")
        return f"the plug-in {entry.value} for the source {entry.name} cannot be loaded: {words}"
    if not isinstance(source, Source) or not callable(source.observe) or not isinstance(source.options, frozenset):
        return f"the plug-in {entry.value} does not give a Source for {entry.name}"
    if source.key != entry.name:
        return (
            f"the plug-in {entry.value} is called {entry.name}, but its source answers to {shortened(str(source.key))}"
        )
    return source


def _unclear(entry: Mapping[str, Any], keys: list[str], among: Registry) -> str:
    if keys:
        return f"{' and '.join(sorted(keys))} are two sources in one entry: give each a criterion of its own"
    for name in entry:
        if (meant := nearest(name, sorted(among.known))) is not None and name not in COMMON:
            return f"there is no source {shortened(name)}; did you mean {meant}?"
    return f"no source is named; there are {', '.join(sorted(among.known))}"
