"""Backlog.md at the same work, where npm has put it on the path: a folder and a number of items in, rows out."""

import shutil
from pathlib import Path

from process import least, row, run


def peer_backlog_md(base: Path, items: int) -> None:
    """The same three in Backlog.md, where npm has put it on the path."""
    binary = shutil.which("backlog")
    if binary is None:
        return
    root = base / f"backlog-md-{items}"
    root.mkdir()
    run(["git", "init", "-q", str(root)])
    run([binary, "init", "Peer", "--defaults"], root)
    folder = root / "backlog" / "tasks"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, items + 1):
        title = f"Item {number} about {'latency' if number % 9 == 0 else 'recall'}"
        head = f"id: task-{number}\ntitle: {title}\nstatus: To Do\nassignee: []\ncreated_date: '2026-07-06'"
        text = f"---\n{head}\nlabels: [a, b]\ndependencies: []\n---\n\n## Description\n\nText.\n"
        (folder / f"task-{number} - {title.replace(' ', '-')}.md").write_text(text, encoding="utf-8")
    for name, command in (
        ("task list --plain", ["task", "list", "--plain"]),
        ("search latency --plain", ["search", "latency", "--plain"]),
        ("task edit 5 -s Done", ["task", "edit", "5", "-s", "Done"]),
    ):
        row(f"{items:,} tasks: Backlog.md, {name}", least([binary, *command], root, times=1))
