"""Tiny cases of campaigns in their windows of the sales cycle."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def windows_of_the_cycle() -> Tiny:
    """Try windows before closes of every origin: told, from the opening, slipped, past, a target's."""
    case = make_case(
        rule("sales_cycle", "hard", windows={1: [0, "0.25"], 2: ["0.5", "0.75"], 3: [1, 1]}, cap_days=9,
             not_bus=["c"],
             exceptions=[{"from": "2027-03-06", "until": "2027-03-06", "windows": {2: [0, 1]}},
                         {"from": "03-03", "until": "03-03", "off": True}]),
        rule("sales_cycle", "soft", windows={1: ["0.33", "0.5"], 2: [0, "0.25"]}, cap_days=2, level="soft",
             weight="0.3", exceptions=[{"from": "2027-03-05", "until": "2027-03-05", "cap_days": 1}]),
        end="2027-03-07",
        settings={"as_of": "2027-03-02"},
        charter={"slip_days": 4},
        business_units="""
            bu_id, name, sales_cycle_months
            a, A, 0.33
            b, B, 0.2
            c, C, """,
        accounts="""
            account_id, name, control
            x, X,
            y, Y,
            z, Z, yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, partners, launch
            p, a, P, 1, 5, c,
            q, b, Q, 2, 4, a, per_account
            r, c, R, 3, 3, , """,
        touches="""
            campaign_id, step, offset_days
            p, 1, 0
            p, 2, -1""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            p, z
            q, x
            q, y
            r, x""",
        opportunities="""
            opportunity_id, bu_id, account_id, deal_stage, status, opened_on, expected_close
            1, a, x, talk, open, , 2027-03-14
            2, a, x, talk, target, , 2027-03-13
            3, a, x, talk, won, , 2027-03-05
            4, a, y, talk, open, 2027-03-02,
            5, a, z, talk, target, , 2027-03-01
            6, a, z, talk, open, , 2027-03-03
            7, b, x, talk, open, , 2027-02-14
            8, b, y, talk, target, , 2027-02-14
            9, b, y, talk, target, ,""",
    )  # fmt: skip
    return Tiny(case, days={"p": ("2027-03-02", "2027-03-05", "2027-03-06", "2027-03-07"),
                            "q": tuple(f"2027-03-0{number}" for number in range(2, 8)),
                            "r": ("2027-03-02",)})  # fmt: skip
