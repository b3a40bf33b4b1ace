"""A folder in; the texts around a project that say how it is set up (git, workflows, hooks, editor) out."""

from pathlib import Path

from backlogue.world.git import run_git

_TEMPLATES = ("pull_request_template.md", "PULL_REQUEST_TEMPLATE.md")


def git_says(root: Path, *arguments: str) -> str:
    """The first line that a git command prints in `root`; empty when it fails or git is missing."""
    printed = (run_git(root, *arguments) or b"").decode("utf-8", "replace").splitlines()
    return printed[0].strip() if printed else ""


def workflow_texts(top: Path) -> tuple[tuple[str, str], ...]:
    """Path and text of each workflow that GitHub or GitLab would run."""
    places = [*sorted((top / ".github" / "workflows").glob("*.y*ml")), top / ".gitlab-ci.yml"]
    return tuple((place.relative_to(top).as_posix(), text_of(place)) for place in places if place.is_file())


def pull_request_template(top: Path) -> str:
    """The path of the template for pull or merge requests."""
    folders = (".github", "docs", ".")
    places = [top / folder / name for folder in folders for name in _TEMPLATES]
    places += sorted((top / ".gitlab" / "merge_request_templates").glob("*.md"))
    return next((place.relative_to(top).as_posix() for place in places if place.is_file()), "")


def commit_hook(top: Path) -> str:
    """The path of a hook, or of pre-commit's configuration, that names backlogue."""
    hooks = git_says(top, "rev-parse", "--git-path", "hooks")
    places = [top / ".pre-commit-config.yaml", *([top / hooks / "pre-commit"] if hooks else [])]
    return next((place.name for place in places if "backlogue" in text_of(place)), "")


def text_of(path: Path) -> str:
    """A file's text; empty when it is not there or cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
