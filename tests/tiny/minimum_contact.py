"""Tiny cases of accounts that must be touched."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def weeks_with_touches() -> Tiny:
    """Try a least number of touches a week: history, scopes, accounts that nobody asks for any more."""
    case = make_case(
        rule("minimum_contact", "week", min=1, period="week", channels=["email", "call"],
             exceptions=[{"from": "2027-03-08", "until": "2027-03-08", "min": 2}]),
        rule("minimum_contact", "soft", min=1, period="week", level="soft", weight="0.3", bus=["a"],
             personas=["cfo"], not_personas=["cto"],
             exceptions=[{"from": "03-08", "until": "03-10", "off": True}]),
        rule("minimum_contact", "stage", min=3, period="week", level="soft", stages=[2],
             not_channels=["call"], from_="2027-03-02"),
        start="2027-02-27",
        end="2027-03-14",
        charter={"tiers": {"opportunistic": {"planned": False}}},
        accounts="""
            account_id, name, tier, control
            v, V, ,
            w, W, opportunistic,
            x, X, ,
            y, Y, , yes
            z, Z, , """,
        campaigns="""
            campaign_id, bu_id, name, stage, value, start_days
            p, a, P, 1, 1, mon fri
            q, b, Q, 2, 4, sun mon
            r, c, R, 1, 3, sat""",
        touches="""
            campaign_id, step, offset_days, channel, personas
            p, 1, 0, email, cfo
            p, 2, 3, call, cto
            q, 1, 0, ,
            q, 2, 1, ad,
            q, 3, 1, internal, """,
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, w
            q, x
            r, v
            r, x""",
        history="""
            date, account_id, bu_id, campaign_id, channel, persona
            2027-02-28, x, b, , email,
            2027-03-03, x, b, p, email,
            2027-03-04, x, a, old, ad,
            2027-03-14, x, a, , , cto
            2027-03-15, x, a, , , """,
        decisions="""
            decision_id, action, campaign_id, account_id, decided_by, decided_on, reason
            1, drop, r, v, me, 2027-02-01, so""",
    )  # fmt: skip
    mondays_and_fridays = ("2027-03-01", "2027-03-05", "2027-03-08", "2027-03-12")
    return Tiny(
        case,
        days={
            "p": (*mondays_and_fridays, "2027-03-02"),
            "q": ("2027-03-01", "2027-03-07", "2027-03-08", "2027-03-14"),
            "r": ("2027-03-06", "2027-03-13"),
        },
    )


def months_and_quarters_with_touches() -> Tiny:
    """Try whole months and quarters inside the horizon; only in which of them a touch lies matters."""
    case = make_case(
        rule("minimum_contact", "month", min=1, period="month", accounts=["x"], until="2027-05-31"),
        rule("minimum_contact", "quarter", min=1, period="quarter", level="soft", weight=2),
        start="2027-03-02",
        end="2027-07-30",
        campaigns="""
            campaign_id, bu_id, name, stage, value
            p, a, P, 1, 5
            q, b, Q, 2, 4""",
        audiences="""
            campaign_id, account_id
            p, x
            q, x
            q, y""",
    )
    ends = ("2027-03-02", "2027-03-31", "2027-04-01", "2027-04-30", "2027-05-01", "2027-05-31", "2027-06-01")
    return Tiny(case, days={"p": ends, "q": (*ends, "2027-06-30", "2027-07-01", "2027-07-30")})
