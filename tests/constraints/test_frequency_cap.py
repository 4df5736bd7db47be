"""Frequency cap: no more pressure on an account, a persona or a group of companies than a limit."""

from decimal import Decimal
from typing import Any

import pytest

from counterpoint.constraints.charter.checker import explain
from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences

FORTNIGHT = {"start": "2027-03-01", "end": "2027-03-14"}
#: Three campaigns of three BUs on one account, an email (of pressure 1) each.
TRIO: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, offer, tags
        p, a, Pilot, 1, oil, spring; core
        q, b, Quest, 2, gas, core
        r, c, Rally, 4, , core
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        q, x
        r, x
    """,
    **FORTNIGHT,
}
WEEKLY_TWO = {"kind": "frequency_cap", "max": 2, "window_days": 7}
NEVER_ANY = {"kind": "frequency_cap", "max": 0, "window_days": 1}


def starts(p: int | None, q: int | None, r: int | None) -> dict[str, str | None]:
    """Start the three campaigns on these days of March 2027."""
    return {name: f"2027-03-{day:02}" if day else None for name, day in zip("pqr", (p, q, r), strict=True)}


def history(*rows: str) -> str:
    """Write a table of history."""
    head = "date, account_id, bu_id, campaign_id, channel, persona, pressure"
    return "\n".join((head, *rows))


# -- sliding windows --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("r", "windows"),
    [
        (7, 1),  # 1 to 7 March are 7 days: the window that ends on 7 March holds all three
        (8, 0),  # a day later no window does
        (9, 0),
        (6, 2),
        (1, 7),  # three on one day are in the 7 windows that end from 1 to 7 March
    ],
)
def test_each_window_counts_what_it_holds_beyond_the_limit(r: int, windows: int) -> None:
    assert measure(WEEKLY_TWO, starts(1, 1, r), **TRIO) == windows


@pytest.mark.parametrize(
    ("limit", "total"), [("2", 7), ("2.99", "0.07"), ("3", 0), ("3.01", 0), ("0", 21), ("0.5", "17.5")]
)
def test_pressure_on_the_limit_is_kept_and_what_is_beyond_it_counts(limit: str, total: str | int) -> None:
    rule = {"kind": "frequency_cap", "max": limit, "window_days": 7}
    assert measure(rule, starts(3, 3, 3), **TRIO) == Decimal(total)


@pytest.mark.parametrize(
    ("window", "q", "over"), [(1, 5, 1), (1, 6, 0), (2, 6, 1), (2, 7, 0), (3, 7, 1), (3, 8, 0)]
)
def test_a_window_is_that_many_days_long(window: int, q: int, over: int) -> None:
    rule = {"kind": "frequency_cap", "max": 1, "window_days": window}
    assert measure(rule, starts(5, q, None), **TRIO) == over


def test_only_kept_placements_press() -> None:
    assert measure(WEEKLY_TWO, starts(1, 1, None), **TRIO) == 0


def test_accounts_count_apart() -> None:
    audiences = """
        campaign_id, account_id
        p, x
        q, x
        r, x
        r, y
    """
    days = starts(1, 1, 1)
    assert measure(WEEKLY_TWO, days, **{**TRIO, "audiences": audiences}) == 7
    assert measure(WEEKLY_TWO, days, ["p/x", "q/x", "r/y"], **{**TRIO, "audiences": audiences}) == 0


@pytest.mark.parametrize(("day", "windows"), [(13, 7), (14, 7)])
def test_windows_run_on_past_the_horizon_as_long_as_they_hold_a_day_of_it(day: int, windows: int) -> None:
    assert measure(WEEKLY_TWO, starts(day, day, day), **TRIO) == windows


@pytest.mark.parametrize(
    ("day", "windows"),
    [
        ("2027-02-22", 0),  # its last window ends on 28 February
        ("2027-02-23", 1),  # that of 1 March
        ("2027-02-24", 2),
        ("2027-02-28", 6),
        ("2027-03-01", 7),
    ],
)
def test_windows_that_end_before_the_horizon_do_not_count(day: str, windows: int) -> None:
    campaigns = f"""
        campaign_id, bu_id, name, stage, status, requested_start
        p, a, Pilot, 1, running, {day}
        q, b, Quest, 2, running, {day}
        r, c, Rally, 4, running, {day}
    """
    days = dict.fromkeys("pqr", day)
    assert measure(WEEKLY_TWO, days, **{**TRIO, "campaigns": campaigns}) == windows


@pytest.mark.parametrize(("overrun", "windows"), [(0, 5), (1, 6), (2, 7), (3, 7)])
def test_the_last_window_ends_overrun_and_a_window_less_a_day_after_the_horizon(
    overrun: int, windows: int
) -> None:
    # Fixed campaigns may press after the horizon: here on 16 March, two days after it.
    tables = {
        "campaigns": """
            campaign_id, bu_id, name, stage, commitment, requested_start
            p, a, Pilot, 1, fixed, 2027-03-14
            q, b, Quest, 2, fixed, 2027-03-14
            r, c, Rally, 4, fixed, 2027-03-14
        """,
        "touches": """
            campaign_id, step, offset_days
            p, 1, 2
            q, 1, 2
            r, 1, 2
        """,
        "settings": {"overrun_days": overrun},
    }
    assert measure(WEEKLY_TWO, starts(14, 14, 14), **{**TRIO, **tables}) == windows


# -- calendar periods -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "one", "other", "over"),
    [
        ("week", "2027-12-31", "2028-01-02", 1),  # the ISO week 2027-W52 ends on Sunday, 2 January
        ("week", "2028-01-02", "2028-01-03", 0),
        ("month", "2027-12-01", "2027-12-31", 1),
        ("month", "2027-12-31", "2028-01-01", 0),
        ("month", "2027-11-30", "2027-12-01", 0),
        ("month", "2028-02-01", "2028-02-29", 1),  # a leap year
        ("month", "2028-02-29", "2028-03-01", 0),
        ("quarter", "2027-10-01", "2027-12-31", 1),
        ("quarter", "2027-09-30", "2027-10-01", 0),
        ("quarter", "2027-12-31", "2028-01-01", 0),
        ("quarter", "2028-01-01", "2028-03-31", 1),
        ("quarter", "2028-03-31", "2028-04-01", 0),
    ],
)
def test_a_period_is_a_calendar_week_month_or_quarter_and_counts_once(
    period: str, one: str, other: str, over: int
) -> None:
    rule = {"kind": "frequency_cap", "max": 1, "period": period}
    tables = {**TRIO, "start": "2027-09-27", "end": "2028-04-09"}
    assert measure(rule, {"p": one, "q": other, "r": None}, **tables) == over


def test_each_period_counts_by_itself() -> None:
    rule = {"kind": "frequency_cap", "max": "0.25", "period": "week"}
    # Two touches in the first week, one in the second: 1.75 and 0.75 beyond the limit.
    assert measure(rule, starts(1, 7, 8), **TRIO) == Decimal("2.50")


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2027-02-28", False),  # a Sunday: its week ends before the horizon
        ("2027-03-01", True),  # a Monday: its week meets the horizon, which starts on 3 March
        ("2027-03-14", True),  # its week meets the horizon, which ends on 12 March
        ("2027-03-15", False),
    ],
)
def test_periods_that_meet_the_horizon_count_whole(day: str, counts: bool) -> None:
    campaigns = f"""
        campaign_id, bu_id, name, stage, status, requested_start
        p, a, Pilot, 1, running, {day}
        q, b, Quest, 2, running, {day}
        r, c, Rally, 4, planned,
    """
    rule = {"kind": "frequency_cap", "max": 1, "period": "week"}
    tables = {**TRIO, "campaigns": campaigns, "start": "2027-03-03", "end": "2027-03-12"}
    # The overrun does not make the horizon longer.
    settings = {"overrun_days": 7}
    assert measure(rule, {"p": day, "q": day, "r": None}, settings=settings, **tables) == counts


@pytest.mark.parametrize(
    "window", [{}, {"window_days": 7, "period": "week"}, {"window_days": 0}, {"period": "day"}]
)
def test_a_rule_takes_either_a_window_or_a_period(window: dict[str, Any]) -> None:
    with pytest.raises(Exception, match=r"window_days|period|month"):
        make_case({"id": "r", "kind": "frequency_cap", "max": 1, **window}, **TRIO)


# -- what a touch weighs ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("channel", "step", "pressure"),
    [
        ("email", "", "1"),
        ("ad", "", "0.2"),
        ("call", "", "2"),
        ("event", "", "3"),
        ("flyer", "", "0.35"),  # the scenario's own channel
        ("email", "0.75", "0.75"),  # the step's pressure goes before the channel's
        ("call", "0", "0"),
        ("internal", "", "0"),  # a task of the BU's own is no contact
        ("internal", "5", "0"),
    ],
)
def test_a_touch_weighs_its_own_pressure_else_its_channels(channel: str, step: str, pressure: str) -> None:
    tables = {
        "campaigns": f"""
            campaign_id, bu_id, name, stage, channel
            p, a, Pilot, 1, {channel}
            q, b, Quest, 2, email
            r, c, Rally, 4, email
        """,
        "channels": """
            channel, pressure
            flyer, 0.35
        """,
        "touches": f"""
            campaign_id, step, offset_days, pressure
            p, 1, 0, {step}
        """,
    }
    assert measure(NEVER_ANY, starts(1, None, None), **{**TRIO, **tables}) == Decimal(pressure)


@pytest.mark.parametrize("presence", ["continuous", "touches"])
def test_steps_press_on_their_days_whatever_the_presence(presence: str) -> None:
    tables = {
        "campaigns": f"""
            campaign_id, bu_id, name, stage, presence, duration_days
            p, a, Pilot, 1, {presence}, 10
            q, b, Quest, 2, {presence}, 1
            r, c, Rally, 4, {presence}, 1
        """,
        "touches": """
            campaign_id, step, offset_days
            p, 1, 0
            p, 2, 7
        """,
    }
    rule = {"kind": "frequency_cap", "max": 1, "window_days": 7}
    # p touches on 1 and 8 March: 8 days hold both, 7 do not; q meets the second in 7 windows.
    assert measure(rule, starts(1, None, None), **{**TRIO, **tables}) == 0
    assert measure({**rule, "window_days": 8}, starts(1, None, None), **{**TRIO, **tables}) == 1
    assert measure(rule, starts(1, 8, None), **{**TRIO, **tables}) == 7


# -- history ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("past", "windows"),
    [
        ("2027-02-23", 1),  # the window that ends on 1 March begins on 23 February
        ("2027-02-22", 0),
        ("2027-02-24", 2),
        ("2027-03-01", 7),
        ("2027-03-07", 1),  # promised: a visit later this week
        ("2027-03-08", 0),
    ],
)
def test_touches_made_and_promised_count(past: str, windows: int) -> None:
    # Two of the past's pressure and one planned on 1 March, against a limit of 2.
    table = history(f"{past}, x, b, , call, ,")
    assert measure(WEEKLY_TWO, starts(1, None, None), history=table, **TRIO) == windows


@pytest.mark.parametrize(
    ("row", "weight"),
    [
        ("2027-03-01, x, b, , call, , 0.5", "0.5"),  # its own pressure
        ("2027-03-01, x, b, , call, ,", "2"),  # else its channel's
        ("2027-03-01, x, b, , , ,", "1"),  # else 1
        ("2027-03-01, x, b, , internal, , 4", "0"),  # no contact
        ("2027-03-01, y, b, , call, ,", "0"),  # another account
        ("2027-03-01, x, b, old, call, ,", "2"),  # of a campaign that is long gone
        ("2027-03-01, x, b, d, call, ,", "2"),  # of a campaign that is done
        ("2027-03-01, x, b, q, call, ,", "0"),  # of a campaign that is in the schedule, placed or not
    ],
)
def test_the_past_weighs_its_pressure_but_for_campaigns_in_the_schedule(row: str, weight: str) -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, status
        p, a, Pilot, 1, planned
        q, b, Quest, 2, planned
        r, c, Rally, 4, planned
        d, b, Done, 4, done
    """
    rule = {"kind": "frequency_cap", "max": 2, "window_days": 1}
    # Pressure 2 is planned on the limit of 2: all of the past stands over it, at most by the 2 planned.
    over = measure(rule, starts(1, None, 1), history=history(row), **{**TRIO, "campaigns": campaigns})
    assert over == Decimal(weight)


