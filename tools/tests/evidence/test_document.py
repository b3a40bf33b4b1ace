"""Documents and the sections that they must have."""

from pathlib import Path

from evidence.asked import Project

from backlogue.evidence.sources.document import KINDS

CARD = """---
license: mit
---
# Churn

## 1. Model *Details*
A gradient-boosted tree.

Uses
----
Campaigns.

## Limitations ##
### Bias
Young customers are rare in the data.

## Training Data

```
## Evaluation
```

## Metrics
<!-- Recall: 0.83 -->
TBD
"""


def test_sections(project: Project) -> None:
    project.put("card.md", CARD)
    told = project.ask(document="card.md", sections=["Model details", "Uses", "limitations", "Training data"])
    assert (told.reason, told.value, told.detail) == ("ok", 0, "")
    told = project.ask(document="card.md", sections=["Uses", "Evaluation", "Metrics", "Model detials"])
    assert told.value == 3
    assert dict(told.checks) == {"failures": 3, "sections": 4, "missing": 2, "empty": 1}
    assert told.detail == "Evaluation is missing; Model detials is missing (there is model details); Metrics is empty"


def test_kinds(project: Project) -> None:
    project.put("card.md", CARD)
    told = project.ask(document="card.md", sections="model-card")
    assert (told.value, told.detail) == (1, "Evaluation is empty")
    # A heading that somebody began and left is not made up for by another of the same section.
    project.put("card.md", CARD.replace("TBD", "Recall.") + "\n## Ethical considerations\n<!-- to be written -->\n")
    told = project.ask(document="card.md", sections="model-card")
    assert (told.value, told.detail) == (1, "Ethical Considerations is empty")
    for kind, sections in KINDS.items():
        first = "".join(f"## {one.split('|')[0].strip()}\n\nWritten.\n\n" for one in sections)
        last = "".join(f"# {one.split('|')[-1].strip()}\nWritten.\n" for one in sections)
        for text in (first, last):
            project.put("full.md", text)
            assert project.ask(document="full.md", sections=kind).value == 0
        project.put("full.md", first.replace("Written.", "[More Information Needed]"))
        assert project.ask(document="full.md", sections=kind).value == len(sections)
    assert project.ask(document="full.md", sections=["runbook", "Extra"]).checks[1] == ("sections", 7.0)


def test_a_heading_only_above_others_is_empty(project: Project) -> None:
    project.put("a.md", "# A\n## B\n## C\ntext\n# D\n")
    told = project.ask(document="a.md", sections=["A", "B", "C", "D"])
    assert told.detail == "B is empty; D is empty"


def test_existence(project: Project) -> None:
    project.put("a.md", "text")
    assert project.ask(document="a.md").value == 0
    for text in ("", "\n\n", "---\na: 1\n---\n", "<!-- later -->", "TODO\n"):
        project.put("a.md", text)
        assert project.ask(document="a.md").detail == "a.md is empty"
    assert project.ask(document="b.md").reason == "file-missing"


def test_odd_texts(project: Project) -> None:
    project.put("a.md", b"\xff\xfe")
    assert project.ask(document="a.md", sections="A").reason == "unparseable"
    project.put("a.md", "~~~\n# A\n~~~~\n\n# B\r\n- - -\n#\n#tag\n> quote\n---\n<!-- # C\n")
    assert project.ask(document="a.md", sections=["A", "C", "tag", "quote"]).checks[2] == ("missing", 4.0)
    assert project.ask(document="a.md", sections=[1, None]).reason == "bad-reference"
    project.put("a.md", "=\n" * 50_000 + "# " + "a" * 50_000 + "<!--" * 10_000)
    assert project.ask(document="a.md", sections="A").value == 1


def test_our_own(project: Project) -> None:
    readme = Path(__file__).parents[3] / "README.md"
    project.put("README.md", readme.read_bytes())
    assert project.ask(document="README.md").value == 0
