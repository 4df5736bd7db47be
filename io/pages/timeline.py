"""A span of days laid out across a drawing: where a day stands, and the weeks and months above it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ...scheduler.days import week_start
from .words import Words

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Mark:
    """A text or a line of an axis, at a distance from the left."""

    x: float
    text: str = ""


@dataclass(frozen=True)
class Timeline:
    """Whole weeks from the one of ``first`` to the one of ``last``, between two distances from the left."""

    first: date
    last: date
    left: float
    right: float

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays, and the one after the last week."""
        start = week_start(self.first)
        number = (week_start(self.last) - start).days // 7 + 2
        return tuple(start + WEEK * count for count in range(number))

    @cached_property
    def week_width(self) -> float:
        """How wide a week is."""
        return (self.right - self.left) / (len(self.weeks) - 1)

    def x(self, day: date) -> float:
        """Give where a day begins."""
        return round(self.left + (day - self.weeks[0]).days * self.week_width / 7, 1)

    def lines(self) -> Iterable[float]:
        """Give where weeks begin, every second one or fewer where they are narrow."""
        step = max(1, int(-(-9 // self.week_width)))
        return (self.x(day) for day in self.weeks[::step])

    def week_marks(self, letter: str, room: float = 27) -> list[Mark]:
        """Give ISO week numbers at the middle of their weeks, as many as there is room for."""
        step = max(1, int(-(-room // self.week_width)))
        weeks = self.weeks[:-1:step]
        return [Mark(round(self.x(day) + self.week_width / 2, 1), f"{letter}{_week(day)}") for day in weeks]

    def month_marks(self, words: Words, room: float = 34) -> list[Mark]:
        """Give months where they begin, the year with the first and with each January."""
        found: list[Mark] = []
        for monday in self.weeks[:-1]:
            starts = [day for count in range(7) if (day := monday + timedelta(days=count)).day == 1]
            if not found:
                found.append(Mark(self.x(monday), words.month(starts[0] if starts else monday, year=True)))
            elif starts and self.x(starts[0]) - found[-1].x >= room * (2 if len(found) == 1 else 1):
                found.append(Mark(self.x(starts[0]), words.month(starts[0], year=starts[0].month == 1)))
        return found


def _week(day: date) -> int:
    return day.isocalendar().week
