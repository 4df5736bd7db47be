"""Tiny cases of launches that wait for their content."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def late_content() -> Tiny:
    """Try launches of every kind before and after their content is ready, on watched accounts as well."""
    case = make_case(
        rule("content", "hard", not_campaigns=["q"],
             exceptions=[{"from": "2027-03-01", "until": "2027-03-01", "off": True}]),
        rule("content", "soft", level="soft", weight="0.4", from_="2027-03-02"),
        end="2027-03-04",
        accounts="""
            account_id, name, control
            x, X,
            y, Y, yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, launch
            p, a, P, 1, 5,
            q, b, Q, 2, 4, per_account
            r, a, R, 1, 3, per_wave""",
        touches="""
            campaign_id, step, offset_days
            q, 1, -1
            q, 2, 1""",
        audiences="""
            campaign_id, account_id, wave
            p, x, 1
            p, y, 1
            q, x, 1
            q, y, 1
            r, x, 1
            r, y, 2""",
        content="""
            content_id, ready_on
            film, 2027-03-04
            leaf, 2027-03-03
            page, 2027-02-01""",
        campaign_content="""
            campaign_id, content_id
            p, leaf
            p, page
            q, film
            q, leaf
            r, film""",
        decisions="""
            decision_id, action, campaign_id, account_id, rule_id, decided_by, decided_on, reason
            1, waive, q, x, hard, me, 2027-02-01, so""",
    )  # fmt: skip
    return Tiny(case, days={"p": ("2027-03-01", "2027-03-02", "2027-03-03"),
                            "q": ("2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04"),
                            "r": ("2027-03-01", "2027-03-02", "2027-03-04")})  # fmt: skip
