"""Budgets: what launches cost whoever pays, period by period."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from counterpoint.constraints.charter.registry import KINDS
from tests.cases import make_case, make_schedule
from tests.command_line import counterpoint, write_tiny
from tests.judging import judge, measure, sentences

BUDGET = {"kind": "budget"}
#: BU a's campaign costs 100 and 10 for each account; BU b's costs 60 in all, over three waves.
DUO: dict[str, Any] = {
    "accounts": """
        account_id, name, control
        x, X,
        y, Y,
        w, W, yes
    """,
    "campaigns": """
        campaign_id, bu_id, name, stage, launch, cost, cost_per_account, group_share, partners, wave_gap_days
        p, a, Pilot, 1, , 100, 10, , b, 1
        q, b, Quest, 2, per_wave, 60, , , , 1
    """,
    "audiences": """
        campaign_id, account_id, wave
        p, x, 1
        p, y, 1
        q, x, 1
        q, y, 2
        q, w, 3
    """,
    "end": "2027-03-14",
}


def budgets(*rows: str) -> str:
    return "payer, period_start, period_end, amount\n" + "\n".join(rows)


def spending(*rows: str, **more: Any) -> dict[str, Any]:
    return {**DUO, "budgets": budgets(*rows), **more}


def march(**days: int | None) -> dict[str, str | None]:
    """Start launches (``q1`` for the first wave of q) on these days of March 2027."""
    given = {name[0] + "/" * (len(name) - 1) + name[1:]: day for name, day in days.items()}
    none: dict[str, str | None] = {"p": None, "q/1": None, "q/2": None, "q/3": None}
    return none | {name: f"2027-03-{day:02}" if day else None for name, day in given.items()}


# -- the amount -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "beyond"), [("121", 0), ("120", 0), ("119.99", 1), ("119", 1), ("118.99", 2)]
)
def test_a_budget_in_whole_units_rounded_up(amount: str, beyond: int) -> None:
    assert measure(BUDGET, march(p=2), **spending(f"a, 2027-03-01, 2027-03-31, {amount}")) == beyond


@pytest.mark.parametrize(("kept", "cost"), [(["p/x"], 110), (["p/y"], 110), (["p/x", "p/y"], 120)])
def test_each_account_that_is_kept_costs(kept: list[str], cost: int) -> None:
    assert measure(BUDGET, march(p=2), kept, **spending("a, 2027-03-01, 2027-03-31, 0")) == cost


@pytest.mark.parametrize(
    ("waves", "cost"), [({"q1": 2}, 20), ({"q1": 2, "q2": 3}, 40), ({"q2": 2, "q3": 3}, 40)]
)
def test_each_launch_bears_its_part_of_the_cost_watched_accounts_included(
    waves: dict[str, int], cost: int
) -> None:
    assert measure(BUDGET, march(**waves), **spending("b, 2027-03-01, 2027-03-31, 0")) == cost


@pytest.mark.parametrize(("number", "amount", "beyond"), [(1, "33.33", 1), (1, "33.34", 0), (2, "66.66", 1)])
def test_parts_of_a_cost_are_exact(number: int, amount: str, beyond: int) -> None:
    tables = spending(f"b, 2027-03-01, 2027-03-31, {amount}", campaigns=DUO["campaigns"].replace("60", "100"))
    waves = {"q1": 2, "q2": 3}
    assert measure(BUDGET, march(**dict(list(waves.items())[:number])), **tables) == beyond


# -- the period -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "beyond"), [(3, 0), (4, 120), (6, 120), (7, 0)])
def test_a_launch_counts_where_it_starts(day: int, beyond: int) -> None:
    assert measure(BUDGET, march(p=day), **spending("a, 2027-03-04, 2027-03-06, 0")) == beyond


def test_each_period_and_payer_by_itself() -> None:
    rows = (
        "a, 2027-03-01, 2027-03-03, 100",
        "a, 2027-03-01, 2027-03-07, 110",
        "b, 2027-03-02, 2027-03-02, 5",
    )
    # 20 and 10 beyond for a, whose periods overlap, 15 for b.
    assert measure(BUDGET, march(p=2, q1=2, q2=3), **spending(*rows)) == 45


@pytest.mark.parametrize(
    ("scope", "beyond"),
    [
        ({}, 120 + 20),
        ({"from": "2027-03-04"}, 20),
        ({"from": "2027-03-05"}, 0),
        ({"until": "2027-03-03"}, 120),
        ({"exceptions": [{"from": "2027-03-01", "until": "2027-03-01", "off": True}]}, 20),
    ],
)
def test_a_period_is_chosen_by_its_first_day(scope: dict[str, object], beyond: int) -> None:
    rows = ("a, 2027-03-01, 2027-03-06, 0", "b, 2027-03-04, 2027-03-10, 0")
    assert measure({**BUDGET, **scope}, march(p=6, q1=6), **spending(*rows)) == beyond


# -- who pays ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("payer", "share", "beyond"),
    [("a", "", 120), ("a", "0.25", 90), ("group", "0.25", 30), ("a", "1", 0), ("group", "", 0), ("b", "", 0)],
)
def test_the_group_pays_its_share_the_bu_the_rest_and_partners_nothing(
    payer: str, share: str, beyond: int
) -> None:
    campaigns = DUO["campaigns"].replace("100, 10, ,", f"100, 10, {share},")
    tables = spending(f"{payer}, 2027-03-01, 2027-03-31, 0", campaigns=campaigns)
    assert measure(BUDGET, march(p=2), **tables) == beyond


def test_without_budgets_nothing_is_asked() -> None:
    assert measure(BUDGET, march(p=2), **DUO) == 0


# -- scope and waivers ------------------------------------------------------------------------------

ROWS = ("a, 2027-03-01, 2027-03-31, 0", "b, 2027-03-01, 2027-03-31, 0", "group, 2027-03-01, 2027-03-31, 0")


@pytest.mark.parametrize(
    ("scope", "beyond"),
    [
        ({}, 60 + 20 + 60),
        ({"campaigns": ["p"]}, 60 + 60),
        ({"bus": ["a"]}, 60 + 60),
        # p is b's as a partner: what the group pays of it is in scope, a's own budget is not.
        ({"bus": ["b"]}, 20 + 60),
        ({"not_bus": ["a"]}, 20),
        ({"stages": [2]}, 20),
    ],
)
def test_the_scope_chooses_campaigns_and_the_bus_that_pay(scope: dict[str, object], beyond: int) -> None:
    campaigns = DUO["campaigns"].replace("100, 10, ,", "100, 10, 0.5,")
    tables = spending(*ROWS, campaigns=campaigns)
    assert measure({**BUDGET, **scope}, march(p=2, q1=2), **tables) == beyond


@pytest.mark.parametrize(
    ("waived", "beyond"), [("p,", 20), ("p, x", 130), (", y", 130), ("q, x", 140), (",w", 140)]
)
def test_waivers(waived: str, beyond: int) -> None:
    decisions = f"""
        decision_id, action, rule_id, campaign_id, account_id, decided_by, decided_on, reason
        d, waive, r, {waived}, me, 2027-02-01, so
    """
    # A launch for several accounts stays in; what a waived account costs does not.
    assert measure(BUDGET, march(p=2, q1=2), **spending(*ROWS, decisions=decisions)) == beyond


def test_a_launch_of_one_account_is_waived_with_it() -> None:
    decisions = """
        decision_id, action, rule_id, campaign_id, account_id, decided_by, decided_on, reason
        d, waive, r, , x, me, 2027-02-01, so
    """
    campaigns = "campaign_id, bu_id, name, stage, launch, cost\np, a, Pilot, 1, per_account, 100\n"
    tables = spending(*ROWS, campaigns=campaigns, audiences="campaign_id, account_id\np, x\np, y\n")
    starts: dict[str, str | None] = {"p/x": "2027-03-02", "p/y": "2027-03-02"}
    assert measure(BUDGET, starts, **tables) == 100
    assert measure(BUDGET, starts, decisions=decisions, **tables) == 50


# -- reading and saying -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parameters",
    [{"max": 3}, {"tiers": ["strategic"]}, {"exceptions": [{"from": "03-01", "until": "03-02", "max": 1}]}],
)
def test_what_is_no_budget(parameters: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        KINDS["budget"].model_validate({"id": "r", "kind": "budget", **parameters})


def test_what_is_found() -> None:
    tables = spending(
        "a, 2027-03-01, 2027-03-31, 100", campaigns=DUO["campaigns"].replace("10, ,", "10.01, ,")
    )
    case = make_case({"id": "r", **BUDGET}, **tables)
    (found,) = judge(case, make_schedule(march(p=2, q1=2), case=case)).judged
    assert found.finding.measure == 21
    assert (found.finding.amount, found.finding.limit) == (Decimal("120.02"), Decimal(100))
    assert found.finding.campaigns == ("p",)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "Unit A spends 2,362.42 of a budget of 2,000, 1 March 2027 to 31 March 2027: Pilot",
                "the group spends 1,164.24 of a budget of 1,000.50, 1 March 2027 to 31 March 2027: "
                "Pilot and Quest",
            ],
        ),
        (
            "fr",
            [
                "Unit A dépense 2\u202f362,42 pour un budget de 2\u202f000, "
                "du 1 mars 2027 au 31 mars 2027 : Pilot",
                "le groupe dépense 1\u202f164,24 pour un budget de 1\u202f000,50, "
                "du 1 mars 2027 au 31 mars 2027 : Pilot et Quest",
            ],
        ),
    ],
)
def test_sentences(language: str, said: list[str]) -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, launch, cost, group_share, wave_gap_days
        p, a, Pilot, 1, , 3526, 0.33, 1
        q, b, Quest, 2, per_wave, 1.98, 0.5, 1
    """
    rows = ("a, 2027-03-01, 2027-03-31, 2000", "group, 2027-03-01, 2027-03-31, 1000.50")
    tables = spending(*rows, campaigns=campaigns)
    assert sentences(BUDGET, march(p=2, q1=2, q2=3), language=language, **tables) == said


def test_amounts_that_do_not_fit_are_told_and_no_traceback(tmp_path: Path) -> None:
    numbers = (29, 31, 37, 41, 43, 47, 53, 59, 61, 67)
    accounts = [f"a{number}" for number in range(max(numbers))]
    folder = write_tiny(
        tmp_path / "tiny",
        charter_yaml="rules:\n  - {id: money, kind: budget}\n",
        accounts_csv="account_id,name\n" + "".join(f"{name},{name}\n" for name in accounts),
        campaigns_csv="campaign_id,bu_id,name,stage,launch,cost\n"
        + "".join(f"c{number},saas,C{number},1,per_account,1000\n" for number in numbers),
        audiences_csv="campaign_id,account_id\n"
        + "".join(f"c{number},{name}\n" for number in numbers for name in accounts[:number]),
        budgets_csv="payer,period_start,period_end,amount\nsaas,2027-03-01,2027-03-28,5000\n",
    )
    told = counterpoint("run", folder, cwd=tmp_path)
    assert told.returncode == 3
    (line,) = told.stderr.splitlines()[-1:]
    assert line.startswith(
        "no calendar was written: money: the amounts of budget saas 2027-03-01/2027-03-28 "
    )
    assert line.endswith(" do not fit into 64 bits")
