"""What all rules share: scope, days, exceptions, waivers, levels."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.lowering import Lowering
from counterpoint.constraints.charter.rule import Level, Rule
from counterpoint.constraints.concurrency import Concurrency
from counterpoint.constraints.frequency_cap import FrequencyCap
from tests.cases import make_case, make_schedule
from tests.judging import judge

TABLES: dict[str, Any] = {
    "accounts": """
        account_id, name, tier, country
        x, Account X, strategic, DE
        y, Account Y, single_bu,
    """,
    "campaigns": """
        campaign_id, bu_id, name, stage, offer, tags, partners
        p, a, Pilot, 1, oil, spring; core, c
        q, b, Quest, 4, , ,
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        q, x
        q, y
    """,
    "settings": {"country": "FR"},
}
PLACEMENTS = {"p/x", "q/x", "q/y"}


def rule(**keys: Any) -> Concurrency:
    """Make a rule."""
    return Concurrency.model_validate({"id": "r", "kind": "concurrency", "max": 0, **keys})


def covered(case: Case, one: Rule) -> set[str]:
    """Give the placements that a rule covers, asked one by one."""
    # A case of its own: cases remember rules by their ids.
    case = Case(case.scenario, case.charter)
    scenario = case.scenario
    return {
        f"{name}/{row.account_id}"
        for name, rows in scenario.audience_of.items()
        for row in rows
        if case.covers(one, scenario.campaign_of[name], row.account_id)
    }


# -- scope ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "chosen"),
    [
        ("tiers", "strategic", {"p/x", "q/x"}),
        ("tiers", "single_bu", {"q/y"}),
        ("tiers", "multi_bu", set()),
        ("accounts", "x", {"p/x", "q/x"}),
        ("accounts", "y", {"q/y"}),
        ("countries", "DE", {"p/x", "q/x"}),
        ("countries", "FR", {"q/y"}),  # the scenario's country, for y names none
        ("bus", "a", {"p/x"}),
        ("bus", "b", {"q/x", "q/y"}),
        ("bus", "c", {"p/x"}),  # a partner's campaign is its own
        ("stages", 1, {"p/x"}),
        ("stages", 4, {"q/x", "q/y"}),
        ("stages", 2, set()),
        ("campaigns", "q", {"q/x", "q/y"}),
        ("offers", "oil", {"p/x"}),
        ("tags", "spring", {"p/x"}),  # one of its tags will do
        ("tags", "core", {"p/x"}),
    ],
)
def test_a_scope_chooses_placements_and_not_the_others(key: str, value: object, chosen: set[str]) -> None:
    case = make_case(**TABLES)
    assert covered(case, rule(**{key: [value]})) == chosen
    assert covered(case, rule(**{f"not_{key}": [value]})) == PLACEMENTS - chosen
    # What is chosen by one key and refused by its opposite is refused.
    assert covered(case, rule(**{key: [value], f"not_{key}": [value]})) == set()


def test_keys_must_all_hold_and_of_a_keys_values_one() -> None:
    case = make_case(**TABLES)
    assert covered(case, rule(accounts=["x", "y"], bus=["a", "b"])) == PLACEMENTS
    assert covered(case, rule(accounts=["x"], bus=["b"])) == {"q/x"}
    assert covered(case, rule(accounts=["y"], bus=["a"])) == set()
    assert covered(case, rule(accounts=["x"], not_bus=["a"])) == {"q/x"}


def test_an_empty_list_chooses_nothing_and_refuses_nothing() -> None:
    case = make_case(**TABLES)
    assert covered(case, rule(tags=[])) == set()
    assert covered(case, rule(not_tags=[])) == PLACEMENTS
    assert covered(case, rule()) == PLACEMENTS


@pytest.mark.parametrize(
    ("scope", "channel", "personas", "chosen"),
    [
        ({}, "call", (), True),
        ({"channels": ["call"]}, "call", (), True),
        ({"channels": ["call"]}, "email", (), False),
        ({"channels": ["call"]}, None, (), False),  # history without a channel
        ({"not_channels": ["call"]}, "call", (), False),
        ({"not_channels": ["call"]}, None, (), True),
        ({"personas": ["CFO"]}, "call", ("CFO", "buyer"), True),  # one of those it names will do
        ({"personas": ["CFO"]}, "call", ("buyer",), False),
        ({"personas": ["CFO"]}, "call", (), False),
        ({"not_personas": ["CFO"]}, "call", ("CFO", "buyer"), False),
        ({"not_personas": ["CFO"]}, "call", ("buyer",), True),
        ({"not_personas": ["CFO"]}, "call", (), True),
        ({"channels": ["call"], "personas": ["CFO"]}, "call", ("CFO",), True),
        ({"channels": ["call"], "personas": ["CFO"]}, "email", ("CFO",), False),
    ],
)
def test_channels_and_personas_choose_touches(
    scope: dict[str, Any], channel: str | None, personas: tuple[str, ...], chosen: bool
) -> None:
    keys = {"id": "r", "kind": "frequency_cap", "max": 1, "window_days": 1, **scope}
    assert FrequencyCap.model_validate(keys).covers_touch(channel, personas) == chosen


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("concurrency", "channels"),
        ("spacing", "personas"),
        ("lead_bu", "not_channels"),
        ("crescendo", "personas"),
        ("capacity", "tiers"),
        ("capacity", "accounts"),
        ("dependency", "countries"),
        ("dependency", "channels"),
        ("blackout", "offer"),
        ("frequency_cap", "bu"),
    ],
)
def test_a_key_that_a_kind_does_not_take_is_refused(kind: str, key: str) -> None:
    parameters = {
        "concurrency": {"max": 1},
        "spacing": {"min_gap_days": 1},
        "capacity": {"max_parallel": 1},
        "frequency_cap": {"max": 1, "window_days": 1},
    }
    with pytest.raises(Exception, match=key):
        make_case({"id": "r", "kind": kind, **parameters.get(kind, {}), key: ["x"]}, **TABLES)


# -- days and exceptions ----------------------------------------------------------------------------


def stands(one: Concurrency, *days: str) -> list[int | None]:
    """Give the limit that holds on some days, None where the rule is off."""
    found = [one.on(date.fromisoformat(day)) for day in days]
    return [part.max if part else None for part in found]


def test_from_and_until_are_both_inside() -> None:
    one = rule(**{"from": "2027-03-03", "until": "2027-03-04"})
    assert stands(one, "2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05") == [None, 0, 0, None]
    assert stands(rule(**{"from": "2027-03-03"}), "2027-03-02", "2199-12-31") == [None, 0]
    assert stands(rule(until="2027-03-03"), "1999-01-01", "2027-03-04") == [0, None]


@pytest.mark.parametrize(
    ("first", "last", "inside", "outside"),
    [
        ("03-10", "03-12", ["2027-03-10", "2028-03-11", "2199-03-12"], ["2027-03-09", "2027-03-13"]),
        # Over the turn of the year.
        (
            "12-20",
            "01-05",
            ["2026-12-20", "2026-12-31", "2027-01-01", "2027-01-05", "2027-12-25"],
            ["2026-12-19", "2027-01-06", "2027-06-15"],
        ),
        ("12-31", "01-01", ["2026-12-31", "2027-01-01"], ["2026-12-30", "2027-01-02"]),
        ("02-29", "02-29", ["2028-02-29"], ["2027-02-28", "2027-03-01", "2028-02-28"]),
        ("02-28", "03-01", ["2027-02-28", "2027-03-01", "2028-02-29"], ["2027-02-27", "2027-03-02"]),
        ("01-01", "12-31", ["2027-01-01", "2027-07-01", "2027-12-31"], []),
    ],
)
def test_a_yearly_exception_comes_back_every_year(
    first: str, last: str, inside: list[str], outside: list[str]
) -> None:
    one = rule(max=1, exceptions=[{"from": first, "until": last, "max": 5}])
    assert set(stands(one, *inside)) == {5}
    assert set(stands(one, *outside)) <= {1}
    off = rule(max=1, exceptions=[{"from": first, "until": last, "off": True}])
    assert set(stands(off, *inside)) == {None}
    assert set(stands(off, *outside)) <= {1}


def test_a_dated_exception_holds_once() -> None:
    one = rule(max=1, exceptions=[{"from": date(2027, 3, 3), "until": date(2027, 3, 4), "max": 5}])
    days = ("2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05", "2028-03-03")
    assert stands(one, *days) == [1, 5, 5, 1, 1]


def test_of_exceptions_that_overlap_the_first_holds() -> None:
    spans = [{"from": "03-03", "until": "03-04", "max": 5}, {"from": "03-04", "until": "03-05", "max": 7}]
    assert stands(rule(max=1, exceptions=spans), "2027-03-03", "2027-03-04", "2027-03-05") == [5, 5, 7]


def test_outside_from_and_until_no_exception_holds() -> None:
    one = rule(until="2027-03-03", exceptions=[{"from": "03-03", "until": "03-05", "max": 5}])
    assert stands(one, "2027-03-02", "2027-03-03", "2027-03-04") == [0, 5, None]


def test_the_forms_of_a_rule_share_its_days_among_them() -> None:
    one = rule(
        max=1,
        exceptions=[
            {"from": "03-03", "until": "03-04", "max": 5},
            {"from": "03-06", "until": "03-06", "off": True},
        ],
    )
    week = [date(2027, 3, day) for day in range(1, 8)]
    forms = {
        form.max: [day.day for day in week if day.toordinal() in days] for form, days in one.variants(week)
    }
    assert forms == {1: [1, 2, 5, 7], 5: [3, 4]}


@pytest.mark.parametrize(
    ("span", "wrong"),
    [
        ({"from": "03-03", "until": "03-04"}, "parameters or `off: true`"),
        ({"from": "03-03", "until": "03-04", "off": True, "max": 2}, "parameters or `off: true`"),
        ({"from": "03-03", "until": "03-04", "min": 2}, "'min'; it may change: max"),
        ({"from": "03-03", "until": "03-04", "max": -1}, "greater than or equal to 0"),
        ({"from": "3 March", "until": "03-04", "max": 2}, "is no date"),
        ({"from": "02-30", "until": "03-04", "max": 2}, "day is out of range"),
        ({"from": "03-03", "until": date(2027, 3, 4), "max": 2}, "both"),
        ({"from": date(2027, 3, 5), "until": date(2027, 3, 4), "max": 2}, "is before from"),
        ({"from": "03-03", "max": 2}, "until"),
    ],
)
def test_an_exception_that_makes_no_sense_is_refused(span: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        rule(exceptions=[span])


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        ({"from": "2027-03-04", "until": "2027-03-03"}, "is before from"),
        ({"weight": -1}, "greater than or equal to 0"),
        ({"weight": 0.125}, "decimal"),
        ({"level": "strict"}, "level"),
        ({"id": ""}, "id"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(keys: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        rule(**keys)


# -- waivers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("campaign", "account", "left"),
    [
        ("p", "", {"q/x", "q/y"}),
        ("", "x", {"q/y"}),
        ("q", "x", {"p/x", "q/y"}),
        ("p", "y", PLACEMENTS),  # p does not ask for y
    ],
)
@pytest.mark.parametrize(
    ("named", "status", "expires", "counts"),
    [
        ("r", "decided", "", True),
        ("r", "decided", "2027-03-01", True),
        ("r", "decided", "2027-02-28", False),
        ("r", "proposed", "", False),
        ("r", "revoked", "", False),
        ("other", "decided", "", False),
    ],
)
def test_a_waiver_in_force_takes_a_campaign_an_account_or_a_placement_out_of_its_rule(
    campaign: str, account: str, left: set[str], named: str, status: str, expires: str, counts: bool
) -> None:
    head = "decision_id, rule_id, action"
    decisions = f"""
        {head}, campaign_id, account_id, status, expires_on, reason, decided_by, decided_on
        d1, {named}, waive, {campaign}, {account}, {status}, {expires}, agreed, committee, 2027-02-01
    """
    rules = [{"id": name, "kind": "concurrency", "max": 0} for name in ("r", "other")]
    case = make_case(*rules, decisions=decisions, **TABLES)
    assert covered(case, case.rule("r")) == (left if counts else PLACEMENTS)


# -- levels -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "feasible", "penalties", "lowered"),
    [
        ({}, False, {}, True),  # hard unless told
        ({"level": "hard", "weight": 5}, False, {}, True),
        ({"level": "soft"}, True, {"r": 300}, True),  # three account-days, a point each unless told
        ({"level": "soft", "weight": 0.25}, True, {"r": 75}, True),
        ({"level": "soft", "weight": 0}, True, {}, True),
        ({"level": "report", "weight": 5}, True, {}, False),
    ],
)
def test_hard_forbids_soft_costs_and_report_lists(
    level: dict[str, Any], feasible: bool, penalties: dict[str, int], lowered: bool
) -> None:
    case = make_case({"id": "r", "kind": "concurrency", "max": 0, **level}, **TABLES)
    verdict = judge(case, make_schedule({"p": "2027-03-01", "q": "2027-03-02"}, case=case))
    assert verdict.measures == {"r": 3}
    assert verdict.feasible == feasible
    assert verdict.penalties == penalties
    assert any(row.origin == "r" for row in Lowering(case).problem().primitives) == lowered


@pytest.mark.parametrize("level", list(Level))
def test_on_control_accounts_every_rule_is_report(level: Level) -> None:
    accounts = """
        account_id, name, control
        x, Account X, yes
        y, Account Y, no
    """
    case = make_case(
        {"id": "r", "kind": "concurrency", "max": 0, "level": level}, **{**TABLES, "accounts": accounts}
    )
    days = {"p": "2027-03-01", "q": "2027-03-02"}
    verdict = judge(case, make_schedule(days, ["p/x", "q/x"], case))
    assert verdict.measures == {"r": 2}
    assert {row.level for row in verdict.judged} == {Level.REPORT}
    assert verdict.feasible
    assert not verdict.penalties
    # Beside them the rule has its level, and its measure holds both.
    verdict = judge(case, make_schedule(days, case=case))
    assert verdict.measures == {"r": 3}
    assert verdict.feasible == (level is not Level.HARD)
    assert verdict.penalties == ({"r": Decimal(100)} if level is Level.SOFT else {})
