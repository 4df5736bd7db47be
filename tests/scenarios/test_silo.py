"""The calendar as asked, and the collisions of a calendar."""

from dataclasses import replace
from datetime import date

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.scenarios.silo import as_asked, collisions
from counterpoint.scheduler.scenario import LaunchId
from counterpoint.scheduler.schedule import GroupCalendar
from tests.cases import make_case, make_schedule

WEEK = {"working_days": ["mon", "tue", "wed", "thu", "fri"]}


def asked(columns: str, cells: str, *, settings: object = None, **given: object) -> date | None:
    """Give where a campaign stands in the calendar as asked; the horizon is a week from a Monday."""
    case = make_case(
        campaigns=f"campaign_id, bu_id, name, stage, {columns}\np, a, P, 1, {cells}",
        audiences="campaign_id, account_id\np, x",
        settings=settings,  # type: ignore[arg-type]
        **given,  # type: ignore[arg-type]
    )
    return as_asked(case.scenario).starts[LaunchId("p")]


@pytest.mark.parametrize(
    ("columns", "cells", "day"),
    [
        ("requested_start", "2027-03-03", 3),
        ("requested_start", "", 1),  # without a wish the first allowed day
        ("requested_start, start_days", "2027-03-03, tue", 2),
        ("requested_start, start_days", "2027-03-03, tue fri", 2),
        ("requested_start, start_days", "2027-03-03, tue thu", 4),  # the later on ties
        ("requested_start, start_days", "2027-03-03, mon fri", 5),
        ("requested_start, start_days", "2027-03-06, thu", 4),
        ("requested_start, earliest_start", "2027-03-02, 2027-03-04", 4),
        ("requested_start, latest_start", "2027-03-06, 2027-03-04", 4),
        ("requested_start, duration_days", "2027-03-06, 3", 5),  # its flight must end by the 7th
        ("requested_start, earliest_start", ", 2027-03-05", 5),
        ("requested_start, start_days", ", thu", 4),
    ],
)
def test_the_wish_else_the_nearest_allowed_day(columns: str, cells: str, day: int) -> None:
    assert asked(columns, cells) == date(2027, 3, day)


def test_a_wish_on_a_weekend_or_holiday() -> None:
    assert asked("requested_start", "2027-03-06", settings=WEEK) == date(2027, 3, 5)
    # From Easter Monday, Tuesday is nearer than Friday.
    easter = {"settings": {**WEEK, "country": "FR"}, "start": "2027-03-22", "end": "2027-04-02"}
    assert asked("requested_start", "2027-03-29", **easter) == date(2027, 3, 30)
    assert asked("requested_start, commitment", "2027-03-29, fixed", **easter) == date(2027, 3, 29)


def test_a_wish_before_today() -> None:
    assert asked("requested_start", "2027-03-02", settings={"as_of": "2027-03-04"}) == date(2027, 3, 4)
    found = asked("requested_start, status", "2027-02-20, running", settings={"as_of": "2027-03-04"})
    assert found == date(2027, 2, 20)


def test_waves_stand_on_their_own_wishes_and_everything_is_kept() -> None:
    case = make_case(
        charter={"tiers": {"opportunistic": {"planned": False}}},
        accounts="account_id, name, tier\nx, X,\ny, Y, opportunistic\nz, Z,",
        campaigns="""
            campaign_id, bu_id, name, stage, launch, requested_start, wave_gap_days, max_accounts
            p, a, P, 1, per_wave, 2027-03-02, 3, 2
            q, b, Q, 1, per_account, , , """,
        audiences="""
            campaign_id, account_id, wave
            p, x, 1
            p, y, 2
            p, z, 2
            q, x, 1
            q, z, 1""",
    )
    schedule = as_asked(case.scenario)
    assert {"/".join(name): day and day.day for name, day in schedule.starts.items()} == {
        "p/1": 2,
        "p/2": 5,
        "q/x": 1,
        "q/z": 1,
    }
    assert schedule.kept == {("p", "x"), ("p", "y"), ("p", "z"), ("q", "x"), ("q", "z")}


