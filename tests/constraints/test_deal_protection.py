"""Deal protection: no touch of other BUs while a deal is in a delicate stage."""

from typing import Any

import pytest

from counterpoint.io.faults import InputFaults
from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences

RULE: dict[str, Any] = {"kind": "deal_protection", "deal_stages": ["talk", "offer"]}
HEAD = "opportunity_id, bu_id, account_id, deal_stage, status, opened_on, expected_close"
#: A campaign of BU b on account x, where BU a has a deal from 5 to 8 March, and one of BU a itself.
PAIR: dict[str, Any] = {
    "accounts": """
        account_id, name, tier, country
        x, Account X, strategic, DE
        y, Account Y, single_bu,
    """,
    "campaigns": """
        campaign_id, bu_id, name, stage, offer, tags
        p, a, Pilot, 1, oil, spring
        q, b, Quest, 4, gas, core
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        q, x
    """,
    "opportunities": f"{HEAD}\no1, a, x, talk, open, 2027-03-05, 2027-03-08",
    "end": "2027-03-21",
}


def on(day: int | None, other: int | None = None) -> dict[str, str | None]:
    """Start the campaign of the other BU, and the own one, on these days of March 2027."""
    return {name: f"2027-03-{at:02}" if at else None for name, at in (("q", day), ("p", other))}


def deals(*rows: str) -> dict[str, Any]:
    """Give the case with these opportunities."""
    return {**PAIR, "opportunities": "\n".join((HEAD, *rows))}


@pytest.mark.parametrize(("day", "barred"), [(4, 0), (5, 1), (6, 1), (8, 1), (9, 0)])
def test_both_ends_of_the_deal_are_protected(day: int, barred: int) -> None:
    assert measure(RULE, on(day), **PAIR) == barred


def test_the_bu_of_the_deal_is_free() -> None:
    assert measure(RULE, on(None, 6), **PAIR) == 0


@pytest.mark.parametrize(
    ("unit", "partners", "barred"), [("b", "", 1), ("b", "c", 1), ("b", "a", 0), ("a", "b", 0)]
)
def test_partners_of_the_bu_are_no_others(unit: str, partners: str, barred: int) -> None:
    campaigns = f"campaign_id, bu_id, name, stage, partners\nq, {unit}, Quest, 4, {partners}"
    tables = {**PAIR, "campaigns": campaigns, "audiences": "campaign_id, account_id\nq, x"}
    assert measure(RULE, {"q": "2027-03-06"}, **tables) == barred


@pytest.mark.parametrize(
    ("row", "first", "last"),
    [
        ("a, x, talk, open, 2027-03-05, 2027-03-08", 5, 8),
        ("a, x, offer, open, 2027-03-05, 2027-03-06", 5, 6),
        ("a, x, idea, open, 2027-03-05, 2027-03-08", None, None),
        ("a, y, talk, open, 2027-03-05, 2027-03-08", None, None),
        ("b, x, talk, open, 2027-03-05, 2027-03-08", None, None),
        ("a, x, talk, target, 2027-03-05, 2027-03-08", None, None),
        ("a, x, talk, won, 2027-03-05, 2027-03-08", None, None),
        ("a, x, talk, lost, 2027-03-05, 2027-03-08", None, None),
        # Not known when it was opened: long ago.
        ("a, x, talk, open, , 2027-03-04", 1, 4),
        # Not known when it closes: a sales cycle (10 days) after it was opened, else after today.
        ("a, x, talk, open, 2027-03-07,", 7, 17),
        ("a, x, talk, open, 2027-02-23,", 1, 5),
        ("a, x, talk, open, ,", 1, 11),
        # A close that has passed: today and some days (9).
        ("a, x, talk, open, , 2027-02-28", 1, 10),
        ("a, x, talk, open, , 2027-03-01", 1, 1),
    ],
)
def test_open_deals_in_those_stages_protect_until_they_close(
    row: str, first: int | None, last: int | None
) -> None:
    tables = deals(f"o1, {row}")
    tables["business_units"] = "bu_id, name, sales_cycle_months\na, Unit A, 0.33\nb, Unit B,"
    tables["charter"] = {"slip_days": 9}
    if first is None or last is None:
        assert measure(RULE, on(6), **tables) == 0
        return
    days = [day for day in (first - 1, first, last, last + 1) if day]
    assert [measure(RULE, on(day), **tables) for day in days] == [int(first <= day <= last) for day in days]


def test_each_touch_counts_once_however_many_deals_hold_it() -> None:
    tables = deals(
        "o1, a, x, talk, open, 2027-03-05, 2027-03-08",
        "o2, c, x, offer, open, 2027-03-06, 2027-03-10",
    )
    tables["touches"] = """
        campaign_id, step, offset_days
        q, 1, 0
        q, 2, 2
        q, 3, 5
        p, 1, 0
    """
    assert [measure(RULE, on(day), **tables) for day in (1, 3, 4, 5, 6, 11)] == [1, 2, 2, 3, 2, 0]
    # To a deal of a third BU, both are others.
    assert measure(RULE, on(6, 6), **tables) == 2 + 1


