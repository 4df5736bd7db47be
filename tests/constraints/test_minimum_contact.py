"""Minimum contact: a least number of touches of each account in each whole period."""

from typing import Any

import pytest

from counterpoint.constraints.charter.lowering import Lowering
from counterpoint.scheduler.cpsat.model import build
from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences
from tests.scheduler.cpsat.fixing import solved

RULE = {"kind": "minimum_contact", "min": 2, "period": "week"}
#: One campaign of three touches on account x, in the week of Monday 1 March.
ONE: dict[str, Any] = {
    "campaigns": "campaign_id, bu_id, name, stage\np, a, Pilot, 1",
    "touches": """
        campaign_id, step, offset_days, channel, personas
        p, 1, 0, email, cfo
        p, 2, 1, call, cto
        p, 3, 2, ad,
    """,
    "audiences": "campaign_id, account_id\np, x",
    "end": "2027-03-10",
}


def on(day: int | None) -> dict[str, str | None]:
    """Start it on this day of March 2027."""
    return {"p": f"2027-03-{day:02}" if day else None}


@pytest.mark.parametrize(
    ("day", "missing"),
    [(5, 0), (6, 0), (7, 1), (8, 2)],  # 3, 2, 1 and 0 of its touches fall before Monday the 8th
)
def test_touches_that_miss_count(day: int, missing: int) -> None:
    assert measure(RULE, on(day), **ONE) == missing


def test_what_is_not_kept_does_not_touch() -> None:
    assert measure(RULE, on(None), **ONE) == 2


def test_a_touch_counts_one_whatever_its_pressure() -> None:
    touches = "campaign_id, step, offset_days, channel, pressure\np, 1, 0, event, 9\np, 2, 0, ad, 0"
    assert measure(RULE, on(1), **{**ONE, "touches": touches}) == 0
    tasks = touches.replace("ad", "internal")
    assert measure(RULE, on(1), **{**ONE, "touches": tasks}) == 1


# -- periods ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "weeks"),
    [
        ("2027-03-01", "2027-03-13", 1),
        ("2027-03-01", "2027-03-14", 2),
        ("2027-03-01", "2027-03-15", 2),
        ("2027-02-28", "2027-03-14", 2),
        ("2027-03-02", "2027-03-14", 1),
    ],
)
def test_only_whole_periods_inside_the_horizon_ask(start: str, end: str, weeks: int) -> None:
    assert measure(RULE, on(None), **{**ONE, "start": start, "end": end}) == 2 * weeks
    # What a flight may overrun the horizon by does not lengthen it.
    overrun = {**ONE, "start": start, "end": end, "settings": {"overrun_days": 7}}
    assert measure(RULE, on(None), **overrun) == 2 * weeks


@pytest.mark.parametrize(("period", "missing"), [("week", 2 * 16), ("month", 2 * 3), ("quarter", 2)])
def test_weeks_months_and_quarters(period: str, missing: int) -> None:
    # From Tuesday 30 March to Sunday 25 July: April, May and June, and 16 weeks from 5 April on.
    span = {**ONE, "start": "2027-03-30", "end": "2027-07-25"}
    assert measure({**RULE, "period": period}, on(None), **span) == missing


# -- history ----------------------------------------------------------------------------------------

PAST = "date, account_id, bu_id, campaign_id, channel, persona\n"


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("2027-02-28, x, b, , ,", 2),
        ("2027-03-01, x, b, , ,", 1),
        ("2027-03-07, x, b, gone, call, cfo", 1),
        ("2027-03-08, x, b, , ,", 2),
        ("2027-03-05, y, b, , ,", 2),
        ("2027-03-05, x, b, p, ,", 2),  # a campaign of the schedule
        ("2027-03-05, x, b, , internal,", 2),
    ],
)
def test_history_counts(row: str, missing: int) -> None:
    assert measure(RULE, on(None), history=PAST + row, **ONE) == missing


def test_history_beyond_the_least_serves_no_other_week() -> None:
    rows = "\n".join(f"2027-03-0{day}, x, b, , ," for day in (1, 2, 3, 4))
    assert measure(RULE, on(None), history=PAST + rows, **{**ONE, "end": "2027-03-14"}) == 2


