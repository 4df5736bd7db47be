"""Working days, touch days, flights and gaps: all arithmetic on dates is here."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from .choices import Weekday
from .days_off import public_holidays

ONE_DAY = timedelta(days=1)
WEEKDAYS = tuple(Weekday)
#: The calendar periods that something may be counted in.
Period = Literal["week", "month", "quarter"]
#: Far beyond any gap between two days of a calendar.
NEVER = 10**6


def weekday(day: date) -> Weekday:
    """Give the day's weekday."""
    return WEEKDAYS[day.weekday()]


def week_start(day: date) -> date:
    """Give the Monday of the day's ISO week."""
    return day - timedelta(days=day.weekday())


def period_start(day: date, period: Period) -> date:
    """Give the first day of the calendar period that a day lies in."""
    if period == "week":
        return week_start(day)
    return day.replace(day=1, month=day.month if period == "month" else (day.month - 1) // 3 * 3 + 1)


def next_period(first: date, period: Period) -> date:
    """Give the first day of the period after the one that begins on ``first``."""
    return period_start(first + timedelta(days={"week": 7, "month": 31, "quarter": 92}[period]), period)


def whole_periods(first: date, last: date, period: Period) -> Iterable[tuple[date, date]]:
    """Give the calendar periods that lie wholly between two days, both included: first and last day."""
    start = period_start(first, period)
    if start < first:
        start = next_period(start, period)
    while (end := next_period(start, period) - ONE_DAY) <= last:
        yield start, end
        start = end + ONE_DAY


def iso_week(day: date) -> str:
    """Write the day's ISO week, such as ``2027-W22``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def days_between(first: date, last: date) -> Iterable[date]:
    """Give every day from first to last, both included."""
    return (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))


class WorkCalendar:
    """The working days of a BU: the group's weekdays that are no public holidays there.

    Parameters
    ----------
    weekdays
        The weekdays worked; None if every day is a working day, holidays too.
    country, subdivision
        Whose public holidays are off (ISO 3166 codes, as the ``holidays`` library names them).
    """

    def __init__(
        self, weekdays: frozenset[Weekday] | None, country: str | None = None, subdivision: str | None = None
    ) -> None:
        self._weekdays = weekdays
        self._place = (country, subdivision)
        self._days: list[int] = []
        self._years = range(0)

    def is_working(self, day: date) -> bool:
        """Whether the day is a working day."""
        if self._weekdays is None:
            return True
        return weekday(day) in self._weekdays and day not in public_holidays(*self._place, day.year)

    def shift(self, day: date, offset: int) -> date:
        """Give the offset-th working day after the day (before it if negative); 0 is the day itself."""
        if offset == 0:
            return day
        if self._weekdays is None:
            return day + timedelta(days=offset)
        # A year holds at least 40 working days, whatever the weekdays and holidays.
        reach = abs(offset) // 40 + 1
        self._cover(day.year - reach, day.year + reach)
        number = day.toordinal()
        if offset > 0:
            return date.fromordinal(self._days[bisect_right(self._days, number) + offset - 1])
        return date.fromordinal(self._days[bisect_left(self._days, number) + offset])

    def _cover(self, first_year: int, last_year: int) -> None:
        """Have the list of working days hold these years whole."""
        known = self._years
        if known and known[0] <= first_year and last_year <= known[-1]:
            return
        if known:
            first_year, last_year = min(first_year, known[0]), max(last_year, known[-1])
        self._years = range(first_year, last_year + 1)
        span = days_between(date(first_year, 1, 1), date(last_year, 12, 31))
        self._days = [day.toordinal() for day in span if self.is_working(day)]


def next_send_day(day: date, send_days: Sequence[Weekday]) -> date:
    """Give the first day, from this one on, on which a channel sends; any day if it names none."""
    while send_days and weekday(day) not in send_days:
        day += ONE_DAY
    return day


@dataclass(frozen=True, slots=True)
class Flight:
    """A placement's days on its account, for one start of its launch.

    Attributes
    ----------
    start
        The launch's start.
    first, last
        The flight's ends, both included.
    touches
        The day of each contact of the touch plan, in the order of its steps.
    tasks
        The day of each internal task, in the order of its steps.
    continuous
        Whether all days from first to last are occupied, or the touch days only.
    """

    start: date
    first: date
    last: date
    touches: tuple[date, ...]
    tasks: tuple[date, ...]
    continuous: bool

    def occupied(self) -> Iterable[date]:
        """Give the occupied days, in order."""
        return days_between(self.first, self.last) if self.continuous else sorted(set(self.touches))

    def occupies(self, day: date) -> bool:
        """Whether the flight occupies the day."""
        return self.first <= day <= self.last if self.continuous else day in self.touches

    def gap(self, other: "Flight") -> int:
        """Give the least number of days between occupied days of the two; 0 if they share one.

        ``NEVER`` if one of them occupies no day at all.
        """
        if self.continuous and other.continuous:
            return max(0, (other.first - self.last).days, (self.first - other.last).days)
        if self.continuous:
            return min((_distance(day, self) for day in other.touches), default=NEVER)
        if other.continuous:
            return other.gap(self)
        return min((abs((a - b).days) for a in self.touches for b in other.touches), default=NEVER)


def _distance(day: date, flight: Flight) -> int:
    """Give the days from a day to a continuous flight, 0 inside it."""
    return max(0, (day - flight.last).days, (flight.first - day).days)
