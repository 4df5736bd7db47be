"""Arbitration: what a placement is worth, weighed by how well its BU and the account go together."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from ...scheduler.scenario import Scenario
from ...scheduler.tables import Audience, Fit
from .model import Charter

HALF = Fraction(1, 2)


class Criterion(NamedTuple):
    """One of a BU's four criteria on an account, with the charter's weight."""

    name: str
    weight: Decimal
    value: Fraction
    assumed: bool


class Arbiter:
    """Weighs each BU on each account by the charter's four criteria, exactly.

    Attributes
    ----------
    gaps
        The criteria that were asked for and are missing in the fit table, as (bu, account,
        criterion), with the value assumed; filled as weights are asked for.
    """

    def __init__(self, scenario: Scenario, charter: Charter) -> None:
        self._scenario = scenario
        self._charter = charter
        self._weights: dict[tuple[str, str], Fraction] = {}
        self.gaps: dict[tuple[str, str, str], Fraction] = {}

    def value(self, row: Audience) -> int:
        """Give a requested placement's value in hundredths of a point, rounded half up."""
        bu_id = self._scenario.campaign_of[row.campaign_id].bu_id
        exact = self._asked(row) * self._share(bu_id) * self.weight(bu_id, row.account_id)
        return round_half_up(100 * exact)

    def weight(self, bu_id: str, account_id: str) -> Fraction:
        """Give a BU's weight on an account: the weighted mean of its criteria, 1 without a fit table."""
        if not self._scenario.fit:
            return Fraction(1)
        key = (bu_id, account_id)
        if key not in self._weights:
            criteria = self.criteria(bu_id, account_id)
            total = sum(Fraction(row.weight) * row.value for row in criteria)
            self._weights[key] = total / Fraction(sum(row.weight for row in criteria))
        return self._weights[key]

    @property
    def assumed(self) -> Mapping[tuple[str, str], Mapping[str, Fraction]]:
        """The gaps as what is assumed of each (account, BU), by criterion."""
        found: dict[tuple[str, str], dict[str, Fraction]] = defaultdict(dict)
        for (bu_id, account_id, name), value in sorted(self.gaps.items()):
            found[account_id, bu_id][name] = value
        return dict(sorted(found.items()))

    def criteria(self, bu_id: str, account_id: str) -> tuple[Criterion, ...]:
        """Give a BU's criteria on an account; those that the fit table lacks are assumed."""
        weights = self._charter.arbitration.weights
        return tuple(self._criterion(bu_id, account_id, name, weight) for name, weight in weights.items())

    @cached_property
    def _rows(self) -> Mapping[str, tuple[Fit, ...]]:
        """The fit rows of each account."""
        rows: dict[str, list[Fit]] = defaultdict(list)
        for row in self._scenario.fit:
            rows[row.account_id].append(row)
        return {account: tuple(part) for account, part in rows.items()}

    def _criterion(self, bu_id: str, account_id: str, name: str, weight: Decimal) -> Criterion:
        """Give a criterion; where it is missing, the mean of the account's other BUs, else a half."""
        found = {row.bu_id: getattr(row, name) for row in self._rows.get(account_id, ())}
        if found.get(bu_id) is not None:
            return Criterion(name, weight, Fraction(found[bu_id]), assumed=False)
        others = [Fraction(value) for value in found.values() if value is not None]
        assumed = sum(others, Fraction(0)) / len(others) if others else HALF
        self.gaps[bu_id, account_id, name] = assumed
        return Criterion(name, weight, assumed, assumed=True)

    def _asked(self, row: Audience) -> Fraction:
        campaign = self._scenario.campaign_of[row.campaign_id]
        return Fraction(campaign.value if row.value is None else row.value)

    def _share(self, bu_id: str) -> Fraction:
        """Give what the charter's normalisation makes of one point of a BU's values."""
        if self._charter.values.normalise == "none":
            return Fraction(1)
        total = self._requested[bu_id]
        return Fraction(self._charter.values.points) / total if total else Fraction(0)

    @cached_property
    def _requested(self) -> Mapping[str, Fraction]:
        """The sum of the values that each BU asks for."""
        totals: dict[str, Fraction] = defaultdict(Fraction)
        for name, rows in self._scenario.audience_of.items():
            totals[self._scenario.campaign_of[name].bu_id] += sum(map(self._asked, rows), Fraction(0))
        return totals


def round_half_up(number: Fraction) -> int:
    """Round to the nearest whole number, halves up."""
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)
