"""Tests of the example's training pipeline; `train.py` runs them and keeps their JUnit report as evidence."""

import numpy as np
import pytest
from models import Refused, fit_churn, leavers_found, mature, recall_by_amount, seen_labels
from tables import ACCOUNT, LAST_DAY, SESSION, customers, payments


def test_the_same_seed_gives_the_same_rows() -> None:
    assert np.array_equal(customers(7, 500).rows, customers(7, 500).rows)
    assert not np.array_equal(customers(7, 500).rows, customers(8, 500).rows)


def test_training_twice_gives_the_same_figure() -> None:
    train, test = customers(1, 4000), customers(2, 4000)
    first, second = (leavers_found(fit_churn(train, ACCOUNT), test, ACCOUNT) for _ in range(2))
    assert first == second


def test_a_useless_model_finds_a_tenth() -> None:
    train, test = customers(1, 4000), customers(2, 60_000)
    assert leavers_found(fit_churn(train, ("over_70",)), test, ("over_70",)) == pytest.approx(0.1, abs=0.03)


def test_customers_without_an_app_have_no_session_features() -> None:
    table = customers(3, 20_000)
    absent = (table.columns(*SESSION) == 0).all(axis=1)
    assert 0.05 < absent.mean() < 0.13
    assert table.column("over_70")[absent].all()


def test_a_label_is_seen_only_once_it_is_known() -> None:
    table = payments(5, 2000, 500)
    late = (table.column("fraud") == 1) & (table.column("known_after") > LAST_DAY)
    assert late.any()
    assert not seen_labels(table)[late].any()


def test_labels_that_are_too_young_are_refused() -> None:
    with pytest.raises(Refused, match="59 days are younger than 60"):
        mature(payments(5, 200, 50), 59, youngest=60)


def test_no_more_alerts_than_investigators_can_read() -> None:
    class Blind:
        def predict_proba(self, rows: np.ndarray) -> np.ndarray:
            return np.column_stack([np.ones(len(rows)), np.arange(len(rows))])

    share, _ = recall_by_amount(Blind(), payments(5, 40_000, 1000))
    assert share < 0.02
