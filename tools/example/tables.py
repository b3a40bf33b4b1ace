"""A seed in; tables of customers and of card payments, made up by a process that is written down here, out.

Every value is a whole number, so that the same seed gives the same bytes on every machine.
"""

from typing import NamedTuple

import numpy as np
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

SESSION = ("habit", "sessions", "night_share", "short_share", "weekend_share", "gap")
PAGES = tuple(f"page_{number:02}" for number in range(1, 14))
ACCOUNT = ("tenure", "balance_trend", "card_payments", "complaints")
CHURN = ("leaves", "over_70", *ACCOUNT, *SESSION, *PAGES)
BEHAVIOUR = ("velocity", "distance", "hour", "merchant_risk", "refunds", "currency")
FRAUD = ("fraud", "day", "known_after", "cents", *BEHAVIOUR, "cards_30_days", "cards_7_days")

# How much each part of a customer's life says about leaving. In the third quarter sessions say a little less.
_ACCOUNT_PULL, _HABIT_PULL, _SESSION_PULL = 1.22, 0.55, 0.36
_LEAVING = -4.08
# The last day that a training table of payments holds.
LAST_DAY = 364
_NEW_SINCE = 170


class Table(NamedTuple):
    """Rows of whole numbers and the names of their columns."""

    names: tuple[str, ...]
    rows: NDArray[np.int32]

    def column(self, name: str) -> NDArray[np.int32]:
        """One column."""
        return self.rows[:, self.names.index(name)]

    def columns(self, *names: str) -> NDArray[np.int32]:
        """Several columns, as rows × names."""
        return self.rows[:, [self.names.index(name) for name in names]]


def customers(seed: int, count: int, habit: float = 1.0) -> Table:
    """Customers of a quarter, and who of them leaves. Features are in hundredths of a standard deviation.

    `habit` scales what sessions say. Three of four customers over 70 have no app, so their sessions say nothing.
    """
    chance = default_rng(seed)
    old = chance.random(count) < 0.12
    absent = old & (chance.random(count) < 0.75)
    account = chance.normal(size=(count, len(ACCOUNT)))
    session = np.where(absent[:, None], 0.0, chance.normal(size=(count, len(SESSION))))
    # What people look at follows from how often they come, and tells nothing more.
    pages = np.where(absent[:, None], 0.0, 0.6 * session[:, [0]] + 0.8 * chance.normal(size=(count, len(PAGES))))
    pull = _ACCOUNT_PULL * account.sum(axis=1) / 2 + habit * _HABIT_PULL * session[:, 0]
    pull += habit * _SESSION_PULL * session[:, 1:].sum(axis=1) / np.sqrt(5)
    leaves = chance.random(count) < 1 / (1 + np.exp(-(_LEAVING + pull)))
    features = np.round(100 * np.hstack([account, session, pages]))
    return Table(CHURN, np.column_stack([leaves, old, features]).astype(np.int32))


def payments(seed: int, honest: int, fraud: int, later: bool = False) -> Table:
    """Card payments of a year (or, `later`, of the month behind it) with the day on which a fraud became known.

    From day 170 on a new kind of fraud takes over: its signs are others, and on old labels it looks honest.
    Small frauds are complained about later than large ones.
    """
    chance = default_rng(seed)
    total = honest + fraud
    bad = np.arange(total) < fraud
    day = np.full(total, LAST_DAY + 15) if later else chance.integers(0, LAST_DAY + 1, total)
    new = bad & (chance.random(total) < np.clip((day - _NEW_SINCE) / 200, 0, 0.36))
    cents = np.round(100 * np.exp(chance.normal(3.8 + 0.5 * bad, 1.0)))
    delay = np.clip(chance.normal(np.where(cents < 5000, 40, 31), 20), 3, None)
    signs = chance.normal(size=(total, len(BEHAVIOUR)))
    signs[:, :3] += np.where(bad & ~new, _OLD_SIGNS, 0.0)[:, None]
    signs[:, 3:] += np.where(new, _NEW_SIGNS, 0.0)[:, None]
    devices = _devices(chance, bad)
    rows = np.column_stack([bad, day, np.round(day + delay), cents, np.round(100 * signs), devices])
    return Table(FRAUD, rows[chance.permutation(total)].astype(np.int32))


_OLD_SIGNS, _NEW_SIGNS = 2.345, 2.345


def _devices(chance: Generator, bad: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Cards seen on the device: known for 44 payments in 100, and hardly more for rings, which use fresh browsers."""
    month = 1 + chance.poisson(np.where(bad, 0.45, 0.3))
    week = chance.binomial(month, 0.4)
    known = chance.random(len(bad)) < 0.44
    return np.column_stack([np.where(known, month, -1), np.where(known, week, -1)])