@pytest.mark.parametrize(
    ("past", "planned", "over"),
    [
        ("1", 1, 0),  # on the limit of 2
        ("1.01", 1, "0.01"),
        ("2", 1, 1),  # the past alone fills it
        ("3", 1, 1),  # over its cap already: nothing further, and all that is planned counts
        ("3", 2, 2),
        ("3", 0, 0),  # but the past alone is no conflict
    ],
)
def test_an_account_over_its_cap_receives_nothing_further_and_is_no_conflict(
    past: str, planned: int, over: str | int
) -> None:
    rule = {"kind": "frequency_cap", "max": 2, "window_days": 1}
    days = starts(*[1 if place < planned else None for place in range(3)])
    table = history(f"2027-03-01, x, b, , , , {past}")
    assert measure(rule, days, history=table, **TRIO) == Decimal(over)


def test_a_rule_may_leave_history_out() -> None:
    rule = {**WEEKLY_TWO, "count_history": False}
    table = history("2027-03-01, x, b, , call, ,")
    assert measure(rule, starts(1, None, None), history=table, **TRIO) == 0


@pytest.mark.parametrize(
    ("scope", "counts"),
    [
        ({"bus": ["a", "b"]}, True),
        ({"bus": ["a"]}, False),
        ({"not_bus": ["b"]}, False),
        ({"accounts": ["x"]}, True),
        ({"channels": ["email", "call"]}, True),
        ({"channels": ["email"]}, False),
        ({"not_channels": ["call"]}, False),
        # By stage, campaign, offer or tag only what is planned is chosen: history counts with it.
        ({"stages": [1]}, True),
        ({"campaigns": ["p"]}, True),
        ({"offers": ["oil"]}, True),
        ({"tags": ["spring"]}, True),
    ],
)
def test_history_is_chosen_by_accounts_bus_and_channels_only(scope: dict[str, Any], counts: bool) -> None:
    rule = {"kind": "frequency_cap", "max": 2, "window_days": 1, **scope}
    table = history("2027-03-01, x, b, , call, ,")
    assert measure(rule, starts(1, None, None), history=table, **TRIO) == counts


