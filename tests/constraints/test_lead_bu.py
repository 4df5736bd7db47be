"""Lead BU: the lead of an account goes first, the others follow."""

from typing import Any

import pytest

from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences

RULE = {"kind": "lead_bu"}
ACCOUNTS = """
    account_id, name, lead_bu, control
    x, Account X, a, {x}
    y, Account Y, , no
"""
#: BU a leads x; a follower of BU b, and one of BU c.
TRIO: dict[str, Any] = {
    "accounts": ACCOUNTS.format(x="no"),
    "campaigns": """
        campaign_id, bu_id, name, stage, offer, tags
        lead, a, Opening, 1, oil, spring
        f, b, Follower, 2, gas, core
        g, c, Gatecrasher, 3, , core
    """,
    "audiences": """
        campaign_id, account_id
        lead, x
        f, x
        g, x
    """,
    "end": "2027-03-21",
}
#: The lead does not ask for x.
LEADERLESS: dict[str, Any] = {
    **TRIO,
    "audiences": """
        campaign_id, account_id
        lead, y
        f, x
        g, x
    """,
}


def starts(lead: int | None, f: int | None, g: int | None = None) -> dict[str, str | None]:
    """Start the lead's campaign and the followers' on these days of March 2027."""
    days = {"lead": lead, "f": f, "g": g}
    return {name: f"2027-03-{day:02}" if day else None for name, day in days.items()}


def history(*rows: str) -> str:
    """Write a table of history."""
    return "\n".join(("date, account_id, bu_id, campaign_id", *rows))


# -- the lag ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lag", "first", "breaks"),
    [
        (0, 4, 1),
        (0, 5, 0),  # the same day will do
        (0, 6, 0),
        (3, 7, 1),  # two days after the lead
        (3, 8, 0),  # three: on the bound
        (3, 9, 0),
        (3, 2, 1),  # before it
    ],
)
def test_a_follower_begins_the_lag_after_the_leads_first_touch(lag: int, first: int, breaks: int) -> None:
    assert measure({**RULE, "lag_days": lag}, starts(5, first), **TRIO) == breaks


def test_each_follower_counts() -> None:
    assert measure(RULE, starts(5, 4, 3), **TRIO) == 2
    assert measure(RULE, starts(5, 4, 5), **TRIO) == 1


@pytest.mark.parametrize(("first", "breaks"), [(6, 1), (7, 0), (8, 0)])
def test_what_counts_of_the_lead_is_its_first_touch_not_its_first_day(first: int, breaks: int) -> None:
    # The lead starts on 5 March and touches on the 7th and the 9th, written last step first.
    touches = """
        campaign_id, step, offset_days
        lead, 1, 4
        lead, 2, 2
    """
    assert measure(RULE, starts(5, first), touches=touches, **TRIO) == breaks


@pytest.mark.parametrize(("start", "breaks"), [(8, 1), (9, 1), (10, 0), (11, 0)])
def test_what_counts_of_the_follower_is_its_first_day_not_its_touch(start: int, breaks: int) -> None:
    # The follower touches two days after its start, which is its first day all the same.
    touches = """
        campaign_id, step, offset_days
        f, 1, 2
    """
    assert measure({**RULE, "lag_days": 5}, starts(5, start), touches=touches, **TRIO) == breaks


@pytest.mark.parametrize(("start", "breaks"), [(6, 1), (7, 0), (8, 0)])
def test_a_touch_before_the_start_is_the_followers_first_day(start: int, breaks: int) -> None:
    touches = """
        campaign_id, step, offset_days
        f, 1, -2
    """
    assert measure(RULE, starts(5, start), touches=touches, **TRIO) == breaks


def test_of_several_campaigns_of_the_lead_the_earliest_kept_one_counts() -> None:
    tables = {
        **TRIO,
        "campaigns": """
            campaign_id, bu_id, name, stage
            lead, a, Opening, 1
            late, a, Closing, 4
            f, b, Follower, 2
        """,
        "audiences": """
            campaign_id, account_id
            lead, x
            lead, y
            late, x
            f, x
        """,
    }
    days = {"lead": "2027-03-03", "late": "2027-03-09", "f": "2027-03-05"}
    assert measure(RULE, days, **tables) == 0
    assert measure(RULE, days, ["lead/y", "late/x", "f/x"], **tables) == 1


