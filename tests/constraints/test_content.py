"""Content: no launch before what it shows is ready."""

from typing import Any

import pytest

from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences

RULE: dict[str, Any] = {"kind": "content"}
#: A campaign that needs a film (ready on 5 March) and a leaflet (3 March), and one that needs nothing.
PAIR: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, offer, tags
        p, a, Pilot, 1, oil, spring
        q, b, Quest, 4, gas, core
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        p, y
        q, x
    """,
    "content": """
        content_id, ready_on, name
        film, 2027-03-05, Film of the plant
        leaf, 2027-03-03,
        page, 2027-03-14,
    """,
    "campaign_content": """
        campaign_id, content_id
        p, film
        p, leaf
    """,
    "end": "2027-03-14",
}


def on(day: int | None, other: int | None = None) -> dict[str, str | None]:
    """Start the two campaigns on these days of March 2027."""
    return {name: f"2027-03-{at:02}" if at else None for name, at in (("p", day), ("q", other))}


@pytest.mark.parametrize(("day", "late"), [(1, 4), (2, 3), (3, 2), (4, 1), (5, 0), (6, 0), (14, 0)])
def test_days_from_the_first_day_to_the_last_content(day: int, late: int) -> None:
    assert measure(RULE, on(day), **PAIR) == late


def test_what_needs_no_content_and_what_is_not_scheduled_is_free() -> None:
    assert measure(RULE, on(None, 1), **PAIR) == 0


def test_each_launch_counts_once_whatever_it_keeps() -> None:
    assert measure(RULE, on(1), ["p/x"], **PAIR) == measure(RULE, on(1), ["p/x", "p/y"], **PAIR) == 4


def test_the_first_day_is_that_of_an_early_touch() -> None:
    tables = {**PAIR, "touches": "campaign_id, step, offset_days\np, 1, -2\np, 2, 0"}
    assert [measure(RULE, on(day), **tables) for day in (6, 7, 8)] == [1, 0, 0]
    # A touch after the start makes it no later.
    tables = {**PAIR, "touches": "campaign_id, step, offset_days\np, 1, 4"}
    assert [measure(RULE, on(day), **tables) for day in (4, 5)] == [1, 0]


def test_campaigns_share_content_and_each_waits_for_its_own() -> None:
    table = "campaign_id, content_id\np, leaf\nq, leaf\nq, film"
    tables = {**PAIR, "campaign_content": table}
    assert measure(RULE, on(2, 2), **tables) == 1 + 3
    assert measure(RULE, on(3, 4), **tables) == 0 + 1


# -- several launches -------------------------------------------------------------------------------


def test_each_wave_waits() -> None:
    tables = {
        **PAIR,
        "campaigns": "campaign_id, bu_id, name, stage, launch\np, a, Pilot, 1, per_wave",
        "audiences": "campaign_id, account_id, wave\np, x, 1\np, y, 2",
    }
    assert measure(RULE, {"p/1": "2027-03-02", "p/2": "2027-03-04"}, **tables) == 3 + 1


ALONE: dict[str, Any] = {
    **PAIR,
    "campaigns": "campaign_id, bu_id, name, stage, launch\np, a, Pilot, 1, per_account",
    "audiences": "campaign_id, account_id\np, x\np, y",
    "accounts": "account_id, name, control\nx, Account X, no\ny, Account Y, yes",
}


def test_a_launch_on_a_control_account_alone_is_only_reported() -> None:
    case = make_case({"id": "r", **RULE}, **ALONE)
    starts: dict[str, str | None] = {"p/x": "2027-03-05", "p/y": "2027-03-02"}
    verdict = judge(case, make_schedule(starts, case=case))
    assert verdict.feasible
    assert verdict.measures == {"r": 3}
    verdict = judge(case, make_schedule({"p/x": "2027-03-04", "p/y": None}, case=case))
    assert not verdict.feasible
    # Launched together, accounts that are watched change nothing.
    tables = {**ALONE, "campaigns": PAIR["campaigns"], "audiences": "campaign_id, account_id\np, y\nq, x"}
    case = make_case({"id": "r", **RULE}, **tables)
    assert not judge(case, make_schedule(on(2), case=case)).feasible


@pytest.mark.parametrize(
    ("campaign", "account", "late"), [("p", "", 0), ("", "x", 1), ("p", "x", 1), ("p", "y", 3)]
)
def test_a_waiver_takes_a_campaign_out_or_a_launch_made_for_an_account(
    campaign: str, account: str, late: int
) -> None:
    decisions = f"""
        decision_id, action, rule_id, campaign_id, account_id, decided_by, decided_on, reason
        d1, waive, r, {campaign}, {account}, committee, 2027-02-01, agreed
    """
    tables = {**ALONE, "accounts": "account_id, name\nx, Account X\ny, Account Y"}
    starts: dict[str, str | None] = {"p/x": "2027-03-02", "p/y": "2027-03-04"}
    assert measure(RULE, starts, decisions=decisions, **tables) == late
    # A launch for several accounts does not go out with one of them.
    assert measure(RULE, on(2), decisions=decisions, **PAIR) == (0 if not account else 3)


# -- scope and words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "late"),
    [
        ({"bus": ["a"]}, 2),
        ({"not_bus": ["a"]}, 0),
        ({"stages": [4]}, 0),
        ({"campaigns": ["p"]}, 2),
        ({"not_offers": ["oil"]}, 0),
        ({"tags": ["spring"]}, 2),
        ({"from": "2027-03-04"}, 0),
        ({"from": "2027-03-03", "until": "2027-03-03"}, 2),
        ({"until": "2027-03-02"}, 0),
    ],
)
def test_only_launches_in_scope_count(scope: dict[str, Any], late: int) -> None:
    assert measure({**RULE, **scope}, on(3), **PAIR) == late


def test_the_day_of_a_launch_is_its_start() -> None:
    tables = {**PAIR, "touches": "campaign_id, step, offset_days\np, 1, -2"}
    rule = {**RULE, "from": "2027-03-05", "until": "2027-03-05"}
    assert [measure(rule, on(day), **tables) for day in (4, 5, 6)] == [0, 2, 0]
    rule = {**RULE, "exceptions": [{"from": "2027-03-05", "until": "2027-03-05", "off": True}]}
    assert [measure(rule, on(day), **tables) for day in (4, 5, 6)] == [3, 0, 1]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "Pilot begins on 4 March 2027, 1 day before its content 'Film of the plant' is ready, "
            "on 5 March 2027",
        ),
        (
            "fr",
            "Pilot commence le 4 mars 2027, 1 jour avant que son contenu « Film of the plant » soit prêt, "
            "le 5 mars 2027",
        ),
    ],
)
def test_the_content_is_named(language: str, sentence: str) -> None:
    assert sentences(RULE, on(4), language=language, **PAIR) == [sentence]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            "Pilot begins on Account Y on 1 March 2027, 2 days before its content 'leaf' is ready, "
            "on 3 March 2027",
        ),
        (
            "fr",
            "Pilot commence sur Account Y le 1 mars 2027, 2 jours avant que son contenu « leaf » soit prêt, "
            "le 3 mars 2027",
        ),
    ],
)
def test_the_account_of_a_launch_is_named(language: str, sentence: str) -> None:
    tables = {**ALONE, "campaign_content": "campaign_id, content_id\np, leaf"}
    assert sentences(RULE, {"p/y": "2027-03-01"}, language=language, **tables) == [sentence]
