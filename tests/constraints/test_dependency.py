"""Dependency: a campaign follows another, at least and at most some days later."""

from typing import Any

import pytest

from counterpoint.constraints.charter.checker import natural
from counterpoint.constraints.charter.natural import said
from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences

RULE = {"kind": "dependency"}
#: A study, and the offer that rests on it.
TWO: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, duration_days, offer, tags
        p, a, Study, 1, 3, oil, spring
        s, b, Offer, 4, 2, gas, core
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        s, x
    """,
    "end": "2027-03-21",
}


def lag(row: str = "end_to_start, 0, , free") -> str:
    """Write the table of dependencies with one row, from p to s."""
    return f"predecessor, successor, type, min_lag_days, max_lag_days, if_absent\np, s, {row}"


def starts(p: int | None, s: int | None) -> dict[str, str | None]:
    """Start the two campaigns on these days of March 2027."""
    return {name: f"2027-03-{day:02}" if day else None for name, day in (("p", p), ("s", s))}


# -- lags -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lags", "s", "missed"),
    [
        # p occupies 5 to 7 March: the day after is a lag of 0.
        ("0, ", 7, 1),
        ("0, ", 8, 0),
        ("0, ", 9, 0),
        ("2, ", 9, 1),
        ("2, ", 10, 0),
        ("2, ", 11, 0),
        ("2, ", 5, 5),
        ("-1, ", 6, 1),  # a negative lag lets them overlap
        ("-1, ", 7, 0),
        ("-1, ", 8, 0),
        ("0, 3", 11, 0),
        ("0, 3", 12, 1),
        ("0, 3", 10, 0),
        ("0, 3", 20, 9),
        ("1, 1", 8, 1),
        ("1, 1", 9, 0),
        ("1, 1", 10, 1),
    ],
)
def test_end_to_start_runs_from_the_day_after_the_predecessors_last(lags: str, s: int, missed: int) -> None:
    table = lag(f"end_to_start, {lags}, free")
    assert measure(RULE, starts(5, s), dependencies=table, **TWO) == missed


@pytest.mark.parametrize(
    ("lags", "s", "missed"),
    [
        ("0, ", 4, 1),
        ("0, ", 5, 0),
        ("0, ", 6, 0),
        ("4, ", 8, 1),
        ("4, ", 9, 0),
        ("4, ", 10, 0),
        ("-2, ", 2, 1),
        ("-2, ", 3, 0),
        ("-2, -1", 4, 0),
        ("-2, -1", 5, 1),
        ("0, 4", 9, 0),
        ("0, 4", 10, 1),
    ],
)
def test_start_to_start_is_the_difference_of_the_starts(lags: str, s: int, missed: int) -> None:
    table = lag(f"start_to_start, {lags}, free")
    assert measure(RULE, starts(5, s), dependencies=table, **TWO) == missed


def test_a_late_touch_makes_the_predecessor_end_later_and_an_early_one_no_start_earlier() -> None:
    # p starts on 5 March and touches last on the 10th; s touches two days before its start.
    touches = """
        campaign_id, step, offset_days
        p, 1, 5
        s, 1, -2
    """
    tables = {**TWO, "touches": touches}
    assert [measure(RULE, starts(5, day), dependencies=lag(), **tables) for day in (10, 11)] == [1, 0]
    table = lag("start_to_start, 0, , free")
    assert [measure(RULE, starts(5, day), dependencies=table, **tables) for day in (4, 5)] == [1, 0]


def test_rows_repeat_and_form_cycles_and_each_counts() -> None:
    table = (
        lag("start_to_start, 2, , free")
        + "\np, s, start_to_start, 3, , free\ns, p, start_to_start, -2, , free"
    )
    # 1 and 2 days short; 3 days is no more than 2 back: one missed the other way round.
    assert measure(RULE, starts(5, 6), dependencies=table, **TWO) == 1 + 2
    assert measure(RULE, starts(5, 8), dependencies=table, **TWO) == 1


# -- an absent predecessor --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("if_absent", "p", "s", "missed"),
    [
        ("free", None, 5, 0),
        ("block", None, 5, 1),
        ("block", 1, 5, 0),
        ("block", 1, None, 0),
        ("block", None, None, 0),
    ],
)
def test_block_lets_no_successor_run_without_its_predecessor(
    if_absent: str, p: int | None, s: int | None, missed: int
) -> None:
    table = lag(f"end_to_start, 0, , {if_absent}")
    assert measure(RULE, starts(p, s), dependencies=table, **TWO) == missed


@pytest.mark.parametrize(
    ("status", "missed"), [("draft", 1), ("cancelled", 1), ("done", 0), ("planned", 1), ("approved", 1)]
)
def test_a_predecessor_that_is_left_out_is_absent_but_one_that_is_done_stands(
    status: str, missed: int
) -> None:
    campaigns = f"""
        campaign_id, bu_id, name, stage, duration_days, status
        p, a, Study, 1, 3, {status}
        s, b, Offer, 4, 2, planned
    """
    table = lag("end_to_start, 2, , block")
    assert measure(RULE, starts(None, 1), dependencies=table, **{**TWO, "campaigns": campaigns}) == missed
    table = lag("end_to_start, 2, , free")
    assert measure(RULE, starts(None, 1), dependencies=table, **{**TWO, "campaigns": campaigns}) == 0


def test_a_predecessor_that_a_decision_unschedules_is_absent() -> None:
    decisions = """
        decision_id, action, campaign_id, decided_by, decided_on, reason
        d1, unschedule, p, committee, 2027-02-01, agreed
    """
    table = lag("end_to_start, 0, , block")
    assert measure(RULE, starts(None, 5), dependencies=table, decisions=decisions, **TWO) == 1


def test_a_running_predecessor_counts_from_its_real_dates() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, duration_days, status, requested_start
        p, a, Study, 1, 3, running, 2027-02-27
        s, b, Offer, 4, 2, planned,
    """
    tables = {**TWO, "campaigns": campaigns}
    days = [{"p": "2027-02-27", "s": f"2027-03-{day:02}"} for day in (1, 2, 3)]
    assert [measure(RULE, row, dependencies=lag(), **tables) for row in days] == [1, 0, 0]


