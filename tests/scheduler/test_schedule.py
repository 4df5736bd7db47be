"""A schedule laid out in dated placements and touches."""

from datetime import date
from decimal import Decimal

from counterpoint.constraints.charter.case import Case
from counterpoint.scheduler.scenario import LaunchId
from counterpoint.scheduler.schedule import GroupCalendar, Schedule
from tests.cases import make_case, make_schedule


def small_case() -> Case:
    return make_case(
        channels="channel, name, pressure, send_days\npost, Post, 0.5, tue",
        campaigns="""
            campaign_id, bu_id, name, stage, channel, launch, partners, duration_days
            p, a, P, 1, , per_wave, , 2
            q, b, Q, 1, post, , c, 1
            r, c, R, 1, , per_account, , 1""",
        touches="""
            campaign_id, step, offset_days, channel, personas, pressure
            p, 1, 0, , cfo; cto,
            p, 2, 1, internal, cfo,
            p, 3, 2, call, , 1.75
            q, 7, 1, , , """,
        audiences="""
            campaign_id, account_id, wave
            p, x, 2
            p, y, 1
            q, x, 1
            r, x, 1
            r, y, 1""",
    )


def calendar_of(case: Case, starts: dict[str, str | None], kept: list[str] | None = None) -> GroupCalendar:
    return GroupCalendar.of(case.scenario, make_schedule(starts, kept, case))


def test_only_kept_placements_of_scheduled_launches() -> None:
    case = small_case()
    calendar = calendar_of(
        case,
        {"p/1": "2027-03-01", "p/2": None, "q": "2027-03-01", "r/x": "2027-03-04"},
        ["p/y", "p/x", "r/x", "r/y"],
    )
    assert [row.key for row in calendar.placements] == [("p", "y"), ("r", "x")]
    # A launch without a kept placement has its flight still: it is scheduled.
    assert set(calendar.flights) == {LaunchId("p", "1"), LaunchId("q"), LaunchId("r", "x")}


def test_touches_are_dated_and_weighed() -> None:
    case = small_case()
    calendar = calendar_of(case, {"p/2": "2027-03-01", "q": "2027-03-02"})
    found = [
        (row.day.day, row.account_id, row.step, row.channel, row.personas, row.pressure)
        for row in calendar.touches
    ]
    assert found == [
        (1, "x", 1, "email", ("cfo", "cto"), Decimal(1)),
        (3, "x", 3, "call", (), Decimal("1.75")),
        (9, "x", 7, "post", (), Decimal("0.5")),  # the day after the start is a Wednesday
    ]
    flight = calendar.flights[LaunchId("p", "2")]
    assert flight.tasks == (date(2027, 3, 2),)
    assert (flight.first, flight.last) == (date(2027, 3, 1), date(2027, 3, 3))


def test_accounts_in_order_and_parts() -> None:
    case = small_case()
    days: dict[str, str | None] = dict.fromkeys(["p/1", "p/2", "q", "r/x", "r/y"], "2027-03-01")
    calendar = calendar_of(case, days)
    assert {
        name: [row.campaign.campaign_id for row in rows] for name, rows in calendar.by_account.items()
    } == {
        "x": ["p", "q", "r"],
        "y": ["p", "r"],
    }
    assert list(calendar.by_account) == ["x", "y"]
    part = calendar.on(["y"])
    assert [row.key for row in part.placements] == [("p", "y"), ("r", "y")]
    assert part.flights == calendar.flights


def test_other_bus() -> None:
    case = small_case()
    p, q, r = calendar_of(case, {"p/2": "2027-03-01", "q": "2027-03-01", "r/x": "2027-03-01"}).by_account["x"]
    assert p.is_other(q)
    assert p.is_other(r)
    assert not q.is_other(r)  # a partner is no other BU
    assert not r.is_other(q)
    assert not p.is_other(p)


def test_two_campaigns_with_a_common_partner_are_not_others() -> None:
    case = make_case(
        campaigns="campaign_id, bu_id, name, stage, partners\np, a, P, 1, c\nq, b, Q, 1, c",
        audiences="campaign_id, account_id\np, x\nq, x",
    )
    one, other = calendar_of(case, {"p": "2027-03-01", "q": "2027-03-01"}).placements
    assert not one.is_other(other)


def test_a_launch_without_an_entry_is_unscheduled() -> None:
    case = small_case()
    launch = case.scenario.launches[LaunchId("q")]
    assert Schedule({}, frozenset()).start_of(launch) is None
    empty = GroupCalendar.of(case.scenario, Schedule({}, frozenset({("q", "x")})))
    assert empty.placements == ()
    assert empty.touches == ()
    assert empty.flights == {}
