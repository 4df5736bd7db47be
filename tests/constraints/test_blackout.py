"""Blackout: days without touches."""

from decimal import Decimal
from typing import Any

import pytest

from counterpoint.io.faults import InputFaults
from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences

RULE = {"kind": "blackout"}
#: A campaign of BU a on account x, and one of BU b, an email each.
PAIR: dict[str, Any] = {
    "accounts": """
        account_id, name, tier, country
        x, Account X, strategic, DE
        y, Account Y, single_bu,
    """,
    "campaigns": """
        campaign_id, bu_id, name, stage, offer, tags
        p, a, Pilot, 1, oil, spring; core
        q, b, Quest, 4, gas, core
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        q, x
    """,
    "end": "2027-03-14",
}


def on(day: int | None, other: int | None = None) -> dict[str, str | None]:
    """Start the two campaigns on these days of March 2027."""
    return {name: f"2027-03-{at:02}" if at else None for name, at in (("p", day), ("q", other))}


def spans(*rows: str) -> str:
    """Write the table of blackouts."""
    head = "from, until, account_id, tier, bu_id, country, channel, persona, reason"
    return "\n".join((head, *rows))


FROM_5_TO_7 = spans("2027-03-05, 2027-03-07, , , , , , , stocktaking")


@pytest.mark.parametrize(("day", "inside"), [(4, 0), (5, 1), (6, 1), (7, 1), (8, 0)])
def test_both_ends_of_a_span_are_inside(day: int, inside: int) -> None:
    assert measure(RULE, on(day), blackouts=FROM_5_TO_7, **PAIR) == inside


@pytest.mark.parametrize(("day", "inside"), [(4, 0), (5, 1), (6, 1), (14, 1)])
def test_a_span_without_an_end_is_open(day: int, inside: int) -> None:
    assert measure(RULE, on(day), blackouts=spans("2027-03-05, , , , , , , ,"), **PAIR) == inside


def test_without_spans_nothing_is_barred() -> None:
    assert measure(RULE, on(5, 5), **PAIR) == 0


def test_each_touch_counts_once_however_many_spans_hold_it() -> None:
    table = spans("2027-03-05, 2027-03-07, , , , , , ,", "2027-03-06, 2027-03-06, x, , , , , ,")
    assert measure(RULE, on(6, 6), blackouts=table, **PAIR) == 2
    assert measure(RULE, on(6, None), blackouts=table, **PAIR) == 1


def test_only_kept_placements_are_barred() -> None:
    audiences = """
        campaign_id, account_id
        p, x
        p, y
        q, x
    """
    tables = {**PAIR, "audiences": audiences, "blackouts": spans("2027-03-05, , y, , , , , ,")}
    assert measure(RULE, on(5), ["p/x", "p/y"], **tables) == 1
    assert measure(RULE, on(5), ["p/x"], **tables) == 0


@pytest.mark.parametrize("presence", ["continuous", "touches"])
@pytest.mark.parametrize(("day", "inside"), [(1, 0), (2, 1), (3, 2), (4, 1), (5, 1), (6, 1), (7, 0)])
def test_touches_count_not_the_days_between_them(presence: str, day: int, inside: int) -> None:
    # Touches on the start, 2 and 3 days later; the blackout is on 5 and 6 March.
    tables = {
        "campaigns": f"""
            campaign_id, bu_id, name, stage, presence, duration_days
            p, a, Pilot, 1, {presence}, 5
            q, b, Quest, 4, {presence}, 1
        """,
        "touches": """
            campaign_id, step, offset_days
            p, 1, 0
            p, 2, 2
            p, 3, 3
        """,
        "blackouts": spans("2027-03-05, 2027-03-06, , , , , , ,"),
    }
    assert measure(RULE, on(day), **{**PAIR, **tables}) == inside


