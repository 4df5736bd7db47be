"""Tiny cases of what does not go together, and of what needs a forerunner."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def clashes() -> Tiny:
    """Try pairs that keep apart, in one order or in any, chosen by every selector and by what they share."""
    case = make_case(
        rule("compatibility", "together", mode="never_together", within_days=1,
             first={"offers": ["oil"]}, second={"tags": ["t"]},
             exceptions=[{"from": "2027-03-04", "until": "2027-03-04", "within_days": 2},
                         {"from": "03-02", "until": "03-02", "off": True}]),
        rule("compatibility", "soft_together", mode="never_together", level="soft", weight="0.3",
             first={"campaigns": ["p", "q"]}, second={"campaigns": ["q", "r"]}, not_tags=["u"]),
        rule("compatibility", "followed", mode="never_followed_by", within_days=0,
             first={"journeys": ["b"], "tags": ["t", "u"]}, second={"journeys": ["a"]}),
        rule("compatibility", "soft_followed", mode="never_followed_by", level="soft", weight=2,
             first={"tags": ["t"]}, second={"tags": ["t"]}, until="2027-03-04"),
        rule("compatibility", "offer", mode="no_repeat", same="offer", within_days=1, level="soft"),
        rule("compatibility", "content", mode="no_repeat", same="content", within_days=0, stages=[1, 2]),
        rule("compatibility", "tags", mode="no_repeat", same="tags", level="soft", weight="0.01"),
        end="2027-03-05",
        accounts="""
            account_id, name, control
            x, X,
            y, Y, yes""",
        campaigns="""
            campaign_id,bu_id,name,stage,value,duration_days,presence,channel,offer,tags,journey,start_days
            p, a, P, 1, 5, 2, , email, oil, t, , mon tue thu fri
            q, b, Q, 2, 4, 1, , email, oil, t; u, , mon tue thu fri
            r, c, R, 3, 3, 3, touches, email, , t, a, mon tue wed
            s, c, S, 1, 2, 2, touches, internal, oil, t, b, thu""",
        touches="""
            campaign_id, step, offset_days
            q, 1, -1
            q, 2, 0
            r, 1, 0
            r, 2, 2""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            q, y
            r, x
            s, x""",
        content="content_id, name, ready_on\nk, Kit, 2027-01-01\nm, Map, 2027-01-01",
        campaign_content="campaign_id, content_id\np, k\nq, k\nq, m\nr, m\ns, m",
        decisions="""
            decision_id, action, campaign_id, account_id, rule_id, decided_by, decided_on, reason
            1, waive, r, x, tags, me, 2027-02-01, so""",
    )  # fmt: skip
    days = ("2027-03-01", "2027-03-02", "2027-03-04", "2027-03-05")
    return Tiny(case, days={"p": days, "q": days, "r": (*days[:2], "2027-03-03"), "s": days[2:3]})


def forerunners() -> Tiny:
    """Try placements that need another one before them, in scope or not, themselves among the choice."""
    case = make_case(
        rule("compatibility", "after", mode="only_after", first={"tags": ["intro"]},
             second={"tags": ["offer"]}, min_lag_days=1, max_lag_days=2, bus=["a", "b"],
             exceptions=[{"from": "2027-03-04", "until": "2027-03-04", "max_lag_days": 3},
                         {"from": "03-06", "until": "03-06", "off": True}]),
        rule("compatibility", "soft_after", mode="only_after", first={"campaigns": ["q"]},
             second={"offers": ["oil"], "campaigns": ["p", "r"]}, level="soft", weight="0.7"),
        end="2027-03-06",
        accounts="""
            account_id, name, control
            x, X,
            y, Y,
            z, Z, yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, offer, tags
            p, a, P, 1, 5, 1, oil, offer; intro
            q, b, Q, 2, 4, 2, oil, offer
            r, c, R, 3, 3, 1, oil, intro""",
        touches="""
            campaign_id, step, offset_days
            p, 1, -1
            r, 1, 0
            r, 2, 1""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            q, z
            r, x""",
    )  # fmt: skip
    return Tiny(case)