def test_history_of_the_period_counts_before_the_horizon_too() -> None:
    rule = {"kind": "frequency_cap", "max": 2, "period": "quarter"}
    table = history("2027-01-01, x, b, , call, ,", "2026-12-31, x, b, , event, ,")
    assert measure(rule, starts(1, None, None), history=table, **TRIO) == 1


# -- per persona and per group of companies ---------------------------------------------------------

PERSONAS = """
    campaign_id, step, offset_days, personas
    p, 1, 0, CFO; plant manager
    q, 1, 0, CFO
    r, 1, 0,
"""


@pytest.mark.parametrize(
    ("extra", "over"),
    [
        ({}, 3),  # the CFO twice, the plant manager once
        ({"personas": ["CFO"]}, 2),
        ({"personas": ["plant manager"]}, 1),  # of p's touch, the part on the CFO is not asked
        ({"not_personas": ["plant manager"]}, 1),  # p's touch names one who is out: it is not chosen
        ({"channels": ["call"]}, 0),
    ],
)
def test_a_touch_presses_once_on_each_persona_it_names(extra: dict[str, Any], over: int) -> None:
    rule = {**NEVER_ANY, "per": "persona", **extra}
    assert measure(rule, starts(1, 1, 1), touches=PERSONAS, **TRIO) == over


