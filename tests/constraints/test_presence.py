"""The input's own demands: starts, presence, counts of accounts, waves, decisions."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from counterpoint.constraints.charter.checker import explain
from counterpoint.constraints.charter.lowering import Lowering
from tests.cases import make_case, make_schedule
from tests.judging import judge

COLUMNS = (
    "bu_id",
    "name",
    "stage",
    "requested_start",
    "earliest_start",
    "latest_start",
    "start_days",
    "duration_days",
    "commitment",
    "status",
    "launch",
    "min_accounts",
    "max_accounts",
)
ON_X = """
    campaign_id, account_id
    p, x
"""
ON_X_Y_Z = """
    campaign_id, account_id, wave
    p, x, 1
    p, y, 2
    p, z, 3
"""
THREE_ACCOUNTS = """
    account_id, name, tier
    x, Account X,
    y, Account Y,
    z, Account Z,
"""


def campaign(name: str = "p", **cells: object) -> str:
    """Write the table of campaigns with one row of BU a."""
    row = {"bu_id": "a", "name": "Pilot", "stage": 1, **cells}
    return f"campaign_id, {', '.join(COLUMNS)}\n{name}, " + ", ".join(
        str(row.get(key, "")) for key in COLUMNS
    )


def faults(starts: Mapping[str, str | None], kept: list[str] | None = None, **tables: Any) -> set[str]:
    """Give the demands that a schedule breaks, the problem agreeing that it does, or does not."""
    case = make_case(**tables)
    verdict = judge(case, make_schedule(starts, kept, case))
    assert verdict.feasible == (not verdict.hard)
    return {row.finding.rule_id.removeprefix("input:") for row in verdict.hard}


def starts_of(**tables: Any) -> set[int]:
    """Give the days of March 2027 on which campaign p may start, the same on both sides."""
    case = make_case(**{"start": "2027-03-01", "end": "2027-03-14", "audiences": ON_X, **tables})
    day, found = date(2027, 2, 20), set()
    lowering = Lowering(case)
    offered = {days.start for part in lowering.flights for days in part}
    while day <= date(2027, 3, 25):
        verdict = judge(case, make_schedule({"p": f"{day}"}, case=case))
        assert {row.finding.rule_id for row in verdict.hard} <= {"input:start"}
        assert verdict.feasible == (day in offered)
        if verdict.feasible:
            found.add(day.toordinal() - date(2027, 2, 28).toordinal())
        day += timedelta(days=1)
    return found


def span(first: int, last: int) -> set[int]:
    """Give the days from first to last, both included."""
    return set(range(first, last + 1))


# -- starts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        ({}, span(1, 14)),
        ({"duration_days": 3}, span(1, 12)),  # the whole flight lies in the horizon
        ({"duration_days": 14}, {1}),
        ({"earliest_start": "2027-03-05"}, span(5, 14)),
        ({"latest_start": "2027-03-05"}, span(1, 5)),
        ({"earliest_start": "2027-02-01", "latest_start": "2027-04-01"}, span(1, 14)),
        ({"start_days": "tue thu"}, {2, 4, 9, 11}),
    ],
)
def test_a_launch_starts_inside_its_window_and_the_horizon(cells: dict[str, Any], days: set[int]) -> None:
    assert starts_of(campaigns=campaign(**cells)) == days


@pytest.mark.parametrize(("overrun", "last"), [(0, 12), (1, 13), (2, 14), (3, 14)])
def test_a_flight_may_end_in_the_overrun_but_starts_in_the_horizon(overrun: int, last: int) -> None:
    table = campaign(duration_days=3)
    assert starts_of(campaigns=table, settings={"overrun_days": overrun}) == span(1, last)


def test_a_latest_start_may_lie_in_the_overrun() -> None:
    table = campaign(latest_start="2027-03-16", duration_days=2)
    assert starts_of(campaigns=table, settings={"overrun_days": 2}) == span(1, 15)


@pytest.mark.parametrize(("as_of", "first"), [("2027-02-26", 1), ("2027-03-01", 1), ("2027-03-04", 4)])
def test_nothing_starts_before_today(as_of: str, first: int) -> None:
    assert starts_of(campaigns=campaign(), settings={"as_of": as_of}) == span(first, 14)


@pytest.mark.parametrize(("as_of", "first"), [("2027-03-01", 3), ("2027-03-04", 6)])
def test_no_touch_comes_before_today_or_the_horizon(as_of: str, first: int) -> None:
    touches = """
        campaign_id, step, offset_days
        p, 1, -2
        p, 2, 1
    """
    table = campaign()
    assert starts_of(campaigns=table, touches=touches, settings={"as_of": as_of}) == span(first, 13)


def test_a_launch_starts_on_working_days_of_its_bu() -> None:
    # Friday, 5 March, is a holiday nowhere; Monday, 8 March, is one in Berlin.
    settings = {"working_days": ["mon", "tue", "wed", "thu", "fri"]}
    units = """
        bu_id, name, country, subdivision
        a, Unit A, DE, BE
    """
    working = span(1, 5) | span(9, 12)
    assert starts_of(campaigns=campaign(), settings=settings, business_units=units) == working
    assert starts_of(campaigns=campaign(), settings=settings) == working | {8}


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        ({"commitment": "fixed", "requested_start": "2027-03-07"}, {7}),  # a Sunday
        ({"commitment": "fixed", "requested_start": "2027-03-14", "duration_days": 9}, {14}),
        ({"status": "running", "requested_start": "2027-02-25"}, {-3}),  # before the horizon
        ({"status": "running", "requested_start": "2027-03-02"}, {2}),
    ],
)
def test_what_is_fixed_or_runs_starts_on_its_wish_and_on_no_other_day(
    cells: dict[str, Any], days: set[int]
) -> None:
    settings = {"working_days": ["mon", "tue", "wed", "thu", "fri"]}
    assert starts_of(campaigns=campaign(**cells), settings=settings) == days


@pytest.mark.parametrize("status", ["draft", "done", "cancelled"])
def test_what_is_no_plan_is_left_out(status: str) -> None:
    case = make_case(campaigns=campaign(status=status), audiences=ON_X)
    assert not case.scenario.launches
    assert not Lowering(case).launches


# -- presence ---------------------------------------------------------------------------------------

MONDAY = "2027-03-01"
BY_LAUNCH = {
    "together": ("p",),
    "per_wave": ("p/1", "p/2", "p/3"),
    "per_account": ("p/x", "p/y", "p/z"),
}


@pytest.mark.parametrize("launch", BY_LAUNCH)
@pytest.mark.parametrize("commitment", ["optional", "mandatory", "fixed"])
def test_what_is_fixed_or_mandatory_is_scheduled_per_account_as_far_as_min_accounts_ask(
    launch: str, commitment: str
) -> None:
    tables: dict[str, Any] = {
        "campaigns": campaign(commitment=commitment, launch=launch, requested_start=MONDAY),
        "accounts": THREE_ACCOUNTS,
        "audiences": ON_X_Y_Z,
        "end": "2027-04-30",
    }
    days = ("2027-03-01", "2027-03-15", "2027-03-29") if launch == "per_wave" else (MONDAY,) * 3
    all_of_it: dict[str, str | None] = dict(zip(BY_LAUNCH[launch], days, strict=False))
    first = next(iter(all_of_it))
    assert faults(all_of_it, **tables) == set()
    missing_one = faults({**all_of_it, first: None}, **tables)
    none = faults(dict.fromkeys(all_of_it), **tables)
    if commitment == "optional":
        assert missing_one == none == set()
    elif commitment == "mandatory" and launch == "per_account":
        # min_accounts is 1: two launches are left, which will do; none will not.
        assert missing_one == set()
        assert none == {"accounts"}
    else:
        assert missing_one == none == {"presence"}


@pytest.mark.parametrize("launch", BY_LAUNCH)
def test_a_running_campaign_is_there(launch: str) -> None:
    tables: dict[str, Any] = {
        "campaigns": campaign(status="running", launch=launch, requested_start=MONDAY),
        "accounts": THREE_ACCOUNTS,
        "audiences": ON_X_Y_Z,
        "end": "2027-04-30",
    }
    assert faults(dict.fromkeys(BY_LAUNCH[launch]), **tables) == {"presence"}


@pytest.mark.parametrize("commitment", ["optional", "mandatory"])
@pytest.mark.parametrize("launch", BY_LAUNCH)
@pytest.mark.parametrize(
    ("least", "greatest", "allowed"),
    [
        ("", "", {1, 2, 3}),
        ("2", "", {2, 3}),
        ("3", "", {3}),
        ("", "1", {1}),
        ("", "2", {1, 2}),
        ("2", "2", {2}),
        ("0", "", {1, 2, 3}),  # a scheduled campaign keeps one at least
        ("34%", "", {2, 3}),  # 1.02 accounts are 2
        ("33%", "", {1, 2, 3}),  # 0.99 is 1
        ("67%", "", {3}),
        ("0%", "", {1, 2, 3}),
        ("", "33%", {1}),
        ("", "34%", {1, 2}),  # shares are rounded up, greatest ones too
        ("100%", "100%", {3}),
    ],
)
def test_a_scheduled_campaign_keeps_from_min_to_max_accounts(
    commitment: str, launch: str, least: str, greatest: str, allowed: set[int]
) -> None:
    cells = {"min_accounts": least, "max_accounts": greatest, "launch": launch}
    may_be_none = commitment == "optional" or (launch == "per_account" and least in ("0", "0%"))
    if commitment == "mandatory" and launch == "per_wave":
        cells["max_accounts"] = ""  # each of its waves must keep one: the input refuses less
        allowed = {3}
    tables: dict[str, Any] = {
        "campaigns": campaign(commitment=commitment, **cells),
        "accounts": THREE_ACCOUNTS,
        "audiences": ON_X_Y_Z,
    }
    found = set()
    for number in range(4):
        kept = [f"p/{account}" for account in "xyz"[:number]]
        names = BY_LAUNCH[launch][:number]
        if not faults(dict.fromkeys(names, MONDAY), kept, **tables):
            found.add(number)
    # Mandatory means min_accounts of them: where that is none, none will do.
    assert found == allowed | ({0} if may_be_none else set())


def test_each_account_too_few_or_too_many_is_counted() -> None:
    tables: dict[str, Any] = {
        "campaigns": campaign(min_accounts=2, max_accounts=2),
        "accounts": THREE_ACCOUNTS,
        "audiences": ON_X_Y_Z,
    }
    for kept, measure in ((["p/x"], 1), (["p/x", "p/y"], None), (["p/x", "p/y", "p/z"], 1)):
        verdict = judge(make_case(**tables), make_schedule({"p": MONDAY}, kept))
        assert verdict.measures.get("input:accounts") == measure


@pytest.mark.parametrize(
    ("starts", "kept", "broken"),
    [
        ({"p": MONDAY}, ["p/x"], set()),
        ({"p": None}, [], set()),
        ({"p": MONDAY}, [], {"launch"}),  # a start without an account
        ({"p": None}, ["p/x"], {"launch"}),  # an account without a start
        ({}, [], set()),
    ],
)
def test_a_launch_is_scheduled_exactly_if_it_keeps_an_account(
    starts: Mapping[str, str | None], kept: list[str], broken: set[str]
) -> None:
    case = make_case(campaigns=campaign(), audiences=ON_X)
    verdict = judge(case, make_schedule(starts, kept))
    assert {row.finding.rule_id for row in verdict.hard} == {f"input:{name}" for name in broken}


def test_every_wave_that_is_scheduled_keeps_an_account() -> None:
    tables: dict[str, Any] = {
        "campaigns": campaign(launch="per_wave"),
        "accounts": THREE_ACCOUNTS,
        "audiences": ON_X_Y_Z,
    }
    starts = {"p/1": MONDAY, "p/2": MONDAY}
    assert faults(starts, ["p/x", "p/y"], **tables) == set()
    assert faults(starts, ["p/x"], **tables) == {"launch"}


@pytest.mark.parametrize(
    ("kept", "broken"), [(["p/x", "p/y"], set()), (["p/x"], set()), (["p/y"], {"required"})]
)
def test_a_required_placement_is_kept_if_its_launch_is_scheduled(kept: list[str], broken: set[str]) -> None:
    audiences = """
        campaign_id, account_id, required
        p, x, yes
        p, y, no
    """
    tables: dict[str, Any] = {"campaigns": campaign(), "audiences": audiences}
    assert faults({"p": MONDAY}, kept, **tables) == broken
    assert faults({"p": None}, [], **tables) == set()


# -- waves ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "third", "broken"),
    [
        (1, 2, 3, set()),
        (1, 1, 1, set()),  # the same day is allowed
        (2, 1, 3, {"waves"}),
        (1, 3, 2, {"waves"}),
        (2, None, 1, {"waves"}),  # past an unscheduled one
        (1, None, 2, set()),
        (None, 2, 1, {"waves"}),
        (None, 1, None, set()),
        (3, 2, 1, {"waves"}),
    ],
)
def test_waves_start_in_order_and_an_unscheduled_one_binds_none(
    first: int | None, second: int | None, third: int | None, broken: set[str]
) -> None:
    tables: dict[str, Any] = {
        "campaigns": campaign(launch="per_wave"),
        "accounts": THREE_ACCOUNTS,
        "audiences": ON_X_Y_Z,
    }
    days = zip(BY_LAUNCH["per_wave"], (first, second, third), strict=True)
    starts = {name: f"2027-03-{day:02}" if day else None for name, day in days}
    assert faults(starts, **tables) == broken


def test_waves_are_ordered_by_number_not_by_text() -> None:
    audiences = """
        campaign_id, account_id, wave
        p, x, 2
        p, y, 10
    """
    tables: dict[str, Any] = {"campaigns": campaign(launch="per_wave"), "audiences": audiences}
    assert faults({"p/2": "2027-03-01", "p/10": "2027-03-02"}, **tables) == set()
    assert faults({"p/2": "2027-03-02", "p/10": "2027-03-01"}, **tables) == {"waves"}


# -- decisions --------------------------------------------------------------------------------------


def decision(action: str, status: str = "decided", expires: str = "", **cells: str) -> str:
    """Write the table of decisions with one row on campaign p."""
    row = {"status": status, "expires_on": expires, "campaign_id": "p", **cells}
    head = ("status", "expires_on", "campaign_id", "wave", "account_id", "from", "until")
    return (
        f"decision_id, action, reason, decided_by, decided_on, {', '.join(head)}\n"
        f"d1, {action}, agreed, committee, 2027-02-01, {', '.join(row.get(key, '') for key in head)}"
    )


@pytest.mark.parametrize(
    ("cells", "allowed"),
    [
        ({"from": "2027-03-03", "until": "2027-03-05"}, span(3, 5)),
        ({"from": "2027-03-03"}, span(3, 7)),
        ({"until": "2027-03-05"}, span(1, 5)),
        ({}, span(1, 7)),
        ({"from": "2027-03-03", "until": "2027-03-03"}, {3}),
    ],
)
def test_a_pinned_launch_is_scheduled_and_starts_in_the_span(
    cells: dict[str, str], allowed: set[int]
) -> None:
    tables: dict[str, Any] = {
        "campaigns": campaign(),
        "audiences": ON_X,
        "decisions": decision("pin", **cells),
    }
    assert starts_of(**{**tables, "end": "2027-03-07"}) == allowed
    assert faults({"p": None}, [], **tables) == {"presence"}


@pytest.mark.parametrize(
    ("cells", "allowed"),
    [
        ({"from": "2027-03-03", "until": "2027-03-05"}, {1, 2, 6, 7}),
        ({"from": "2027-03-03"}, {1, 2}),
        ({"until": "2027-03-05"}, {6, 7}),
        ({}, set()),
    ],
)
def test_a_banned_launch_starts_outside_the_span_if_at_all(cells: dict[str, str], allowed: set[int]) -> None:
    tables: dict[str, Any] = {
        "campaigns": campaign(),
        "audiences": ON_X,
        "decisions": decision("ban", **cells),
    }
    assert starts_of(**{**tables, "end": "2027-03-07"}) == allowed
    assert faults({"p": None}, [], **tables) == set()


@pytest.mark.parametrize(
    ("launch", "cells", "bound"),
    [
        ("per_wave", {}, {"p/1", "p/2", "p/3"}),
        ("per_wave", {"wave": "2"}, {"p/2"}),
        ("per_wave", {"account_id": "y"}, {"p/2"}),
        ("per_account", {}, {"p/x", "p/y", "p/z"}),
        ("per_account", {"account_id": "y"}, {"p/y"}),
    ],
)
def test_pins_and_bans_are_on_every_launch_or_that_of_a_wave_or_account(
    launch: str, cells: dict[str, str], bound: set[str]
) -> None:
    tables: dict[str, Any] = {
        "campaigns": campaign(launch=launch),
        "accounts": THREE_ACCOUNTS,
        "audiences": ON_X_Y_Z,
    }
    pinned = decision("pin", **{"from": "2027-03-03", "until": "2027-03-03"}, **cells)
    banned = decision("ban", **{"from": "2027-03-03", "until": "2027-03-03"}, **cells)
    for name in BY_LAUNCH[launch]:
        # Alone on another day, the pinned others are missing, and this one is out of its span.
        found = faults({name: "2027-03-04"}, **tables, decisions=pinned)
        assert ("start" in found) == (name in bound)
        assert ("presence" in found) == bool(bound - {name})
        found = faults({name: "2027-03-03"}, **tables, decisions=banned)
        assert found == ({"start"} if name in bound else set())


@pytest.mark.parametrize(
    ("cells", "kept", "broken"),
    [
        ({}, ["p/x", "p/y", "p/z"], set()),
        ({}, ["p/x", "p/y"], {"required"}),
        ({"account_id": "y"}, ["p/y"], set()),
        ({"account_id": "y"}, ["p/x", "p/z"], {"required"}),
    ],
)
def test_keep_keeps_all_placements_or_that_of_an_account(
    cells: dict[str, str], kept: list[str], broken: set[str]
) -> None:
    tables: dict[str, Any] = {
        "campaigns": campaign(),
        "accounts": THREE_ACCOUNTS,
        "audiences": ON_X_Y_Z,
        "decisions": decision("keep", **cells),
    }
    assert faults({"p": MONDAY}, kept, **tables) == broken
    assert faults({"p": None}, [], **tables) == {"presence"}


@pytest.mark.parametrize(
    ("cells", "kept", "broken"),
    [
        ({"account_id": "y"}, ["p/x", "p/z"], set()),
        ({"account_id": "y"}, ["p/x", "p/y"], {"dropped"}),
        ({}, ["p/x"], {"dropped"}),
    ],
)
def test_drop_drops_all_placements_or_that_of_an_account(
    cells: dict[str, str], kept: list[str], broken: set[str]
) -> None:
    tables: dict[str, Any] = {
        "campaigns": campaign(),
        "accounts": THREE_ACCOUNTS,
        "audiences": ON_X_Y_Z,
        "decisions": decision("drop", **cells),
    }
    assert faults({"p": MONDAY}, kept, **tables) == broken
    assert faults({"p": None}, [], **tables) == set()


def test_an_unscheduled_campaign_does_not_run() -> None:
    tables: dict[str, Any] = {"campaigns": campaign(), "audiences": ON_X, "decisions": decision("unschedule")}
    assert faults({"p": MONDAY}, **tables) == {"start"}
    assert faults({"p": None}, [], **tables) == set()


@pytest.mark.parametrize(
    ("status", "expires", "counts"),
    [
        ("decided", "", True),
        ("proposed", "", False),
        ("revoked", "", False),
        ("decided", "2027-02-28", False),  # today is 1 March
        ("decided", "2027-03-01", True),
        ("decided", "2027-03-02", True),
    ],
)
def test_a_decision_counts_that_is_decided_and_not_expired(status: str, expires: str, counts: bool) -> None:
    table = decision("unschedule", status, expires)
    broken = faults({"p": MONDAY}, campaigns=campaign(), audiences=ON_X, decisions=table)
    assert broken == ({"start"} if counts else set())


# -- tiers that are not planned ---------------------------------------------------------------------

ON_REQUEST: dict[str, Any] = {
    "charter": {"tiers": {"opportunistic": {"planned": False}}},
    "accounts": """
        account_id, name, tier
        x, Account X, opportunistic
        y, Account Y, multi_bu
        z, Account Z, opportunistic
    """,
}


def test_accounts_of_a_tier_that_is_not_planned_are_dropped() -> None:
    tables: dict[str, Any] = {"campaigns": campaign(), "audiences": ON_X_Y_Z, **ON_REQUEST}
    assert faults({"p": MONDAY}, ["p/y"], **tables) == set()
    assert faults({"p": MONDAY}, ["p/x", "p/y"], **tables) == {"dropped"}


@pytest.mark.parametrize("launch", BY_LAUNCH)
def test_they_are_dropped_before_presence_is_judged(launch: str) -> None:
    tables: dict[str, Any] = {
        "campaigns": campaign(commitment="mandatory", launch=launch),
        "audiences": ON_X_Y_Z,
        **ON_REQUEST,
    }
    name = {"together": "p", "per_wave": "p/2", "per_account": "p/y"}[launch]
    assert faults({name: MONDAY}, ["p/y"], **tables) == set()
    assert faults({}, [], **tables) == ({"accounts"} if launch == "per_account" else {"presence"})


@pytest.mark.parametrize("launch", BY_LAUNCH)
def test_a_mandatory_campaign_on_such_accounts_only_stays_unscheduled(launch: str) -> None:
    audiences = """
        campaign_id, account_id, wave
        p, x, 1
        p, z, 2
    """
    tables: dict[str, Any] = {
        "campaigns": campaign(commitment="mandatory", launch=launch),
        "audiences": audiences,
        **ON_REQUEST,
    }
    assert faults({}, [], **tables) == set()


# -- what is said -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            {
                "input:start": "Pilot may not start on 20 March 2027: outside the horizon",
                "input:required": "Pilot must keep Account X",
                "input:accounts": "Pilot keeps 1 account, its limit is 2",
            },
        ),
        (
            "fr",
            {
                "input:start": "Pilot ne peut pas commencer le 20 mars 2027 : hors de l'horizon",
                "input:required": "Pilot doit garder Account X",
                "input:accounts": "Pilot garde 1 compte, sa limite est 2",
            },
        ),
    ],
)
def test_broken_demands_are_said_in_a_sentence(language: str, said: dict[str, str]) -> None:
    case = make_case(
        campaigns=campaign(min_accounts=2),
        audiences="campaign_id, account_id, required\np, x, yes\np, y, no",
        settings={"language": language},
    )
    verdict = judge(case, make_schedule({"p": "2027-03-20"}, ["p/y"]))
    assert {row.finding.rule_id: explain(case, row.finding) for row in verdict.hard} == said
