"""Spacing: a least gap, a penalty by gap, or both, between the placements of an account."""

from typing import Any

import pytest

from tests.cases import make_case, make_schedule
from tests.judging import WEIGHT, judge, measure, sentences

FORTNIGHT = {"start": "2027-03-01", "end": "2027-03-14"}
THREE = {"kind": "spacing", "min_gap_days": 3}
AUDIENCES = """
    campaign_id, account_id
    p, x
    q, x
"""
#: Two campaigns of two BUs on one account, a day each.
PAIR: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, offer, tags
        p, a, Pilot, 1, oil, spring; core
        q, b, Quest, 4, gas, core
    """,
    "audiences": AUDIENCES,
    **FORTNIGHT,
}


def starts(p: int, q: int) -> dict[str, str]:
    """Start the two campaigns on these days of March 2027."""
    return {"p": f"2027-03-{p:02}", "q": f"2027-03-{q:02}"}


# -- the least gap ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "missing"),
    [
        (5, 3),  # the same day: gap 0
        (6, 2),  # the next day: gap 1
        (7, 1),  # one below the bound
        (8, 0),  # on it
        (9, 0),  # one above
        (2, 0),  # before instead of after: the same distance, the same judgement
        (3, 1),
    ],
)
def test_the_gap_is_the_difference_of_dates_and_each_missing_day_counts(q: int, missing: int) -> None:
    assert measure(THREE, starts(5, q), **PAIR) == missing


@pytest.mark.parametrize(
    ("q", "missing"),
    [(1, 0), (2, 1), (3, 2), (4, 2), (5, 2), (6, 1), (7, 0)],  # p occupies 3, 4 and 5 March
)
def test_a_continuous_placement_is_left_on_its_last_day(q: int, missing: int) -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, duration_days
        p, a, Pilot, 1, 3
        q, b, Quest, 4, 1
    """
    rule = {"kind": "spacing", "min_gap_days": 2}
    assert measure(rule, starts(3, q), **{**PAIR, "campaigns": campaigns}) == missing


@pytest.mark.parametrize(
    ("presence", "q", "missing"),
    [
        ("continuous", 5, 2),  # inside the flight of 1 to 9 March: gap 0
        ("touches", 5, 0),  # four days from either touch
        ("touches", 3, 0),  # two days from the first touch: on the bound
        ("touches", 2, 1),  # one below
        ("touches", 8, 1),
        ("touches", 7, 0),
        ("touches", 9, 2),
    ],
)
def test_between_its_touches_a_placement_by_touches_leaves_room(presence: str, q: int, missing: int) -> None:
    tables = {
        "campaigns": f"""
            campaign_id, bu_id, name, stage, presence
            p, a, Pilot, 1, {presence}
            q, b, Quest, 4, continuous
        """,
        "touches": """
            campaign_id, step, offset_days
            p, 1, 0
            p, 2, 8
        """,
    }
    rule = {"kind": "spacing", "min_gap_days": 2}
    assert measure(rule, starts(1, q), **{**PAIR, **tables}) == missing


def test_a_placement_by_touches_without_contacts_is_far_from_everything() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, presence, channel
        p, a, Pilot, 1, touches, internal
        q, b, Quest, 4, continuous, email
    """
    assert measure(THREE, starts(1, 1), **{**PAIR, "campaigns": campaigns}) == 0


# -- the penalty by gap -----------------------------------------------------------------------------


@pytest.mark.parametrize(("q", "penalty"), [(1, 5), (2, 3), (3, 1), (4, 0), (5, 0)])
def test_each_gap_has_its_penalty_and_none_beyond_the_list(q: int, penalty: int) -> None:
    assert measure({"kind": "spacing", "penalty_by_gap": [5, 3, 1]}, starts(1, q), **PAIR) == penalty


@pytest.mark.parametrize(("q", "total"), [(1, 2 + 5), (2, 1 + 0), (3, 0 + 4), (4, 0)])
def test_missing_days_and_penalty_add_up(q: int, total: int) -> None:
    rule = {"kind": "spacing", "min_gap_days": 2, "penalty_by_gap": [5, 0, 4]}
    assert measure(rule, starts(1, q), **PAIR) == total


def test_every_pair_of_an_account_counts_by_itself() -> None:
    tables: dict[str, Any] = {
        "campaigns": """
            campaign_id, bu_id, name, stage
            p, a, Pilot, 1
            q, b, Quest, 4
            r, c, Rally, 4
        """,
        "audiences": """
            campaign_id, account_id
            p, x
            q, x
            r, x
            r, y
        """,
        **FORTNIGHT,
    }
    # p-q: 1 day, 2 missing; q-r: 1 day, 2 missing; p-r: 2 days, 1 missing; y has r alone.
    days = {"p": "2027-03-01", "q": "2027-03-02", "r": "2027-03-03"}
    assert measure(THREE, days, **tables) == 2 + 2 + 1
    assert measure(THREE, days, ["p/x", "q/x", "r/y"], **tables) == 2


def test_a_dropped_placement_is_near_nothing() -> None:
    assert measure(THREE, {"p": "2027-03-01", "q": None}, **PAIR) == 0


# -- between whom -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("between", "other", "same", "partners"),
    [("other_bu", 3, 0, 0), ("same_bu", 0, 3, 3), ("any", 3, 3, 3)],
)
def test_partners_are_not_other_bus(between: str, other: int, same: int, partners: int) -> None:
    def between_units(one: str, two: str, partner: str = "") -> object:
        campaigns = f"""
            campaign_id, bu_id, name, stage, partners
            p, {one}, Pilot, 1, {partner}
            q, {two}, Quest, 4,
        """
        return measure({**THREE, "between": between}, starts(1, 1), **{**PAIR, "campaigns": campaigns})

    assert between_units("a", "b") == other
    assert between_units("a", "a") == same
    assert between_units("a", "b", partner="b") == partners
    assert between_units("a", "b", partner="c") == other


def test_two_campaigns_that_share_a_partner_are_not_of_other_bus() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, partners
        p, a, Pilot, 1, c
        q, b, Quest, 4, c
    """
    assert measure(THREE, starts(1, 1), **{**PAIR, "campaigns": campaigns}) == 0


