"""SHP122 unknown-evidence-option: an evidence entry has a key that its source does not understand.

Why: it would ask for something else than was meant. Mend: correct the key; the source's page lists its options.
"""

from collections.abc import Iterator

from backlogue.base import Finding, Severity
from backlogue.checks.rule import Rule
from backlogue.checks.suggest import suggest
from backlogue.plan import Plan

# What a person's word may have beside the options of the source `by`: the figure that they read off.
_WORD = frozenset(("value",))


def check(plan: Plan) -> Iterator[Finding]:
    for item in plan.items:
        for name, proof in item.proofs.items():
            keys = tuple(proof.model_extra or ())
            if not keys:
                continue
            known = plan.proofs.sources
            named = [key for key in keys if key in known] or (["by"] if proof.by is not None and "by" in known else [])
            # A plug-in that cannot be loaded says nothing of its options.
            if len(named) != 1 or "*" in known[named[0]]:
                continue
            source = named[0]
            allowed = known[source] | (_WORD if source == "by" else frozenset())
            for key in keys:
                if key != source and key not in allowed:
                    hint = suggest(key, sorted(allowed), f"{source} understands {', '.join(sorted(allowed))}")
                    message = f"{item.id}: {name}: {source} has no option {key}"
                    yield Finding(item.key_span(*item.proof_place(name), key), message, hint)


RULE = Rule("SHP122", "unknown-evidence-option", Severity.ERROR, check)
