"""Tiny cases of accounts that belong to one BU for a time."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def reserved_accounts() -> Tiny:
    """Try touches on reserved accounts, which change hands, of others, partners and the BU itself."""
    case = make_case(
        rule("account_reservation", "hard", tiers=["strategic"], bu="a", from_="2027-03-02",
             until="2027-03-05", not_channels=["ad"], not_personas=["cto"],
             exceptions=[{"from": "2027-03-04", "until": "2027-03-04", "bu": "b"},
                         {"from": "03-03", "until": "03-03", "off": True}]),
        rule("account_reservation", "soft", accounts=["x", "y"], bu="c", level="soft", weight="0.7",
             channels=["call", "ad"], personas=["cfo", "cto"]),
        end="2027-03-06",
        accounts="""
            account_id, name, tier, control
            x, X, strategic,
            y, Y, ,
            z, Z, strategic, yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, partners
            p, b, P, 1, 5,
            q, b, Q, 2, 4, a; c
            r, a, R, 1, 3, """,
        touches="""
            campaign_id, step, offset_days, channel, personas
            p, 1, 0, email,
            p, 2, 1, call, cfo; cto
            p, 3, 2, ad, cfo
            q, 1, 0, call, cfo
            q, 2, 2, internal,
            r, 1, -1, call, cfo
            r, 2, 0, mail, """,
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            p, z
            q, x
            r, x""",
    )  # fmt: skip
    return Tiny(case, days={"q": ("2027-03-02", "2027-03-04")})
