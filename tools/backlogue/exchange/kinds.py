"""Foreign types of work in; our item types, and the types that must be declared for them, out."""

from collections.abc import Iterable

from backlogue.base.slug import slug
from backlogue.exchange.known import Known
from backlogue.exchange.ledger import Ledger
from backlogue.exchange.mapping import Mapping, fold

# Rank in the hierarchy: a parent's is smaller than its child's. Risks and contracts stand anywhere.
RANK = {"initiative": 0, "epic": 1, "story": 2, "bug": 2, "spike": 2, "experiment": 2, "task": 3}

_SAME = {
    "initiative": "initiative|theme|objective|iniciativa",
    "epic": "epic|épica|epica|épico|epos|épopée|эпик|エピック",
    "story": (
        "story|user story|product backlog item|requirement|new feature|improvement|historia"
        "|historia de usuario|user-story|história|récit|storia|история|ストーリー|issue|feature"
    ),
    "bug": "bug|defect|error|fehler|bogue|falha|defeito|errore|ошибка|баг|バグ|fout|błąd",
    "task": (
        "task|sub-task|subtask|technical task|tarea|subtarea|sub-tarea|aufgabe|teilaufgabe"
        "|unteraufgabe|tâche|sous-tâche|tarefa|subtarefa|attività|compito|sottoattività|taak|subtaak"
        "|zadanie|podzadanie|задача|подзадача|タスク|サブタスク|任务|子任务"
    ),
    "spike": "spike|research",
    "experiment": "experiment",
    "risk": "risk|riesgo|risiko|risque|risco|rischio",
}
_TYPE = {word: kind for kind, words in _SAME.items() for word in words.split("|")}
_LIKE = {
    "test case": "task",
    "test plan": "story",
    "test suite": "story",
    "shared steps": "task",
    "impediment": "risk",
}


class Types:
    """The item types an import uses; those it declares are in `added`, with the one of ours they are like."""

    def __init__(
        self,
        mapping: Mapping,
        known: Known | None,
        ledger: Ledger,
        words: Iterable[str],
        epic_over_feature: bool,
    ) -> None:
        self._mapping = mapping
        self._known = known
        self._ledger = ledger
        folded = {fold(word) for word in words}
        # Azure's hierarchy has four levels: with features in the export an epic is our initiative.
        self._four = epic_over_feature and "feature" in folded
        self.added: dict[str, str] = {}

    def of(self, word: str) -> str:
        """Our type for a foreign one; a row that names none is a story."""
        folded = fold(word)
        if not folded:
            return "story"
        decided = self._mapping.types.get(folded)
        if decided is not None:
            return decided if decided in RANK or decided in ("risk", "contract") else self._declare(decided, folded)
        if self._four and folded in ("epic", "feature"):
            return "initiative" if folded == "epic" else "epic"
        return _TYPE.get(folded) or self._declare(slug(word) or "other", folded)

    def rank(self, kind: str) -> int | None:
        """Where a type stands in the hierarchy; None for one that stands anywhere."""
        return RANK.get(self.added.get(kind, kind))

    def _declare(self, name: str, folded: str) -> str:
        like = _LIKE.get(folded, "story")
        if self._known is not None and name not in self._known.types:
            return like
        self.added[name] = like
        return name
