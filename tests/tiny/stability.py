"""Tiny cases of what was published and may change."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def published() -> Tiny:
    """Try changes to launches of every sort: frozen ones, a BU's, priced ones; some that must be."""
    case = make_case(
        rule("stability", "frozen", frozen_until="2027-03-03", not_campaigns=["r"]),
        rule("stability", "soft", frozen_until="2027-03-05", level="soft", weight="0.3",
             bus=["b", "c"], not_campaigns=["r"]),
        rule("stability", "few", max_changes=3, published="runs/last"),
        rule("stability", "priced", max_changes=1, change_weight="0.45", level="soft", weight=2,
             published="runs/last"),
        rule("stability", "hard_priced", frozen_until="2027-03-04", change_weight="0.01", tags=["t"]),
        rule("stability", "listed", max_changes=0, change_weight=3, level="report"),
        end="2027-03-05",
        settings={"as_of": "2027-03-02"},
        accounts="""
            account_id, name, control
            x, X,
            y, Y,
            z, Z, yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, launch, partners, tags, wave_gap_days
            p, a, P, 1, 3, , b, ,
            q, b, Q, 1, 2, per_account, , t,
            r, c, R, 1, 2, per_wave, , , 1""",
        audiences="""
            campaign_id, account_id, wave
            p, x, 1
            p, y, 1
            p, z, 1
            q, x, 1
            q, z, 1
            r, x, 1
            r, y, 2""",
        published="""
            campaign_id, account_id, start
            gone, x, 2027-03-02
            p, x, 2027-03-02
            p, y, 2027-03-04
            p, z, 2027-03-02
            q, x, 2027-03-03
            q, y, 2027-03-03
            q, z, 2027-03-02
            r, x, 2027-03-01
            r, y, 2027-03-04""",
        decisions="""
            decision_id, action, campaign_id, account_id, rule_id, decided_by, decided_on, reason
            1, drop, p, y, , me, 2027-02-01, so
            2, waive, p, y, frozen, me, 2027-02-01, so
            3, waive, p, y, soft, me, 2027-02-01, so
            4, waive, q, x, few, me, 2027-02-01, so""",
    )  # fmt: skip
    days = ("2027-03-02", "2027-03-03", "2027-03-04")
    return Tiny(case, days={"p": days[:2], "q": days[:2], "r": days})
