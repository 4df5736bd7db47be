"""A tiny case of campaigns that belong together."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def bundles() -> Tiny:
    """Try bundles far apart, in part and whole: out of scope, waived, dropped by decision, watched."""
    case = make_case(
        rule("bundle", "near", within_days=2, reward="0.5",
             exceptions=[{"from": "2027-03-04", "until": "2027-03-04", "within_days": 1, "reward": 2},
                         {"from": "03-05", "until": "03-05", "off": True}]),
        rule("bundle", "whole", all_or_none=True, not_campaigns=["r"], accounts=["x", "y", "z"],
             exceptions=[{"from": "2027-03-02", "until": "2027-03-03", "within_days": 0}]),
        rule("bundle", "soft", within_days=1, all_or_none=True, reward="0.3", level="soft", weight="0.7",
             until="2027-03-05",
             exceptions=[{"from": "2027-03-03", "until": "2027-03-03", "all_or_none": False}]),
        end="2027-03-06",
        accounts="""
            account_id, name, control
            x, X,
            y, Y,
            z, Z, yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, bundle, start_days
            p, a, P, 1, 5, g, mon tue thu sat
            q, b, Q, 2, 4, g, mon wed fri
            r, c, R, 1, 3, g, wed thu""",
        touches="campaign_id, step, offset_days\np, 1, -1\np, 2, 1",
        audiences="""
            campaign_id, account_id
            p, x
            p, z
            q, x
            q, y
            r, x
            r, y
            r, z""",
        decisions="""
            decision_id, action, campaign_id, account_id, rule_id, decided_by, decided_on, reason
            1, drop, q, y, , me, 2027-02-01, so
            2, waive, q, y, soft, me, 2027-02-01, so""",
    )  # fmt: skip
    return Tiny(
        case,
        days={
            "p": ("2027-03-01", "2027-03-02", "2027-03-04", "2027-03-06"),
            "q": ("2027-03-01", "2027-03-03", "2027-03-05"),
            "r": ("2027-03-03", "2027-03-04"),
        },
    )
