"""A reference as written in an item in; what it asks of W&B out."""

import re
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import unquote, urlsplit

from backlogue.evidence.fault import Fault
from backlogue.evidence.options import one_of, only_one, text_of
from backlogue.evidence.source import Reference

OPTIONS = frozenset({"metric", "config", "tag", "about", "artifact", "value"})
ABOUT = ("state", "name", "group", "job_type", "tags")
VALUES = ("last", "min", "max", "mean", "best")

Kind: TypeAlias = Literal["online", "offline"]

_NAME = r"[\w.~-]+(?: [\w.~-]+)*"
_PATH = re.compile(rf"({_NAME})/({_NAME})/(?:runs/)?([\w.~-]+)")
_OFFLINE = re.compile(r"(?:offline-)?run-\d{8}_\d{6}-[\w.~-]+|.+\.wandb")
_FORMS = "ENTITY/PROJECT/RUN, the address of a run's page, or the folder of an offline run"


class Wish(NamedTuple):
    """Which run, and what of it; one of the texts is set, or none when only the run itself is asked for.

    `kind` says where: `path` is the folder or file of an offline run, or else `site` (the host's address,
    empty for the usual one), `entity`, `project` and `run` name one on a server.
    """

    kind: Kind
    path: str
    site: str
    entity: str
    project: str
    run: str
    metric: str
    config: str
    tag: str
    about: str
    artifact: str
    value: str
    data: str


def read_wish(reference: Reference) -> Wish:
    """The wish of a reference, or a Fault that says what is wrong with how it is written."""
    options = reference.options
    only_one(options, ("metric", "config", "tag", "about", "artifact"))
    if options.get("value") is not None and options.get("metric") is None:
        raise Fault("bad-reference", "value chooses among a metric's values: name the metric")
    kind, path, site, names = _locator(reference.locator.strip())
    return Wish(
        kind,
        path,
        site,
        *names,
        metric=text_of(options, "metric"),
        config=text_of(options, "config"),
        tag=text_of(options, "tag"),
        about=one_of(options, "about", ABOUT, ""),
        artifact=text_of(options, "artifact"),
        value=one_of(options, "value", VALUES, ""),
        data=text_of(options, "data"),
    )


def _locator(text: str) -> tuple[Kind, str, str, tuple[str, str, str]]:
    if text.startswith(("http://", "https://")):
        site, path = _page(text)
        if found := _PATH.fullmatch(path):
            return "online", "", site, (found[1], found[2], found[3])
    elif _OFFLINE.fullmatch(text.rstrip("/").rsplit("/", 1)[-1]):
        return "offline", text, "", ("", "", "")
    elif (found := _PATH.fullmatch(text)) and not text.startswith("."):
        return "online", "", "", (found[1], found[2], found[3])
    raise Fault("bad-reference", f"{text or 'an empty text'} is not {_FORMS}")


def _page(address: str) -> tuple[str, str]:
    """The host's address and the path of a run's page, without what a browser adds to it."""
    try:
        parts = urlsplit(address)
        if parts.username or parts.password:
            raise Fault("bad-reference", "an address in a file must not hold credentials; set WANDB_API_KEY")
        site = f"{parts.scheme}://{parts.netloc}"
    except ValueError:
        raise Fault("bad-reference", "the address cannot be understood") from None
    path = unquote(parts.path).strip("/").removesuffix("/overview").removesuffix("/workspace")
    return site, path