def test_a_task_of_the_bus_own_is_no_touch() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, channel
        p, a, Pilot, 1, internal
        q, b, Quest, 4, email
    """
    assert measure(RULE, on(5), **{**PAIR, "campaigns": campaigns}, blackouts=FROM_5_TO_7) == 0


@pytest.mark.parametrize(
    ("row", "inside"),
    [
        (", , , , , ,", 1),
        ("x, , , , , ,", 1),
        ("y, , , , , ,", 0),
        (", strategic, , , , ,", 1),
        (", single_bu, , , , ,", 0),
        (", , a, , , ,", 1),
        (", , b, , , ,", 0),
        (", , , DE, , ,", 1),
        (", , , FR, , ,", 0),
        (", , , , call, ,", 1),
        (", , , , email, ,", 0),
        (", , , , , CFO,", 1),
        (", , , , , plant manager,", 0),
        ("x, strategic, a, DE, call, CFO,", 1),
        ("x, strategic, b, DE, call, CFO,", 0),  # every cell that is filled must hold
        ("x, strategic, a, FR, call, CFO,", 0),
    ],
)
def test_a_span_is_for_those_that_its_cells_name(row: str, inside: int) -> None:
    touches = """
        campaign_id, step, offset_days, channel, personas
        p, 1, 0, call, CFO; buyer
    """
    table = spans(f"2027-03-05, 2027-03-05, {row}")
    assert measure(RULE, on(5), touches=touches, blackouts=table, **PAIR) == inside


def test_an_account_without_a_country_is_in_the_scenarios() -> None:
    audiences = """
        campaign_id, account_id
        p, y
        q, x
    """
    tables = {**PAIR, "audiences": audiences, "settings": {"country": "FR"}}
    table = spans("2027-03-05, 2027-03-05, , , , FR, , ,")
    assert measure(RULE, on(5, 5), blackouts=table, **tables) == 1


def test_a_span_of_a_bu_bars_the_campaigns_it_is_a_partner_of() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, partners
        p, a, Pilot, 1, c
        q, b, Quest, 4,
    """
    table = spans("2027-03-05, 2027-03-05, , , c, , , ,")
    assert measure(RULE, on(5, 5), blackouts=table, **{**PAIR, "campaigns": campaigns}) == 1


@pytest.mark.parametrize(
    ("scope", "inside"),
    [
        ({"bus": ["a"]}, 1),
        ({"not_bus": ["a", "b"]}, 0),
        ({"stages": [4]}, 1),
        ({"campaigns": ["p"]}, 1),
        ({"offers": ["oil", "gas"]}, 2),
        ({"not_tags": ["spring"]}, 1),
        ({"countries": ["DE"]}, 2),
        ({"not_countries": ["DE"]}, 0),
        ({"tiers": ["strategic"]}, 2),
        ({"channels": ["email"]}, 1),
        ({"not_channels": ["email"]}, 1),
        ({"personas": ["CFO"]}, 1),
        ({"not_personas": ["CFO"]}, 1),
        ({"from": "2027-03-06"}, 0),
        ({"from": "2027-03-05", "until": "2027-03-05"}, 2),
        ({"until": "2027-03-04"}, 0),
    ],
)
def test_only_touches_in_scope_are_barred(scope: dict[str, Any], inside: int) -> None:
    # p calls the CFO, q sends an email to nobody in particular.
    touches = """
        campaign_id, step, offset_days, channel, personas
        p, 1, 0, call, CFO
        q, 1, 0, email,
    """
    assert measure({**RULE, **scope}, on(5, 5), touches=touches, blackouts=FROM_5_TO_7, **PAIR) == inside


@pytest.mark.parametrize(("day", "inside"), [(5, 1), (6, 0), (7, 1)])
def test_an_exception_switches_it_off_on_its_days(day: int, inside: int) -> None:
    rule = {**RULE, "exceptions": [{"from": "2027-03-06", "until": "2027-03-06", "off": True}]}
    assert measure(rule, on(day), blackouts=FROM_5_TO_7, **PAIR) == inside


