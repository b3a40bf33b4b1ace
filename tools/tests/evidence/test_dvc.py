"""DVC: a real repository with data, a pipeline, metrics and a remote; what we read is what DVC says of it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import md5
from pathlib import Path

import pytest
from evidence.asked import Project
from repositories import GitFolder, make_repository

from backlogue.evidence.dvc import program

BIN = Path(sys.executable).parent
TRAIN = """import json
rate = float([line for line in open("params.yaml") if "lr" in line][0].split()[-1])
open("model.bin", "w").write(f"model {rate}")
json.dump({"eval": {"recall": 0.8 + rate, "loss": float("nan")}}, open("metrics.json", "w"))
json.dump({"auc": 0.9 + rate}, open("kept.json", "w"))
"""
PIPELINE = """stages:
  prepare:
    cmd: python -c "import shutil; shutil.copy('data/raw.csv', 'clean.csv')"
    deps: [data/raw.csv]
    outs: [clean.csv]
  train:
    cmd: python src/train.py
    deps: [clean.csv, src/train.py, data/img]
    params: [train.lr]
    outs: [model.bin]
    metrics: [metrics.json: {cache: false}, kept.json]
"""


def dvc(root: Path, *arguments: str, check: bool = True) -> str:
    environment = {**os.environ, "DVC_NO_ANALYTICS": "1", "CI": "1", "PATH": f"{BIN}:{os.environ['PATH']}"}
    done = subprocess.run(["dvc", *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0 or not check, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the repository `work`, its storage `store` (all of v1 is pushed, not v2), and tags v1 and v2."""
    if not (BIN / "dvc").exists():
        pytest.skip("dvc is not installed: pip install -e '.[evidence-tests]'")
    top = tmp_path_factory.mktemp("dvc")
    root = top / "work"
    repository = make_repository(root)
    dvc(root, "init", "-q")
    repository.write(
        {
            "data/raw.csv": "a,b\n1,2\n",
            "data/img/1.txt": "one\n",
            "data/img/sub/2.txt": "two\n",
            "src/train.py": TRAIN,
            "params.yaml": "train:\n  lr: 0.01\n  depth: 3\n",
            "dvc.yaml": PIPELINE,
        }
    )
    dvc(root, "add", "-q", "data/raw.csv", "data/img")
    dvc(root, "repro", "-q")
    (top / "store").mkdir()
    dvc(root, "remote", "add", "-q", "-d", "store", "../store")
    dvc(root, "push", "-q")
    repository.commit({}, "One")
    repository.git("tag", "v1")
    repository.write({"params.yaml": "train:\n  lr: 0.02\n  depth: 3\n"})
    dvc(root, "repro", "-q")
    repository.commit({}, "Two")
    repository.git("tag", "v2")
    return top


@pytest.fixture
def work(made: Path, tmp_path: Path) -> Project:
    """A copy of the repository with all its data."""
    shutil.copytree(made / "work", tmp_path / "work", symlinks=True)
    shutil.copytree(made / "store", tmp_path / "store")
    return Project(tmp_path / "work")


