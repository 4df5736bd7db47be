"""Blackout: days without touches."""

from typing import Any

import pytest

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
