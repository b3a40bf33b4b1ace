"""The written pages in `site/`, through MkDocs, into the press; not at all when nothing about them changed."""

import logging
import os
from pathlib import Path

from backlogue.base.digest import digest
from backlogue.site.frame import GUIDE, frame_digest
from backlogue.site.ledger import Ledger
from backlogue.site.press import MARK, Press
from backlogue.site.templates import Frame

CONFIG = "site/mkdocs.yml"


def has_guide(root: Path) -> bool:
    """Whether a project has written pages of its own."""
    return (root / CONFIG).is_file() and (root / "site/docs/index.md").is_file()


def write_guide(root: Path, shared: Frame, press: Press, old: Ledger) -> None:
    """Take the last edition's pages, or have MkDocs write them anew."""
    key = guide_digest(root, shared)
    before = [path for path in old.entries if path.startswith(f"{GUIDE}/")]
    if before and all(press.keep(path, key) for path in before):
        return
    # MkDocs costs 0.2 s to import, and most builds do not need it.
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from backlogue.site.plugin import BackloguePlugin

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(str(root / CONFIG), site_dir=str(press.fresh / GUIDE))
    plugin = config.plugins.get("backlogue")
    if not isinstance(plugin, BackloguePlugin):
        plugin = BackloguePlugin()
        plugin.load_config({})
        config.plugins["backlogue"] = plugin
    plugin.shared = shared
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    press.adopt(GUIDE, key if settled(set(config.plugins), bool(config.hooks)) else "")


def guide_digest(root: Path, shared: Frame) -> str:
    """Changes when any written page would."""
    parts: list[bytes] = []
    for folder, inner, names in os.walk(root / "site"):
        # A site that was built into this folder is no source of the next one.
        inner[:] = sorted(name for name in inner if name[0] != "." and not Path(folder, name, MARK).is_file())
        for name in sorted(names):
            path = Path(folder, name)
            parts += (path.relative_to(root).as_posix().encode(), path.read_bytes())
    return digest(frame_digest(shared), *parts)


def settled(plugins: set[str], hooks: bool) -> bool:
    """Whether the pages depend on the files in `site/` alone: another plugin may read the clock or the network."""
    return plugins <= {"backlogue", "search"} and not hooks