def test_partners_of_the_lead_do_not_follow_and_lead_for_it() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, partners
        lead, b, Opening, 1, a
        f, c, Follower, 2,
        g, c, Gatecrasher, 3, a
    """
    tables = {**TRIO, "campaigns": campaigns}
    # lead is BU b's, but a is its partner: it is no follower, and its touch is a touch of a. So is g.
    assert measure(RULE, starts(8, 5, 6), **tables) == 1
    assert measure(RULE, starts(8, 6, 6), **tables) == 0
    assert measure(RULE, starts(8, 7, None), **tables) == 1
    # Nor do they keep a lag to their own touch.
    assert measure({**RULE, "lag_days": 3}, starts(8, None, 6), **tables) == 0


def test_the_leads_own_campaigns_follow_nobody() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage
        lead, a, Opening, 1
        f, a, Second, 2
        g, a, Third, 3
    """
    tables = {**TRIO, "campaigns": campaigns}
    assert measure({**RULE, "lag_days": 3}, starts(5, 3, 1), **tables) == 0


def test_an_account_without_a_lead_is_open_to_all() -> None:
    audiences = """
        campaign_id, account_id
        lead, y
        f, y
        g, x
    """
    tables = {**TRIO, "audiences": audiences}
    assert measure({**RULE, "when_absent": "block"}, starts(5, 3), **tables) == 0


# -- without a touch of the lead --------------------------------------------------------------------


@pytest.mark.parametrize("when_absent", ["allow", "block"])
def test_a_lead_that_asked_and_is_not_placed_bars_its_followers(when_absent: str) -> None:
    assert measure({**RULE, "when_absent": when_absent}, starts(None, 5, 6), **TRIO) == 2


@pytest.mark.parametrize(("when_absent", "breaks"), [("allow", 0), ("block", 2)])
def test_a_lead_that_did_not_ask_bars_its_followers_only_by_block(when_absent: str, breaks: int) -> None:
    # Its touch of y on 1 March opens nothing on x.
    assert measure({**RULE, "when_absent": when_absent}, starts(1, 5, 6), **LEADERLESS) == breaks


@pytest.mark.parametrize(
    ("action", "account", "status", "expires", "breaks"),
    [
        ("drop", "x", "decided", "", 0),
        ("drop", "", "decided", "", 0),
        ("unschedule", "", "decided", "", 0),
        ("drop", "x", "proposed", "", 1),
        ("drop", "x", "revoked", "", 1),
        ("drop", "x", "decided", "2027-02-28", 1),  # expired the day before as_of
        ("drop", "x", "decided", "2027-03-01", 0),
    ],
)
def test_a_lead_whose_placement_a_decision_drops_has_not_asked(
    action: str, account: str, status: str, expires: str, breaks: int
) -> None:
    decisions = f"""
        decision_id, action, campaign_id, account_id, status, expires_on, reason, decided_by, decided_on
        d1, {action}, lead, {account}, {status}, {expires}, agreed, committee, 2027-02-01
    """
    assert measure(RULE, starts(None, 5), decisions=decisions, **TRIO) == breaks


def test_a_lead_that_asks_as_a_partner_has_asked() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, partners
        lead, c, Opening, 1, a
        f, b, Follower, 2,
        g, c, Gatecrasher, 3,
    """
    assert measure(RULE, starts(None, 5), **{**TRIO, "campaigns": campaigns}) == 1


def test_a_lead_that_makes_no_contact_has_no_touch() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, channel
        lead, a, Opening, 1, internal
        f, b, Follower, 2, email
        g, c, Gatecrasher, 3, email
    """
    assert measure(RULE, starts(1, 5), **{**TRIO, "campaigns": campaigns}) == 1


# -- history ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("touched", "breaks"),
    [
        ("2027-03-01", 1),  # four days before a follower on 5 March, eleven lookback days: too recent
        ("2027-02-28", 0),  # five: on the lag
        ("2027-02-27", 0),
        ("2027-02-22", 0),  # eleven: on the lookback
        ("2027-02-21", 1),  # twelve: too long ago
        ("2027-03-05", 1),
        ("2027-03-06", 1),  # promised, but after the follower's first day
    ],
)
def test_a_touch_of_the_lead_in_history_leads_for_the_lookback(touched: str, breaks: int) -> None:
    rule = {**RULE, "lag_days": 5, "lookback_days": 11}
    assert measure(rule, starts(None, 5), history=history(f"{touched}, x, a,"), **TRIO) == breaks
    # The same where the lead asks for nothing, but must be there.
    rule = {**rule, "when_absent": "block"}
    assert measure(rule, starts(None, 5), history=history(f"{touched}, x, a,"), **LEADERLESS) == breaks


def test_a_promised_touch_leads_from_its_day_on() -> None:
    table = history("2027-03-08, x, a,")
    assert measure(RULE, starts(None, 7), history=table, **TRIO) == 1
    assert measure(RULE, starts(None, 8), history=table, **TRIO) == 0