# -- several launches -------------------------------------------------------------------------------

WAVES: dict[str, Any] = {
    **TWO,
    "campaigns": """
        campaign_id, bu_id, name, stage, launch
        p, a, Study, 1, per_wave
        s, b, Offer, 4, per_wave
    """,
    "audiences": """
        campaign_id, account_id, wave
        p, x, 1
        p, y, 2
        s, x, 1
        s, y, 2
    """,
}


def waves(p1: int | None, p2: int | None, s1: int | None, s2: int | None) -> dict[str, str | None]:
    """Start the waves on these days of March 2027."""
    names = ("p/1", "p/2", "s/1", "s/2")
    days = zip(names, (p1, p2, s1, s2), strict=True)
    return {name: f"2027-03-{day:02}" if day else None for name, day in days}


@pytest.mark.parametrize(
    ("days", "missed"),
    [
        ((3, 6, 7, 9), 0),
        ((3, 6, 6, 9), 1),  # the latest wave of the predecessor, the earliest of the successor
        ((3, 6, 4, 9), 3),
        ((3, None, 4, 9), 0),  # unscheduled waves bind none
        ((3, 6, None, 6), 1),
        ((3, 6, None, 7), 0),
        ((None, None, 1, 1), 0),
    ],
)
def test_the_predecessors_last_day_is_its_latest_and_each_start_the_earliest(
    days: tuple[int | None, ...], missed: int
) -> None:
    assert measure(RULE, waves(*days), dependencies=lag(), **WAVES) == missed


@pytest.mark.parametrize(
    ("days", "missed"), [((3, 6, 5, 9), 0), ((3, 6, 4, 9), 1), ((None, 6, 7, 9), 1), ((None, 6, 8, 9), 0)]
)
def test_from_start_to_start_the_earliest_of_both_count(days: tuple[int | None, ...], missed: int) -> None:
    table = lag("start_to_start, 2, , free")
    assert measure(RULE, waves(*days), dependencies=table, **WAVES) == missed


ACCOUNTS: dict[str, Any] = {
    **TWO,
    "campaigns": """
        campaign_id, bu_id, name, stage, launch
        p, a, Study, 1, per_account
        s, b, Offer, 4, per_account
    """,
    "accounts": """
        account_id, name
        x, Account X
        y, Account Y
        z, Account Z
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        p, y
        s, x
        s, y
        s, z
    """,
}


def accounts(
    px: int | None = None,
    py: int | None = None,
    *,
    sx: int | None = None,
    sy: int | None = None,
    sz: int | None = None,
) -> dict[str, str | None]:
    """Start the launches of accounts on these days of March 2027."""
    days = {"p/x": px, "p/y": py, "s/x": sx, "s/y": sy, "s/z": sz}
    return {name: f"2027-03-{day:02}" if day else None for name, day in days.items()}


