"""Foreign statuses in; states of our workflow, and the states that must be declared for them, out."""

from collections.abc import Mapping as Dict
from typing import NamedTuple

from backlogue.base.slug import slug
from backlogue.base.states import DEFAULT_STATES
from backlogue.exchange.faults import at_cell, shown
from backlogue.exchange.known import Known
from backlogue.exchange.ledger import Ledger
from backlogue.exchange.mapping import Mapping, fold
from backlogue.exchange.table import Cell

# Statuses that mean one of our own states in every team we know of; all others stay what they are.
_SAME = {
    "todo": (
        "to do|todo|open|new|backlog|reopened|proposed|created|tareas por hacer|por hacer|abierto"
        "|abierta|pendiente|nuevo|zu erledigen|offen|neu|à faire|ouvert|nouveau|a fazer"
        "|tarefas pendentes|aberto|novo|da completare|da fare|aperto|te doen|do zrobienia"
        "|к выполнению|открыто|yapılacaklar|作業前|未着手|待办"
    ),
    "ready": (
        "ready|selected for development|ready for development|ready for dev|approved"
        "|seleccionado para desarrollo|bereit"
    ),
    "in-progress": (
        "in progress|doing|active|committed|started|in development|en curso|en progreso|in arbeit"
        "|in bearbeitung|en cours|em andamento|em progresso|in corso|bezig|in behandeling|w toku"
        "|в работе|进行中|作業中|devam ediyor"
    ),
    "in-review": (
        "in review|review|code review|peer review|en revisión|im review|in überprüfung|en revue|em revisão|in revisione"
    ),
    "waiting": (
        "blocked|on hold|waiting|impeded|paused|bloqueado|en espera|blockiert|wartet|bloqué|en attente|pausado"
    ),
    "done": (
        "done|closed|complete|completed|finished|listo|finalizada|finalizado|hecho|cerrado|cerrada"
        "|fertig|erledigt|geschlossen|terminé|terminé(e)|fini|fermé|concluído|concluida|fechado"
        "|completata|completato|chiuso|gereed|klaar|gotowe|zrobione|готово|закрыто|完了|已完成|完成|tamam"
    ),
    "dropped": (
        "removed|cancelled|canceled|rejected|declined|abandoned|won't do|wont do|won't fix|obsolete"
        "|cancelado|cancelada|abgebrochen|abgelehnt|verworfen|annulé|rejeté|annullato|anulowane"
        "|отменено"
    ),
}
_STATE = {word: state for state, words in _SAME.items() for word in words.split("|")}
_CATEGORIES = {
    "todo": (
        "to do|todo|new|proposed|tareas por hacer|por hacer|zu erledigen|à faire|a fazer"
        "|itens pendentes|da completare|te doen|do zrobienia|к выполнению|未着手|待办"
    ),
    "doing": (
        "in progress|indeterminate|inprogress|en curso|in arbeit|en cours|em andamento|in corso|bezig"
        "|w toku|в работе|進行中|进行中|resolved"
    ),
    "done": (
        "done|complete|completed|listo|finalizada|fertig|terminé|terminé(e)|concluído"
        "|itens concluídos|completata|gereed|gotowe|готово|выполнено|完了|完成"
    ),
    "dropped": "removed",
}
_CATEGORY = {word: category for category, words in _CATEGORIES.items() for word in words.split("|")}
# A status that is over in Jira with one of these resolutions was never done.
_OVER = (
    "abandoned|canceled|cancelled|cannot reproduce|declined|duplicado|duplicate|duplikat|dupliqué"
    "|invalid|known error|ne sera pas fait|no se hará|not a bug|obsolete|rejected|wird nicht behoben"
    "|wird nicht erledigt|won't do|won't fix|wont do|wont fix"
)
_DROPPED = frozenset(_OVER.split("|"))
# What a category of a foreign tool may mean here: being blocked and being dropped are no categories there.
_WITHIN = {
    "todo": ("todo", "waiting"),
    "doing": ("doing", "waiting"),
    "done": ("done", "dropped"),
    "dropped": ("dropped",),
}


