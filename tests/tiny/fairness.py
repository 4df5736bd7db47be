"""Tiny cases of what BUs keep of what they ask for."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def shares() -> Tiny:
    """Try shares of uneven values: watched and unplanned accounts, drops, waivers, a corporate BU."""
    case = make_case(
        rule("fairness", "apart", max_difference="42.85", not_campaigns=["s"]),
        rule("fairness", "both", max_difference=10, min_share="33.34", level="soft", weight="0.03"),
        rule("fairness", "least", min_share=50, level="soft", weight=2, countries=["FR"], not_bus=["c"]),
        rule("fairness", "hard_least", min_share="12.5", tiers=["strategic"]),
        rule("fairness", "listed", min_share=100, level="report"),
        charter={"tiers": {"opportunistic": {"planned": False}}},
        end="2027-03-03",
        settings={"country": "FR"},
        business_units="""
            bu_id, name, corporate
            a, A,
            b, B,
            c, C,
            group, Group, yes""",
        accounts="""
            account_id, name, tier, country, control
            v, V, opportunistic, ,
            w, W, strategic, , yes
            x, X, strategic, ,
            y, Y, strategic, ,
            z, Z, multi_bu, DE, """,
        campaigns="""
            campaign_id, bu_id, name, stage, value, partners, launch
            p, a, P, 1, 3, c,
            q, b, Q, 1, 1.5, , per_account
            r, group, R, 1, 1, ,
            s, c, S, 1, 0, , """,
        audiences="""
            campaign_id, account_id, value
            p, x, 4
            p, y,
            p, z, 7
            q, v,
            q, w,
            q, x,
            q, y, 2.5
            q, z, 9
            r, x,
            s, x, """,
        decisions="""
            decision_id, action, campaign_id, account_id, rule_id, decided_by, decided_on, reason
            1, drop, q, z, , me, 2027-02-01, so
            2, waive, , y, least, me, 2027-02-01, so""",
    )
    return Tiny(case, days=dict.fromkeys("pqrs", ("2027-03-02",)))