@pytest.mark.parametrize(
    ("days", "free", "block"),
    [
        (accounts(3, 9, sx=4, sy=10), 0, 0),
        (accounts(3, 9, sx=3, sy=10), 1, 1),
        (accounts(3, 9, sx=2, sy=7), 2 + 3, 2 + 3),
        (accounts(None, 9, sx=2, sy=10), 0, 1),  # on x the predecessor is absent
        (accounts(3, 9, sx=4, sy=10, sz=5), 0, 1),  # z the predecessor does not ask for
        (accounts(None, None, sx=1, sy=1, sz=1), 0, 3),
    ],
)
def test_account_by_account_where_both_launch_so(days: dict[str, str | None], free: int, block: int) -> None:
    assert measure(RULE, days, dependencies=lag(), **ACCOUNTS) == free
    assert measure(RULE, days, dependencies=lag("end_to_start, 0, , block"), **ACCOUNTS) == block


@pytest.mark.parametrize(("one", "other"), [("per_account", "together"), ("per_account", "per_wave")])
def test_where_only_one_launches_per_account_all_its_launches_count_together(one: str, other: str) -> None:
    tables = {
        **ACCOUNTS,
        "campaigns": f"""
            campaign_id, bu_id, name, stage, launch
            p, a, Study, 1, {one}
            s, b, Offer, 4, {other}
        """,
    }
    key = "s/1" if other == "per_wave" else "s"
    days = {"p/x": "2027-03-03", "p/y": "2027-03-06"}
    found = [measure(RULE, {**days, key: f"2027-03-{s:02}"}, dependencies=lag(), **tables) for s in (5, 6, 7)]
    assert found == [2, 1, 0]


def test_on_a_control_account_a_lag_is_only_reported() -> None:
    table = """
        account_id, name, control
        x, Account X, yes
        y, Account Y, no
        z, Account Z, no
    """
    case = make_case({"id": "r", **RULE}, dependencies=lag(), **{**ACCOUNTS, "accounts": table})
    verdict = judge(case, make_schedule(accounts(3, 3, sx=1, sy=4), case=case))
    assert verdict.feasible
    assert verdict.measures == {"r": 3}
    assert not judge(case, make_schedule(accounts(3, 3, sx=4, sy=3), case=case)).feasible


def test_an_absent_predecessor_is_absent_on_each_account() -> None:
    tables = {
        **ACCOUNTS,
        "campaigns": """
            campaign_id, bu_id, name, stage, launch, status
            p, a, Study, 1, per_account, cancelled
            s, b, Offer, 4, per_account, planned
        """,
    }
    days = {"s/x": "2027-03-01", "s/y": "2027-03-02", "s/z": None}
    assert measure(RULE, days, dependencies=lag("end_to_start, 0, , block"), **tables) == 2


# -- scope, exceptions, waivers ---------------------------------------------------------------------


@pytest.mark.parametrize("status", ["planned", "cancelled"])
@pytest.mark.parametrize(
    ("scope", "counts"),
    [
        ({"bus": ["a", "b"]}, True),
        ({"bus": ["b"]}, False),  # a pair counts when both are in scope
        ({"bus": ["a"]}, False),
        ({"not_bus": ["c"]}, True),
        ({"campaigns": ["p", "s"]}, True),
        ({"not_campaigns": ["p"]}, False),
        ({"stages": [1, 4]}, True),
        ({"not_stages": [1]}, False),
        ({"offers": ["oil"]}, False),
        ({"not_tags": ["spring"]}, False),
    ],
)
def test_a_row_counts_when_both_campaigns_are_in_scope(
    status: str, scope: dict[str, Any], counts: bool
) -> None:
    campaigns = f"""
        campaign_id, bu_id, name, stage, offer, tags, status
        p, a, Study, 1, oil, spring, {status}
        s, b, Offer, 4, gas, core, planned
    """
    table = lag("end_to_start, 0, , block")
    days = starts(None, 5)
    assert measure({**RULE, **scope}, days, dependencies=table, **{**TWO, "campaigns": campaigns}) == counts


@pytest.mark.parametrize(
    ("rule", "missed"),
    [
        ({"from": "2027-03-06"}, 2),
        ({"from": "2027-03-07"}, 0),
        ({"until": "2027-03-06"}, 2),
        ({"until": "2027-03-05"}, 0),
        ({"exceptions": [{"from": "03-06", "until": "03-06", "off": True}]}, 0),
        ({"exceptions": [{"from": "03-07", "until": "03-09", "off": True}]}, 2),
    ],
)
def test_the_day_of_a_lag_is_the_successors_start(rule: dict[str, Any], missed: int) -> None:
    # p occupies 5 to 7 March, s starts on the 6th.
    assert measure({**RULE, **rule}, starts(5, 6), dependencies=lag(), **TWO) == missed