def test_a_touch_promised_for_later_binds_nobody_where_the_lead_asks_for_nothing() -> None:
    assert measure(RULE, starts(None, 5), history=history("2027-03-06, x, a,"), **LEADERLESS) == 0


def test_a_recent_touch_in_history_binds_where_the_lead_asks_for_nothing() -> None:
    # With a touch there is a lag to keep; without one, allow lets the follower go.
    rule = {**RULE, "lag_days": 5}
    assert measure(rule, starts(None, 5), history=history("2027-03-04, x, a,"), **LEADERLESS) == 1
    assert measure(rule, starts(None, 5), **LEADERLESS) == 0


def test_the_earlier_of_history_and_calendar_is_the_first_touch() -> None:
    rule = {**RULE, "lag_days": 5}
    # History on 1 March allows from 6 March on, the calendar's touch on the 4th only from the 9th.
    assert measure(rule, starts(4, 6), history=history("2027-03-01, x, a,"), **TRIO) == 0
    assert measure(rule, starts(4, 6), history=history("2027-03-02, x, a,"), **TRIO) == 1
    assert measure(rule, starts(1, 6), history=history("2027-03-02, x, a,"), **TRIO) == 0


@pytest.mark.parametrize(
    ("row", "breaks"),
    [
        ("2027-03-01, x, a,", 0),
        ("2027-03-01, y, a,", 1),  # another account
        ("2027-03-01, x, b,", 1),  # another BU
        ("2027-03-01, x, a, old", 0),
        ("2027-03-01, x, a, lead", 1),  # of a campaign in the schedule: its row counts in no rule
    ],
)
def test_only_the_leads_history_on_the_account_leads(row: str, breaks: int) -> None:
    assert measure(RULE, starts(None, 5), history=history(row), **TRIO) == breaks


def test_the_lookback_is_180_days_unless_told() -> None:
    # From 2 September 2026 to 1 March 2027 are 180 days.
    assert measure(RULE, starts(None, 1), history=history("2026-09-02, x, a,"), **TRIO) == 0
    assert measure(RULE, starts(None, 1), history=history("2026-09-01, x, a,"), **TRIO) == 1


# -- release and decisions --------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "breaks"), [(10, 1), (11, 0), (12, 0)])
@pytest.mark.parametrize("lead", [None, 20])
def test_followers_are_released_some_days_after_today(lead: int | None, first: int, breaks: int) -> None:
    # Today is 1 March.
    assert measure({**RULE, "release_after": 10}, starts(lead, first), **TRIO) == breaks


@pytest.mark.parametrize(("first", "breaks"), [(11, 1), (12, 0), (13, 0)])
def test_the_release_counts_from_as_of_not_from_the_horizon(first: int, breaks: int) -> None:
    settings = {"as_of": "2027-03-02"}
    assert measure({**RULE, "release_after": 10}, starts(20, first), settings=settings, **TRIO) == breaks


@pytest.mark.parametrize(
    ("first", "breaks"),
    [
        (4, 1),  # a leads, and comes on 5 March
        (6, 1),  # from here on c leads by decision, and comes on 12 March
        (10, 1),
        (11, 0),  # a leads again
    ],
)
def test_a_decision_gives_the_lead_to_another_bu_for_some_first_days(first: int, breaks: int) -> None:
    decisions = """
        decision_id, action, account_id, bu_id, from, until, decided_by, decided_on, reason
        d1, lead, x, c, 2027-03-06, 2027-03-10, committee, 2027-02-01, agreed
    """
    assert measure(RULE, starts(5, first, 12), decisions=decisions, **TRIO) == breaks


def test_a_decision_can_give_a_lead_to_an_account_without_one() -> None:
    tables = {
        **TRIO,
        "audiences": """
            campaign_id, account_id
            lead, y
            f, y
            g, x
        """,
        "decisions": """
            decision_id, action, account_id, bu_id, decided_by, decided_on, reason
            d1, lead, y, a, committee, 2027-02-01, agreed
        """,
    }
    assert measure(RULE, starts(5, 4), **tables) == 1
    assert measure(RULE, starts(5, 5), **tables) == 0


# -- scope, exceptions, waivers, control accounts ---------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "breaks"),
    [
        ({"bus": ["b"]}, 1),
        ({"not_bus": ["b"]}, 1),
        ({"bus": ["a"]}, 0),
        ({"stages": [2, 3]}, 2),  # the lead's own stage, 1, needs not be in scope
        ({"campaigns": ["f"]}, 1),
        ({"not_campaigns": ["lead"]}, 2),
        ({"offers": ["gas"]}, 1),
        ({"tags": ["core"]}, 2),
        ({"accounts": ["y"]}, 0),
        ({"tiers": ["multi_bu"]}, 2),
    ],
)
def test_the_scope_chooses_the_followers(scope: dict[str, Any], breaks: int) -> None:
    assert measure({**RULE, **scope}, starts(5, 4, 4), **TRIO) == breaks
    # The lead's touch serves them whether it is in scope or not.
    assert measure({**RULE, **scope}, starts(5, 5, 5), **TRIO) == 0


