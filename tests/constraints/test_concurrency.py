"""Concurrency: not too many placements on an account at once."""

from typing import Any

import pytest

from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences

#: Three campaigns of three BUs on one account, three days each.
TRIO: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, duration_days, offer, tags
        p, a, Pilot, 1, 3, oil, spring; core
        q, b, Quest, 2, 3, gas, core
        r, c, Rally, 4, 3, , core
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        q, x
        r, x
    """,
    "start": "2027-03-01",
    "end": "2027-03-14",
}
ONE = {"kind": "concurrency", "max": 1}


def starts(p: int | None, q: int | None, r: int | None) -> dict[str, str | None]:
    """Start the three campaigns on these days of March 2027."""
    days = zip("pqr", (p, q, r), strict=True)
    return {name: f"2027-03-{day:02}" if day else None for name, day in days}


@pytest.mark.parametrize(
    ("q", "days"),
    [
        (5, 3),  # the same three days
        (6, 2),
        (7, 1),  # p's last day is q's first
        (8, 0),  # the day after
        (9, 0),
        (3, 1),  # q's last day is p's first
        (2, 0),
    ],
)
def test_each_day_that_two_share_counts(q: int, days: int) -> None:
    assert measure(ONE, starts(5, q, None), **TRIO) == days


@pytest.mark.parametrize(("limit", "total"), [(0, 9), (1, 6), (2, 3), (3, 0), (4, 0)])
def test_each_placement_beyond_the_limit_counts_each_day(limit: int, total: int) -> None:
    assert measure({"kind": "concurrency", "max": limit}, starts(5, 5, 5), **TRIO) == total


def test_accounts_count_apart_and_dropped_placements_not_at_all() -> None:
    audiences = """
        campaign_id, account_id
        p, x
        p, y
        q, y
        r, x
    """
    tables = {**TRIO, "audiences": audiences}
    assert measure(ONE, starts(5, 5, 5), **tables) == 3 + 3
    assert measure(ONE, starts(5, 5, 5), ["p/y", "q/y", "r/x"], **tables) == 3
    assert measure(ONE, starts(5, 5, None), ["p/x", "q/y"], **tables) == 0


def test_the_same_bu_or_a_partner_takes_a_place_as_any_other() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, partners
        p, a, Pilot, 1, b
        q, a, Quest, 2,
        r, b, Rally, 4,
    """
    assert measure(ONE, starts(5, 5, 5), **{**TRIO, "campaigns": campaigns}) == 2


@pytest.mark.parametrize(
    ("presence", "q", "days"),
    [
        ("continuous", 3, 1),  # between the touches of 1 and 5 March
        ("touches", 3, 0),
        ("touches", 5, 1),
        ("touches", 6, 0),
        ("continuous", 6, 0),
        ("touches", 1, 1),
    ],
)
def test_by_touches_only_the_touch_days_are_occupied(presence: str, q: int, days: int) -> None:
    tables = {
        "campaigns": f"""
            campaign_id, bu_id, name, stage, presence, duration_days
            p, a, Pilot, 1, {presence}, 3
            q, b, Quest, 2, continuous, 1
            r, c, Rally, 4, continuous, 1
        """,
        "touches": """
            campaign_id, step, offset_days
            p, 1, 0
            p, 2, 4
            p, 3, 4
        """,
    }
    # Two touches on one day occupy it once.
    assert measure(ONE, starts(1, q, None), **{**TRIO, **tables}) == days


def test_a_touch_before_the_start_lengthens_the_flight() -> None:
    touches = """
        campaign_id, step, offset_days
        q, 1, -2
    """
    # q starts on 8 March, touches on the 6th: its flight runs from the 6th; p's ends on the 7th.
    assert measure(ONE, starts(5, 8, None), touches=touches, **TRIO) == 2


def test_days_before_the_horizon_count_as_well() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, duration_days, status, requested_start
        p, a, Pilot, 1, 3, running, 2027-02-26
        q, b, Quest, 2, 3, running, 2027-02-27
        r, c, Rally, 4, 3, planned,
    """
    # Both occupy 27 and 28 February; no rule of days says that they begin with the horizon.
    days = {"p": "2027-02-26", "q": "2027-02-27", "r": None}
    assert measure(ONE, days, **{**TRIO, "campaigns": campaigns}) == 2


@pytest.mark.parametrize(
    ("scope", "total"),
    [
        ({"stages": [1, 2]}, 3),
        ({"bus": ["a"]}, 0),
        ({"not_bus": ["a"]}, 3),
        ({"campaigns": ["p", "r"]}, 3),
        ({"not_offers": ["oil", "gas"]}, 0),
        ({"tags": ["core"]}, 6),
        ({"accounts": ["y"]}, 0),
        ({"tiers": ["multi_bu"]}, 6),
    ],
)
def test_only_placements_in_scope_take_a_place(scope: dict[str, Any], total: int) -> None:
    assert measure({**ONE, **scope}, starts(5, 5, 5), **TRIO) == total


@pytest.mark.parametrize(
    ("span", "days"),
    [
        ({"from": "2027-03-05"}, 3),
        ({"from": "2027-03-06"}, 2),
        ({"until": "2027-03-07"}, 3),
        ({"until": "2027-03-06"}, 2),
        ({"from": "2027-03-08"}, 0),
        ({"until": "2027-03-04"}, 0),
    ],
)
def test_from_and_until_choose_the_days(span: dict[str, str], days: int) -> None:
    assert measure({**ONE, **span}, starts(5, 5, None), **TRIO) == days


@pytest.mark.parametrize(("change", "total"), [({"max": 0}, 1 + 1 + 2), ({"max": 2}, 2), ({"off": True}, 2)])
def test_an_exception_has_its_own_limit_on_its_days(change: dict[str, Any], total: int) -> None:
    rule = {**ONE, "exceptions": [{"from": "03-07", "until": "03-07", **change}]}
    assert measure(rule, starts(5, 5, None), **TRIO) == total


@pytest.mark.parametrize(
    ("campaign", "account", "days"), [("q", "", 0), ("", "x", 0), ("q", "x", 0), ("q", "y", 3), ("r", "", 3)]
)
def test_a_waiver_takes_a_campaign_an_account_or_a_placement_out(
    campaign: str, account: str, days: int
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
    assert measure(ONE, starts(5, 5, None), ["p/x", "q/x"], **{**TRIO, **tables}) == days


def test_a_control_account_is_only_reported() -> None:
    accounts = """
        account_id, name, control
        x, Account X, yes
        y, Account Y, no
    """
    case = make_case({"id": "r", **ONE}, **{**TRIO, "accounts": accounts})
    verdict = judge(case, make_schedule(starts(5, 5, None), case=case))
    assert verdict.feasible
    assert verdict.measures == {"r": 3}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "2 campaigns at once on Account X on 7 March 2027, limit 1: Pilot and Quest"),
        ("fr", "2 campagnes à la fois sur Account X le 7 mars 2027, limite 1 : Pilot et Quest"),
    ],
)
def test_the_day_is_named_with_its_campaigns(language: str, sentence: str) -> None:
    assert sentences(ONE, starts(5, 7, None), language=language, **TRIO) == [sentence]
