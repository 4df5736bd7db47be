"""Where a launch may start, what stands against a day, and the flight that a start gives."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from counterpoint.scheduler.days import days_between
from counterpoint.scheduler.scenario import Launch, LaunchId, Scenario
from counterpoint.scheduler.starts import (
    allowed_starts,
    asked_starts,
    concerns,
    flight,
    nearest,
    objections,
    settled_objections,
)
from tests.cases import make_case
from tests.drawn import draw_case

WEEK = {"working_days": ["mon", "tue", "wed", "thu", "fri"], "country": "FR"}
FIELDS = "campaign_id, bu_id, name, stage"


def scenario_of(columns: str = "", cells: str = "", *, audience: str = "p, x, 1", **given: Any) -> Scenario:
    """Read a scenario of one campaign ``p`` with some more columns."""
    comma = ", " if columns else ""
    return make_case(
        campaigns=f"{FIELDS}{comma}{columns}\np, a, P, 1{comma}{cells}",
        audiences=f"campaign_id, account_id, wave\n{audience}",
        **given,
    ).scenario


def launch_of(scenario: Scenario, key: str = "") -> Launch:
    return scenario.launches[LaunchId("p", key)]


def against(scenario: Scenario, day: str, key: str = "") -> set[str]:
    return set(objections(scenario, launch_of(scenario, key), date.fromisoformat(day)))


def starts(scenario: Scenario, key: str = "") -> list[str]:
    return [f"{day:%m-%d}" for day in allowed_starts(scenario, launch_of(scenario, key))]


# -- flights ----------------------------------------------------------------------------------------------


def test_a_campaign_without_touches_has_one_on_its_start() -> None:
    scenario = scenario_of("duration_days", "3")
    days = flight(scenario, launch_of(scenario), date(2027, 3, 2))
    assert (days.first, days.last) == (date(2027, 3, 2), date(2027, 3, 4))
    assert days.touches == (date(2027, 3, 2),)
    assert days.continuous


@pytest.mark.parametrize(
    ("duration", "touches", "first", "last"),
    [
        (1, [0], 10, 10),
        (2, [0, 1], 10, 11),
        (2, [0, 2], 10, 12),  # a touch after the duration's end
        (4, [0, 2], 10, 13),
        (1, [-2, 0], 8, 10),  # a touch before the start
        (3, [-2], 8, 12),  # the start and its days count even without a touch there
        (1, [2], 10, 12),
    ],
)
def test_a_flight_spans_start_touches_and_duration(
    duration: int, touches: list[int], first: int, last: int
) -> None:
    rows = "\n".join(f"p, {step}, {offset}" for step, offset in enumerate(touches))
    scenario = scenario_of(
        "duration_days, presence", f"{duration}, touches", touches=f"campaign_id, step, offset_days\n{rows}"
    )
    days = flight(scenario, launch_of(scenario), date(2027, 3, 10))
    assert (days.first.day, days.last.day) == (first, last)
    assert [day.day for day in days.touches] == [10 + offset for offset in touches]
    assert not days.continuous


def test_internal_tasks_are_no_touches_and_stretch_no_flight() -> None:
    scenario = scenario_of(
        touches="""
            campaign_id, step, offset_days, channel
            p, 1, -3, internal
            p, 2, 0, email
            p, 3, 5, internal"""
    )
    days = flight(scenario, launch_of(scenario), date(2027, 3, 10))
    assert (days.first.day, days.last.day) == (10, 10)
    assert [day.day for day in days.touches] == [10]
    assert [day.day for day in days.tasks] == [7, 15]


def test_a_campaign_of_tasks_only() -> None:
    scenario = scenario_of("channel, duration_days", "internal, 2")
    days = flight(scenario, launch_of(scenario), date(2027, 3, 10))
    assert (days.first.day, days.last.day, days.touches) == (10, 11, ())


@pytest.mark.parametrize(
    ("start", "touches"),
    [
        # Offsets count working days of the BU, then the channel waits for a day on which it sends.
        ("2027-03-25", ["03-24", "03-30", "03-31"]),
        ("2027-03-29", ["03-30", "03-30", "04-06"]),  # a fixed start on Easter Monday
        ("2027-03-30", ["03-30", "03-30", "04-06"]),
        ("2027-03-31", ["03-30", "03-31", "04-06"]),
    ],
)
def test_offsets_count_working_days_and_channels_wait(start: str, touches: list[str]) -> None:
    scenario = scenario_of(
        settings=WEEK,
        end="2027-04-30",
        channels="channel, name, send_days\npost, Post, tue wed",
        touches="""
            campaign_id, step, offset_days, channel
            p, 1, -1, post
            p, 2, 0, post
            p, 3, 3, post""",
    )
    days = flight(scenario, launch_of(scenario), date.fromisoformat(start))
    assert [f"{day:%m-%d}" for day in days.touches] == touches


# -- what stands against a day -------------------------------------------------------------------------


def test_the_horizon_bounds_the_whole_flight() -> None:
    scenario = scenario_of("duration_days", "3")
    assert against(scenario, "2027-02-28") == {"as_of", "horizon"}
    assert against(scenario, "2027-03-01") == set()
    assert against(scenario, "2027-03-05") == set()
    assert against(scenario, "2027-03-06") == {"horizon"}  # it would end on the 8th
    assert against(scenario, "2027-03-08") == {"horizon"}
    assert starts(scenario) == ["03-01", "03-02", "03-03", "03-04", "03-05"]


@pytest.mark.parametrize(("overrun", "last"), [(0, "03-05"), (1, "03-06"), (2, "03-07"), (3, "03-07")])
def test_overrun_days_let_a_flight_end_later_but_not_start(overrun: int, last: str) -> None:
    scenario = scenario_of("duration_days", "3", settings={"overrun_days": overrun})
    assert starts(scenario)[-1] == last


def test_a_latest_start_may_lie_in_the_overrun() -> None:
    scenario = scenario_of("latest_start", "2027-03-09", settings={"overrun_days": 3})
    assert starts(scenario)[-1] == "03-09"
    late = scenario_of("latest_start", "2027-03-20", settings={"overrun_days": 3})
    assert starts(late)[-1] == "03-10"


def test_no_touch_before_the_horizon() -> None:
    scenario = scenario_of(touches="campaign_id, step, offset_days\np, 1, -2")
    assert against(scenario, "2027-03-02") == {"as_of", "horizon"}
    assert starts(scenario)[0] == "03-03"


def test_earliest_and_latest_start() -> None:
    scenario = scenario_of("earliest_start, latest_start", "2027-03-03, 2027-03-05")
    assert against(scenario, "2027-03-02") == {"earliest"}
    assert starts(scenario) == ["03-03", "03-04", "03-05"]
    assert against(scenario, "2027-03-06") == {"latest"}


def test_an_earliest_start_before_the_horizon_widens_nothing() -> None:
    scenario = scenario_of("earliest_start", "2027-02-20")
    assert starts(scenario)[0] == "03-01"


def test_today_bounds_the_whole_flight() -> None:
    settings = {"as_of": "2027-03-04"}
    scenario = scenario_of(settings=settings)
    assert against(scenario, "2027-03-03") == {"as_of"}
    assert starts(scenario)[0] == "03-04"
    early = scenario_of(settings=settings, touches="campaign_id, step, offset_days\np, 1, -1")
    assert starts(early)[0] == "03-05"


def test_a_day_before_the_horizon_is_no_start_even_after_today() -> None:
    scenario = scenario_of(settings={"as_of": "2027-02-20"})
    assert starts(scenario)[0] == "03-01"


def test_working_days_and_start_days() -> None:
    case = {"start": "2027-03-25", "end": "2027-03-31"}
    scenario = scenario_of(settings=WEEK, **case)
    assert starts(scenario) == ["03-25", "03-26", "03-30", "03-31"]
    scenario = scenario_of("start_days", "mon fri", settings=WEEK, **case)
    assert starts(scenario) == ["03-26"]
    assert against(scenario, "2027-03-29") == {"working_day"}
    assert against(scenario, "2027-03-30") == {"start_days"}
    moselle = "bu_id, name, subdivision\na, A, 57\nb, B,"
    scenario = scenario_of(settings=WEEK, business_units=moselle, **case)
    assert starts(scenario) == ["03-25", "03-30", "03-31"]


def test_a_horizon_over_new_year() -> None:
    scenario = scenario_of(settings=WEEK, start="2026-12-30", end="2027-01-05")
    assert starts(scenario) == ["12-30", "12-31", "01-04", "01-05"]


def test_a_fixed_campaign_starts_on_its_wish_be_it_a_holiday() -> None:
    scenario = scenario_of(
        "commitment, requested_start, start_days, earliest_start, latest_start",
        "fixed, 2027-03-29, tue, , ",
        settings=WEEK,
        start="2027-03-25",
        end="2027-03-31",
    )
    assert starts(scenario) == ["03-29"]
    assert against(scenario, "2027-03-29") == set()
    assert against(scenario, "2027-03-30") == {"commitment"}


@pytest.mark.parametrize(
    ("day", "found"), [("02-28", "horizon"), ("03-01", ""), ("03-07", ""), ("03-08", "horizon")]
)
def test_a_fixed_start_lies_inside_the_horizon(day: str, found: str) -> None:
    inside = scenario_of("commitment, requested_start", "fixed, 2027-03-03")
    (campaign,) = inside.campaigns
    launch = launch_of(inside)
    wish = date.fromisoformat(f"2027-{day}")
    moved = Launch(launch.id, campaign, wish, launch.audience)
    assert list(objections(inside, moved, wish)) == ([found] if found else [])


def test_a_running_campaign_keeps_its_real_start() -> None:
    scenario = scenario_of(
        "status, requested_start, duration_days", "running, 2027-02-20, 30", settings={"as_of": "2027-03-03"}
    )
    assert starts(scenario) == ["02-20"]
    assert against(scenario, "2027-02-20") == set()
    assert against(scenario, "2027-03-04") == {"status"}


def test_days_allowed_are_those_that_nothing_stands_against() -> None:
    for seed in range(40):
        scenario = draw_case(Random(seed)).scenario
        margin = timedelta(days=40)
        days = list(days_between(scenario.start - margin, scenario.last_day + margin))
        for launch in scenario.launches.values():
            asked = [day for day in days if not any(objections(scenario, launch, day))]
            assert asked_starts(scenario, launch) == asked
            allowed = [day for day in asked if not any(settled_objections(scenario, launch, day))]
            assert allowed_starts(scenario, launch) == allowed


# -- decisions ------------------------------------------------------------------------------------------


DECISION = "decision_id, action, campaign_id, wave, account_id, from, until, decided_by, decided_on, reason\n"
BOTH = "p, x, 1\np, y, 2"


def decided(row: str, launch: str = "", audience: str = BOTH) -> Scenario:
    end = ", me, 2027-02-01, so"
    return scenario_of("launch", launch, audience=audience, decisions=DECISION + f"1, {row}{end}")


def test_a_pin_leaves_its_span_only() -> None:
    scenario = decided("pin, p, , , 2027-03-03, 2027-03-04")
    assert starts(scenario) == ["03-03", "03-04"]
    assert against(scenario, "2027-03-02") == set()  # decisions come after the calendar as asked


def test_an_open_end_has_no_limit() -> None:
    assert starts(decided("pin, p, , , 2027-03-06,")) == ["03-06", "03-07"]
    assert starts(decided("ban, p, , , , 2027-03-05")) == ["03-06", "03-07"]


def test_a_ban_takes_its_span_out() -> None:
    assert starts(decided("ban, p, , , 2027-03-02, 2027-03-06")) == ["03-01", "03-07"]


@pytest.mark.parametrize(
    ("launch", "wave", "account", "found"),
    [
        ("", "", "", {""}),
        ("", "2", "", {""}),  # a campaign launched together is one launch, whatever the wave
        ("", "", "y", {""}),
        ("per_wave", "", "", {"1", "2"}),
        ("per_wave", "2", "", {"2"}),
        ("per_wave", "", "y", {"2"}),
        ("per_account", "", "", {"x", "y"}),
        ("per_account", "", "y", {"y"}),
    ],
)
def test_which_launches_a_decision_is_about(launch: str, wave: str, account: str, found: set[str]) -> None:
    scenario = decided(f"ban, p, {wave}, {account}, 2027-03-02, 2027-03-02", launch)
    (row,) = scenario.decisions
    assert {launch_id.key for launch_id, part in scenario.launches.items() if concerns(row, part)} == found


# -- the nearest day ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "found"), [(None, 2), (1, 2), (2, 2), (3, 2), (4, 6), (5, 6), (6, 6), (7, 6), (8, 9), (20, 9)]
)
def test_nearest_is_the_later_on_ties(wish: int | None, found: int) -> None:
    days = [date(2027, 3, number) for number in (2, 6, 9)]
    assert nearest(days, None if wish is None else date(2027, 3, wish)) == date(2027, 3, found)
