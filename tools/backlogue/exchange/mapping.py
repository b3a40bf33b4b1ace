"""The values of a mapping file in; a typed `Mapping`, or findings at the right place, out."""

from collections.abc import Callable
from collections.abc import Mapping as Dict
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from backlogue.base import Finding, Severity, Span, nearest
from backlogue.exchange.words import FIELDS

_T = TypeVar("_T")
Category = Literal["todo", "doing", "waiting", "done", "dropped"]
Word = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=100)]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Folded = Annotated[dict[str, Word], BeforeValidator(lambda value: _folded(value))]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SprintDates(_Part):
    """What an export does not say about a sprint."""

    start: Day
    end: Day
    goal: str | None = Field(default=None, min_length=1)
    team: Word | None = None
    id: Word | None = None


def _target(value: str) -> str:
    if value in FIELDS or value in ("keep", "drop") or value.startswith("fields."):
        return value
    close = nearest(value, FIELDS)
    hint = f"; did you mean {close}?" if close else ""
    raise ValueError(f"{value!r} is no field{hint} Write one of {', '.join(FIELDS)}, fields.NAME, keep or drop")


class Mapping(_Part):
    """How foreign words become ours. Keys are compared without case and without spaces at the ends."""

    name: str | None = Field(default=None, min_length=1, description="The project's name.")
    prefix: str | None = Field(
        default=None, pattern=r"^[A-Z][A-Z0-9]*$", description="Letters of ids made from numbers."
    )
    date_format: str | None = Field(
        default=None, description="day-first, month-first, year-first or a strptime pattern."
    )
    columns: dict[str, Annotated[str, BeforeValidator(_target)]] = Field(
        default={}, description="Heading: a field of ours, fields.NAME for a field of your own, keep or drop."
    )
    statuses: Folded = Field(default={}, description="Foreign status: state here.")
    states: dict[Word, Category] = Field(default={}, description="States that the workflow gets, and their category.")
    types: Folded = Field(default={}, description="Foreign type: type here.")
    priorities: dict[str, str] = Field(default={}, description="Foreign priority: priority here.")
    people: Folded = Field(default={}, description="Name, mail address or account id: person here.")
    teams: Folded = Field(default={}, description="Project key or area path: team here.")
    links: dict[str, Literal["blocks", "relates", "keep"]] = Field(
        default={}, description="Link type: blocks, relates, or keep (as text)."
    )
    sprints: dict[str, SprintDates] = Field(default={}, description="Sprint name or iteration path: its dates.")


def _folded(value: Any) -> Any:
    return {fold(key): word for key, word in value.items()} if isinstance(value, dict) else value


def fold(text: str) -> str:
    """The form in which foreign words are compared."""
    return " ".join(text.split()).casefold()


def lookup(words: Dict[str, _T], text: str) -> _T | None:
    """The entry for a foreign word, whatever its case and spacing."""
    wanted = fold(text)
    return next((value for key, value in words.items() if fold(key) == wanted), None)


def read_mapping(
    values: Dict[str, Any], span: Callable[..., Span], key_span: Callable[..., Span]
) -> tuple[Mapping | None, tuple[Finding, ...]]:
    """Read the values of a mapping file; `span(*keys)` gives the place of a value in it, `key_span` of its key."""
    try:
        return Mapping.model_validate(dict(values)), ()
    except ValidationError as error:
        return None, tuple(sorted(_finding(detail, span, key_span) for detail in error.errors(include_url=False)))


def _finding(detail: Any, span: Callable[..., Span], key_span: Callable[..., Span]) -> Finding:
    keys = [part for part in detail["loc"] if not str(part).startswith("function-")]
    name = ".".join(str(part) for part in keys)
    if detail["type"] == "extra_forbidden":
        among = list(Mapping.model_fields) if len(keys) == 1 else list(SprintDates.model_fields)
        close = nearest(str(keys[-1]), among)
        hint = f"did you mean {close}?" if close else f"write one of {', '.join(among)}"
        return Finding(key_span(*keys), f"unknown key {name}", hint, code="IMP108", severity=Severity.ERROR)
    context = detail.get("ctx", {})
    message = str(context["error"]) if "error" in context else detail["msg"][0].lower() + detail["msg"][1:]
    return Finding(span(*keys), f"{name}: {message}", code="IMP108", severity=Severity.ERROR)
