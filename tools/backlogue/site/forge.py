"""A repository's web address and a path or commit in, the page that shows it or edits the file out."""

from urllib.parse import quote


def commit_url(repository: str, commit: str) -> str:
    """The page that shows a commit."""
    between = "/-" if "gitlab" in repository else ""
    return f"{repository.rstrip('/')}{between}/commit/{quote(commit)}"


def file_url(repository: str, branch: str, path: str, verb: str) -> str:
    """`verb` is blob or edit; GitLab puts its own pages below `/-/`."""
    between = "/-" if "gitlab" in repository else ""
    return f"{repository.rstrip('/')}{between}/{verb}/{quote(branch)}/{quote(path)}"
