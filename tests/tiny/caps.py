"""Tiny cases of pressure: sliding windows, calendar periods, personas and groups of companies."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def sliding_caps() -> Tiny:
    """Try caps in sliding windows, per account and persona, over touches of all sorts and history."""
    case = make_case(
        rule("frequency_cap", "account", max="4.5", window_days=3,
             exceptions=[{"from": "2027-03-04", "until": "2027-03-05", "max": 3}]),
        rule("frequency_cap", "window", max="2.5", window_days=4, level="soft", weight="0.3",
             channels=["email", "call", "event"], not_personas=["cto"],
             exceptions=[{"from": "03-03", "until": "03-03", "window_days": 1},
                         {"from": "03-05", "until": "03-05", "off": True}]),
        rule("frequency_cap", "persona", per="persona", max=2, window_days=3, level="soft", weight=2,
             personas=["cfo"]),
        rule("frequency_cap", "unit", max=1, window_days=1, count_history=False, not_channels=["ad"],
             bus=["a"], from_="2027-03-02", level="soft", weight="0.07"),
        end="2027-03-06",
        settings={"overrun_days": 1},
        campaigns="""
            campaign_id, bu_id, name, stage, value, requested_start
            p, a, P, 1, 5, 2027-03-02
            q, b, Q, 1, 4.5, 2027-03-04
            r, a, R, 2, 3, """,
        touches="""
            campaign_id, step, offset_days, channel, personas, pressure
            p, 1, 0, email, cfo,
            p, 2, 2, call, cfo; cto,
            q, 1, 0, event, , 1.55
            r, 1, -1, ad, cto, 0.25
            r, 2, 0, , cfo, 0""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            r, x""",
        history="""
            date, account_id, bu_id, campaign_id, channel, persona, pressure
            2027-02-27, x, b, old, email, cfo,
            2027-03-04, x, c, , call, , 1.2
            2027-03-05, x, b, , event, cfo, 4
            2027-03-02, x, a, p, event, cfo, 9""",
    )  # fmt: skip
    return Tiny(case)


def periods_and_parents() -> Tiny:
    """Try caps per calendar period and group of companies, with a campaign under way, watched accounts."""
    case = make_case(
        rule("frequency_cap", "week", max=3, period="week", per="parent", not_accounts=["w"]),
        rule("frequency_cap", "month", max=2, period="month", level="soft", weight="1.5", per="parent"),
        rule("frequency_cap", "quarter", max="1.3", period="quarter", level="soft", accounts=["x", "z"],
             exceptions=[{"from": "2027-04-01", "until": "2027-12-31", "max": 1}]),
        start="2027-03-30",
        end="2027-04-03",
        accounts="""
            account_id, name, parent_id, control
            h, H, ,
            w, W, , yes
            x, X, h,
            y, Y, h, yes
            z, Z, w, """,
        campaigns="""
            campaign_id, bu_id, name, stage, value, duration_days, requested_start, status
            p, a, P, 1, 5, 1, 2027-04-01,
            q, b, Q, 1, 4, 2, ,
            run, c, Run, 1, 4, 10, 2027-03-25, running""",
        touches="""
            campaign_id, step, offset_days
            p, 1, 0
            p, 2, 1
            q, 1, 0
            run, 1, 0
            run, 2, 6
            run, 3, 7""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            p, z
            q, h
            q, z
            run, x""",
        history="""
            date, account_id, bu_id, persona
            2027-03-29, z, b,
            2027-04-20, x, b,
            2027-03-31, y, c, """,
    )  # fmt: skip
    return Tiny(case, days={"run": ("2027-03-24", "2027-03-25", "2027-03-30"),
                            "q": ("2027-03-30", "2027-03-31", "2027-04-01", "2027-04-02")})  # fmt: skip