def test_touches_count_not_the_days_between_them_nor_tasks() -> None:
    tables = {
        **PAIR,
        "campaigns": "campaign_id, bu_id, name, stage, duration_days\nq, b, Quest, 4, 20",
        "audiences": "campaign_id, account_id\nq, x",
        "touches": "campaign_id, step, offset_days, channel\nq, 1, 0,\nq, 2, 4, internal\nq, 3, 8,",
        "end": "2027-03-31",
    }
    assert measure(RULE, on(1), **tables) == 0
    assert measure({**RULE, "level": "soft"}, {"q": "2027-03-02"}, **tables) == 0
    assert measure(RULE, {"q": "2027-03-05"}, **tables) == 1


def test_only_kept_placements_count() -> None:
    tables = {**PAIR, "audiences": "campaign_id, account_id\np, x\nq, x\nq, y"}
    assert measure(RULE, on(6), ["q/x", "q/y"], **tables) == 1
    assert measure(RULE, on(6), ["q/y"], **tables) == 0


@pytest.mark.parametrize(("allowed", "barred"), [([4], 0), ([1, 4], 0), ([1, 2, 3, 5], 1), ([], 1)])
def test_campaigns_at_some_stages_are_let_through(allowed: list[int], barred: int) -> None:
    assert measure({**RULE, "allow_stages": allowed}, on(6), **PAIR) == barred


@pytest.mark.parametrize(
    ("scope", "barred"),
    [
        ({"bus": ["b"]}, 1),
        ({"bus": ["a"]}, 0),
        ({"not_stages": [4]}, 0),
        ({"campaigns": ["q"]}, 1),
        ({"offers": ["oil"]}, 0),
        ({"not_tags": ["core"]}, 0),
        ({"accounts": ["x"]}, 1),
        ({"tiers": ["single_bu"]}, 0),
        ({"countries": ["DE"]}, 1),
        ({"channels": ["call"]}, 1),
        ({"not_channels": ["call"]}, 0),
        ({"personas": ["CFO"]}, 1),
        ({"not_personas": ["CFO"]}, 0),
        ({"from": "2027-03-07"}, 0),
        ({"from": "2027-03-06", "until": "2027-03-06"}, 1),
        ({"until": "2027-03-05"}, 0),
    ],
)
def test_only_touches_in_scope_count(scope: dict[str, Any], barred: int) -> None:
    touches = "campaign_id, step, offset_days, channel, personas\nq, 1, 0, call, CFO"
    assert measure({**RULE, **scope}, on(6), touches=touches, **PAIR) == barred


@pytest.mark.parametrize(
    ("changed", "barred"),
    [
        ({"off": True}, [1, 0, 1]),
        ({"deal_stages": ["offer"]}, [1, 0, 1]),
        ({"deal_stages": ["talk"]}, [1, 1, 1]),
        ({"allow_stages": [4]}, [1, 0, 1]),
    ],
)
def test_an_exception_changes_the_stages_on_its_days(changed: dict[str, Any], barred: list[int]) -> None:
    rule = {**RULE, "exceptions": [{"from": "2027-03-06", "until": "2027-03-06", **changed}]}
    assert [measure(rule, on(day), **PAIR) for day in (5, 6, 7)] == barred


@pytest.mark.parametrize(
    ("campaign", "account", "barred"), [("q", "", 0), ("", "x", 0), ("q", "x", 0), ("p", "", 1)]
)
def test_a_waiver_takes_a_campaign_an_account_or_a_placement_out(
    campaign: str, account: str, barred: int
) -> None:
    decisions = f"""
        decision_id, action, rule_id, campaign_id, account_id, decided_by, decided_on, reason
        d1, waive, r, {campaign}, {account}, committee, 2027-02-01, agreed
    """
    assert measure(RULE, on(6), decisions=decisions, **PAIR) == barred


def test_a_control_account_is_only_reported() -> None:
    accounts = "account_id, name, control\nx, Account X, yes"
    case = make_case({"id": "r", **RULE}, **{**PAIR, "accounts": accounts})
    verdict = judge(case, make_schedule(on(6), case=case))
    assert verdict.feasible
    assert verdict.measures == {"r": 1}


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ({"deal_stages": []}, "at least 1"),
        ({"allow_stages": [6]}, "5"),
        ({"allow_stages": [0]}, "1"),
        ({"bu": "a"}, "unknown key 'bu'"),
    ],
)
def test_parameters_that_make_no_sense_are_refused(parameters: dict[str, Any], wrong: str) -> None:
    with pytest.raises(InputFaults, match=wrong):
        make_case({"id": "r", **RULE, **parameters}, **PAIR)


def test_the_deal_that_closes_last_is_named() -> None:
    tables = deals(
        "o3, a, x, talk, open, 2027-03-05, 2027-03-08",
        "o2, c, x, offer, open, 2027-03-06, 2027-03-10",
        "o1, a, x, offer, open, 2027-03-07, 2027-03-11",
    )
    assert sentences(RULE, on(6), **tables) == [
        "Quest contacts Account X on 6 March 2027, while Unit C has a deal there at the stage 'offer', "
        "protected until 10 March 2027"
    ]
    assert sentences(RULE, on(6), language="fr", **PAIR) == [
        "Quest contacte Account X le 6 mars 2027, alors que Unit A y mène une affaire au stade « talk », "
        "protégée jusqu'au 8 mars 2027"
    ]
