"""Natural units: what each kind's findings come to in things that people count."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

import pytest

from counterpoint.constraints.charter.checker import check, natural
from counterpoint.constraints.charter.natural import said
from tests.cases import make_case, make_schedule
from tests.tiny.every import TINY

TABLES: dict[str, Any] = {
    "accounts": """
        account_id, name, lead_bu, parent_id
        x, Account X, b,
        y, Account Y, b, x
    """,
    "campaigns": """
        campaign_id, bu_id, name, stage, duration_days, requested_start, tags, commitment, bundle, cost
        p, a, Pilot, 3, 2, 2027-03-01, a, mandatory, pack, 1000
        q, b, Quest, 2, 1, 2027-03-01, b, , pack, 250
        r, a, Rally, 1, 1, 2027-03-01, , mandatory, pack, 500.50
    """,
    "touches": """
        campaign_id, step, offset_days, channel, personas, pressure
        p, 1, 0, call, cfo; cto, 2
        q, 1, 0, call, cfo, 2
        r, 1, 0, email, cfo, 1
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        p, y
        q, x
        q, y
        r, x
    """,
    "dependencies": """
        predecessor, successor, min_lag_days, if_absent
        p, q, 5, block
        p, r, 3,
    """,
    "budgets": """
        payer, period_start, period_end, amount
        a, 2027-03-01, 2027-03-07, 300
        b, 2027-03-01, 2027-03-31, 249
    """,
    "published": """
        campaign_id, account_id, start
        p, x, 2027-03-02
        p, y, 2027-03-02
        q, x, 2027-03-03
        r, x, 2027-03-04
    """,
    "blackouts": """
        from, until, reason
        2027-03-02, 2027-03-03, shutdown
    """,
    "opportunities": """
        opportunity_id, bu_id, account_id, deal_stage, opened_on, expected_close
        o1, b, x, offer, 2027-01-01, 2027-04-01
        o2, b, y, offer, 2027-01-01, 2027-05-15
    """,
    "content": "content_id, ready_on\nfilm, 2027-03-04",
    "campaign_content": "campaign_id, content_id\nq, film\np, film",
    "business_units": "bu_id, name, sales_cycle_months\na, Unit A, 1\nb, Unit B, 2",
    "resources": "resource_id, capacity\nkit, 1",
    "campaign_resources": "campaign_id, resource_id, units\np, kit, 1\nq, kit, 2",
}
#: All on one day; in a row; the higher stage first.
SAME = {"p": "2027-03-02", "q": "2027-03-02", "r": "2027-03-02"}
ROW = {"p": "2027-03-01", "q": "2027-03-03", "r": "2027-03-05"}
ONE, OTHER = {"tags": ["a"]}, {"tags": ["b"]}
WEEK: dict[str, Any] = {"kind": "frequency_cap", "max": 3, "window_days": 7}

#: A rule, a calendar, and what is broken in English and French.
EXPECTED: Sequence[tuple[dict[str, Any], Mapping[str, str], str, str]] = [
    # Of 5 on x one call must go, of 4 on y the other: seven windows each, 2 too much in those of x.
    (
        WEEK,
        SAME,
        "2 accounts over the limit, 2 touches too many, 2 of pressure too much at worst",
        "2 comptes au-delà, 2 sollicitations de trop, 2 de pression de trop au pire",
    ),
    # The second call is too much on both; without it the email on x has room.
    (
        WEEK,
        ROW,
        "2 accounts over the limit, 2 touches too many, 2 of pressure too much at worst",
        "2 comptes au-delà, 2 sollicitations de trop, 2 de pression de trop au pire",
    ),
    (
        {**WEEK, "per": "persona", "max": 4},
        SAME,
        "1 person over the limit, 1 touch too many, 1 of pressure too much at worst",
        "1 interlocuteur au-delà, 1 sollicitation de trop, 1 de pression de trop au pire",
    ),
    (
        {"kind": "frequency_cap", "max": 8, "period": "month", "per": "parent"},
        SAME,
        "1 group over the limit, 1 touch too many, 1 of pressure too much at worst",
        "1 groupe au-delà, 1 sollicitation de trop, 1 de pression de trop au pire",
    ),
    (
        {"kind": "spacing", "min_gap_days": 3},
        ROW,
        "3 pairs too close, 2 accounts, 5 days missing",
        "3 paires trop proches, 2 comptes, 5 jours manquants",
    ),
    (
        {"kind": "spacing", "between": "same_bu", "penalty_by_gap": [9, 5]},
        {**ROW, "r": "2027-03-03"},
        "1 pair too close, 1 account, 1 day missing",
        "1 paire trop proche, 1 compte, 1 jour manquant",
    ),
    (
        {"kind": "concurrency", "max": 1},
        SAME,
        "2 accounts, 2 crowded days, 2 campaigns too many at worst",
        "2 comptes, 2 jours encombrés, 2 campagnes de trop au pire",
    ),
    (
        {"kind": "lead_bu", "lag_days": 4},
        {**ROW, "q": "2027-03-02"},
        "3 placements ahead of the lead, 2 accounts, 11 days missing",
        "3 placements avant le pilote, 2 comptes, 11 jours manquants",
    ),
    (
        {"kind": "crescendo"},
        ROW,
        "1 pair out of order, 1 account",
        "1 paire à rebours, 1 compte",
    ),
    (
        {"kind": "dependency"},
        ROW,
        "2 successors off their lag, 6 days off",
        "2 campagnes hors délai, 6 jours d'écart",
    ),
    (
        {"kind": "dependency"},
        {"q": "2027-03-03"},
        "1 successor without its predecessor",
        "1 campagne sans celle qui la précède",
    ),
    ({"kind": "blackout"}, ROW, "2 touches, 2 accounts", "2 points de contact, 2 comptes"),
    (
        {"kind": "capacity", "max_parallel": 0, "bus": ["a"]},
        ROW,
        "3 overloaded days, 1 too many at worst, 2 campaigns",
        "3 jours surchargés, 1 de trop au pire, 2 campagnes",
    ),
    (
        {"kind": "capacity", "resources": True},
        SAME,
        "1 overloaded day, 2 too many at worst, 2 campaigns",
        "1 jour surchargé, 2 de trop au pire, 2 campagnes",
    ),
    (
        {"kind": "capacity", "channel": "call", "max_per_week": 1},
        SAME,
        "1 overloaded week, 1 too many at worst, 2 campaigns",
        "1 semaine surchargée, 1 de trop au pire, 2 campagnes",
    ),
    (
        {"kind": "fairness", "max_difference": 10, "min_share": 50},
        {"q": "2027-03-01"},
        "1 BU short of its share, 90 percentage points at worst",
        "1 division lésée, 90 points au pire",
    ),
    (
        {"kind": "budget"},
        ROW,
        "2 budgets exceeded, 1,201 too much at worst, 3 campaigns",
        "2 budgets dépassés, 1\u202f201 de trop au pire, 3 campagnes",
    ),
    (
        {"kind": "stability", "frozen_until": "2027-03-03", "max_changes": 1},
        {"p": "2027-03-01", "q": "2027-03-03"},
        "1 frozen change, 2 changes beyond their BUs' limits, 2 campaigns",
        "1 changement gelé, 2 changements au-delà des limites, 2 campagnes",
    ),
    (
        {"kind": "compatibility", "mode": "never_together", "first": ONE, "second": OTHER},
        SAME,
        "2 clashes, 2 accounts",
        "2 conflits, 2 comptes",
    ),
    (
        {"kind": "minimum_contact", "min": 3, "period": "week"},
        ROW,
        "1 account, 1 touch missing",
        "1 compte, 1 contact manquant",
    ),
    (
        {"kind": "bundle", "within_days": 1, "all_or_none": True},
        {"q": "2027-03-01", "r": "2027-03-05"},
        "2 accounts, 3 days too far apart, 2 placements missing",
        "2 comptes, 3 jours d'écart en trop, 2 placements manquants",
    ),
    (
        {"kind": "account_reservation", "bu": "b", "accounts": ["x", "y"]},
        ROW,
        "3 touches, 2 accounts",
        "3 points de contact, 2 comptes",
    ),
    (
        {"kind": "deal_protection", "deal_stages": ["offer"]},
        ROW,
        "3 touches, 2 accounts, 2 deals disturbed",
        "3 points de contact, 2 comptes, 2 affaires dérangées",
    ),
    (
        {"kind": "sales_cycle", "windows": {2: [0.5, 1]}, "cap_days": 1},
        ROW,
        "1 placement out of its phase, 1 account, 43 days off",
        "1 placement hors phase, 1 compte, 43 jours d'écart",
    ),
    (
        {"kind": "content"},
        ROW,
        "2 campaigns, 4 days missing",
        "2 campagnes, 4 jours manquants",
    ),
    (
        {"kind": "commitments", "max_share": 0},
        {},
        "1 BU over its share, 2 campaigns to make optional",
        "1 division au-delà, 2 campagnes à libérer",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "starts", "english", "french"), EXPECTED, ids=lambda part: str(getattr(part, "get", str)("kind"))
)
def test_natural_units(rule: dict[str, Any], starts: Mapping[str, str], english: str, french: str) -> None:
    for language, expected in (("en", english), ("fr", french)):
        case = make_case({"id": "r", **rule}, settings={"language": language}, **TABLES)
        verdict = check(case, make_schedule(starts, case=case))
        rows = [row for row in verdict.violations if row.finding.rule_id == "r"]
        assert said(natural(verdict, rows), language) == expected


@pytest.mark.parametrize("name", TINY)
def test_whatever_is_broken_has_natural_units_in_both_languages(name: str) -> None:
    tiny = TINY[name]()
    for schedule in islice(tiny.schedules(), 0, None, 97):
        verdict = check(tiny.case, schedule)
        for rule_id in verdict.measures:
            rows = [row for row in verdict.violations if row.finding.rule_id == rule_id]
            amounts = natural(verdict, rows)
            assert amounts, rule_id
            assert all(amount.number > 0 for amount in amounts)
            assert len({amount.name for amount in amounts}) == len(amounts)
            for language in ("en", "fr"):
                assert not any(sign in said(amounts, language) for sign in "|{}")


def test_a_demand_of_the_input_counts_its_campaigns() -> None:
    case = make_case(**TABLES)
    verdict = check(case, make_schedule({"p": "2027-03-20", "q": "2027-03-21"}, case=case))
    assert said(natural(verdict, verdict.violations), "en") == "3 campaigns"


def test_only_the_findings_given_are_counted() -> None:
    case = make_case({"id": "r", **WEEK}, **TABLES)
    verdict = check(case, make_schedule(ROW, case=case))
    rows = [row for row in verdict.violations if row.finding.account_id == "y"]
    assert said(natural(verdict, rows), "en") == (
        "1 account over the limit, 1 touch too many, 1 of pressure too much at worst"
    )
