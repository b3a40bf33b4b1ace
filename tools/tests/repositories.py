"""Real git repositories for tests: pinned dates and identity, nothing read from the machine's settings."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

DAY = 86_400
START = 1_783_324_800  # 2026-07-06 08:00 UTC


class GitFolder:
    """A repository in a folder. Every commit is a day later than the one before, unless it says otherwise."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.now = START

    def git(self, *arguments: str, check: bool = True, author: str = "Alice") -> str:
        """What a git command prints, without the line end."""
        stamp = f"{self.now} +0000"
        clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        identity = {
            "GIT_AUTHOR_NAME": author,
            "GIT_AUTHOR_EMAIL": f"{author.lower()}@example.org",
            "GIT_AUTHOR_DATE": stamp,
            "GIT_COMMITTER_NAME": author,
            "GIT_COMMITTER_EMAIL": f"{author.lower()}@example.org",
            "GIT_COMMITTER_DATE": stamp,
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_EDITOR": "true",
        }
        done = subprocess.run(
            ["git", "-c", "protocol.file.allow=always", "-C", str(self.root), *arguments],
            env={**clean, **identity},
            capture_output=True,
            text=True,
            check=False,
        )
        if check and done.returncode != 0:
            raise AssertionError(f"git {' '.join(arguments)}: {done.stderr}")
        return done.stdout.rstrip("\n")

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files, or delete those whose content is None."""
        for name, text in files.items():
            path = self.root / name
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self, files: Mapping[str, str | bytes | None], message: str = "Change", author: str = "Alice") -> str:
        """Write files and commit them a day later; the new commit."""
        self.write(files)
        self.git("add", "--all")
        return self.record(message, author)

    def record(self, message: str = "Change", author: str = "Alice") -> str:
        """Commit what is staged a day later; the new commit."""
        self.now += DAY
        self.git("commit", "--quiet", "--allow-empty", "--no-verify", "-m", message, author=author)
        return self.head

    def branch(self, name: str, start: str = "HEAD") -> None:
        """A new branch, checked out."""
        self.git("checkout", "--quiet", "-b", name, start)

    def checkout(self, name: str) -> None:
        self.git("checkout", "--quiet", name)

    def merge(self, *names: str, message: str = "Merge", author: str = "Alice") -> str:
        """Merge branches into the one that is checked out, always with a merge commit; the new commit."""
        self.now += DAY
        self.git("merge", "--quiet", "--no-ff", "-m", message, *names, author=author)
        return self.head

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD")


def make_repository(root: Path) -> GitFolder:
    """An empty repository with the branch main."""
    root.mkdir(parents=True, exist_ok=True)
    repository = GitFolder(root)
    repository.git("init", "--quiet", "--initial-branch=main")
    return repository


def item(name: str, **values: object) -> str:
    """The text of an item with this id; keyword `body` is its body, other values are written as they print."""
    body = values.pop("body", "")
    fields = {"id": name, "type": "story", "title": f"Title of {name}", "status": "todo"} | values
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\n{lines}---\n{body}"
