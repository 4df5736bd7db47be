"""Tiny cases of followers and their lead."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def leads() -> Tiny:
    """Try followers after the lead of each account: history within reach or not, release, decisions."""
    case = make_case(
        rule("lead_bu", "lead", lag_days=2, lookback_days=4, release_after=5, not_campaigns=["s"]),
        rule("lead_bu", "wish", lag_days=1, when_absent="block", level="soft", weight=3, lookback_days=0,
             exceptions=[{"from": "03-04", "until": "03-04", "lag_days": 3},
                         {"from": "2027-03-05", "until": "2027-03-05", "when_absent": "allow"},
                         {"from": "2027-03-02", "until": "2027-03-02", "off": True}]),
        end="2027-03-07",
        accounts="""
            account_id, name, lead_bu, control
            x, X, a,
            y, Y, c,
            z, Z, a, yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, partners
            p, a, P, 1, 5, 2,
            q, b, Q, 2, 4, 1,
            s, c, S, 1, 3, 1, """,
        touches="""
            campaign_id, step, offset_days, channel
            p, 1, 1,
            q, 1, -1,
            q, 2, 0,
            s, 1, 0, internal""",
        audiences="""
            campaign_id, account_id
            p, x
            q, x
            q, y
            q, z
            s, x""",
        history="""
            date, account_id, bu_id
            2027-02-27, x, a
            2027-03-06, y, c""",
        decisions="""
            decision_id, action, account_id, bu_id, from, until, decided_by, decided_on, reason
            1, lead, x, c, 2027-03-06, , me, 2027-02-01, so
            2, lead, y, b, , 2027-03-02, me, 2027-02-01, so""",
    )  # fmt: skip
    return Tiny(case, days={"p": ("2027-03-01", "2027-03-03", "2027-03-04", "2027-03-05", "2027-03-07"),
                            "s": ("2027-03-02", "2027-03-05")})  # fmt: skip


def dropped_lead() -> Tiny:
    """Try a lead whose placement a decision drops: it no longer asks, but a campaign it shares does."""
    case = make_case(
        rule("lead_bu", "lead", lag_days=1),
        rule("lead_bu", "soft", lag_days=2, level="soft", when_absent="block", bus=["b"]),
        end="2027-03-05",
        accounts="""
            account_id, name, lead_bu
            x, X, a
            y, Y, a""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, presence, channel, launch, partners
            p, a, P, 1, 5, , , per_account,
            q, b, Q, 2, 4, touches, , ,
            r, c, R, 3, 3, , , , a""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            q, y
            r, y""",
        decisions="""
            decision_id, action, campaign_id, account_id, decided_by, decided_on, reason
            1, drop, p, x, me, 2027-02-01, so""",
    )
    return Tiny(case, days={"p": ("2027-03-01", "2027-03-03", "2027-03-04")})