def test_decisions_come_after_the_calendar_as_asked() -> None:
    case = make_case(
        campaigns="campaign_id, bu_id, name, stage, requested_start\np, a, P, 1, 2027-03-03\nq, b, Q, 1,",
        audiences="campaign_id, account_id\np, x\np, y\nq, x",
        decisions="""
            decision_id, action, campaign_id, account_id, from, until, decided_by, decided_on, reason
            1, pin, p, , 2027-03-05, 2027-03-05, me, 2027-02-01, so
            2, drop, p, y, , , me, 2027-02-01, so
            3, unschedule, q, , , , me, 2027-02-01, so""",
    )
    schedule = as_asked(case.scenario)
    assert schedule.starts == {LaunchId("p"): date(2027, 3, 3), LaunchId("q"): date(2027, 3, 1)}
    assert schedule.kept == {("p", "x"), ("p", "y"), ("q", "x")}


def test_what_can_start_on_no_day_is_unscheduled() -> None:
    case = make_case(
        end="2027-03-08",
        campaigns="campaign_id, bu_id, name, stage, duration_days\np, a, P, 1, 8\nq, b, Q, 1, 7",
        audiences="campaign_id, account_id\np, x\nq, x",
    )
    # A reader refuses such a campaign; a horizon cut short by a variant may leave one.
    schedule = as_asked(replace(case.scenario, end=date(2027, 3, 7)))
    assert schedule.starts == {LaunchId("p"): None, LaunchId("q"): date(2027, 3, 1)}
    assert schedule.kept == {("q", "x")}


# -- collisions -------------------------------------------------------------------------------------------


def two(first: str = "", second: str = "", **charter: object) -> Case:
    """Make a case of two campaigns of other BUs on one account, in March."""
    return make_case(
        charter=charter,
        end="2027-03-31",
        campaigns=f"""
            campaign_id, bu_id, name, stage, presence, partners
            p, a, P, 1, {first or ","}
            q, b, Q, 1, {second or ","}
            s, a, S, 1, , """,
        audiences="campaign_id, account_id\np, x\np, y\nq, x\ns, x",
    )


def found(case: Case, starts: dict[str, int]) -> list[tuple[str, str, int]]:
    days: dict[str, str | None] = {name: f"2027-03-{day:02d}" for name, day in starts.items()}
    calendar = GroupCalendar.of(case.scenario, make_schedule(days, None, case))
    return [
        (row.one.campaign.campaign_id, row.other.campaign.campaign_id, row.gap)
        for row in collisions(case, calendar)
    ]


@pytest.mark.parametrize(("day", "number"), [(10, 1), (16, 1), (17, 0), (18, 0), (4, 1), (3, 0)])
def test_a_gap_under_collision_days_is_a_collision(day: int, number: int) -> None:
    assert len(found(two(), {"p": 10, "q": day})) == number


@pytest.mark.parametrize(("days", "number"), [(0, 0), (3, 0), (4, 1)])
def test_the_charter_says_how_near(days: int, number: int) -> None:
    assert len(found(two(collision_days=days), {"p": 10, "q": 13})) == number


def test_collisions_name_the_earlier_first() -> None:
    assert found(two(), {"p": 12, "q": 10}) == [("q", "p", 2)]
    assert found(two(), {"p": 10, "q": 10}) == [("p", "q", 0)]


def test_one_bu_or_a_partner_is_no_collision() -> None:
    assert found(two(), {"p": 10, "s": 10}) == []
    assert found(two(second=", a"), {"p": 10, "q": 10}) == []
    assert found(two(first=", b"), {"p": 10, "q": 10}) == []
    assert found(two(first=", c", second=", c"), {"p": 10, "q": 10}) == []


def test_collisions_are_told_by_account_and_day() -> None:
    case = make_case(
        end="2027-03-31",
        accounts="account_id, name, control\nx, X, yes\ny, Y,",
        campaigns="campaign_id, bu_id, name, stage\np, b, P, 1\nq, a, Q, 1\nr, c, R, 1",
        audiences="campaign_id, account_id\np, x\np, y\nq, x\nq, y\nr, y",
    )
    schedule = make_schedule({"p": "2027-03-03", "q": "2027-03-01", "r": "2027-03-05"}, None, case)
    rows = collisions(case, GroupCalendar.of(case.scenario, schedule))
    told = [(row.account_id, row.day.day, row.week, row.units) for row in rows]
    assert told == [
        ("x", 3, "2027-W09", ("a", "b")),
        ("y", 3, "2027-W09", ("a", "b")),
        ("y", 5, "2027-W09", ("b", "c")),
        ("y", 5, "2027-W09", ("a", "c")),
    ]