@pytest.mark.parametrize(
    ("scope", "missing"),
    [
        ({"bus": ["a"]}, 2),
        ({"not_bus": ["c"]}, 1),
        ({"channels": ["call"]}, 1),
        ({"not_channels": ["call"]}, 2),
        ({"personas": ["cfo"]}, 1),
        ({"not_personas": ["cfo"]}, 2),
    ],
)
def test_history_is_chosen_by_bu_channel_and_persona(scope: dict[str, Any], missing: int) -> None:
    row = "2027-03-05, x, b, , call, cfo"
    assert measure({**RULE, **scope}, on(None), history=PAST + row, **ONE) == missing


# -- scope and days ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "missing"),
    [
        ({"channels": ["email", "call"]}, 0),
        ({"channels": ["email"]}, 1),
        ({"not_channels": ["ad"]}, 0),
        ({"personas": ["cfo"]}, 1),
        ({"not_personas": ["cfo"]}, 0),
        ({"channels": ["event"]}, 2),
        ({"stages": [1]}, 0),
        ({"stages": [2]}, 0),  # nobody in scope asks for the account
        ({"not_accounts": ["x"]}, 0),
    ],
)
def test_the_scope_chooses_touches_and_who_asks(scope: dict[str, Any], missing: int) -> None:
    assert measure({**RULE, **scope}, on(1), **ONE) == missing


@pytest.mark.parametrize(("from_", "missing"), [("02-28", 2), ("03-01", 2), ("03-02", 0)])
def test_a_period_is_chosen_by_its_first_day(from_: str, missing: int) -> None:
    assert measure({**RULE, "from": f"2027-{from_}"}, on(None), **ONE) == missing
    more = [{"from": f"2027-{from_}", "until": "2027-03-31", "min": 5}]
    assert measure({**RULE, "exceptions": more}, on(None), **ONE) == (5 if missing else 2)


# -- which accounts ---------------------------------------------------------------------------------

DECISION = "decision_id, action, campaign_id, account_id, rule_id, decided_by, decided_on, reason\n"


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("1, drop, p, x, , me, 2027-02-01, so", 0),
        ("1, drop, p, , , me, 2027-02-01, so", 0),
        ("1, unschedule, p, , , me, 2027-02-01, so", 0),
        ("1, waive, p, , r, me, 2027-02-01, so", 0),
        ("1, waive, , x, r, me, 2027-02-01, so", 0),
        ("1, waive, , y, r, me, 2027-02-01, so", 2),
    ],
)
def test_an_account_that_nobody_asks_for_any_more_is_due_nothing(row: str, missing: int) -> None:
    # Account y is asked for by nobody in the first place.
    assert measure(RULE, on(None), decisions=DECISION + row, **ONE) == missing


def test_accounts_served_on_request_stand_outside() -> None:
    tables = {**ONE, "accounts": "account_id, name, tier\nx, Account X, opportunistic"}
    assert measure(RULE, on(None), **tables) == 2
    charter = {"tiers": {"opportunistic": {"planned": False}}}
    assert measure(RULE, on(None), **tables, charter=charter) == 0


def test_a_watched_account_is_only_reported() -> None:
    case = make_case({"id": "r", **RULE}, **{**ONE, "accounts": "account_id, name, control\nx, X, yes"})
    verdict = judge(case, make_schedule(on(None), None, case))
    assert verdict.feasible
    assert verdict.measures == {"r": 2}


def test_what_nothing_can_touch_any_more_is_a_constant_or_no_calendar() -> None:
    # The committee bans it altogether: it asks for the account, and cannot start.
    late = {**ONE, "decisions": DECISION + "1, ban, p, , , me, 2027-02-01, so"}
    assert measure(RULE, on(None), **late) == 2
    for level, optimum in (("hard", None), ("soft", -2 * 100 * 10_000)):
        problem = Lowering(make_case({"id": "r", **RULE, "level": level}, **late)).problem()
        assert len(problem.members) == 0
        assert solved(build(problem)) == optimum


# -- what is said -----------------------------------------------------------------------------------


def test_what_is_said() -> None:
    english = "Account X has {} from 1 March 2027 to 7 March 2027, the least is 2"
    assert sentences(RULE, on(7), **ONE) == [english.format("1 touch")]
    assert sentences(RULE, on(None), **ONE) == [english.format("0 touches")]
    french = "Account X reçoit {} du 1 mars 2027 au 7 mars 2027, le minimum est 2"
    assert sentences(RULE, on(None), language="fr", **ONE) == [french.format("0 contact")]
    assert sentences({**RULE, "min": 4}, on(5), language="fr", **ONE) == [
        french.format("3 contacts").replace("est 2", "est 4")
    ]
