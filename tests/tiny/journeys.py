"""A tiny case of stages along journeys."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def rising_journeys() -> Tiny:
    """Try stages along a journey, a BU and an account, with what accounts have behind them."""
    case = make_case(
        rule("crescendo", "journey", reset_days=3, reward="0.5", min_gap_days=1, max_gap_days=3,
             exceptions=[{"from": "2027-03-05", "until": "2027-03-05", "reward": 2, "reset_days": 1},
                         {"from": "03-02", "until": "03-02", "off": True}]),
        rule("crescendo", "bu", along="bu", reset_days=1, reward=1, max_gap_days=4, level="soft",
             weight="0.75", bus=["a"]),
        rule("crescendo", "account", along="account", reset_days=2, reward="0.2", min_gap_days=2,
             level="soft", stages=[1, 2, 3, 5]),
        end="2027-03-06",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, journey, partners
            p, a, P, 1, 5, 2, ,
            q, b, Q, 2, 4, 1, a, a
            r, a, R, 3, 3, 1, , """,
        touches="""
            campaign_id, step, offset_days
            p, 1, 0
            q, 1, -1
            q, 2, 1""",
        audiences="""
            campaign_id, account_id
            p, x
            q, x
            q, y
            r, x""",
        engagement="""
            account_id, bu_id, stage, date
            x, a, 2, 2027-02-28
            x, b, 4, 2027-03-01
            y, b, 1, 2027-03-03
            y, b, 5, 2027-03-04
            y, c, 3, 2027-03-02""",
    )  # fmt: skip
    return Tiny(case)
