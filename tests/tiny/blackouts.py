"""Tiny cases of days off: holidays, bridges, school holidays, and spans that come from calendars."""

from tests.cases import make_case
from tests.tiny.tiny import Tiny, rule


def days_off() -> Tiny:
    """Try Ascension and its bridge in three countries, and two calendars, one of which a rule names."""
    case = make_case(
        rule("blackout", "holidays", account_holidays="yes", until="2027-05-08", not_tags=["t"]),
        rule("blackout", "bridges", level="soft", weight="1.5", bridges="yes", calendars=["fair.ics"],
             exceptions=[{"from": "2027-05-08", "until": "2027-05-09", "off": True}]),
        rule("blackout", "school", level="soft", school_holidays=["A", "C"], not_channels=["call"]),
        rule("blackout", "plant", level="soft", weight="0.25", calendars=["fair.ics", "plant.ics"],
             account_holidays="yes", bridges="yes", school_holidays=["B"], personas=["cfo"]),
        start="2027-05-04",
        end="2027-05-10",
        settings={"country": "FR", "working_days": ["mon", "tue", "wed", "thu", "fri"]},
        business_units="""
            bu_id, name, country
            a, A, US
            b, B, FR""",
        accounts="""
            account_id, name, tier, country, subdivision
            x, X, strategic, ,
            y, Y, strategic, DE, SN
            z, Z, strategic, US, """,
        campaigns="""
            campaign_id, bu_id, name, stage, value, start_days, tags
            p, a, P, 1, 5, ,
            q, b, Q, 2, 4, tue wed fri, t""",
        touches="""
            campaign_id, step, offset_days, channel, personas
            p, 1, 0, email, cfo
            p, 2, 1, call,
            q, 1, 0, email,
            q, 2, 2, mail, cfo""",
        audiences="""
            campaign_id, account_id
            p, x
            p, y
            q, x
            q, z""",
        blackouts="""
            from, until, account_id, calendar, reason
            2027-05-05, 2027-05-05, , fair.ics, fair
            2027-05-05, 2027-05-06, y, plant.ics,
            2027-05-10, , x, , """,
    )  # fmt: skip
    return Tiny(case)
