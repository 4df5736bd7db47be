"""Tiny cases of BUs that commit too many campaigns."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def committed_shares() -> Tiny:
    """Try shares of mandatory and fixed campaigns: kept where they are hard, passed at a price."""
    case = make_case(
        rule("commitments", "hard", max_share=50, not_campaigns=["t"]),
        rule("commitments", "soft", max_share="49.99", level="soft", weight="0.3"),
        end="2027-03-03",
        campaigns="""
            campaign_id, bu_id, name, stage, value, commitment, requested_start, partners
            p, a, P, 1, 5, mandatory, ,
            q, a, Q, 2, 4, optional, , b
            r, b, R, 1, 3, fixed, 2027-03-02, a
            s, b, S, 1, 3, , ,
            t, b, T, 1, 3, mandatory, , """,
        audiences="""
            campaign_id, account_id
            p, x
            q, x
            r, x
            s, y
            t, y""",
    )
    return Tiny(case, days={"s": ("2027-03-01",), "q": ("2027-03-02",), "t": ("2027-03-03",)})