@pytest.mark.parametrize(
    ("campaign", "account", "missed"),
    [
        ("p", "", 0),
        ("s", "", 0),
        ("", "x", 3),  # left: y
        ("s", "x", 3),
        ("p", "x", 3),
        ("s", "z", 5),
    ],
)
def test_a_waiver_takes_a_campaign_or_a_launch_of_its_own_account_out(
    campaign: str, account: str, missed: int
) -> None:
    decisions = f"""
        decision_id, action, rule_id, campaign_id, account_id, decided_by, decided_on, reason
        d1, waive, r, {campaign}, {account}, committee, 2027-02-01, agreed
    """
    days = accounts(3, 9, sx=2, sy=7)
    assert measure(RULE, days, dependencies=lag(), decisions=decisions, **ACCOUNTS) == missed


def test_a_waiver_of_an_account_takes_its_launch_out_of_a_lag_between_campaigns() -> None:
    tables = {
        **ACCOUNTS,
        "campaigns": """
            campaign_id, bu_id, name, stage, launch
            p, a, Study, 1, together
            s, b, Offer, 4, per_account
        """,
        "decisions": """
            decision_id, action, rule_id, account_id, decided_by, decided_on, reason
            d1, waive, r, x, committee, 2027-02-01, agreed
        """,
    }
    days = {"p": "2027-03-05", "s/x": "2027-03-02", "s/y": "2027-03-04"}
    assert measure(RULE, days, dependencies=lag(), **tables) == 2


# -- what is said -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "p", "s", "sentence"),
    [
        ("en", 5, 7, "Offer starts on 7 March 2027, 1 day off its agreed lag after Study"),
        ("en", 5, 6, "Offer starts on 6 March 2027, 2 days off its agreed lag after Study"),
        ("fr", 5, 7, "Offer commence le 7 mars 2027, à 1 jour du délai convenu après Study"),
        ("en", None, 7, "Offer is scheduled on 7 March 2027 without Study, which it needs"),
        ("fr", None, 7, "Offer est planifiée le 7 mars 2027 sans Study, dont elle dépend"),
    ],
)
def test_both_campaigns_are_named(language: str, p: int | None, s: int, sentence: str) -> None:
    table = lag("end_to_start, 0, , block")
    assert sentences(RULE, starts(p, s), language=language, dependencies=table, **TWO) == [sentence]


PER_ACCOUNT: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, launch
        p, a, Study, 1, per_account
        s, b, Offer, 4, per_account
    """,
    "audiences": """
        campaign_id, account_id
        p, y
        s, x
        s, y
    """,
    "end": "2027-03-21",
}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            {
                "Offer on Account X is scheduled on 8 March 2027 without Study, which it needs",
                "Offer on Account Y starts on 7 March 2027, 1 day off its agreed lag after Study",
            },
        ),
        (
            "fr",
            {
                "Offer sur Account X est planifiée le 8 mars 2027 sans Study, dont elle dépend",
                "Offer sur Account Y commence le 7 mars 2027, à 1 jour du délai convenu après Study",
            },
        ),
    ],
)
def test_the_account_is_named_where_each_is_looked_at_by_itself(language: str, expected: set[str]) -> None:
    days = {"p/y": "2027-03-07", "s/x": "2027-03-08", "s/y": "2027-03-07"}
    table = lag("end_to_start, 0, , block")
    assert set(sentences(RULE, days, language=language, dependencies=table, **PER_ACCOUNT)) == expected


def test_a_campaign_that_lacks_another_on_two_accounts_is_one_campaign() -> None:
    days = {"s/x": "2027-03-08", "s/y": "2027-03-08"}
    case = make_case({"id": "r", **RULE}, dependencies=lag("end_to_start, 0, , block"), **PER_ACCOUNT)
    verdict = judge(case, make_schedule(days, case=case))
    assert said(natural(verdict, verdict.violations), "en") == "1 successor without its predecessor"


def test_a_cancelled_predecessor_is_named_as_well() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, status
        p, a, Study, 1, cancelled
        s, b, Offer, 4, planned
    """
    table = lag("end_to_start, 0, , block")
    (said,) = sentences(RULE, starts(None, 7), dependencies=table, **{**TWO, "campaigns": campaigns})
    assert "without Study" in said
