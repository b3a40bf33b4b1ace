"""A folder in; samples as Great Expectations, mlcroissant, huggingface_hub and in-toto-attestation write them out."""

import hashlib
import json
import sys
from pathlib import Path

import great_expectations as gx
import mlcroissant as mlc
import pandas as pd
from google.protobuf.json_format import MessageToDict
from huggingface_hub import EvalResult, ModelCard, ModelCardData
from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor
from in_toto_attestation.v1.statement import Statement


def expectations(out: Path) -> None:
    context = gx.get_context(mode="ephemeral")
    frame = pd.DataFrame({"age": [31, 42, None], "country": ["DE", "FR", "XX"]})
    asset = context.data_sources.add_pandas("memory").add_dataframe_asset("sessions")
    batch = asset.add_batch_definition_whole_dataframe("all")
    suite = context.suites.add(gx.ExpectationSuite(name="sessions"))
    suite.add_expectation(gx.expectations.ExpectColumnValuesToNotBeNull(column="age"))
    suite.add_expectation(gx.expectations.ExpectColumnValuesToBeInSet(column="country", value_set=["DE", "FR"]))
    suite.add_expectation(gx.expectations.ExpectTableRowCountToEqual(value=3))
    suite.add_expectation(gx.expectations.ExpectColumnValuesToBeUnique(column="absent"))
    definition = context.validation_definitions.add(gx.ValidationDefinition(name="v", data=batch, suite=suite))
    result = definition.run(batch_parameters={"dataframe": frame}).to_json_dict()
    (out / "great_expectations_validation.json").write_text(json.dumps(result, indent=1) + "\n")
    checkpoint = context.checkpoints.add(gx.Checkpoint(name="nightly", validation_definitions=[definition]))
    described = checkpoint.run(batch_parameters={"dataframe": frame}).describe()
    (out / "great_expectations_checkpoint.json").write_text(described + "\n")


def croissant(out: Path) -> None:
    def file(name: str, url: str, digest: str) -> mlc.FileObject:
        return mlc.FileObject(id=name, name=name, content_url=url, encoding_formats=["text/csv"], sha256=digest)

    metadata = mlc.Metadata(
        name="sessions",
        description="Sessions of customers",
        url="https://example.org/sessions",
        version="1.2.0",
        license="https://creativecommons.org/licenses/by/4.0/",
        cite_as="none",
        date_published="2026-07-01",
        distribution=[
            file("sessions.csv", "sessions.csv", "a" * 64),
            file("labels.csv", "https://example.org/labels.csv", "b" * 64),
        ],
    )
    (out / "croissant.json").write_text(json.dumps(metadata.to_json(), indent=1, default=str) + "\n")


def card(out: Path) -> None:
    def result(metric: str, value: object, split: str = "test") -> EvalResult:
        return EvalResult(
            task_type="text-classification",
            dataset_type="acme/churn",
            dataset_name="Churn",
            dataset_split=split,
            dataset_revision="5503434ddd753f426f4b38109466949a1217c2bb",
            metric_type=metric,
            metric_value=value,
        )

    results = [
        result("recall", 0.83),
        result("recall", 0.91, "train"),
        result("accuracy", "20.0 ± 1.2"),
        result("loss", float("nan")),
    ]
    data = ModelCardData(language="en", license="apache-2.0", model_name="churn", eval_results=results)
    text = ModelCard(f"---\n{data.to_yaml()}\n---\n\n# Churn\n\n## Uses\n\nScores.\n").content
    (out / "model_card.md").write_text(text)


def statement(out: Path) -> None:
    subject = ResourceDescriptor(name="dist/model.bin", digest={"sha256": hashlib.sha256(b"model\n").hexdigest()})
    predicate = {
        "buildDefinition": {"buildType": "https://example.org/train@v1", "externalParameters": {}},
        "runDetails": {
            "builder": {"id": "https://example.org/runner"},
            "metadata": {"finishedOn": "2026-07-16T10:00:00Z"},
        },
    }
    made = Statement([subject.pb], predicate_type="https://slsa.dev/provenance/v1", predicate=predicate)
    made.validate()
    (out / "in_toto.json").write_text(json.dumps(MessageToDict(made.pb), indent=1) + "\n")


if __name__ == "__main__":
    for make in (expectations, croissant, card, statement):
        make(Path(sys.argv[1]))