# -- scope, exceptions, waivers, control accounts ---------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "counts"),
    [
        ({"stages": [1, 4]}, True),
        ({"stages": [4]}, False),  # a pair counts when both are in scope
        ({"bus": ["a", "b"]}, True),
        ({"bus": ["b"]}, False),
        ({"not_bus": ["a"]}, False),
        ({"campaigns": ["p", "q"]}, True),
        ({"not_campaigns": ["q"]}, False),
        ({"offers": ["oil"]}, False),
        ({"tags": ["core"]}, True),
        ({"tags": ["spring"]}, False),
        ({"not_tags": ["spring"]}, False),
        ({"accounts": ["x"]}, True),
        ({"accounts": ["y"]}, False),
        ({"not_accounts": ["x"]}, False),
        ({"tiers": ["multi_bu"]}, True),  # two BUs ask for x
        ({"tiers": ["single_bu"]}, False),
    ],
)
def test_a_pair_counts_when_both_are_in_scope(scope: dict[str, Any], counts: bool) -> None:
    assert measure({**THREE, **scope}, starts(1, 1), **PAIR) == (3 if counts else 0)


@pytest.mark.parametrize(
    ("until", "counts"), [("2027-03-04", False), ("2027-03-05", True), ("2027-03-06", True)]
)
def test_the_day_of_a_pair_is_its_later_first_day_for_until(until: str, counts: bool) -> None:
    # p begins on 4 March, q on 5 March.
    assert measure({**THREE, "until": until}, starts(4, 5), **PAIR) == (2 if counts else 0)
    assert measure({**THREE, "until": until}, starts(5, 4), **PAIR) == (2 if counts else 0)


@pytest.mark.parametrize(
    ("since", "counts"), [("2027-03-04", True), ("2027-03-05", True), ("2027-03-06", False)]
)
def test_the_day_of_a_pair_is_its_later_first_day_for_from(since: str, counts: bool) -> None:
    assert measure({**THREE, "from": since}, starts(4, 5), **PAIR) == (2 if counts else 0)


@pytest.mark.parametrize(
    ("q", "missing"),
    [(5, 1), (6, 4), (7, 3), (8, 1)],  # on 6 and 7 March the least gap is 5, else 2
)
def test_an_exception_changes_the_gap_on_its_days(q: int, missing: int) -> None:
    rule = {
        "kind": "spacing",
        "min_gap_days": 2,
        "exceptions": [{"from": "2027-03-06", "until": "2027-03-07", "min_gap_days": 5}],
    }
    first = {5: 4, 6: 5, 7: 5, 8: 7}[q]
    assert measure(rule, starts(first, q), **PAIR) == missing


@pytest.mark.parametrize(("q", "missing"), [(5, 2), (6, 0), (7, 0), (8, 2)])
def test_an_exception_can_switch_the_rule_off(q: int, missing: int) -> None:
    rule = {**THREE, "exceptions": [{"from": "03-06", "until": "03-07", "off": True}]}
    assert measure(rule, starts(q - 1, q), **PAIR) == missing


@pytest.mark.parametrize(
    ("campaign", "account", "counts"),
    [("q", "", False), ("", "x", False), ("p", "x", False), ("q", "y", True), ("", "y", True)],
)
def test_a_waiver_takes_a_campaign_an_account_or_a_placement_out(
    campaign: str, account: str, counts: bool
) -> None:
    tables = {
        "audiences": """
            campaign_id, account_id
            p, x
            q, x
            q, y
        """,
        "decisions": f"""
            decision_id, action, rule_id, campaign_id, account_id, decided_by, decided_on, reason
            d1, waive, r, {campaign}, {account}, committee, 2027-02-01, agreed
        """,
    }
    assert measure(THREE, starts(1, 1), **{**PAIR, **tables}) == (3 if counts else 0)


def test_on_a_control_account_the_pair_is_only_reported() -> None:
    accounts = """
        account_id, name, control
        x, Account X, yes
        y, Account Y, no
    """
    case = make_case({"id": "r", **THREE}, **{**PAIR, "accounts": accounts})
    verdict = judge(case, make_schedule(starts(1, 1), case=case))
    assert verdict.feasible
    assert verdict.measures == {"r": 3}


def test_a_soft_pair_costs_the_weight_for_each_day() -> None:
    case = make_case({"id": "r", **THREE, "level": "soft", "weight": WEIGHT}, **PAIR)
    verdict = judge(case, make_schedule(starts(1, 2), case=case))
    # Two placements of a point each, less 2 missing days at 0.37 points.
    assert verdict.score == 200 - 74


# -- what is said -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Pilot and Quest are 1 day apart on Account X on 5 March 2027, 3 are wanted"),
        ("fr", "Pilot et Quest sont à 1 jour d'intervalle sur Account X le 5 mars 2027, il en faut 3"),
    ],
)
def test_the_pair_is_named_with_its_gap(language: str, sentence: str) -> None:
    assert sentences(THREE, starts(4, 5), language=language, **PAIR) == [sentence]


@pytest.mark.parametrize("rule", [{}, {"min_gap_days": 0}, {"penalty_by_gap": []}, {"min_gap_days": -1}])
def test_a_rule_without_a_demand_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(Exception, match="min_gap_days"):
        make_case({"id": "r", "kind": "spacing", **rule}, **PAIR)