def test_personas_are_of_their_account() -> None:
    # The CFO of x and the CFO of y are two people.
    audiences = """
        campaign_id, account_id
        p, x
        q, y
        r, x
    """
    rule = {"kind": "frequency_cap", "max": 1, "window_days": 1, "per": "persona"}
    assert measure(rule, starts(1, 1, 1), touches=PERSONAS, **{**TRIO, "audiences": audiences}) == 0
    assert measure(rule, starts(1, 1, 1), touches=PERSONAS, **TRIO) == 1


@pytest.mark.parametrize(("persona", "over"), [("CFO", 1), ("plant manager", 0), ("", 0)])
def test_history_presses_on_the_persona_it_names(persona: str, over: int) -> None:
    rule = {"kind": "frequency_cap", "max": 1, "window_days": 1, "per": "persona"}
    table = history(f"2027-03-01, x, b, , , {persona},")
    assert measure(rule, starts(None, 1, None), touches=PERSONAS, history=table, **TRIO) == over


@pytest.mark.parametrize(
    ("scope", "over"),
    [
        ({}, 3),
        ({"personas": ["CFO"]}, 2),
        ({"not_personas": ["CFO"]}, 1),
        ({"personas": ["plant manager"]}, 1),
    ],
)
def test_a_scope_of_personas_chooses_the_touches_that_name_one(scope: dict[str, Any], over: int) -> None:
    assert measure({**NEVER_ANY, **scope}, starts(1, 1, 1), touches=PERSONAS, **TRIO) == over


