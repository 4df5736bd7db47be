"""Tiny cases of dependencies between campaigns."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def chains() -> Tiny:
    """Try lags of both types between campaigns launched together and in waves, cycles included."""
    case = make_case(
        rule("dependency", "hard", not_campaigns=["s"]),
        rule("dependency", "soft", level="soft", weight="0.5", from_="2027-03-03",
             exceptions=[{"from": "2027-03-05", "until": "2027-03-05", "off": True}]),
        end="2027-03-06",
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, launch,wave_gap_days,requested_start,status
            p, a, P, 1, 5, 2, , , 2027-03-02,
            q, b, Q, 2, 4, 1, per_wave, 2, 2027-03-03,
            s, c, S, 3, 3, 1, , , ,
            gone, c, Gone, 3, 3, 1, , , , cancelled
            past, c, Past, 3, 3, 1, , , , done""",
        audiences="""
            campaign_id, account_id, wave
            p, x, 1
            q, x, 1
            q, y, 2
            s, y, 1""",
        dependencies="""
            predecessor, successor, type, min_lag_days, max_lag_days, if_absent
            p, q, , -1, 1,
            q, s, start_to_start, 1, 2, block
            q, s, , -2, 3,
            s, p, start_to_start, -9, , block
            gone, s, , , , block
            past, q, , 5, , block
            gone, p, , 5, , """,
    )  # fmt: skip
    return Tiny(case, days={"s": ("2027-02-28", "2027-03-02", "2027-03-04", "2027-03-06")})


def chains_by_account() -> Tiny:
    """Try lags account by account, one of them watched only, another without a predecessor."""
    case = make_case(
        rule("dependency", "hard"),
        rule("dependency", "soft", level="soft", weight=2, bus=["a", "b"]),
        end="2027-03-04",
        accounts="""
            account_id, name, control
            x, X,
            y, Y, yes
            z, Z, """,
        campaigns="""
            campaign_id, bu_id, name, stage, value, launch, commitment, min_accounts
            p, a, P, 1, 5, per_account, ,
            q, b, Q, 2, 4, per_account, mandatory, 50%""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            q, y
            q, z""",
        dependencies="""
            predecessor, successor, type, min_lag_days, max_lag_days, if_absent
            p, q, , , 1, block""",
    )
    return Tiny(case, days={"p": ("2027-03-01", "2027-03-02", "2027-03-04"),
                            "q": ("2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04")})  # fmt: skip
