"""A project's folder in, its site in another out. The order of the steps, on one page."""

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from backlogue.site.edition import Past, gather
from backlogue.site.frame import frame
from backlogue.site.guide import has_guide, write_guide
from backlogue.site.ledger import read_ledger, write_ledger
from backlogue.site.moments import choose, write_moments
from backlogue.site.press import Press, Told, guard, silent
from backlogue.site.publish import publish
from backlogue.views.edition import Edition


class Built(NamedTuple):
    """A built site: what it shows, and how many files were written and taken from the edition before."""

    edition: Edition
    out: Path
    written: int
    kept: int


def build_site(
    root: Path,
    out: Path,
    today: Callable[[str], date],
    past: Past | None = None,
    told: Told = silent,
    moments: Sequence[str] = (),
    since: str | None = None,
) -> Built:
    """Build the whole site of a project as it stands, or of an earlier commit; the written pages are today's.

    `moments` asks for light pages of earlier ones: `sprints` for every end of a sprint, or days as YYYY-MM-DD.
    `since` is a day or revision since which the page of changes and the feed tell; GitFault where it names nothing.
    `told` hears how many files are ready; `out` is as it was until all is written.
    Raises NotOurs when `out` is not free.
    """
    guard(root, out)
    edition = gather(root, today, past, since)
    edition = dataclasses.replace(edition, moments=choose(edition, moments))
    shared = frame(edition, has_guide(root))
    old = read_ledger(root, out)
    press = Press(out, old, shared.as_of, told)
    try:
        write_moments(root, edition, shared, press, old)
        if has_guide(root):
            write_guide(root, shared, press, old)
        publish(edition, shared, press)
        ledger = press.swap()
    except BaseException:
        press.discard()
        raise
    write_ledger(root, out, ledger)
    return Built(edition, out, press.written, press.kept)