@pytest.mark.parametrize(
    ("span", "breaks"),
    [
        ({"from": "2027-03-04"}, 1),
        ({"from": "2027-03-05"}, 0),
        ({"until": "2027-03-04"}, 1),
        ({"until": "2027-03-03"}, 0),
    ],
)
def test_from_and_until_choose_the_followers_first_day(span: dict[str, str], breaks: int) -> None:
    assert measure({**RULE, **span}, starts(5, 4), **TRIO) == breaks


@pytest.mark.parametrize(
    ("change", "first", "breaks"),
    [
        ({"lag_days": 2}, 6, 1),  # outside the exception the lag is 3
        ({"lag_days": 2}, 7, 0),
        ({"lag_days": 4}, 8, 1),
        ({"lag_days": 4}, 9, 0),
        ({"off": True}, 7, 0),
        ({"off": True}, 6, 1),
        ({"release_after": 0}, 7, 0),
        ({"when_absent": "block"}, 7, 1),
    ],
)
def test_an_exception_holds_for_followers_that_begin_in_it(
    change: dict[str, Any], first: int, breaks: int
) -> None:
    exceptions = [{"from": "2027-03-07", "until": "2027-03-08", **change}]
    assert measure({**RULE, "lag_days": 3, "exceptions": exceptions}, starts(5, first), **TRIO) == breaks


def test_an_exception_can_block_or_look_back_otherwise() -> None:
    exceptions = [{"from": "03-07", "until": "03-08", "when_absent": "block", "lookback_days": 3}]
    rule = {**RULE, "exceptions": exceptions}
    assert [measure(rule, starts(1, day), **LEADERLESS) for day in (6, 7, 8, 9)] == [0, 1, 1, 0]
    table = history("2027-03-04, x, a,")
    assert [measure(rule, starts(1, day), history=table, **LEADERLESS) for day in (6, 7, 8, 9)] == [
        0,
        0,
        1,
        0,
    ]


@pytest.mark.parametrize(
    ("campaign", "account", "breaks"),
    [("f", "", 1), ("", "x", 0), ("f", "x", 1), ("f", "y", 2), ("lead", "", 2)],
)
def test_a_waiver_lets_a_follower_or_an_account_go(campaign: str, account: str, breaks: int) -> None:
    tables = {
        **TRIO,
        "audiences": """
            campaign_id, account_id
            lead, x
            f, x
            f, y
            g, x
        """,
        "decisions": f"""
            decision_id, action, rule_id, campaign_id, account_id, decided_by, decided_on, reason
            d1, waive, r, {campaign}, {account}, committee, 2027-02-01, agreed
        """,
    }
    assert measure(RULE, starts(5, 4, 4), ["lead/x", "f/x", "g/x"], **tables) == breaks


def test_a_control_account_is_only_reported() -> None:
    case = make_case({"id": "r", **RULE}, **{**TRIO, "accounts": ACCOUNTS.format(x="yes")})
    verdict = judge(case, make_schedule(starts(5, 4, 5), case=case))
    assert verdict.feasible
    assert verdict.measures == {"r": 1}


# -- what is said -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "lag", "lead", "sentence"),
    [
        (
            "en",
            5,
            5,
            "Follower begins on Account X on 6 March 2027, sooner than 5 days after its lead Unit A, "
            "whose first touch is on 5 March 2027",
        ),
        (
            "en",
            0,
            None,
            "Follower begins on Account X on 6 March 2027, before its lead Unit A, which has not touched it",
        ),
        (
            "fr",
            1,
            6,
            "Follower commence sur Account X le 6 mars 2027, avant le délai de 1 jour après Unit A, "
            "le pilote, dont le premier contact est le 6 mars 2027",
        ),
        (
            "fr",
            0,
            None,
            "Follower commence sur Account X le 6 mars 2027, avant Unit A, le pilote, "
            "qui ne l'a pas contacté",
        ),
    ],
)
def test_the_follower_is_named_with_the_lead_and_its_touch(
    language: str, lag: int, lead: int | None, sentence: str
) -> None:
    assert sentences({**RULE, "lag_days": lag}, starts(lead, 6), language=language, **TRIO) == [sentence]