@pytest.mark.parametrize(
    ("campaign", "account", "inside"), [("p", "", 1), ("", "x", 0), ("p", "x", 1), ("", "y", 2)]
)
def test_a_waiver_takes_a_campaign_an_account_or_a_placement_out(
    campaign: str, account: str, inside: int
) -> None:
    decisions = f"""
        decision_id, action, rule_id, campaign_id, account_id, decided_by, decided_on, reason
        d1, waive, r, {campaign}, {account}, committee, 2027-02-01, agreed
    """
    assert measure(RULE, on(5, 5), blackouts=FROM_5_TO_7, decisions=decisions, **PAIR) == inside


def test_history_is_never_barred() -> None:
    history = """
        date, account_id, bu_id
        2027-03-05, x, a
    """
    assert measure(RULE, on(8, 8), blackouts=FROM_5_TO_7, history=history, **PAIR) == 0


def test_a_control_account_is_only_reported() -> None:
    accounts = """
        account_id, name, control
        x, Account X, yes
        y, Account Y, no
    """
    case = make_case({"id": "r", **RULE}, blackouts=FROM_5_TO_7, **{**PAIR, "accounts": accounts})
    verdict = judge(case, make_schedule(on(5, 5), case=case))
    assert verdict.feasible
    assert verdict.measures == {"r": 2}


@pytest.mark.parametrize(
    ("calendars", "inside"),
    [([], 0), (["plant.ics"], 1), (["fair.ics"], 0), (["fair.ics", "plant.ics"], 1)],
)
def test_a_span_of_a_calendar_counts_for_the_rules_that_name_it(calendars: list[str], inside: int) -> None:
    table = """
        from, until, calendar
        2027-03-05, 2027-03-05, plant.ics
        2027-03-09, 2027-03-09, fair.ics
    """
    assert measure({**RULE, "calendars": calendars}, on(5), blackouts=table, **PAIR) == inside


def test_spans_of_the_table_count_for_rules_with_calendars_too() -> None:
    table = """
        from, until, calendar
        2027-03-05, 2027-03-05,
        2027-03-09, 2027-03-09, fair.ics
    """
    rule = {**RULE, "calendars": ["fair.ics"]}
    assert measure(rule, on(5, 9), blackouts=table, **PAIR) == 2


# -- days off: accounts x in France, y in Moselle, z in the United States, n nowhere -------------------

PLACES = """
    account_id, name, country, subdivision
    n, Nowhere, ,
    x, Account X, FR,
    y, Account Y, FR, 57
    z, Account Z, US,
"""
WEEK = ["mon", "tue", "wed", "thu", "fri"]


def off(
    rule: dict[str, Any], day: str, account: str = "x", working_days: object = WEEK, **settings: Any
) -> Decimal:
    """Measure a touch on a day, of an account somewhere, be it a working day of the BU or not."""
    tables = {
        "accounts": PLACES,
        "campaigns": f"""
            campaign_id, bu_id, name, stage, commitment, requested_start
            p, a, Pilot, 1, fixed, {day}
        """,
        "audiences": f"campaign_id, account_id\np, {account}",
        "start": day,
        "end": day,
    }
    return measure(
        {**RULE, **rule}, {"p": day}, **tables, settings={"working_days": working_days, **settings}
    )


HOLIDAYS = {"account_holidays": True}
BRIDGES = {"bridges": True}


@pytest.mark.parametrize(
    ("day", "account", "inside"),
    [
        ("2027-03-26", "x", 0),
        ("2027-03-26", "y", 1),  # Good Friday, in Alsace and Moselle
        ("2027-03-28", "x", 0),
        ("2027-03-29", "x", 1),  # Easter Monday
        ("2027-03-30", "x", 0),
        ("2027-03-29", "z", 0),
        ("2027-03-29", "n", 0),
        ("2027-05-01", "x", 1),  # a Saturday
    ],
)
def test_public_holidays_are_those_of_the_account(day: str, account: str, inside: int) -> None:
    assert off(HOLIDAYS, day, account) == inside
    assert off({}, day, account) == 0
    assert off(HOLIDAYS, day, account, "all") == inside


