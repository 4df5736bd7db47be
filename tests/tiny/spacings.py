"""A tiny case of gaps between placements."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def spacings() -> Tiny:
    """Try gaps between occupied days of every kind, with partners, early touches, tasks and send days."""
    case = make_case(
        rule("spacing", "others", min_gap_days=2,
             exceptions=[{"from": "03-05", "until": "03-05", "off": True},
                         {"from": "2027-03-07", "until": "2027-03-07", "min_gap_days": 1}]),
        rule("spacing", "same", between="same_bu", min_gap_days=1, penalty_by_gap=[3, 0, 2], level="soft"),
        rule("spacing", "any", between="any", penalty_by_gap=[1, 5, 2, 1], level="soft", weight="0.25",
             from_="2027-03-03", until="2027-03-06"),
        rule("spacing", "any_hard", between="any", penalty_by_gap=[0, 1], tags=["t"]),
        end="2027-03-07",
        channels="""
            channel, name, pressure, send_days
            post, Post, 1, tue thu sat""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, presence, channel, partners, tags
            p, a, P, 1, 5, 4, touches, email, , t; u
            q, b, Q, 1, 4, 2, continuous, email, , t
            r, c, R, 1, 4, 1, touches, post, b,
            s, a, S, 1, 2, 2, touches, internal, ,
            t, c, T, 1, 2, 2, , internal, , t""",
        touches="""
            campaign_id, step, offset_days, channel
            p, 1, 0,
            p, 2, 3,
            q, 1, -1,
            q, 2, 0, internal
            q, 3, 5, internal
            r, 1, -2, internal
            r, 2, 1, """,
        audiences="""
            campaign_id, account_id
            p, x
            q, x
            r, x
            s, x
            t, x""",
    )  # fmt: skip
    days = tuple(f"2027-03-0{number}" for number in (1, 2, 4, 6))
    return Tiny(case, days={"p": days, "s": days[2:3], "t": days[1:3]})