FAMILY = """
    account_id, name, parent_id, control
    x, Xylo, top, {x}
    y, Ypsilon, x, {y}
    z, Zulu, , no
    top, Topco, , {top}
"""
ON_FAMILY = {
    **TRIO,
    "accounts": FAMILY.format(x="no", y="no", top="no"),
    "audiences": """
        campaign_id, account_id
        p, x
        q, y
        r, z
    """,
}


@pytest.mark.parametrize(("limit", "over"), [(1, 1), (2, 0), (3, 0)])
def test_a_group_of_companies_bears_what_its_accounts_bear_together(limit: int, over: int) -> None:
    # x belongs to top and y to x: one group; z stands alone.
    rule = {"kind": "frequency_cap", "max": limit, "window_days": 1, "per": "parent"}
    assert measure(rule, starts(1, 1, 1), **ON_FAMILY) == over


@pytest.mark.parametrize(("account", "over"), [("top", 1), ("y", 1), ("z", 0)])
def test_the_history_of_a_group_of_companies_is_that_of_all_its_accounts(account: str, over: int) -> None:
    rule = {"kind": "frequency_cap", "max": 1, "window_days": 1, "per": "parent"}
    table = history(f"2027-03-01, {account}, c, , , ,")
    assert measure(rule, starts(1, None, None), history=table, **ON_FAMILY) == over


def test_the_scope_chooses_the_accounts_of_a_group_that_count() -> None:
    rule = {"kind": "frequency_cap", "max": 1, "window_days": 1, "per": "parent", "accounts": ["x", "z"]}
    table = history("2027-03-01, y, c, , call, ,")
    assert measure(rule, starts(1, 1, 1), history=table, **ON_FAMILY) == 0


@pytest.mark.parametrize(
    ("x", "y", "top", "hard", "reported"),
    [
        ("no", "no", "no", 1, 0),
        ("no", "no", "yes", 1, 0),  # the head is watched, its subsidiaries are coordinated
        ("yes", "yes", "no", 0, 1),  # the head is coordinated, its subsidiaries are watched
        ("yes", "no", "no", 0, 0),  # what is watched does not use up what is coordinated
    ],
)
def test_the_watched_accounts_of_a_group_count_apart_and_are_only_reported(
    x: str, y: str, top: str, hard: int, reported: int
) -> None:
    rule = {"id": "r", "kind": "frequency_cap", "max": 1, "window_days": 1, "per": "parent"}
    case = make_case(rule, **{**ON_FAMILY, "accounts": FAMILY.format(x=x, y=y, top=top)})
    verdict = judge(case, make_schedule(starts(1, 1, 1), case=case))
    assert len(verdict.hard) == hard
    assert len(verdict.violations) - len(verdict.hard) == reported