def test_an_account_without_a_country_has_the_holidays_of_the_scenarios() -> None:
    assert off(HOLIDAYS, "2027-03-29", "n", country="FR") == 1


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        # Ascension is Thursday 6 May 2027, Armistice Thursday 11 November; 14 July is a Wednesday.
        ("2027-05-05", 0),
        ("2027-05-06", 0),
        ("2027-05-07", 1),
        ("2027-05-08", 0),
        ("2027-11-10", 0),
        ("2027-11-12", 1),
        ("2027-07-13", 0),
        ("2027-07-15", 0),
        # 14 July 2026 is a Tuesday, 25 December 2026 and 1 January 2027 Fridays.
        ("2026-07-13", 1),
        ("2026-07-12", 0),
        ("2026-07-15", 0),
        ("2026-12-24", 0),
        ("2026-12-31", 0),
        # New Year's Day of 2030 is a Tuesday, of 2032 a Thursday.
        ("2029-12-31", 1),
        ("2032-01-02", 1),
        # Easter Monday, and the Friday before.
        ("2027-03-26", 0),
        ("2027-03-30", 0),
    ],
)
def test_a_bridge_is_a_single_day_between_a_holiday_and_a_weekend(day: str, inside: int) -> None:
    assert off(BRIDGES, day) == inside


def test_a_bridge_may_lie_between_two_holidays() -> None:
    # In 2035, 1 May is a Tuesday and Ascension the Thursday after.
    assert off(BRIDGES, "2035-05-02") == 1
    assert off({**HOLIDAYS, **BRIDGES}, "2035-05-02") == 1
    assert off(HOLIDAYS, "2035-05-02") == 0


def test_the_weekend_is_what_the_scenario_does_not_work() -> None:
    # Where Saturdays are worked, the bridge is Saturday after a Friday; where Fridays are not, Thursday
    # after a Wednesday.
    six = [*WEEK, "sat"]
    assert off(BRIDGES, "2027-11-12", working_days=six) == 0  # between Armistice and a worked Saturday
    assert off(BRIDGES, "2026-12-26", working_days=six) == 1
    assert off(BRIDGES, "2026-12-26", "y", working_days=six) == 0  # a holiday itself in Moselle
    four = ["mon", "tue", "wed", "thu"]
    assert off(BRIDGES, "2027-07-15", working_days=four) == 1
    assert off(BRIDGES, "2027-05-07", working_days=four) == 0  # Friday is no working day
    # A holiday on a day off makes no bridge: 14 July 2026 is a Tuesday.
    assert off(BRIDGES, "2026-07-13", working_days=["mon", "wed", "fri"]) == 0
    assert off(BRIDGES, "2027-05-07", working_days="all") == 0


def test_bridges_are_those_of_the_account() -> None:
    assert off(BRIDGES, "2027-05-07", "y") == 1
    assert off(BRIDGES, "2027-05-07", "z") == 0
    assert off(BRIDGES, "2027-05-07", "n") == 0


@pytest.mark.parametrize(
    ("zones", "day", "inside"),
    [
        # Winter breaks of 2027: C from 6 to 21 February, A from 13 to 28, B from 20 to 7 March.
        (["A"], "2027-02-12", 0),
        (["A"], "2027-02-13", 1),
        (["A"], "2027-02-28", 1),
        (["A"], "2027-03-01", 0),
        (["C"], "2027-02-05", 0),
        (["C"], "2027-02-06", 1),
        (["B"], "2027-03-07", 1),
        (["B"], "2027-03-08", 0),
        (["A", "C"], "2027-02-06", 1),
        (["A", "C"], "2027-02-16", 1),  # both, once
        (["A", "C"], "2027-03-01", 0),
        ([], "2027-02-16", 0),
    ],
)
def test_school_holidays_of_any_zone_named(zones: list[str], day: str, inside: int) -> None:
    assert off({"school_holidays": zones}, day) == inside


