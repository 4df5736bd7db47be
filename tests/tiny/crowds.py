"""A tiny case of concurrency and blackouts."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def crowds() -> Tiny:
    """Try concurrency and blackouts: scopes of every sort, waivers, an account that is watched only."""
    case = make_case(
        rule("concurrency", "two", max=1, exceptions=[{"from": "03-03", "until": "03-04", "max": 0}],
             tiers=["strategic"], not_tags=["u"]),
        rule("concurrency", "soft", max=0, level="soft", weight="0.5", not_stages=[2], not_countries=["DE"]),
        rule("blackout", "quiet", until="2027-03-06", offers=["o"]),
        rule("blackout", "loud", level="soft", weight="1.25", not_channels=["ad"], countries=["DE", "FR"],
             not_offers=["n"], exceptions=[{"from": "2027-03-05", "until": "2027-03-05", "off": True}]),
        rule("blackout", "narrow", level="soft", channels=["email"], personas=["cfo"], not_personas=["cto"]),
        rule("blackout", "listed", level="report"),
        end="2027-03-05",
        settings={"overrun_days": 1, "country": "FR"},
        accounts="""
            account_id, name, tier, country, control
            x, X, strategic, ,
            y, Y, , DE,
            z, Z, strategic, , yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, presence, offer, tags
            p, a, P, 1, 5, 2, , o,
            q, b, Q, 2, 4, 3, touches, o,
            r, c, R, 3, 4, 1, , n, u""",
        touches="""
            campaign_id, step, offset_days, channel, personas
            p, 1, 0, email, cfo
            p, 2, 1, ad,
            q, 1, 0, call, cfo; cto
            q, 2, 0, email,
            q, 3, 2, email, """,
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            p, z
            q, x
            q, z
            r, x""",
        blackouts="""
            from, until, account_id, tier, bu_id, country, channel, persona
            2027-03-02, 2027-03-03, x, , b, , ,
            2027-03-03, 2027-03-04, , strategic, , , email,
            2027-03-04, , , , , DE, ,
            2027-03-05, 2027-03-06, , , , , , cfo""",
        decisions="""
            decision_id, action, campaign_id, account_id, rule_id, decided_by, decided_on, reason, expires_on
            1, waive, q, x, two, me, 2027-02-01, so,
            2, waive, , y, loud, me, 2027-02-01, so,
            3, waive, p, , two, me, 2027-02-01, so, 2027-02-28""",
    )  # fmt: skip
    return Tiny(
        case,
        days={
            "p": ("2027-02-28", "2027-03-01", "2027-03-03", "2027-03-04", "2027-03-05"),
            "r": ("2027-03-02", "2027-03-04", "2027-03-05"),
        },
    )
