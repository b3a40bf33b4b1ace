"""The git repository that a project lives in: a folder in; commits by name, and files of any of them, out."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from backlogue.world.clock import named_day
from backlogue.world.git import GitFault, ask_git, refusal, run_git, seconds, stream_git
from backlogue.world.tree import CONFIG, FOLDERS, place_in_project

# For each name git walks through the trees from the top; from so many on, all blobs of a commit are listed sooner.
_WORTH_LISTING = 200

LOST = "is gone from this repository (git fsck names what else is, and a fresh clone may have it)"


class Repository:
    """A project's place in a git repository."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.top, self.prefix = _find(self.root)
        # GitPython opens what git itself may refuse, and every later question would then seem to have no answer.
        if refused := refusal(self.root):
            raise GitFault(refused)

    @property
    def is_shallow(self) -> bool:
        """Whether the clone lacks older commits, so that nothing may be measured over its history."""
        return run_git(self.root, "rev-parse", "--is-shallow-repository") == b"true\n"

    def resolve(self, revision: str) -> str:
        """The commit that a revision names; GitFault with a plain sentence when it names none."""
        if not revision or "\0" in revision or "\n" in revision:
            raise GitFault(f"{revision!r} names no commit")
        wanted = f"{revision}^{{commit}}"
        found = run_git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
        # Of `^main` git says the commit with the sign before it: all but what main has, which is no commit.
        if not found or found.startswith(b"^"):
            raise GitFault(f"{revision!r} names no commit here{self._why_not()}")
        return found.decode().strip()

    def resolve_at(self, moment: str, zone: str) -> str:
        """The commit a revision names, or the last one of the main line on a day written YYYY-MM-DD."""
        day = named_day(moment)
        if day is None:
            return self.resolve(moment)
        end = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))
        return self.last_before(int(end.timestamp()), moment)

    def last_before(self, end: int, moment: str) -> str:
        """The newest commit of HEAD's first-parent line that was committed before a time."""
        # --before stops at the first older commit even where dates are out of order, so all are read.
        printed = run_git(self.root, "log", "--first-parent", "--format=%H %ct", "HEAD", "--") or b""
        for line in printed.decode().splitlines():
            commit, _, at = line.partition(" ")
            if (seconds(at) or 0) < end:
                return commit
        raise GitFault(f"no commit is as old as {moment}{self._why_not()}")

    def merge_base(self, commit: str, branches: list[str]) -> str | None:
        """The newest commit that `commit` shares with the first of some branches that is there."""
        for branch in branches:
            if run_git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{branch}^{{commit}}"):
                found = run_git(self.root, "merge-base", commit, branch)
                return found.decode().strip() if found else None
        return None

    def head(self) -> str | None:
        """The commit that is checked out; None before the first one."""
        found = run_git(self.root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return found.decode().strip() if found else None

    def changed_files(self, base: str, head: str | None) -> list[tuple[str, bool, bool]]:
        """Plan files and locks that differ between two commits (head None: the work tree), and which has each."""
        names = [self.prefix + place for place in (CONFIG, *FOLDERS)]
        form = ("-r", "-z", "--raw", "--no-renames", "--no-abbrev")
        command = ("diff-tree", *form, base, head) if head is not None else ("diff-index", *form, base)
        fields = iter(ask_git(self.top, *command, "--", *names).decode("utf-8", "surrogateescape").split("\0"))
        found = {}
        for field in fields:
            if field:
                old, new = field[1:].split(" ")[:2]
                if (inner := place_in_project(next(fields), self.prefix, locks=True)) is not None:
                    found[inner] = (old.startswith("100"), new.startswith("100"))
        if head is None:
            found |= dict.fromkeys(self._untracked(names), (False, True))
        return sorted((path, *sides) for path, sides in found.items())

    def deleted_files(self, commit: str) -> set[str]:
        """Every path that some commit before deleted plan files from; moved files are among them."""
        form = ("log", "--diff-filter=D", "--name-only", "--no-renames", "-z", "--format=", "--end-of-options", commit)
        names = [self.prefix + place for place in FOLDERS]
        printed = ask_git(self.top, *form, "--", *names).decode("utf-8", "surrogateescape")
        return {path.strip("\n") for path in printed.split("\0") if path.strip("\n")}

    def files_at(self, commit: str, paths: list[str]) -> dict[str, bytes]:
        """The bytes of some files of a commit; those that it does not have are left out."""
        # One name a line: of a path with a line break in it git cannot be asked so, and it has no file of a plan.
        names = {path: f"{commit}:{self.prefix}{path}" for path in paths if "\n" not in path}
        if len(names) > _WORTH_LISTING:
            folders = {self.prefix + path.rpartition("/")[0] for path in names if "/" in path}
            listed = self._files_in(commit, sorted(folders), locks=True)
            names |= {path: blob for path, _, blob in listed if path in names}
        found = dict(zip(names, self.objects(names.values()), strict=True))
        absent = {path for path, text in found.items() if text is None}
        if absent and (lost := absent.intersection(path for path, _, _ in self.plan_files(commit, locks=True))):
            raise GitFault(f"the text of {min(lost)} in {commit[:10]} {LOST}")
        return {path: text for path, text in found.items() if text is not None}

    def mentions(self, commit: str | None, words: list[str]) -> list[str]:
        """Plan files and locks, of a commit or the work tree, that contain one of some words; more do no harm."""
        if not words:
            return []
        # Blobs are read one after the other anyway, and more threads only wait for each other.
        options = ("-c", "grep.threads=1", "grep", "-l", "-z", "-F", "-w", "-a", "--full-name", "-f", "-")
        where = [commit] if commit is not None else ["--untracked"]
        names = [self.prefix + place for place in FOLDERS]
        try:
            # Read from its input: a large import has more words than a command may have arguments.
            printed = ask_git(self.top, *options, *where, "--", *names, given="\n".join(words).encode())
        except GitFault:
            return []
        head = f"{commit}:" if commit is not None else ""
        paths = (path.removeprefix(head) for path in printed.decode("utf-8", "surrogateescape").split("\0"))
        found = (place_in_project(path, self.prefix, locks=True) for path in paths if path)
        return [inner for inner in found if inner is not None]

    def _untracked(self, names: list[str]) -> list[str]:
        printed = ask_git(self.top, "ls-files", "--others", "--exclude-standard", "-z", "--full-name", "--", *names)
        paths = printed.decode("utf-8", "surrogateescape").split("\0")
        found = (place_in_project(path, self.prefix, locks=True) for path in paths if path)
        return [inner for inner in found if inner is not None]

    def blobs(self, ids: Iterable[str]) -> Iterator[bytes]:
        """The bytes of blobs that some trees name, in the order asked for; GitFault where the repository lost one."""
        for text in self.objects(ids):
            if text is None:
                raise GitFault(f"the text of a file {LOST}")
            yield text

    def objects(self, names: Iterable[str]) -> Iterator[bytes | None]:
        """The bytes that each blob or `commit:path` holds, in the order asked for; None for one that is not there."""
        given = ("".join(f"{name}\n" for name in some).encode("utf-8", "surrogateescape") for some in _groups(names))
        with stream_git(self.root, "cat-file", "--batch", "--buffer", given=given) as output:
            while head := output.readline():
                size = head.rsplit(b" ", 1)[1].strip()
                if size.isdigit():
                    yield output.read(int(size) + 1)[:-1]
                else:
                    yield None

    def plan_files(self, commit: str, locks: bool = False) -> list[tuple[str, str, str]]:
        """Path in the project, mode and blob of each plan file of a commit, and of each lock where asked for."""
        return self._files_in(commit, [self.prefix + place for place in (CONFIG, *FOLDERS)], locks)

    def _files_in(self, commit: str, places: list[str], locks: bool) -> list[tuple[str, str, str]]:
        command = ("--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit, "--")
        printed = ask_git(self.top, *command, *places)
        found = []
        for line in printed.decode("utf-8", "surrogateescape").split("\0"):
            if line:
                about, path = line.split("\t", 1)
                mode, _, blob = about.split(" ")
                if (inner := place_in_project(path, self.prefix, locks)) is not None:
                    found.append((inner, mode, blob))
        return found

    def files_below(self, commit: str, path: str) -> list[tuple[str, str]]:
        """Path below a folder of the project and blob of each of its files in a commit; of a file itself, path ""."""
        place = self.prefix + path
        if not path or ".." in path.split("/"):
            return []
        command = ("--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit, "--", place)
        printed = run_git(self.top, *command) or b""
        found = []
        for line in printed.decode("utf-8", "surrogateescape").split("\0"):
            about, _, name = line.partition("\t")
            if about.startswith("100"):
                found.append((name[len(place) + 1 :], about.split(" ")[2]))
        return found

    def _why_not(self) -> str:
        if self.head() is None:
            return ": there is no commit yet"
        return "; this clone is shallow: fetch the rest with git fetch --unshallow" if self.is_shallow else ""


def _groups(names: Iterable[str]) -> Iterator[list[str]]:
    """The names in groups small enough that nobody waits long for the first of one."""
    source = iter(names)
    while some := list(islice(source, 64)):
        yield some


def _find(root: Path) -> tuple[Path, str]:
    """The top folder of the work tree (or the bare repository), and the project's place below it, with a slash."""
    # GitPython costs 110 ms to import, which commands that ask nothing of history need not pay.
    try:
        from git import InvalidGitRepositoryError, NoSuchPathError, Repo
    except ImportError:
        # GitPython asks git for its version while it is imported.
        raise GitFault("git cannot be run: see whether git --version works here") from None
    try:
        repo = Repo(root, search_parent_directories=True)
    except (InvalidGitRepositoryError, NoSuchPathError):
        raise GitFault("not in a git repository: start one with git init") from None
    try:
        if repo.working_tree_dir is None:
            return Path(repo.git_dir), ""
        top = Path(repo.working_tree_dir).resolve()
        place = root.relative_to(top).as_posix()
        return top, "" if place == "." else f"{place}/"
    finally:
        repo.close()
