"""A reference as written in an item in; what it asks of MLflow out."""

import re
from typing import Literal, NamedTuple, TypeAlias

from backlogue.evidence.fault import Fault
from backlogue.evidence.options import Direction, direction_of, one_of, only_one, text_of, whole_of
from backlogue.evidence.source import Reference

OPTIONS = frozenset({"tracking_uri", "metric", "param", "tag", "value", "step", "pick"})
ITEM_TAG = "backlog.item"

Kind: TypeAlias = Literal["run", "alias", "version", "latest", "experiment", "item"]

# MLflow's own limits for what it calls ids, models and aliases.
_RUN = re.compile(r"(?:runs:/)?([A-Za-z0-9][\w-]{0,255})/?")
_ALIAS = re.compile(r"models:/([^/:@]{1,255})@([\w-]{1,255})")
_VERSION = re.compile(r"models:/([^/:@]{1,255})/([0-9]{1,10})")
_LATEST = re.compile(r"models:/([^/:@]{1,255})/latest")
_ITEM = re.compile(r"[\w.-]{1,100}")
_FORMS = "a run id, runs:/ID, models:/NAME@ALIAS, models:/NAME/VERSION, models:/NAME/latest, experiment:NAME or item"


class Wish(NamedTuple):
    """Which run, and what of it.

    `name` and `part` are the run's id; model and alias; model and version; the model; the experiment's name; the
    item's id. One of `metric`, `param` and `tag` is set, or none when only the run itself is asked for.
    """

    kind: Kind
    name: str
    part: str
    metric: str
    param: str
    tag: str
    value: str
    step: int | None
    pick: str
    better: Direction | None
    data: str
    split: str

    @property
    def of_model(self) -> bool:
        """Whether the run is meant by a registered model."""
        return self.kind in ("alias", "version", "latest")


def read_wish(reference: Reference) -> Wish:
    """The wish of a reference, or a Fault that says what is wrong with how it is written."""
    options = reference.options
    only_one(options, ("metric", "param", "tag"))
    only_one(options, ("value", "step"))
    kind, name, part = _locator(reference)
    wish = Wish(
        kind=kind,
        name=name,
        part=part,
        metric=_key(text_of(options, "metric"), "metric"),
        param=_key(text_of(options, "param"), "param"),
        tag=_key(text_of(options, "tag"), "tag"),
        value=one_of(options, "value", ("last", "best", "min", "max"), "last"),
        step=whole_of(options, "step"),
        pick=one_of(options, "pick", ("latest", "best"), "latest"),
        better=direction_of(options),
        data=text_of(options, "data"),
        split=text_of(options, "split"),
    )
    _check_together(wish, reference)
    return wish


def _locator(reference: Reference) -> tuple[Kind, str, str]:
    text = reference.locator.strip()
    if text == "item":
        if not _ITEM.fullmatch(reference.item):
            raise Fault("bad-reference", f"{reference.item} cannot be looked for as a tag")
        return "item", reference.item, ""
    if text.startswith("experiment:") and (name := text.removeprefix("experiment:").strip()):
        return "experiment", name, ""
    if found := _ALIAS.fullmatch(text):
        return "alias", found[1], found[2]
    if found := _VERSION.fullmatch(text):
        return "version", found[1], str(int(found[2]))
    if found := _LATEST.fullmatch(text):
        return "latest", found[1], ""
    if found := _RUN.fullmatch(text):
        return "run", found[1], ""
    raise Fault("bad-reference", f"{text or 'an empty text'} is not {_FORMS}")


def _key(name: str, option: str) -> str:
    """A key as MLflow allows it: its file store makes files of them, so none may lead elsewhere."""
    if name and (name.startswith("/") or "\0" in name or any(part in ("", ".", "..") for part in name.split("/"))):
        raise Fault("bad-reference", f"{name} cannot be the name of a {option}")
    return name


def _check_together(wish: Wish, reference: Reference) -> None:
    options = reference.options
    if not wish.metric:
        for name in ("value", "step"):
            if options.get(name) is not None:
                raise Fault("bad-reference", f"{name} chooses among a metric's values: name the metric")
    if options.get("pick") is not None and wish.kind not in ("experiment", "item"):
        raise Fault("bad-reference", "pick chooses among the runs of an experiment or an item; here the run is named")
    if wish.pick == "best" and not wish.metric:
        raise Fault("bad-reference", "the best run is the best by a metric: name the metric")
    if "best" in (wish.pick, wish.value) and wish.better is None:
        raise Fault("bad-reference", "write at_least or at_most, so that it is known whether more or less is best")
