"""A class of plan files in, the order in which its keys are written out."""

from backlogue.model import Entry

# Long maps stand last, so that the lines one reads first are short.
_LAST = ("checkpoints", "evidence", "waivers", "silence")


def key_order(cls: type[Entry]) -> tuple[str, ...]:
    """The keys as people write them: those of every item, those of the type, the project's own, the long ones."""
    keys = [field.alias or name for name, field in cls.model_fields.items()]
    return (*(key for key in keys if key not in _LAST), *(key for key in _LAST if key in keys))