def test_a_touch_of_no_pressure_is_no_conflict_on_an_account_over_its_cap() -> None:
    touches = """
        campaign_id, step, offset_days, pressure
        p, 1, 0, 0
    """
    table = history("2027-03-01, x, b, , , , 3")
    assert measure(WEEKLY_TWO, starts(1, None, None), touches=touches, history=table, **TRIO) == 0


# -- scope, exceptions, waivers, control accounts ---------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "over"),
    [
        ({"channels": ["email"]}, 3),
        ({"not_channels": ["email"]}, 0),
        ({"stages": [1, 2]}, 2),
        ({"not_stages": [1, 2]}, 1),
        ({"bus": ["a"]}, 1),
        ({"not_bus": ["a"]}, 2),
        ({"campaigns": ["p", "r"]}, 2),
        ({"not_offers": ["oil"]}, 2),
        ({"tags": ["spring"]}, 1),
        ({"accounts": ["y"]}, 0),
        ({"not_tiers": ["multi_bu"]}, 0),
    ],
)
def test_only_touches_in_scope_press(scope: dict[str, Any], over: int) -> None:
    assert measure({**NEVER_ANY, **scope}, starts(1, 1, 1), **TRIO) == over


def test_a_partner_chooses_its_campaigns_as_its_own() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, partners
        p, a, Pilot, 1, b
        q, b, Quest, 2,
        r, c, Rally, 4,
    """
    tables = {**TRIO, "campaigns": campaigns}
    assert measure({**NEVER_ANY, "bus": ["b"]}, starts(1, 1, 1), **tables) == 2
    assert measure({**NEVER_ANY, "not_bus": ["b"]}, starts(1, 1, 1), **tables) == 1


@pytest.mark.parametrize(
    ("span", "windows"),
    [
        ({"from": "2027-03-05"}, 5),  # of the windows that end from 3 to 9 March
        ({"from": "2027-03-09"}, 1),
        ({"from": "2027-03-10"}, 0),
        ({"until": "2027-03-05"}, 3),
        ({"until": "2027-03-03"}, 1),
        ({"until": "2027-03-02"}, 0),
    ],
)
def test_the_day_of_a_window_is_its_last(span: dict[str, str], windows: int) -> None:
    assert measure({**WEEKLY_TWO, **span}, starts(3, 3, 3), **TRIO) == windows


@pytest.mark.parametrize(("since", "over"), [("2027-02-28", 1), ("2027-03-01", 1), ("2027-03-02", 0)])
def test_the_day_of_a_period_is_its_first(since: str, over: int) -> None:
    rule = {"kind": "frequency_cap", "max": 2, "period": "week", "from": since}
    assert measure(rule, starts(3, 3, 3), **TRIO) == over


@pytest.mark.parametrize(
    ("change", "windows"),
    [
        ({"max": 1}, 5 * 1 + 2 * 2),  # two of the windows bear one less
        ({"max": 3}, 5),
        ({"off": True}, 5),
        ({"window_days": 2}, 5),  # the 2 days to 8 March and to 9 March hold nothing any more
        ({"window_days": 14}, 7),
    ],
)
def test_an_exception_changes_the_windows_that_end_in_it(change: dict[str, Any], windows: int) -> None:
    # Three touches on 3 March, in the windows that end from 3 to 9 March.
    rule = {**WEEKLY_TWO, "exceptions": [{"from": "03-08", "until": "03-09", **change}]}
    assert measure(rule, starts(3, 3, 3), **TRIO) == windows


@pytest.mark.parametrize(("window", "over"), [(2, 0), (3, 1), (4, 1 + 1)])
def test_after_the_horizon_each_window_ends_by_its_own_length(window: int, over: int) -> None:
    # A fixed campaign presses on 16 March, two days after the horizon: the window of 3 days that ends
    # there holds a day of the horizon, that of 2 days none.
    tables = {
        "campaigns": """
            campaign_id, bu_id, name, stage, commitment, requested_start
            p, a, Pilot, 1, fixed, 2027-03-14
        """,
        "touches": """
            campaign_id, step, offset_days
            p, 1, 2
        """,
        "audiences": """
            campaign_id, account_id
            p, x
        """,
    }
    exceptions = [{"from": "03-15", "until": "04-30", "window_days": window}]
    rule = {"kind": "frequency_cap", "max": 0, "window_days": 7, "exceptions": exceptions}
    assert measure(rule, {"p": "2027-03-14"}, **{**TRIO, **tables}) == over


@pytest.mark.parametrize(("span", "windows"), [("03-09", 7), ("03-10", 8), ("03-16", 14)])
def test_a_wider_window_in_an_exception_reaches_further_back(span: str, windows: int) -> None:
    exceptions = [{"from": "03-09", "until": span, "window_days": 14}]
    assert measure({**WEEKLY_TWO, "exceptions": exceptions}, starts(3, 3, 3), **TRIO) == windows


@pytest.mark.parametrize(
    ("campaign", "account", "over"), [("r", "", 2), ("", "x", 0), ("q", "x", 2), ("q", "y", 3), ("", "y", 3)]
)
def test_a_waiver_takes_a_campaign_an_account_or_a_placement_out(
    campaign: str, account: str, over: int
) -> None:
    tables = {
        "audiences": """
            campaign_id, account_id
            p, x
            q, x
            q, y
            r, x
        """,
        "decisions": f"""
            decision_id, action, rule_id, campaign_id, account_id, decided_by, decided_on, reason
            d1, waive, r, {campaign}, {account}, committee, 2027-02-01, agreed
        """,
    }
    assert measure(NEVER_ANY, starts(1, 1, 1), ["p/x", "q/x", "r/x"], **{**TRIO, **tables}) == over


@pytest.mark.parametrize("per", ["account", "persona", "parent"])
def test_a_control_account_is_only_reported(per: str) -> None:
    accounts = """
        account_id, name, control
        x, Account X, yes
        y, Account Y, no
    """
    case = make_case({"id": "r", **NEVER_ANY, "per": per}, **{**TRIO, "accounts": accounts}, touches=PERSONAS)
    verdict = judge(case, make_schedule(starts(1, 1, 1), case=case))
    assert verdict.feasible
    assert verdict.measures == {"r": 3}


# -- what is said -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "pressure of 3 on Account X from 1 March 2027 to 7 March 2027, limit 2.5: Pilot, Quest and Rally",
        ),
        (
            "fr",
            "pression de 3 sur Account X du 1 mars 2027 au 7 mars 2027, limite 2,5 : Pilot, Quest et Rally",
        ),
    ],
)
def test_the_window_is_named_with_its_pressure_and_campaigns(language: str, sentence: str) -> None:
    rule = {**WEEKLY_TWO, "max": 2.5}
    assert sentences(rule, starts(1, 1, 7), language=language, **TRIO) == [sentence]


def test_the_persona_is_named() -> None:
    rule = {"kind": "frequency_cap", "max": 1, "window_days": 1, "per": "persona"}
    (said,) = sentences(rule, starts(1, 1, 1), touches=PERSONAS, **TRIO)
    assert "on CFO (Account X) " in said


@pytest.mark.parametrize(("language", "who"), [("en", "the group of Topco"), ("fr", "le groupe de Topco")])
def test_the_group_of_companies_is_named_by_its_head(language: str, who: str) -> None:
    rule = {"id": "r", "kind": "frequency_cap", "max": 1, "window_days": 1, "per": "parent"}
    case = make_case(rule, settings={"language": language}, **ON_FAMILY)
    verdict = judge(case, make_schedule(starts(1, 1, 1), case=case))
    (said,) = (explain(case, row.finding) for row in verdict.judged)
    assert who in said
