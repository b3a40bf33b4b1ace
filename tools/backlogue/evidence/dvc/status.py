"""What `dvc status --json` prints in; what changed and what data is absent out. And: is data in the remote storage?"""

import re
from collections.abc import Callable, Iterator
from configparser import ConfigParser, Error
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from backlogue.evidence.dvc.pipeline import Standing
from backlogue.evidence.dvc.program import ask_program
from backlogue.evidence.fault import Fault
from backlogue.evidence.source import Ask

_SCP = re.compile(r"[\w.-]+@([\w.-]+):")
_CONFIGS = (".dvc/config", ".dvc/config.local")


def ask_standing(ask: Ask, target: str, kept: Callable[[str], bool]) -> Standing:
    """How a stage, or a dvc.yaml, and all before it stand by the program. `kept` says whether DVC keeps a path.

    The exit code is 0 also where stages are stale, so only the JSON counts.
    """
    printed = ask_program(ask, "status", "--json", "--with-deps", "--", target)
    if not isinstance(printed, dict):
        raise Fault("unparseable", "what dvc status prints does not have the expected shape")
    changes, absent = list[str](), list[str]()
    for stage, path, state in _told(printed):
        if path and state in ("deleted", "not in cache") and kept(path):
            absent.append(path)
        else:
            changes.append(f"{stage}: {path or 'it'} {'is' if path else ''} {state}".replace("  ", " "))
    return Standing(tuple(sorted(changes)), tuple(sorted(set(absent))))


def ask_remote(ask: Ask, target: str, remote: str) -> tuple[list[str], list[str]]:
    """Files of a target that are not in the remote storage: those that are here, and those that are nowhere."""
    check_hosts(ask, remotes(ask.root, remote))
    options = [f"--remote={remote}"] if remote else []
    printed = ask_program(ask, "status", "--cloud", "--json", *options, "--", target)
    if not isinstance(printed, dict):
        raise Fault("unparseable", "what dvc status prints does not have the expected shape")
    new = sorted(path for path, state in printed.items() if state == "new")
    # "deleted" is what is there and was not pulled.
    return new, sorted(path for path, state in printed.items() if state not in ("new", "deleted"))


def remotes(root: Path, named: str) -> list[str]:
    """The addresses of all remote storages in the project's DVC settings: a single output may name any of them."""
    found = list[str]()
    known = set[str]()
    for name in _CONFIGS:
        path = root / name
        if not path.is_file():
            continue
        config = ConfigParser(interpolation=None, strict=False)
        try:
            config.read_string(path.read_text("utf-8"))
        except (Error, UnicodeDecodeError, OSError):
            raise Fault("unparseable", f"{name} cannot be read") from None
        for section in config.sections():
            if section.strip("'").startswith("remote"):
                known.add(section.strip("'").partition(" ")[2].strip('"'))
                found += [config[section][key] for key in ("url", "endpointurl") if key in config[section]]
    if named and known and named not in known:
        raise Fault("bad-reference", f"there is no remote {named}; there are {', '.join(sorted(known))}")
    return found


def check_hosts(ask: Ask, addresses: list[str]) -> None:
    """A Fault when one of some addresses leads to a host (or bucket) that is not allowed; paths lead to none."""
    for address in addresses:
        host = host_of(address)
        if host and not ask.allows(host):
            raise Fault("not-allowed", f"backlogue.yaml does not allow the host {host}, to which DVC would go")


def host_of(address: str) -> str:
    """The host or bucket of an address; empty for a path and for a remote that stands for another."""
    if "://" in address:
        try:
            parts = urlsplit(address)
            return "" if parts.scheme in ("remote", "file") else (parts.hostname or "")
        except ValueError:
            raise Fault("bad-reference", "an address in the DVC settings cannot be understood") from None
    found = _SCP.match(address)
    return found[1] if found else ""


def texts_in(tree: Any) -> Iterator[str]:
    """Every text of a tree of values, to look for addresses in."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield str(key)
            yield from texts_in(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from texts_in(value)
    elif isinstance(tree, str):
        yield tree


def _told(printed: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Stage, path and state of each line; a line about the stage itself has no path."""
    for stage, lines in printed.items():
        for line in lines if isinstance(lines, list) else ():
            if not isinstance(line, dict):
                yield stage, "", str(line)
                continue
            for changed in line.values():
                for path, state in changed.items() if isinstance(changed, dict) else ():
                    if isinstance(state, dict):  # parameters of a file
                        yield from ((stage, f"{name} in {path}", str(how)) for name, how in state.items())
                    else:
                        yield stage, path, str(state)
