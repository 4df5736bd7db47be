"""Tiny cases of deals that others leave alone."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def protected_deals() -> Tiny:
    """Try touches of every sort while deals are open, of others, partners and the BU itself."""
    case = make_case(
        rule("deal_protection", "hard", deal_stages=["talk"], not_channels=["ad"], not_personas=["cto"],
             exceptions=[{"from": "2027-03-04", "until": "2027-03-04", "deal_stages": ["offer"]},
                         {"from": "03-05", "until": "03-05", "off": True}]),
        rule("deal_protection", "soft", deal_stages=["talk", "offer"], allow_stages=[2], level="soft",
             weight="0.7",
             exceptions=[{"from": "2027-03-03", "until": "2027-03-03", "allow_stages": [1]}]),
        rule("deal_protection", "narrow", deal_stages=["offer"], channels=["call"], personas=["cfo"],
             level="soft", until="2027-03-04"),
        end="2027-03-06",
        settings={"as_of": "2027-03-02"},
        charter={"slip_days": 2},
        business_units="""
            bu_id, name, sales_cycle_months
            a, A, 0.1
            b, B,
            c, C, """,
        accounts="""
            account_id, name, control
            x, X,
            y, Y,
            z, Z, yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, partners
            p, b, P, 1, 5,
            q, b, Q, 2, 4, a
            r, a, R, 1, 3, """,
        touches="""
            campaign_id, step, offset_days, channel, personas
            p, 1, 0, email,
            p, 2, 1, call, cfo; cto
            p, 3, 2, ad,
            q, 1, 0, call, cfo
            q, 2, 2, internal, """,
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            p, z
            q, x
            r, x""",
        opportunities="""
            opportunity_id, bu_id, account_id, deal_stage, status, opened_on, expected_close
            1, a, x, talk, open, 2027-03-01, 2027-03-03
            2, a, x, talk, target, 2027-03-01, 2027-03-07
            3, a, y, talk, open, , 2027-03-01
            4, a, z, talk, open, , 2027-03-07
            5, a, x, offer, open, 2027-03-04,
            6, c, x, offer, open, 2027-03-03, 2027-03-04
            7, c, x, offer, lost, , 2027-03-09""",
    )  # fmt: skip
    return Tiny(case, days={"q": ("2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05"),
                            "r": ("2027-03-03", "2027-03-04")})  # fmt: skip