class State(NamedTuple):
    """A state here and what it means for progress."""

    name: str
    category: str


class States:
    """The states an import uses; those of our own workflow that it adds are in `added`."""

    def __init__(self, mapping: Mapping, known: Known | None, ledger: Ledger, usual: Dict[str, str]) -> None:
        self._mapping = mapping
        self._ledger = ledger
        # What the words of this format mean where they differ from everybody else's.
        self._usual = {**_STATE, **usual}
        self._closed = known is not None
        self._states: dict[str, str] = dict((known.states if known else None) or DEFAULT_STATES)
        if not self._closed:
            self._states |= mapping.states
        self.added: dict[str, str] = (
            {} if self._closed else {name: kind for name, kind in mapping.states.items() if name not in DEFAULT_STATES}
        )

    def of(self, status: Cell | None, category: Cell | None, resolution: str, over: bool) -> State:
        """The state for a row; `over` says that the row has a date of its end."""
        if status is None:
            return self._first("todo")
        group = _CATEGORY.get(fold(category.text)) if category is not None else None
        state = self._named(status, group) or self._own(status, group, over)
        if state.category == "done" and fold(resolution) in _DROPPED:
            state = self._first("dropped")
        return state

    def _named(self, status: Cell, group: str | None) -> State | None:
        word = fold(status.text)
        decided = self._mapping.statuses.get(word)
        if decided is not None:
            return self._declared(decided, status, group)
        name = self._usual.get(word)
        if name is None or name not in self._states:
            return None
        kind = self._states[name]
        return State(name, kind) if group is None or kind in _WITHIN[group] else None

    def _declared(self, name: str, status: Cell, group: str | None) -> State | None:
        if name in self._states:
            return State(name, self._states[name])
        if self._closed:
            self._ledger.say(
                at_cell("IMP114", status, f"the mapping names the state {name}, which backlogue.yaml lacks")
            )
            return None
        kind = group or "doing"
        if group is None:
            hint = f"add to the mapping file: states: {{{name}: todo}} (or doing, waiting, done, dropped)"
            self._ledger.say(
                at_cell("IMP109", status, f"nothing says what the state {name} means; taken as doing", hint)
            )
        self._states[name] = self.added[name] = kind
        return State(name, kind)

    def _own(self, status: Cell, group: str | None, over: bool) -> State:
        """A status of the team's own stays a state of its own, in the category the export gives it."""
        name = slug(status.text) or "unnamed-state"
        if name in self._states and (group is None or self._states[name] in _WITHIN[group]):
            return State(name, self._states[name])
        kind = group or ("done" if over else "todo")
        if self._closed:
            state = self._first(kind)
            message = f"backlogue.yaml has no state for {shown(status.text)}; taken as {state.name}"
            self._ledger.say(
                at_cell(
                    "IMP114",
                    status,
                    message,
                    f"declare it in backlogue.yaml under workflows.default.states: {name}: {kind}",
                )
            )
            return state
        if group is None:
            hint = f"say what it is in the mapping file, such as statuses: {{{status.text.strip()}: in-progress}}"
            self._ledger.say(
                at_cell(
                    "IMP109",
                    status,
                    f"nothing says what the status {shown(status.text)} means; taken as {kind}",
                    hint,
                )
            )
        if name in self._states:
            name = f"{name}-{kind}"
        self._states[name] = self.added[name] = kind
        return State(name, kind)

    def _first(self, category: str) -> State:
        found = next((name for name, kind in self._states.items() if kind == category), None)
        return State(found, category) if found is not None else State(next(iter(self._states)), category)


def with_added(added: Dict[str, str]) -> dict[str, str]:
    """Our default states with the added ones behind those of their category."""
    found: dict[str, str] = {}
    for category in ("todo", "doing", "waiting", "done", "dropped"):
        for states in (DEFAULT_STATES, added):
            found |= {name: kind for name, kind in states.items() if kind == category}
    return found
