"""Fairness: how far the BUs' shares of what they ask for lie apart, and how small one may be."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.registry import KINDS
from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences

#: BU a asks for three accounts, b for two, of one value; c for nothing.
DUO: dict[str, Any] = {
    "accounts": """
        account_id, name, tier, country, control
        x, X, strategic, FR,
        y, Y, multi_bu, FR,
        z, Z, opportunistic, DE,
    """,
    "campaigns": """
        campaign_id, bu_id, name, stage
        p, a, Pilot, 1
        q, b, Quest, 2
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        p, y
        p, z
        q, x
        q, y
    """,
}
BOTH = {"p": "2027-03-02", "q": "2027-03-02"}


def apart(limit: object, **more: object) -> dict[str, object]:
    return {"kind": "fairness", "max_difference": limit, **more}


def least(share: object, **more: object) -> dict[str, object]:
    return {"kind": "fairness", "min_share": share, **more}


# -- the difference ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "beyond"), [("66.66", "0.01"), ("66.67", "0"), ("66.68", "0")])
def test_shares_may_differ_by_so_many_points(limit: str, beyond: str) -> None:
    # a keeps one of three, 33.33 %, rounded down; b keeps all.
    assert str(measure(apart(limit), BOTH, ["p/x", "q/x", "q/y"], **DUO) + 0) == beyond


def test_it_does_not_matter_who_is_ahead() -> None:
    assert measure(apart(20), BOTH, ["p/x", "q/x", "q/y"], **DUO) == measure(
        apart(20), BOTH, ["p/x", "q/x", "q/y"], **{**DUO, "campaigns": swapped(DUO["campaigns"])}
    )


def swapped(table: str) -> str:
    return str(table).replace("p, a", "p, c").replace("q, b", "q, a")


def test_of_several_the_greatest_and_the_least_count() -> None:
    tables = {
        **DUO,
        "campaigns": DUO["campaigns"] + "    r, c, Rally, 3\n",
        "audiences": DUO["audiences"] + "    r, x\n        r, y\n        r, z\n",
    }
    starts = {**BOTH, "r": "2027-03-02"}
    # 100 %, 50 % and 66.66 %.
    kept = ["p/x", "p/y", "p/z", "q/x", "r/x", "r/y"]
    assert measure(apart(20), starts, kept, **tables) == 30


def test_what_is_not_scheduled_is_not_kept() -> None:
    assert measure(apart(0), {"p": "2027-03-02", "q": None}, **DUO) == 100
    assert measure(apart(0), {"p": None, "q": None}, **DUO) == 0


# -- the least share --------------------------------------------------------------------------------


@pytest.mark.parametrize(("limit", "missing"), [("33.32", 0), ("33.33", 0), ("33.34", "0.01")])
def test_each_share_has_a_least(limit: str, missing: object) -> None:
    assert str(measure(least(limit), BOTH, ["p/x", "q/x", "q/y"], **DUO) + 0) == str(missing)


def test_each_shortfall_counts_beside_the_difference() -> None:
    # 33.33 % and 50 %.
    kept = ["p/x", "q/x"]
    assert measure(least(60), BOTH, kept, **DUO) == Decimal("36.67")
    assert measure({**apart(10), **least(60)}, BOTH, kept, **DUO) == Decimal("43.34")


def test_the_share_is_one_of_value_arbitration_included() -> None:
    tables = {
        **DUO,
        "audiences": """
            campaign_id, account_id, value
            p, x, 3
            p, y, 1
            q, x,
        """,
        "fit": """
            bu_id, account_id, relationship, strategic_fit, capacity, revenue_potential
            a, x, 1, 1, 1, 1
            a, y, 0.5, 0.5, 0.5, 0.5
            b, x, 1, 1, 1, 1
        """,
    }
    # 3 of 3.5 is 85.714… %.
    assert measure(apart(0), BOTH, ["p/x", "q/x"], **tables) == Decimal("14.29")


# -- what does not count ----------------------------------------------------------------------------

#: a keeps x of x, y and z, b all it asks for: 66.67 points apart unless something does not count.
SOME = ["p/x", "q/x", "q/y"]


def test_a_corporate_bu_is_left_out() -> None:
    units = "bu_id, name, corporate\na, A, yes\nb, B,\nc, C,"
    assert measure(apart(0), BOTH, SOME, business_units=units, **DUO) == 0
    assert measure(least(50), BOTH, SOME, business_units=units, **DUO) == 0


def test_a_watched_account_is_left_out() -> None:
    accounts = DUO["accounts"].replace("y, Y, multi_bu, FR,", "y, Y, multi_bu, FR, yes")
    # a keeps one of two.
    assert measure(apart(0), BOTH, SOME, **{**DUO, "accounts": accounts}) == 50


def test_a_tier_that_is_not_planned_is_left_out() -> None:
    charter = {"tiers": {"opportunistic": {"planned": False}}}
    assert measure(apart(0), BOTH, SOME, charter=charter, **DUO) == 50


DECISION = """
    decision_id, action, campaign_id, account_id, rule_id, status, decided_by, decided_on, reason
    d, {}, me, 2027-02-01, so
