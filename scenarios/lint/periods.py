"""How the windows of a cap lie over spans of days."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ...constraints.frequency_cap import FrequencyCap
from ...scheduler.days import days_between
from ...scheduler.scenario import Scenario

#: The least and greatest days of each calendar period.
PERIODS: Mapping[str, tuple[int, int]] = {"week": (7, 7), "month": (28, 31), "quarter": (90, 92)}


def windows_over(cap: FrequencyCap, days: int, period: str | None = None) -> int:
    """Give the number of a cap's windows that together hold any span of some days.

    Parameters
    ----------
    period
        The calendar period that the span always is; None if it may begin on any day.
    """
    if cap.window_days:
        return -(-days // cap.window_days)
    if period == cap.period or (period == "month" and cap.period == "quarter"):
        return 1
    return max(0, days - 2) // PERIODS[str(cap.period)][0] + 2


def loosest_limit(cap: FrequencyCap, scenario: Scenario) -> Decimal | None:
    """Give the limit of a cap on the day of the horizon on which it is loosest; None if it then has none."""
    limits: dict[date, Decimal] = {}
    for window in cap.windows(scenario):
        for day in days_between(window.first, window.last):
            limits[day] = min(window.limit, limits.get(day, window.limit))
    days = list(days_between(scenario.start, scenario.last_day))
    return max(limits[day] for day in days) if all(day in limits for day in days) else None