@pytest.fixture
def clone(made: Path, tmp_path: Path) -> Project:
    """A clone as CI makes it: without `dvc pull`."""
    shutil.copytree(made / "store", tmp_path / "ci/store")
    GitFolder(tmp_path).git("clone", "--quiet", str(made / "work"), str(tmp_path / "ci/work"))
    return Project(tmp_path / "ci/work")


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the program."""
    monkeypatch.setattr(program.shutil, "which", lambda *_, **__: None)


def md5_of(project: Project, path: str) -> str:
    line = next(
        line for line in (project.root / path).read_text().splitlines() if "md5:" in line and "hash:" not in line
    )
    return line.split()[-1]


# Versions of data


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("path", ["data/raw.csv.dvc", "data/img.dvc"])
def test_version(work: Project, path: str) -> None:
    told = work.ask(dvc=path)
    assert (told.reason, told.value, told.kind) == ("ok", md5_of(work, path), "text")
    assert told.dataset == (path, told.value, "")
    assert told.state == "committed"
    assert told.commit == GitFolder(work.root).git("rev-parse", "v1")
    assert told.at == "2026-07-07T08:00:00Z"


@pytest.mark.usefixtures("alone")
def test_data_that_changed(work: Project) -> None:
    work.put("data/raw.csv", "a,b\n1,3\n")  # as long as before
    assert work.ask(dvc="data/raw.csv.dvc").reason == "stale"
    work.put("data/img/new.txt", "three")
    assert work.ask(dvc="data/img.dvc").reason == "stale"
    shutil.rmtree(work.root / "data/img")
    work.put("data/img", "a file now")
    assert work.ask(dvc="data/img.dvc").reason == "stale"


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("path", ["data/raw.csv.dvc", "data/img.dvc"])
def test_version_in_a_clone_without_data_is_unknown(clone: Project, path: str) -> None:
    told = clone.ask(dvc=path)
    assert told.reason == "data-missing"
    assert told.dataset.digest == md5_of(clone, path)
    assert "dvc pull" in told.detail
    assert clone.ask(dvc=path, compare=False).reason == "ok"


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("path", ["dvc.lock", "dvc.yaml"])
def test_version_of_a_model(work: Project, path: str) -> None:
    """What a stage wrote has its version in dvc.lock, and may be told to be made of a version of data."""
    told = work.ask(dvc=path, out="model.bin")
    assert (told.reason, told.value) == ("ok", md5((work.root / "model.bin").read_bytes()).hexdigest())
    assert told.dataset == ("model.bin", told.value, "")
    assert (told.state, told.commit) == ("committed", GitFolder(work.root).git("rev-parse", "v2"))
    data = md5_of(work, "data/raw.csv.dvc")
    assert work.ask(dvc=path, out="model.bin", data="data/raw.csv.dvc").dataset == ("data/raw.csv.dvc", data, "")
    work.put("model.bin", "model 0.03")
    told = work.ask(dvc=path, out="model.bin")
    assert (told.reason, told.detail) == ("stale", "model.bin was modified since: dvc repro")
    assert work.ask(dvc=path, out="model.bin", compare=False).reason == "ok"


@pytest.mark.usefixtures("alone")
def test_version_of_a_model_that_is_not_recorded(work: Project) -> None:
    told = work.ask(dvc="dvc.lock", out="modell.bin")
    assert (told.reason, told.detail) == ("metric-missing", "dvc.lock records no modell.bin")
    assert work.ask(dvc="dvc.lock", stage="prepare", out="model.bin").reason == "metric-missing"
    assert work.ask(dvc="dvc.lock", stage="train", out="model.bin").reason == "ok"


@pytest.mark.usefixtures("alone")
def test_version_of_a_model_in_a_clone_without_data_is_unknown(clone: Project) -> None:
    told = clone.ask(dvc="dvc.lock", out="model.bin")
    assert (told.reason, told.kind) == ("data-missing", "text")
    assert clone.ask(dvc="dvc.lock", out="model.bin", compare=False).reason == "ok"


@pytest.mark.parametrize(
    "entry",
    [
        {"dvc": "data/raw.csv.dvc", "rev": "v1"},
        {"dvc": "data/raw.csv.dvc", "metric": "eval.recall"},
        {"dvc": "dvc.yaml", "rev": "v1"},
        {"dvc": "dvc.yaml", "compare": False},
        {"dvc": "dvc.lock", "out": "model.bin", "rev": "v1"},
        {"dvc": "metrics.json", "metric": "eval.recall", "stage": "train"},
    ],
)
def test_an_option_of_another_kind_of_file_is_not_passed_over(work: Project, entry: dict[str, object]) -> None:
    told = work.ask(**entry)
    assert (told.reason, told.value) == ("bad-reference", None)
    assert "does not go with" in told.detail


def test_a_model_is_pushed(work: Project) -> None:
    """Only the first version was."""
    told = work.ask(dvc="dvc.lock", out="model.bin", remote=True)
    assert (told.reason, told.detail) == ("stale", "not pushed: model.bin (dvc push)")
    dvc(work.root, "push", "-q")
    assert work.ask(dvc="dvc.lock", out="model.bin", remote=True).state == "pushed"


def test_where_the_project_lies_is_not_told(work: Project) -> None:
    dvc(work.root, "remote", "remove", "store")
    told = work.ask(dvc="data/raw.csv.dvc", remote=True)
    words = "dvc status: config file error: no remote specified in the project"
    assert (told.reason, told.detail) == ("not-configured", words)


@pytest.mark.usefixtures("alone")
def test_version_that_is_not_committed(work: Project) -> None:
    dvc(work.root, "add", "-q", "src/train.py", check=False)
    work.put("data/raw.csv", "a,b\n7,8\n")
    dvc(work.root, "add", "-q", "data/raw.csv")
    told = work.ask(dvc="data/raw.csv.dvc")
    assert (told.reason, told.state, told.commit) == ("ok", "not committed", "")


def test_ignored_files_are_for_the_program(work: Project) -> None:
    work.put(".dvcignore", "*.tmp\n")
    work.put("data/img/x.tmp", "scratch")
    assert work.ask(dvc="data/img.dvc").reason == "ok"
    work.put("data/img/1.txt", "other\n")
    assert work.ask(dvc="data/img.dvc").reason == "stale"


@pytest.mark.usefixtures("alone")
def test_ignored_files_without_the_program(work: Project) -> None:
    work.put(".dvcignore", "*.tmp\n")
    work.put("data/img/x.tmp", "scratch")
    assert work.ask(dvc="data/img.dvc").reason == "tool-missing"


@pytest.mark.usefixtures("alone")
def test_record_of_dvc_2(project: Project) -> None:
    # printf 'a\nb\n' | md5sum, recorded for a text that lies there with the line ends of Windows
    project.write(data_csv="a\r\nb\r\n")
    project.put("data.csv.dvc", "outs:\n- md5: dd8c6a395b5dd36c56d23275028f526c\n  size: 6\n  path: data.csv\n")
    assert project.ask(dvc="data.csv.dvc").reason == "ok"
    project.write(data_csv="a\r\nc\r\n")
    assert project.ask(dvc="data.csv.dvc").reason == "stale"


@pytest.mark.usefixtures("alone")
def test_records_of_many_shapes(project: Project) -> None:
    project.put("two.dvc", "wdir: data\nouts:\n- {md5: aa, hash: md5, path: a}\n- {md5: bb, hash: md5, path: b}\n")
    assert project.ask(dvc="two.dvc").detail == "two.dvc records 2 files: say which with out"
    assert project.ask(dvc="two.dvc", out="data/b", compare=False).value == "bb"
    assert project.ask(dvc="two.dvc", out="c").reason == "metric-missing"
    project.put("cloud.dvc", "outs:\n- {etag: x1, path: s3://bucket/a}\n")
    assert project.ask(dvc="cloud.dvc", compare=False).value == "x1"
    project.put("bare.dvc", "outs:\n- {path: a}\n")
    assert project.ask(dvc="bare.dvc").reason == "metric-missing"
    for text in ("outs: 1", "[]", "a: [", "outs: [1]"):
        project.put("wrong.dvc", text)
        assert project.ask(dvc="wrong.dvc").reason in ("unparseable", "bad-reference")
    assert project.ask(dvc="absent.dvc").reason == "file-missing"
    assert project.ask(dvc="../absent.dvc").reason == "not-allowed"
    project.put("out.dvc", "outs:\n- {md5: aa, path: ../../etc/passwd}\n")
    assert project.ask(dvc="out.dvc").value is None or project.ask(dvc="out.dvc").reason != "ok"


# Pipelines

CHANGES: dict[str, Callable[[Project], None]] = {
    "parameter": lambda p: p.write(params_yaml="train:\n  lr: 0.03\n  depth: 3\n"),
    "parameter gone": lambda p: p.write(params_yaml="train:\n  depth: 3\n"),
    "code": lambda p: p.put("src/train.py", TRAIN + "\n"),
    "data": lambda p: p.put("data/raw.csv", "a,b\n1,3\n"),
    "folder": lambda p: p.put("data/img/3.txt", "three"),
    "between": lambda p: p.put("clean.csv", "edited"),
    "output": lambda p: p.put("model.bin", "edited"),
    "metrics": lambda p: p.put("metrics.json", '{"eval": {"recall": 1.0}}'),
    "command": lambda p: p.put("dvc.yaml", PIPELINE.replace("python src/train.py", "python src/train.py --fast")),
    "new dependency": lambda p: p.put("dvc.yaml", PIPELINE.replace("data/img]", "data/img, params.yaml]")),
    "new parameter": lambda p: p.put("dvc.yaml", PIPELINE.replace("[train.lr]", "[train.lr, train.depth]")),
    "fewer dependencies": lambda p: p.put("dvc.yaml", PIPELINE.replace(", data/img]", "]")),
    "code gone": lambda p: (p.root / "src/train.py").unlink(),
    "not run": lambda p: p.put("dvc.yaml", f"{PIPELINE}  more:\n    cmd: echo\n    deps: [clean.csv]\n"),
}
# Asking the program takes seconds; the rest are the same to it.
ALSO_ASKED = {"parameter", "between", "metrics", "new dependency"}


@pytest.mark.usefixtures("alone")
def test_up_to_date(work: Project) -> None:
    for options in ({}, {"stage": "train"}, {"stage": "prepare"}):
        told = work.ask(dvc="dvc.yaml", **options)
        assert (told.reason, told.value, told.detail) == ("ok", "up to date", "")
    assert work.ask(dvc="dvc.lock", stage="train").checks == (("stages", 2.0),)
    told = work.ask(dvc="dvc.yaml", stage="train", data="data/raw.csv.dvc")
    assert told.dataset == ("data/raw.csv.dvc", md5_of(work, "data/raw.csv.dvc"), "")


@pytest.mark.parametrize("change", CHANGES)
def test_stale_as_dvc_says(work: Project, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    CHANGES[change](work)
    if change in ALSO_ASKED:
        assert json.loads(dvc(work.root, "status", "--json"))
    monkeypatch.setattr(program.shutil, "which", lambda *_, **__: None)
    told = work.ask(dvc="dvc.yaml")
    assert (told.reason, told.value) == ("stale", None)
    assert told.detail


@pytest.mark.usefixtures("alone")
def test_what_changes_nothing(work: Project) -> None:
    work.write(params_yaml="train:\n  lr: 2e-2\n  depth: 9\nother: 1\n")
    work.put("dvc.yaml", PIPELINE + "plots: []\n")
    assert work.ask(dvc="dvc.yaml").reason == "ok"


@pytest.mark.usefixtures("alone")
def test_a_stage_depends_on_those_before_it(work: Project) -> None:
    work.put("data/raw.csv", "a,b\n1,3\n")
    told = work.ask(dvc="dvc.yaml", stage="train")
    assert told.reason == "stale"
    assert "prepare: data/raw.csv was modified" in told.detail
    work.put("model.bin", "edited")
    assert "model.bin" not in work.ask(dvc="dvc.yaml", stage="prepare").detail


def test_pipeline_in_a_clone_without_data_is_unknown(clone: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "deleted" in dvc(clone.root, "status", "--json")  # which reads as stale
    monkeypatch.setattr(program.shutil, "which", lambda *_, **__: None)
    for options in ({}, {"stage": "train"}):
        told = clone.ask(dvc="dvc.yaml", **options)
        assert told.reason == "data-missing"
        assert "dvc pull" in told.detail
    clone.put("src/train.py", "changed")
    assert clone.ask(dvc="dvc.yaml").reason == "stale"  # this can be seen without the data


@pytest.mark.usefixtures("alone")
def test_new_version_of_data_shows_in_a_clone(clone: Project) -> None:
    text = (clone.root / "data/raw.csv.dvc").read_text()
    clone.put("data/raw.csv.dvc", text.replace(md5_of(clone, "data/raw.csv.dvc"), "f" * 32))
    told = clone.ask(dvc="dvc.yaml", stage="train")
    assert (told.reason, told.detail) == ("stale", "prepare: data/raw.csv has another version")


GENERATED = """stages:
  each:
    foreach: [a, b]
    do:
      cmd: echo ${item} > ${item}.txt
      outs: ["${item}.txt"]
  below:
    wdir: sub
    cmd: python -c "import shutil; shutil.copy('in.txt', 'out.txt')"
    deps: [in.txt]
    outs: [out.txt]