"""


@pytest.mark.parametrize(
    ("decision", "beyond"),
    [
        ("drop, p, z, , decided", 50),
        ("drop, p, z, , proposed", Decimal("66.67")),
        ("waive, p, z, r, decided", 50),
        ("waive, , y, r, decided", 50),
        ("waive, p, , r, decided", 0),
    ],
)
def test_what_a_decision_drops_or_waives_is_left_out(decision: str, beyond: object) -> None:
    assert measure(apart(0), BOTH, SOME, decisions=DECISION.format(decision), **DUO) == beyond


def test_a_campaign_that_a_decision_takes_out_is_left_out() -> None:
    starts: dict[str, str | None] = {"p": None, "q": "2027-03-02"}
    decisions = DECISION.format("unschedule, p, , , decided")
    assert measure(least(100), starts, ["q/x"], **DUO) == 150
    assert measure(least(100), starts, ["q/x"], decisions=decisions, **DUO) == 50


@pytest.mark.parametrize(
    ("scope", "beyond"),
    [
        ({"tiers": ["strategic"]}, 0),
        ({"not_accounts": ["z"]}, 50),
        ({"not_countries": ["FR"]}, 0),  # b asks for nothing there: it has no share
        ({"campaigns": ["p"]}, 0),
        ({"bus": ["a", "b"]}, Decimal("66.67")),
        ({"not_bus": ["b"]}, 0),
    ],
)
def test_the_scope_chooses_placements(scope: dict[str, object], beyond: object) -> None:
    assert measure(apart(0, **scope), BOTH, SOME, **DUO) == beyond


def test_value_goes_to_the_campaigns_own_bu_and_not_to_partners() -> None:
    campaigns = DUO["campaigns"].replace("stage", "stage, partners").replace("Pilot, 1", "Pilot, 1, c")
    tables = {**DUO, "campaigns": campaigns.replace("Quest, 2", "Quest, 2,")}
    assert measure(least(100), BOTH, SOME, **tables) == Decimal("66.67")
    # The campaign is in scope as a partner's; its own BU is not.
    assert measure(least(100, bus=["c"]), BOTH, SOME, **tables) == 0


def test_a_bu_whose_requests_are_worth_nothing_has_no_share() -> None:
    campaigns = DUO["campaigns"].replace("stage", "stage, value").replace("Pilot, 1", "Pilot, 1, 0")
    tables = {**DUO, "campaigns": campaigns.replace("Quest, 2", "Quest, 2, 1")}
    assert measure({**apart(0), **least(100)}, BOTH, ["p/x", "q/x"], **tables) == 50


def test_what_cannot_start_at_all_was_asked_for_all_the_same() -> None:
    tables = {**DUO, "campaigns": DUO["campaigns"] + "    r, b, Rally, 3\n"}
    case = make_case({"id": "r", **apart(0)}, **{**tables, "audiences": DUO["audiences"] + "    r, x\n"})
    # A reader refuses it; a decision's ban may come to the same.
    late = date(2027, 4, 1)
    rows = [
        replace(row, earliest_start=late if row.name == "Rally" else None) for row in case.scenario.campaigns
    ]
    barred = Case(replace(case.scenario, campaigns=tuple(rows)), case.charter)
    verdict = judge(barred, make_schedule({**BOTH, "r": None}, ["p/x", "p/y", "p/z", "q/x", "q/y"]))
    assert verdict.measures == {"r": Decimal("33.34")}


# -- reading and saying -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ({}, "give max_difference, min_share or both"),
        ({"min_share": 101}, "less than or equal to 100"),
        ({"max_difference": "0.123"}, "decimal places"),
        ({"min_share": 50, "from": "2027-03-01"}, "no days"),
        ({"min_share": 50, "until": "2027-03-01"}, "no days"),
        (
            {"min_share": 50, "exceptions": [{"from": "03-01", "until": "03-02", "off": True}]},
            "no days",
        ),
    ],
)
def test_what_is_no_fairness(parameters: dict[str, object], wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        KINDS["fairness"].model_validate({"id": "r", "kind": "fairness", **parameters})


def test_a_finding_each() -> None:
    case = make_case({"id": "r", **apart(10), "min_share": 60, "level": "soft"}, **DUO)
    found = judge(case, make_schedule(BOTH, ["p/x", "q/x"])).judged
    assert [(row.finding.subject, float(row.finding.measure)) for row in found] == [
        ("b\na", 6.67),
        ("a", 26.67),
        ("b", 10),
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "Unit B keeps a share 66.67 percentage points above that of Unit A, limit 20",
                "Unit A keeps 33.33 % of the value it asks for, least 40 %",
            ],
        ),
        (
            "fr",
            [
                "Unit B garde une part supérieure de 66,67 points de pourcentage à celle de Unit A, "
                "limite 20",
                "Unit A garde 33,33 % de la valeur demandée, minimum 40 %",
            ],
        ),
    ],
)
def test_sentences(language: str, said: list[str]) -> None:
    rule = {**apart(20), "min_share": 40}
    assert sentences(rule, BOTH, SOME, language=language, **DUO) == said
