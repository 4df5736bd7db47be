"""Working days, offsets, send days, occupied days and gaps."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.scheduler.choices import Weekday
from counterpoint.scheduler.days import (
    NEVER,
    Flight,
    Period,
    WorkCalendar,
    days_between,
    iso_week,
    next_period,
    next_send_day,
    period_start,
    week_start,
    weekday,
    whole_periods,
)

WEEK = frozenset(tuple(Weekday)[:5])
FRANCE = WorkCalendar(WEEK, "FR")
MOSELLE = WorkCalendar(WEEK, "FR", "57")
ALL = WorkCalendar(None, "FR")

# Easter 2027: Good Friday is 26 March, Easter Monday 29 March.
THURSDAY, GOOD_FRIDAY, EASTER, MONDAY, TUESDAY = (date(2027, 3, number) for number in (25, 26, 28, 29, 30))


# -- weeks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "week", "monday"),
    [
        ("2026-12-27", "2026-W52", "2026-12-21"),
        ("2026-12-28", "2026-W53", "2026-12-28"),
        ("2027-01-03", "2026-W53", "2026-12-28"),  # a Sunday of the old ISO year
        ("2027-01-04", "2027-W01", "2027-01-04"),
        ("2024-12-29", "2024-W52", "2024-12-23"),
        ("2024-12-30", "2025-W01", "2024-12-30"),  # a Monday of the new ISO year
        ("2027-05-31", "2027-W22", "2027-05-31"),
    ],
)
def test_iso_weeks_at_the_ends_of_years(day: str, week: str, monday: str) -> None:
    assert iso_week(date.fromisoformat(day)) == week
    assert week_start(date.fromisoformat(day)) == date.fromisoformat(monday)


def test_weekday() -> None:
    assert [weekday(date(2027, 3, number)) for number in range(1, 8)] == list(Weekday)


def test_days_between_holds_both_ends() -> None:
    assert list(days_between(date(2026, 12, 31), date(2027, 1, 1))) == [date(2026, 12, 31), date(2027, 1, 1)]
    assert list(days_between(MONDAY, MONDAY)) == [MONDAY]
    assert list(days_between(TUESDAY, MONDAY)) == []


# -- working days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "france", "moselle"),
    [
        (THURSDAY, True, True),
        (GOOD_FRIDAY, True, False),  # Alsace-Moselle keeps Good Friday
        (date(2027, 3, 27), False, False),
        (EASTER, False, False),
        (MONDAY, False, False),
        (TUESDAY, True, True),
        (date(2026, 12, 25), False, False),
        (date(2022, 12, 26), True, False),  # and Saint Stephen's day
    ],
)
def test_working_days_by_subdivision(day: date, france: bool, moselle: bool) -> None:
    assert FRANCE.is_working(day) is france
    assert MOSELLE.is_working(day) is moselle
    assert ALL.is_working(day)


def test_a_holiday_on_another_working_week() -> None:
    shop = WorkCalendar(frozenset({Weekday.SAT, Weekday.SUN}), "FR")
    assert not shop.is_working(GOOD_FRIDAY)
    assert shop.is_working(EASTER)
    assert not shop.is_working(date(2027, 5, 1))  # a Saturday, and a holiday


@pytest.mark.parametrize(
    ("start", "offset", "france", "moselle"),
    [
        (THURSDAY, 0, THURSDAY, THURSDAY),
        (THURSDAY, 1, GOOD_FRIDAY, TUESDAY),
        (THURSDAY, 2, TUESDAY, date(2027, 3, 31)),
        (TUESDAY, -1, GOOD_FRIDAY, THURSDAY),
        (TUESDAY, -2, THURSDAY, date(2027, 3, 24)),
        (EASTER, 0, EASTER, EASTER),  # the start itself, whatever day it is
        (EASTER, 1, TUESDAY, TUESDAY),
        (EASTER, -1, GOOD_FRIDAY, THURSDAY),
        (MONDAY, 1, TUESDAY, TUESDAY),
        (date(2026, 12, 31), 1, date(2027, 1, 4), date(2027, 1, 4)),  # over New Year and a weekend
        (date(2027, 1, 4), -1, date(2026, 12, 31), date(2026, 12, 31)),
        (date(2027, 1, 1), -1, date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_offsets_over_weekends_and_holidays(start: date, offset: int, france: date, moselle: date) -> None:
    assert FRANCE.shift(start, offset) == france
    assert MOSELLE.shift(start, offset) == moselle


def test_offsets_where_every_day_is_worked() -> None:
    assert ALL.shift(GOOD_FRIDAY, 3) == MONDAY
    assert ALL.shift(date(2027, 1, 1), -1) == date(2026, 12, 31)


@settings(derandomize=True, deadline=None)
@given(
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.integers(-90, 90),
    st.frozensets(st.sampled_from(Weekday), min_size=1),
    st.sampled_from([(None, None), ("FR", None), ("FR", "57"), ("DE", None)]),
)
def test_an_offset_counts_working_days(
    start: date, offset: int, weekdays: frozenset[Weekday], place: tuple[str | None, str | None]
) -> None:
    calendar = WorkCalendar(weekdays, *place)
    day, left = start, abs(offset)
    while left:
        day += timedelta(days=1 if offset > 0 else -1)
        left -= calendar.is_working(day)
    assert calendar.shift(start, offset) == day
    # Asked again, from a longer list of days, it says the same.
    calendar.shift(start, 1000)
    assert calendar.shift(start, offset) == day


@pytest.mark.parametrize(
    ("day", "send_days", "sent"),
    [
        (MONDAY, (), MONDAY),
        (MONDAY, (Weekday.TUE, Weekday.THU), TUESDAY),
        (TUESDAY, (Weekday.TUE, Weekday.THU), TUESDAY),
        (date(2027, 3, 31), (Weekday.TUE, Weekday.THU), date(2027, 4, 1)),
        (date(2027, 4, 2), (Weekday.TUE, Weekday.THU), date(2027, 4, 6)),
        (date(2026, 12, 31), (Weekday.WED,), date(2027, 1, 6)),
    ],
)
def test_next_send_day(day: date, send_days: tuple[Weekday, ...], sent: date) -> None:
    assert next_send_day(day, send_days) == sent


# -- flights ----------------------------------------------------------------------------------------------


def flight(first: int, last: int, touches: tuple[int, ...] = (), *, continuous: bool = True) -> Flight:
    """Make a flight of days of March 2027."""
    days = [date(2027, 3, number) for number in (first, last, *touches)]
    return Flight(days[0], days[0], days[1], tuple(days[2:]), (), continuous)


def on_touches(*touches: int) -> Flight:
    return flight(min(touches), max(touches), touches, continuous=False)


def numbers(found: Flight) -> list[int]:
    return [day.day for day in found.occupied()]


def test_occupied_days() -> None:
    assert numbers(flight(2, 5, (2, 4))) == [2, 3, 4, 5]
    assert numbers(on_touches(5, 2, 2)) == [2, 5]
    assert numbers(flight(2, 4, continuous=False)) == []


@pytest.mark.parametrize(
    ("day", "continuous", "touches"), [(1, 0, 0), (2, 1, 1), (3, 1, 0), (5, 1, 1), (6, 0, 0)]
)
def test_occupies(day: int, continuous: int, touches: int) -> None:
    when = date(2027, 3, day)
    assert flight(2, 5, (2, 5)).occupies(when) == continuous
    assert on_touches(2, 5).occupies(when) == touches


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        (flight(2, 4), flight(3, 3), 0),
        (flight(2, 4), flight(4, 6), 0),  # they share a day
        (flight(2, 4), flight(5, 6), 1),  # adjacent
        (flight(2, 4), flight(6, 6), 2),
        (flight(2, 9), on_touches(4, 12), 0),
        (flight(2, 9), on_touches(10, 12), 1),
        (flight(5, 9), on_touches(1, 12), 3),
        (flight(5, 9), on_touches(1, 13), 4),
        (on_touches(2, 8), on_touches(5), 3),  # inside the flight, on no day of it
        (on_touches(2, 8), on_touches(5, 7), 1),
        (on_touches(2, 8), on_touches(8, 20), 0),
        (flight(2, 4), flight(3, 3, continuous=False), NEVER),
        (on_touches(3), flight(3, 3, continuous=False), NEVER),
    ],
)
def test_gap(one: Flight, other: Flight, gap: int) -> None:
    assert one.gap(other) == gap
    assert other.gap(one) == gap


@settings(derandomize=True, deadline=None)
@given(
    st.lists(st.integers(1, 28), min_size=1, max_size=4),
    st.lists(st.integers(1, 28), min_size=1, max_size=4),
    st.booleans(),
    st.booleans(),
)
def test_a_gap_is_the_least_distance_of_occupied_days(
    some: list[int], others: list[int], continuous: bool, also: bool
) -> None:
    one = flight(min(some), max(some), tuple(some), continuous=continuous)
    other = flight(min(others), max(others), tuple(others), continuous=also)
    assert one.gap(other) == min(abs(a - b) for a in numbers(one) for b in numbers(other))


# -- calendar periods -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "start", "following"),
    [
        ("week", date(2027, 3, 29), date(2027, 4, 5)),
        ("month", date(2027, 4, 1), date(2027, 5, 1)),
        ("quarter", date(2027, 4, 1), date(2027, 7, 1)),
    ],
)
def test_the_period_of_a_day(period: Period, start: date, following: date) -> None:
    assert period_start(date(2027, 4, 2), period) == start
    assert period_start(start, period) == start
    assert next_period(start, period) == following
    assert period_start(following - timedelta(days=1), period) == start


def test_periods_over_the_turn_of_the_year() -> None:
    assert period_start(date(2027, 1, 1), "week") == date(2026, 12, 28)
    assert next_period(date(2026, 12, 1), "month") == date(2027, 1, 1)
    assert next_period(date(2026, 10, 1), "quarter") == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2027, 3, 1), date(2027, 4, 30), [3, 4]),
        (date(2027, 3, 2), date(2027, 4, 30), [4]),
        (date(2027, 3, 1), date(2027, 4, 29), [3]),
        (date(2027, 3, 2), date(2027, 3, 31), []),
    ],
)
def test_only_whole_periods(first: date, last: date, months: list[int]) -> None:
    found = list(whole_periods(first, last, "month"))
    assert [start.month for start, _ in found] == months
    assert all(start.day == 1 and end == next_period(start, "month") - timedelta(1) for start, end in found)
