"""Tables in; models that were really fitted, and how well they do on rows they have not seen, out."""

from typing import Any, NamedTuple

import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from tables import BEHAVIOUR, LAST_DAY, Table

ALERTS = 0.003
# One honest payment of the sample stands for so many: all frauds are kept, of honest payments one in 150.
WEIGHT = 150
SEEDS = 10


class Refused(Exception):
    """Labels that are too young to be learned from were asked for."""


class Recall(NamedTuple):
    """Recall by amount, over seeds: the mean, the standard deviation, and the mean for payments under 50 euros."""

    mean: float
    deviation: float
    small: float


def fit_churn(table: Table, features: tuple[str, ...]) -> Pipeline:
    """A logistic regression of leaving on some features."""
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=200))
    return model.fit(table.columns(*features), table.column("leaves"))


def leavers_found(
    model: Pipeline, table: Table, features: tuple[str, ...], band: NDArray[np.bool_] | None = None
) -> float:
    """The share of leavers who are among the tenth with the highest score, of all customers or of a band of them."""
    score = model.predict_proba(table.columns(*features))[:, 1]
    leaves = table.column("leaves")
    if band is not None:
        score, leaves = score[band], leaves[band]
    first = np.argsort(-score, kind="stable")[: len(score) // 10]
    return float(leaves[first].sum() / leaves.sum())


def seen_labels(table: Table) -> NDArray[np.int32]:
    """The labels as they stand on the day of training: fraud that nobody has complained about yet looks honest."""
    known: NDArray[np.int32] = table.column("fraud") * (table.column("known_after") <= LAST_DAY)
    return known


def mature(table: Table, days: int, youngest: int = 0) -> NDArray[np.bool_]:
    """Which rows are at least so many days old. Fewer than `youngest` is refused: the pipeline's guard."""
    if days < youngest:
        raise Refused(f"labels of {days} days are younger than {youngest}")
    kept: NDArray[np.bool_] = table.column("day") <= LAST_DAY - days
    return kept


def fit_fraud(table: Table, days: int, seed: int, extra: tuple[str, ...] = ()) -> Any:
    """A small gradient boosting on four fifths of the rows that are old enough, drawn by the seed."""
    rows = np.flatnonzero(mature(table, days))
    drawn = default_rng(seed).choice(rows, len(rows) * 4 // 5, replace=False)
    model = HistGradientBoostingClassifier(max_iter=40, max_leaf_nodes=8, learning_rate=0.15, early_stopping=False)
    return model.fit(table.columns(*BEHAVIOUR, *extra)[drawn], seen_labels(table)[drawn])


def recall_by_amount(model: Any, table: Table, extra: tuple[str, ...] = ()) -> tuple[float, float]:
    """The share of defrauded money that is found when 0.3 % of payments raise an alert; of all, and below 50 euros."""
    score = model.predict_proba(table.columns(*BEHAVIOUR, *extra))[:, 1]
    bad = table.column("fraud") == 1
    weight = np.where(bad, 1, WEIGHT)
    order = np.argsort(-score, kind="stable")
    alerts = np.zeros(len(score), bool)
    alerts[order[np.cumsum(weight[order]) <= ALERTS * weight.sum()]] = True
    cents = table.column("cents").astype(float)
    small = bad & (cents < 5000)
    found, lesser = cents[bad & alerts].sum() / cents[bad].sum(), cents[small & alerts].sum() / cents[small].sum()
    return float(found), float(lesser)


def recall_over_seeds(train: Table, test: Table, days: int = 0, extra: tuple[str, ...] = ()) -> Recall:
    """Recall of ten models that differ in their seed only."""
    found = [recall_by_amount(fit_fraud(train, days, seed, extra), test, extra) for seed in range(SEEDS)]
    every, small = np.array(found).T
    return Recall(float(every.mean()), float(every.std(ddof=1)), float(small.mean()))
