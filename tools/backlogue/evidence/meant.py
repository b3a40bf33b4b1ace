"""What an entry calls its `data`, in; the data set that it means now, by DVC's file where it names one, out."""

from pathlib import Path
from typing import Any

from backlogue.base.observation import DataSet
from backlogue.evidence.data import read_yaml
from backlogue.evidence.fault import Fault
from backlogue.evidence.inside import read_inside

_MOST = 1 << 20


def meant_data(root: Path, written: Any) -> DataSet:
    """The data set; its digest is the one that a `*.dvc` file holds. Another text is its name."""
    if not isinstance(written, str):
        return DataSet()
    if not written.endswith(".dvc"):
        return DataSet(written)
    try:
        data = read_inside(root, written, _MOST)
        tree = read_yaml(data.decode("utf-8"), written) if data is not None else {}
    except (Fault, UnicodeDecodeError):
        tree = {}
    outs = tree.get("outs") if isinstance(tree, dict) else None
    first = outs[0] if isinstance(outs, list) and outs and isinstance(outs[0], dict) else {}
    digest = next((value for key in ("md5", "etag", "checksum") if isinstance(value := first.get(key), str)), "")
    name = first.get("path")
    return DataSet(name if isinstance(name, str) else written.removesuffix(".dvc"), digest)
