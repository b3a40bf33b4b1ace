"""A run and a wish in; the value the wish asks for, and the data set behind it, out."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from backlogue.base.observation import DataSet, Kind, number
from backlogue.evidence.fault import Fault
from backlogue.evidence.named import fits
from backlogue.evidence.wandb.run import Artifact, Run
from backlogue.evidence.wandb.wish import VALUES, Wish

# JSON has no words for these, so W&B writes them bare in one place and as texts in another.
_SIGNS = {"NaN": "nan", "Infinity": "inf", "-Infinity": "-inf"}


class Found(NamedTuple):
    """A value and its kind, as in an observation."""

    value: float | str | None
    kind: Kind


def find_value(run: Run, wish: Wish) -> Found:
    """What is asked for of a run that finished; the run's state when it is asked for alone."""
    if wish.metric:
        return _metric(run, wish)
    if wish.config:
        return _plain(_down(run.config, wish.config, "the run's configuration has no"), wish.config)
    if wish.tag:
        if wish.tag not in run.tags:
            raise Fault("metric-missing", f"the run does not bear the tag {wish.tag}")
        return Found(wish.tag, "text")
    if wish.artifact:
        return Found(_artifact(run, wish.artifact).digest, "text")
    told = {
        "": run.state,
        "state": run.state,
        "name": run.name,
        "group": run.group,
        "job_type": run.job_type,
        "tags": ", ".join(run.tags),
    }[wish.about]
    if not told:
        raise Fault("metric-missing", f"the run has no {wish.about.replace('_', ' ')}")
    return Found(told, "text")


def find_data(run: Run, wish: Wish) -> DataSet:
    """The artifact that is asked for, else the one that the run used: by name, or the only one of the type dataset.

    Whether it is the right one is for who judges: a run that used only another is told with that other.
    """
    if wish.artifact:
        found = _artifact(run, wish.artifact)
        return DataSet(found.name, _digest(found))
    used = [each for each in run.artifacts if each.used]
    named = [each for each in used if wish.data and fits(wish.data, each.name, _digest(each))]
    digests = {(each.name, _digest(each)) for each in named or used if named or each.type == "dataset"}
    return DataSet(*digests.pop()) if len(digests) == 1 else DataSet()


def _metric(run: Run, wish: Wish) -> Found:
    told = _down(run.summary, wish.metric, "the run's summary has no")
    if not isinstance(told, Mapping):
        if wish.value not in ("", "last"):
            way = f"define_metric(…, summary={wish.value!r}) would keep its {wish.value}"
            raise Fault("metric-missing", f"the run keeps only the last value of {wish.metric}; {way}")
        return _plain(told, wish.metric)
    kept = [word for word in VALUES if word in told]
    if not kept:
        raise Fault("unparseable", f"{wish.metric} is not a single value")
    asked = wish.value or "last"
    if asked not in told:
        raise Fault("metric-missing", f"the run keeps no {asked} of {wish.metric}: write value: {' or '.join(kept)}")
    return _plain(told[asked], wish.metric)


def _down(kept: Mapping[str, Any], name: str, words: str) -> Any:
    """The value of a key; where no key is written so, dots lead into mappings inside."""
    if name in kept:
        return kept[name]
    found: Any = kept
    for part in name.split("."):
        if not isinstance(found, Mapping) or part not in found:
            raise Fault("metric-missing", f"{words} {name}")
        found = found[part]
    return found


def _plain(told: Any, name: str) -> Found:
    if told is None:
        raise Fault("unparseable", f"{name} is empty; so W&B keeps a NaN that was set in the summary by hand")
    if isinstance(told, bool):
        return Found(str(told).lower(), "text")
    if isinstance(told, str) and told not in _SIGNS:
        return Found(told, "text")
    if isinstance(told, int | float | str):
        try:
            return Found(*number(float(_SIGNS.get(told, told) if isinstance(told, str) else told)))
        except OverflowError:
            return Found(None, "infinite")
    raise Fault("unparseable", f"{name} is not a single value")


def _artifact(run: Run, asked: str) -> Artifact:
    """An artifact by its name, with `:v3` or `:alias` where more than one version took part."""
    name, _, which = asked.partition(":")
    named = [each for each in run.artifacts if each.name == name]
    fitting = [each for each in named if which in ("", each.version, *each.aliases)]
    if not fitting:
        raise Fault("metric-missing", f"the run neither used nor made the artifact {asked}")
    if len({each.digest for each in fitting}) > 1:
        versions = ", ".join(sorted(f"{name}:{each.version}" for each in fitting))
        raise Fault("bad-reference", f"the run has several versions of {name}: write one of {versions}")
    return fitting[0]


def _digest(artifact: Artifact) -> str:
    """The digest with its owner: that of a list of files looks like an MD5 of the data, and never equals it."""
    return f"wandb:{artifact.digest}" if artifact.digest else ""
