"""Tiny cases of what launches cost."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def budgets() -> Tiny:
    """Try costs of launches and of accounts, shared with the group, in periods that overlap."""
    case = make_case(
        rule("budget", "hard", not_campaigns=["r"],
             exceptions=[{"from": "2027-03-04", "until": "2027-03-04", "off": True}]),
        rule("budget", "soft", level="soft", weight="0.07"),
        rule("budget", "late", level="soft", weight=2, bus=["b"], from_="2027-03-02"),
        rule("budget", "listed", level="report"),
        end="2027-03-05",
        accounts="""
            account_id, name, control
            x, X,
            y, Y, yes""",
        campaigns="""
            campaign_id, bu_id, name, stage, value, launch, cost, cost_per_account, group_share, start_days
            p, a, P, 1, 3, per_wave, 100, 7.5, 0.33, tue wed thu
            q, b, Q, 1, 2, per_account, 25.01, 3, , mon wed fri
            r, b, R, 1, 2, , 40, 10, 1, wed thu""",
        audiences="""
            campaign_id, account_id, wave
            p, x, 1
            p, y, 2
            q, x, 1
            q, y, 1
            r, x, 1
            r, y, 1""",
        budgets="""
            payer, period_start, period_end, amount
            a, 2027-03-01, 2027-03-03, 38.53
            a, 2027-03-04, 2027-03-05, 10
            b, 2027-03-01, 2027-03-02, 14
            b, 2027-03-02, 2027-03-04, 15.51
            c, 2027-03-01, 2027-03-05, 0
            group, 2027-03-03, 2027-03-05, 30""",
        decisions="""
            decision_id, action, campaign_id, account_id, rule_id, decided_by, decided_on, reason
            1, waive, p, y, soft, me, 2027-02-01, so
            2, waive, , x, late, me, 2027-02-01, so""",
    )  # fmt: skip
    days = tuple(f"2027-03-0{number}" for number in range(1, 6))
    return Tiny(case, days={"p": days[1:4], "q": days[::2], "r": days[2:4]})
