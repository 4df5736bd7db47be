"""Account reservation: accounts that belong to one BU for a time."""

from typing import Any

import pytest

from counterpoint.io.faults import InputFaults
from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences

RULE: dict[str, Any] = {
    "kind": "account_reservation",
    "accounts": ["x"],
    "bu": "a",
    "from": "2027-03-05",
    "until": "2027-03-08",
}
#: A campaign of BU a and one of BU b on the account that is reserved to a.
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
    "end": "2027-03-21",
}


def on(day: int | None, other: int | None = None) -> dict[str, str | None]:
    """Start the other BU's campaign, and the own one, on these days of March 2027."""
    return {name: f"2027-03-{at:02}" if at else None for name, at in (("q", day), ("p", other))}


@pytest.mark.parametrize(("day", "barred"), [(4, 0), (5, 1), (6, 1), (8, 1), (9, 0)])
def test_both_ends_are_inside(day: int, barred: int) -> None:
    assert measure(RULE, on(day), **PAIR) == barred
    assert measure(RULE, on(None, day), **PAIR) == 0


@pytest.mark.parametrize(
    ("ends", "barred"),
    [
        ({"from": "2027-03-19"}, [0, 0, 0, 1]),
        ({"until": "2027-03-02"}, [1, 1, 0, 0]),
        ({}, [1, 1, 1, 1]),
    ],
)
def test_an_end_left_out_is_open(ends: dict[str, str], barred: list[int]) -> None:
    rule = {name: value for name, value in RULE.items() if name not in ("from", "until")} | ends
    assert [measure(rule, on(day), **PAIR) for day in (1, 2, 3, 21)] == barred


@pytest.mark.parametrize(
    ("unit", "partners", "barred"), [("b", "", 1), ("b", "c", 1), ("b", "a", 0), ("a", "b", 0)]
)
def test_its_partners_are_free(unit: str, partners: str, barred: int) -> None:
    campaigns = f"campaign_id, bu_id, name, stage, partners\nq, {unit}, Quest, 4, {partners}"
    tables = {**PAIR, "campaigns": campaigns, "audiences": "campaign_id, account_id\nq, x"}
    assert measure(RULE, {"q": "2027-03-06"}, **tables) == barred


def test_touches_count_each_and_tasks_and_days_between_do_not() -> None:
    tables = {
        **PAIR,
        "touches": """
            campaign_id, step, offset_days, channel
            q, 1, 0,
            q, 2, 0, internal
            q, 3, 3,
            q, 4, 5,
        """,
    }
    assert [measure(RULE, on(day), **tables) for day in (1, 2, 3, 4, 5, 6, 9)] == [1, 2, 2, 1, 2, 1, 0]


def test_only_kept_placements_on_reserved_accounts_count() -> None:
    tables = {**PAIR, "audiences": "campaign_id, account_id\nq, x\nq, y\np, y"}
    assert measure(RULE, on(6), ["q/x", "q/y"], **tables) == 1
    assert measure(RULE, on(6), ["q/y"], **tables) == 0
    both = {**RULE, "accounts": ["x", "y"]}
    assert measure(both, on(6, 6), ["q/x", "q/y", "p/y"], **tables) == 2


@pytest.mark.parametrize(
    ("scope", "barred"),
    [
        ({"accounts": ["y"]}, 0),
        ({"accounts": None, "tiers": ["strategic"]}, 1),
        ({"accounts": None, "tiers": ["multi_bu"]}, 0),
        ({"tiers": ["strategic"]}, 1),
        ({"tiers": ["single_bu"]}, 0),  # accounts and tiers must both hold
        ({"countries": ["FR"]}, 0),
        ({"bus": ["a"]}, 0),
        ({"not_bus": ["b"]}, 0),
        ({"stages": [4]}, 1),
        ({"not_campaigns": ["q"]}, 0),
        ({"offers": ["gas"]}, 1),
        ({"tags": ["spring"]}, 0),
        ({"channels": ["call"]}, 1),
        ({"not_channels": ["call"]}, 0),
        ({"personas": ["CFO"]}, 1),
        ({"personas": ["CTO"]}, 0),
    ],
)
def test_only_touches_in_scope_count(scope: dict[str, Any], barred: int) -> None:
    touches = "campaign_id, step, offset_days, channel, personas\nq, 1, 0, call, CFO"
    tables = {**PAIR, "touches": touches}
    if "CTO" in scope.get("personas", ()):
        tables["touches"] += "\np, 1, 0, call, CTO"
    rule = {name: value for name, value in {**RULE, **scope}.items() if value is not None}
    assert measure(rule, on(6), **tables) == barred


@pytest.mark.parametrize(
    ("changed", "barred"), [({"off": True}, [1, 0, 1]), ({"bu": "b"}, [1, 0, 1]), ({"bu": "c"}, [1, 2, 1])]
)
def test_an_exception_gives_them_to_another_bu_on_its_days(
    changed: dict[str, Any], barred: list[int]
) -> None:
    rule = {**RULE, "exceptions": [{"from": "2027-03-06", "until": "2027-03-06", **changed}]}
    if changed == {"bu": "b"}:
        assert measure(rule, on(None, 6), **PAIR) == 1
    assert [measure(rule, on(day, day), **PAIR) for day in (5, 7)] == barred[::2]
    assert measure(rule, on(6, 6 if changed == {"bu": "c"} else None), **PAIR) == barred[1]


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
    ("changed", "wrong"),
    [
        ({"accounts": None}, "it reserves no account"),
        ({"bu": None}, "the key 'bu' is missing"),
        ({"bu": "d"}, "unknown bu 'd'"),
        ({"accounts": ["z"]}, "unknown account 'z'"),
        ({"exceptions": [{"from": "03-06", "until": "03-06", "bu": "d"}]}, "unknown bu 'd'"),
        (
            {"exceptions": [{"from": "03-06", "until": "03-06", "accounts": ["y"]}]},
            "cannot change 'accounts'",
        ),
    ],
)
def test_accounts_and_a_bu_are_needed_and_known(changed: dict[str, Any], wrong: str) -> None:
    rule = {name: value for name, value in {"id": "r", **RULE, **changed}.items() if value is not None}
    with pytest.raises(InputFaults, match=wrong):
        make_case(rule, **PAIR)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Quest contacts Account X on 6 March 2027, while it is reserved to Unit A"),
        ("fr", "Quest contacte Account X le 6 mars 2027, compte réservé à Unit A"),
    ],
)
def test_the_touch_and_the_holder_are_named(language: str, sentence: str) -> None:
    assert sentences(RULE, on(6), language=language, **PAIR) == [sentence]