"""


def test_what_only_the_program_tells(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = make_repository(tmp_path / "work")
    dvc(repository.root, "init", "-q")
    repository.write({"dvc.yaml": GENERATED, "sub/in.txt": "1"})
    dvc(repository.root, "repro", "-q")
    repository.commit({})
    project = Project(repository.root)
    assert [project.ask(dvc="dvc.yaml", stage=stage).reason for stage in ("each@a", "below")] == ["ok"] * 2
    (repository.root / "b.txt").unlink()
    assert project.ask(dvc="dvc.yaml", stage="each").reason == "data-missing"
    project.put("sub/in.txt", "2")
    told = project.ask(dvc="dvc.yaml")  # `dvc status` exits with 0 all the same
    assert told.reason == "stale"
    assert "sub/in.txt is modified" in told.detail
    monkeypatch.setattr(program.shutil, "which", lambda *_, **__: None)
    told = project.ask(dvc="dvc.yaml", stage="below")
    assert (told.reason, told.detail) == (
        "tool-missing",
        "this can only be told by dvc, which is not installed: pip install dvc",
    )


def test_addresses_are_not_asked_unless_allowed(work: Project) -> None:
    work.put("dvc.yaml", PIPELINE.replace("[data/raw.csv]", '["https://127.0.0.1:9/raw.csv"]'))
    work.put(
        "dvc.lock",
        (work.root / "dvc.lock").read_text().replace("path: data/raw.csv", "path: https://127.0.0.1:9/raw.csv"),
    )
    told = work.ask(dvc="dvc.yaml", stage="prepare")
    assert told.reason in ("not-allowed", "stale")
    assert "127.0.0.1" in told.detail


@pytest.mark.usefixtures("alone")
def test_pipelines_that_are_not_there(work: Project) -> None:
    told = work.ask(dvc="dvc.yaml", stage="trian")
    assert (told.reason, told.detail) == ("bad-reference", "there is no stage trian; there are prepare, train")
    assert work.ask(dvc="other/dvc.yaml").reason == "file-missing"
    (work.root / "dvc.lock").unlink()
    assert work.ask(dvc="dvc.yaml", stage="prepare").detail == "prepare has never been run"
    for text in ("stages: 1", "a: [", "stages: {a: 1}", "[]"):
        work.put("dvc.yaml", text)
        assert work.ask(dvc="dvc.yaml").reason in ("unparseable", "tool-missing")
    work.put("dvc.yaml", "")
    assert work.ask(dvc="dvc.yaml").reason == "metric-missing"


# Metrics and parameters


@pytest.mark.usefixtures("alone")
def test_metric_now_and_then(work: Project) -> None:
    now = work.ask(dvc="metrics.json", metric="eval.recall", data="data/raw.csv.dvc")
    assert now.value == pytest.approx(0.82)
    assert now.commit == GitFolder(work.root).git("rev-parse", "v2")
    assert now.dataset == ("data/raw.csv.dvc", md5_of(work, "data/raw.csv.dvc"), "")  # through the stage between
    then = work.ask(dvc="metrics.json", metric="eval.recall", rev="v1", data="data/raw.csv")
    assert then.value == pytest.approx(0.81)
    assert then.commit == GitFolder(work.root).git("rev-parse", "v1")
    assert then.at == "2026-07-07T08:00:00Z"
    assert then.dataset.digest == now.dataset.digest
    assert work.ask(dvc="params.yaml", metric="train.lr").value == 0.02
    assert work.ask(dvc="params.yaml", metric="train.lr", rev="v1").value == 0.01


@pytest.mark.usefixtures("alone")
def test_metric_that_dvc_keeps(work: Project) -> None:
    assert work.ask(dvc="kept.json", metric="auc").value == pytest.approx(0.92)
    assert work.ask(dvc="kept.json", metric="auc", rev="v1").value == pytest.approx(0.91)


@pytest.mark.usefixtures("alone")
def test_metric_in_a_clone(clone: Project) -> None:
    assert clone.ask(dvc="metrics.json", metric="eval.recall").value == pytest.approx(0.82)
    assert clone.ask(dvc="kept.json", metric="auc").reason == "data-missing"
    assert clone.ask(dvc="kept.json", metric="auc", rev="v1").reason == "data-missing"


@pytest.mark.usefixtures("alone")
def test_metric_that_proves_nothing(work: Project) -> None:
    assert work.ask(dvc="metrics.json", metric="eval.loss").kind == "nan"  # bare NaN in the JSON
    assert work.ask(dvc="metrics.json", metric="eval.precision").reason == "metric-missing"
    assert work.ask(dvc="metrics.json").reason == "bad-reference"
    work.put("metrics.json", '{"eval": {"recall": 0.99}}')  # by hand
    told = work.ask(dvc="metrics.json", metric="eval.recall")
    assert (told.reason, told.detail) == (
        "stale",
        "metrics.json is not what dvc.lock says that its stage wrote: dvc repro",
    )
    work.put("metrics.json", "{")  # `dvc metrics show` exits with 0 for this
    assert work.ask(dvc="metrics.json", metric="eval.recall").reason == "unparseable"
    (work.root / "metrics.json").unlink()
    assert work.ask(dvc="metrics.json", metric="eval.recall").reason == "file-missing"


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("rev", ["v9", "--help", "-1", "a b", "v1:x", "\n"])
def test_no_such_revision(work: Project, rev: str) -> None:
    told = work.ask(dvc="metrics.json", metric="eval.recall", rev=rev)
    assert told.reason in ("run-missing", "bad-reference")
    assert told.value is None


@pytest.mark.usefixtures("alone")
def test_revisions_without_the_file_or_out_of_reach(made: Path, work: Project, tmp_path: Path) -> None:
    assert work.ask(dvc="other.json", metric="a", rev="v1").reason == "file-missing"
    GitFolder(tmp_path).git("clone", "--quiet", "--depth=1", f"file://{made / 'work'}", str(tmp_path / "shallow"))
    assert Project(tmp_path / "shallow").ask(dvc="metrics.json", metric="a", rev="v1").reason == "data-missing"
    project = Project(tmp_path / "plain")
    project.put("m.json", '{"a": 1}')
    assert project.ask(dvc="m.json", metric="a").value == 1
    assert project.ask(dvc="m.json", metric="a", rev="v1").reason == "run-missing"


@pytest.mark.usefixtures("alone")
def test_toml_and_secrets(work: Project) -> None:
    work.write(params_toml="[train]\nlr = 0.5\n")
    assert work.ask(dvc="params.toml", metric="train.lr").value == 0.5
    work.put(".dvc/config.local", "['remote \"store\"']\n    password = hunter2\n")
    told = work.ask(dvc=".dvc/config.local", metric="password")
    assert told.reason == "not-allowed"
    assert work.ask(dvc=".git/config", metric="core", rev="v1").reason == "not-allowed"


# Remote storage


def test_pushed(work: Project) -> None:
    told = work.ask(dvc="data/raw.csv.dvc", remote=True)
    assert (told.reason, told.state, told.value) == ("ok", "pushed", md5_of(work, "data/raw.csv.dvc"))
    told = work.ask(dvc="dvc.yaml", stage="train", remote="store")
    assert told.reason == "stale"
    assert "model.bin" in told.detail
    dvc(work.root, "push", "-q")
    assert work.ask(dvc="dvc.yaml", stage="train", remote="store").state == "pushed"


def test_pushed_and_not_pulled(clone: Project, tmp_path: Path) -> None:
    assert clone.ask(dvc="data/raw.csv.dvc", remote=True).state == "pushed"
    shutil.rmtree(tmp_path / "ci/store")
    (tmp_path / "ci/store").mkdir()
    told = clone.ask(dvc="data/raw.csv.dvc", remote=True)
    assert (told.reason, told.detail) == ("data-missing", "neither here nor pushed: data/raw.csv")


def test_remotes_that_cannot_be_asked(work: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    told = work.ask(dvc="data/raw.csv.dvc", remote="backup")
    assert (told.reason, told.detail) == ("bad-reference", "there is no remote backup; there are store")
    dvc(work.root, "remote", "add", "-q", "-d", "web", "http://carol:hunter2@127.0.0.1:9/store")
    told = work.ask(dvc="data/raw.csv.dvc", remote=True)
    assert told.reason == "not-allowed"
    assert "the host 127.0.0.1" in told.detail
    work.hosts = frozenset({"127.0.0.1"})
    told = work.ask(dvc="data/raw.csv.dvc", remote=True)
    assert told.reason in ("unreachable", "data-missing", "stale")
    assert "hunter2" not in repr(told)
    work.put(".dvc/config", "")
    told = work.ask(dvc="data/raw.csv.dvc", remote=True)
    assert (told.reason, told.value) == ("not-configured", md5_of(work, "data/raw.csv.dvc")) or told.value is None
    assert told.reason == "not-configured"
    work.put(".dvc/config", "[[[")
    assert work.ask(dvc="data/raw.csv.dvc", remote=True).reason == "unparseable"
    monkeypatch.setattr(program.shutil, "which", lambda *_, **__: None)
    work.put(".dvc/config", "")
    assert work.ask(dvc="data/raw.csv.dvc", remote=True).reason == "tool-missing"


def test_no_answer_in_time(work: Project) -> None:
    work.seconds = 0.05
    told = work.ask(dvc="data/raw.csv.dvc", remote=True)
    assert (told.reason, told.detail) == ("unreachable", "dvc status gave no answer within 0.05 s")


def test_asked_from_two_threads(work: Project) -> None:
    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(lambda path: work.ask(dvc=path, remote=True), ["data/raw.csv.dvc", "data/img.dvc"]))
    assert [one.state for one in told] == ["pushed", "pushed"]


def test_no_repository(project: Project) -> None:
    project.put("a.dvc", "outs:\n- {md5: aa, path: a}\n")
    assert project.ask(dvc="a.dvc", remote=True).reason == "not-configured"
    assert project.ask(dvc="a.dvc").reason == "data-missing"
    for entry in ({"compare": "yes"}, {"remote": 1.5, "out": []}):
        assert project.ask(dvc="a.dvc", **entry).reason in ("bad-reference", "not-configured")
