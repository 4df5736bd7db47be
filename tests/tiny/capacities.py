"""Tiny cases of teams, resources and channels."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def teams() -> Tiny:
    """Try what BUs, resources and channels can carry, with waves of one campaign and a partner."""
    case = make_case(
        rule("capacity", "parallel", max_parallel=1,
             exceptions=[{"from": "03-02", "until": "03-02", "max_parallel": 0},
                         {"from": "03-05", "until": "03-05", "off": True}]),
        rule("capacity", "soft_parallel", max_parallel=0, level="soft", weight="0.1", bus=["b", "c"],
             not_bus=["c"]),
        rule("capacity", "kit", resources=True),
        rule("capacity", "soft_kit", resources=True, level="soft", not_campaigns=["q"], from_="2027-03-03"),
        start="2027-03-01",
        end="2027-03-06",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, presence, launch, partners, move_cost
            p, a, P, 1, 5, 2, , per_wave, , 0.3
            q, b, Q, 1, 4, 3, touches, , a, 0""",
        touches="""
            campaign_id, step, offset_days, channel
            q, 1, 0,
            q, 2, 2,
            q, 3, 3, internal""",
        audiences="""
            campaign_id, account_id, wave
            p, x, 1
            p, y, 2
            q, x, 1
            q, y, 1""",
        resources="""
            resource_id, capacity
            van, 3
            room, 1""",
        campaign_resources="""
            campaign_id, resource_id, units
            p, van, 2
            q, van, 2
            q, room, 1""",
    )  # fmt: skip
    return Tiny(case)


def channels() -> Tiny:
    """Try sends and touches of a channel a week, over the end of a week and on a watched account."""
    case = make_case(
        rule("capacity", "sends", channel="email", max_per_week=2),
        rule("capacity", "touches", channel="email", max_per_week=3, count="touches",
             exceptions=[{"from": "2027-03-08", "until": "2027-03-08", "max_per_week": 1}]),
        rule("capacity", "soft_sends", channel="call", max_per_week=0, level="soft", from_="2027-03-08"),
        rule("capacity", "soft_touches", channel="email", max_per_week=1, count="touches", level="soft",
             weight="0.4", stages=[1]),
        start="2027-03-05",
        end="2027-03-10",
        accounts="""
            account_id, name, control
            x, X,
            y, Y, yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, launch
            p, a, P, 1, 5,
            q, b, Q, 2, 4, per_account""",
        touches="""
            campaign_id, step, offset_days, channel
            p, 1, 0,
            p, 2, 2, email
            p, 3, 3, internal
            q, 1, 0, email
            q, 2, 0, call""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            q, y""",
    )  # fmt: skip
    return Tiny(case)
