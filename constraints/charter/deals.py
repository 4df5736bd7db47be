"""Deals: when opportunities close, and how long the sales cycles are that lead there."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ...scheduler.choices import DealStatus
from ...scheduler.scenario import Scenario
from ...scheduler.tables import Opportunity
from .arbitration import round_half_up

#: The days of a month, on average.
MONTH = Fraction("30.4375")


class Deals:
    """The opportunities that are still to close, dated.

    Parameters
    ----------
    scenario
        Its opportunities and its BUs' sales cycles; one that an opportunity is dated by is there.
    slip_days
        How far from today an open opportunity closes whose day has passed.
    """

    def __init__(self, scenario: Scenario, slip_days: int) -> None:
        self._scenario = scenario
        self._slip = timedelta(days=slip_days)

    @cached_property
    def cycle_of(self) -> Mapping[str, int]:
        """The days of each BU's sales cycle; BUs that name none are left out."""
        return {
            row.bu_id: round_half_up(Fraction(row.sales_cycle_months) * MONTH)
            for row in self._scenario.business_units
            if row.sales_cycle_months is not None
        }

    @cached_property
    def ahead(self) -> tuple[tuple[Opportunity, date], ...]:
        """The open opportunities and targets with their closes, all from today on."""
        found = []
        for row in self._scenario.opportunities:
            if row.status is DealStatus.OPEN:
                found.append((row, self._today + self._slip if self._overdue(row) else self._close(row)))
            elif row.status is DealStatus.TARGET and not self._overdue(row):
                found.append((row, self._close(row)))
        return tuple(found)

    @cached_property
    def stale(self) -> tuple[Opportunity, ...]:
        """The open opportunities whose close lies before today."""
        rows = self._scenario.opportunities
        return tuple(row for row in rows if row.status is DealStatus.OPEN and self._overdue(row))

    @cached_property
    def next_close(self) -> Mapping[tuple[str, str], date]:
        """The earliest close from today on, by BU and account."""
        found: dict[tuple[str, str], date] = {}
        for row, close in self.ahead:
            key = (row.bu_id, row.account_id)
            found[key] = min(close, found.get(key, close))
        return found

    def day_at(self, bu_id: str, close: date, part: Decimal) -> date:
        """Give the day at which a part of a BU's sales cycle is over: 0 its first day, 1 the close.

        Half a day counts in full.
        """
        before = (1 - Fraction(part)) * self.cycle_of[bu_id]
        return date.fromordinal(round_half_up(close.toordinal() - before))

    @property
    def _today(self) -> date:
        return self._scenario.as_of

    def _close(self, row: Opportunity) -> date:
        """Give the day on which an opportunity should close, be it past."""
        if row.expected_close is not None:
            return row.expected_close
        return (row.opened_on or self._today) + timedelta(days=self.cycle_of[row.bu_id])

    def _overdue(self, row: Opportunity) -> bool:
        return self._close(row) < self._today