@pytest.mark.parametrize(("account", "inside"), [("x", 1), ("y", 1), ("z", 0), ("n", 0)])
def test_school_holidays_are_for_accounts_in_france(account: str, inside: int) -> None:
    assert off({"school_holidays": ["A"]}, "2027-02-16", account) == inside


def test_a_touch_barred_in_many_ways_counts_once() -> None:
    rule = {**HOLIDAYS, **BRIDGES, "school_holidays": ["A", "B", "C"]}
    assert off(rule, "2027-05-06") == 1  # Ascension, in all zones
    assert off(rule, "2027-05-07") == 1  # a bridge, in all zones


def test_days_off_obey_scope_dates_and_exceptions() -> None:
    assert off({**HOLIDAYS, "channels": ["call"]}, "2027-05-06") == 0
    assert off({**HOLIDAYS, "accounts": ["y"]}, "2027-05-06") == 0
    assert off({**HOLIDAYS, "until": "2027-05-05"}, "2027-05-06") == 0
    assert (
        off({**HOLIDAYS, "exceptions": [{"from": "05-06", "until": "05-06", "off": True}]}, "2027-05-06") == 0
    )


@pytest.mark.parametrize(
    ("rule", "day", "english", "french"),
    [
        (HOLIDAYS, 6, "public holiday: Ascension Day", "jour férié : Ascension"),
        (BRIDGES, 7, "bridge day: Ascension Day", "pont : Ascension"),
        (
            {"school_holidays": ["B"]},
            7,
            "school holidays of zone B: Ascension Break",
            "vacances scolaires, zone B : Pont de l'Ascension",
        ),
        (
            {"school_holidays": ["C", "A", "B"]},
            7,
            "school holidays of zones A, B and C: Ascension Break",
            "vacances scolaires, zones A, B et C : Pont de l'Ascension",
        ),
    ],
)
def test_a_day_off_is_named(rule: dict[str, Any], day: int, english: str, french: str) -> None:
    tables: dict[str, Any] = {
        "accounts": PLACES,
        "campaigns": "campaign_id, bu_id, name, stage\np, a, Pilot, 1",
        "audiences": "campaign_id, account_id\np, x",
        "start": "2027-05-03",
        "end": "2027-05-09",
        "settings": {"working_days": WEEK},
    }
    said = {
        "en": f"Pilot contacts Account X on {day} May 2027, a day without contacts ({english})",
        "fr": f"Pilot contacte Account X le {day} mai 2027, jour sans contact ({french})",
    }
    for language, sentence in said.items():
        start = {"p": f"2027-05-0{day}"}
        assert sentences({**RULE, **rule}, start, language=language, **tables) == [sentence]


@pytest.mark.parametrize(
    "wrong", [{"school_holidays": ["D"]}, {"school_holidays": "A"}, {"bridges": "maybe"}]
)
def test_what_is_no_zone_or_answer_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputFaults):
        make_case({"id": "r", **RULE, **wrong})


@pytest.mark.parametrize(
    ("language", "reason", "sentence"),
    [
        (
            "en",
            "stocktaking",
            "Pilot contacts Account X on 5 March 2027, a day without contacts (stocktaking)",
        ),
        ("en", "", "Pilot contacts Account X on 5 March 2027, a day without contacts"),
        ("fr", "inventaire", "Pilot contacte Account X le 5 mars 2027, jour sans contact (inventaire)"),
        ("fr", "", "Pilot contacte Account X le 5 mars 2027, jour sans contact"),
    ],
)
def test_the_touch_is_named_with_the_reason(language: str, reason: str, sentence: str) -> None:
    table = spans(f"2027-03-05, 2027-03-07, , , , , , , {reason}")
    assert sentences(RULE, on(5), language=language, blackouts=table, **PAIR) == [sentence]
