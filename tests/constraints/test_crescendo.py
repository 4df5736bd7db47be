"""Crescendo: engagement stages rise along a journey, and are rewarded for building up."""

from decimal import Decimal
from typing import Any

import pytest

from counterpoint.constraints.charter.rule import Level
from tests.cases import make_case, make_schedule
from tests.judging import at_level, judge, measure, sentences

RULE = {"kind": "crescendo"}
#: Of BU a: awareness, interest, decision on account x, a day each.
RISE: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, offer, tags
        one, a, Awareness, 1, oil, spring
        two, a, Interest, 2, gas, core
        four, a, Decision, 4, , core
    """,
    "audiences": """
        campaign_id, account_id
        one, x
        two, x
        four, x
    """,
    "end": "2027-03-21",
}


def starts(one: int | None, two: int | None, four: int | None = None) -> dict[str, str | None]:
    """Start the three campaigns on these days of March 2027."""
    days = {"one": one, "two": two, "four": four}
    return {name: f"2027-03-{day:02}" if day else None for name, day in days.items()}


def pair(one: str, two: str, duration: int = 1) -> dict[str, Any]:
    """Have campaign two of ``two`` (BU, journey, partners) and one of ``one``."""
    campaigns = f"""
        campaign_id, bu_id, journey, partners, stage, duration_days, name
        one, {one}, 1, {duration}, Awareness
        two, {two}, 2, {duration}, Interest
        four, c, , , 4, 1, Decision
    """
    return {**RISE, "campaigns": campaigns}


# -- falling pairs ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "falls"), [(4, 0), (5, 0), (6, 1), (7, 1)])
def test_a_lower_stage_may_not_begin_after_a_higher_one(one: int, falls: int) -> None:
    # Together on 5 March will do.
    assert measure(RULE, starts(one, 5), **RISE) == falls


@pytest.mark.parametrize(
    ("one", "two", "four", "falls"),
    [
        (1, 2, 3, 0),
        (3, 2, 1, 3),
        (2, 1, 3, 1),
        (1, 3, 2, 1),
        (2, 3, 1, 2),
        (3, None, 1, 1),
        (None, None, 1, 0),
    ],
)
def test_every_falling_pair_counts(one: int | None, two: int | None, four: int | None, falls: int) -> None:
    assert measure(RULE, starts(one, two, four), **RISE) == falls


def test_equal_stages_come_in_any_order() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage
        one, a, Awareness, 2
        two, a, Interest, 2
        four, a, Decision, 2
    """
    assert measure(RULE, starts(3, 2, 1), **{**RISE, "campaigns": campaigns}) == 0


def test_first_days_are_compared_not_starts() -> None:
    # The higher stage's mail goes out two days before its start, on 6 March: before the 7th.
    touches = """
        campaign_id, step, offset_days
        two, 1, -2
    """
    assert measure(RULE, starts(7, 8), **RISE) == 0
    assert measure(RULE, starts(7, 8), touches=touches, **RISE) == 1
    assert measure(RULE, starts(6, 8), touches=touches, **RISE) == 0


@pytest.mark.parametrize(("one", "falls"), [(8, 1), (9, 1), (10, 1), (11, 0), (12, 0), (5, 1)])
def test_a_pair_is_free_once_more_than_the_reset_days_lie_between(one: int, falls: int) -> None:
    # The higher stage occupies 4 to 6 March: 10 March is 4 days after its last day, 11 March 5.
    campaigns = """
        campaign_id, bu_id, name, stage, duration_days
        one, a, Awareness, 1, 6
        two, a, Interest, 2, 3
        four, a, Decision, 4, 1
    """
    rule = {**RULE, "reset_days": 4}
    assert measure(rule, starts(one, 4), **{**RISE, "campaigns": campaigns}) == falls


@pytest.mark.parametrize(("one", "falls"), [("2027-05-30", 1), ("2027-05-31", 0), ("2027-06-01", 0)])
def test_the_reset_takes_90_days_unless_told(one: str, falls: int) -> None:
    # 1 March and 90 days is 30 May.
    days = {"one": one, "two": "2027-03-01", "four": None}
    assert measure(RULE, days, **{**RISE, "end": "2027-06-30"}) == falls


def test_without_a_reset_only_what_overlaps_or_touches_falls() -> None:
    rule = {**RULE, "reset_days": 0}
    tables = pair("a, ,", "a, ,", duration=3)
    assert [measure(rule, starts(one, 4), **tables) for one in (4, 5, 6, 7)] == [0, 1, 1, 0]


# -- along what -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "journey", "bu", "account"),
    [
        ("a, ,", "a, ,", 1, 1, 1),  # by default a BU's placements are its journey
        ("a, ,", "b, ,", 0, 0, 1),
        ("a, spring,", "a, spring,", 1, 1, 1),
        ("a, spring,", "a, autumn,", 0, 1, 1),
        ("a, spring,", "a, ,", 0, 1, 1),
        ("a, spring,", "b, spring,", 1, 0, 1),  # a journey of two BUs
        ("a, , b", "b, ,", 0, 1, 1),  # a partner's campaign is its own; its journey is its owner's
        ("a, , c", "b, , c", 0, 1, 1),
    ],
)
def test_along_a_journey_a_bu_or_an_account(one: str, two: str, journey: int, bu: int, account: int) -> None:
    tables = pair(one, two)
    falls = {
        along: measure({**RULE, "along": along}, starts(5, 4), **tables)
        for along in ("journey", "bu", "account")
    }
    assert falls == {"journey": journey, "bu": bu, "account": account}
    assert measure(RULE, starts(5, 4), **tables) == journey


def test_accounts_count_apart() -> None:
    audiences = """
        campaign_id, account_id
        one, x
        one, y
        two, x
        two, y
        four, x
    """
    tables = {**RISE, "audiences": audiences}
    assert measure(RULE, starts(5, 4), **tables) == 2
    assert measure(RULE, starts(5, 4), ["one/x", "two/y"], **tables) == 0


# -- what already stands ----------------------------------------------------------------------------


def engagement(*rows: str) -> str:
    """Write the table of engagement."""
    return "\n".join(("account_id, bu_id, stage, date", *rows))


@pytest.mark.parametrize(
    ("row", "one", "falls"),
    [
        ("x, a, 3, 2027-02-28", 1, 1),
        ("x, a, 3, 2027-02-24", 1, 1),  # five days before: on the reset
        ("x, a, 3, 2027-02-23", 1, 0),  # six
        ("x, a, 3, 2027-03-01", 1, 0),  # on the same day
        ("x, a, 1, 2027-02-28", 1, 0),  # the same stage
        ("y, a, 3, 2027-02-28", 1, 0),  # another account
        ("x, b, 3, 2027-02-28", 1, 0),  # another BU
        ("x, a, 3, 2027-03-03", 4, 1),  # noted ahead, it stands from its day on
        ("x, a, 3, 2027-03-03", 3, 0),
    ],
)
def test_a_stage_reached_stands_as_a_placement_of_a_day(row: str, one: int, falls: int) -> None:
    rule = {**RULE, "reset_days": 5}
    assert measure(rule, starts(one, None), engagement=engagement(row), **RISE) == falls


@pytest.mark.parametrize(
    ("day", "falls"), [("2027-03-04", 0), ("2027-03-05", 1), ("2027-03-06", 1), ("2027-03-07", 0)]
)
def test_a_lower_stage_noted_ahead_falls_after_a_placement(day: str, falls: int) -> None:
    # The placement of stage 2 is on 4 March; its reset ends on the 6th.
    rule = {**RULE, "reset_days": 2}
    assert measure(rule, starts(None, 4), engagement=engagement(f"x, a, 1, {day}"), **RISE) == falls


def test_each_pair_of_a_stage_reached_and_a_placement_counts() -> None:
    table = engagement("x, a, 3, 2027-02-20", "x, a, 5, 2027-02-21")
    # Stages 1 and 2 fall from both, stage 4 from 5.
    assert measure(RULE, starts(2, 3, 4), engagement=table, **RISE) == 5


@pytest.mark.parametrize(
    ("one", "row", "journey", "bu", "account"),
    [
        ("a, spring,", "a", 1, 1, 1),  # it stands in every journey of its BU
        ("a, ,", "b", 0, 0, 1),
        ("a, , b", "b", 1, 1, 1),  # a partner's campaign is its own
        ("a, shared,", "b", 1, 0, 1),  # b has a campaign in that journey, so it is one of b's
        ("a, other,", "b", 0, 0, 1),
    ],
)
def test_a_stage_reached_stands_in_every_journey_of_its_bu(
    one: str, row: str, journey: int, bu: int, account: int
) -> None:
    tables = {**pair(one, "b, shared,"), "engagement": engagement(f"x, {row}, 3, 2027-02-28")}
    falls = {
        along: measure({**RULE, "along": along}, starts(5, None), **tables)
        for along in ("journey", "bu", "account")
    }
    assert falls == {"journey": journey, "bu": bu, "account": account}


@pytest.mark.parametrize(
    ("scope", "falls"),
    [
        ({"bus": ["a"]}, 1),
        ({"bus": ["b"]}, 0),
        ({"not_bus": ["a"]}, 0),
        ({"stages": [1, 3]}, 1),
        ({"stages": [1, 2]}, 0),  # a pair counts when both are in scope
        ({"not_stages": [3]}, 0),
        ({"accounts": ["x"]}, 1),
        ({"not_accounts": ["x"]}, 0),
        ({"campaigns": ["one"]}, 1),  # a stage reached is of no campaign: account, BU and stage choose it
        ({"offers": ["oil"]}, 1),
        ({"tags": ["spring"]}, 1),
    ],
)
def test_stages_reached_are_chosen_by_account_bu_and_stage(scope: dict[str, Any], falls: int) -> None:
    table = engagement("x, a, 3, 2027-02-28")
    assert measure({**RULE, **scope}, starts(5, None), engagement=table, **RISE) == falls


# -- the reward -------------------------------------------------------------------------------------


def reward(rule: dict[str, Any], days: dict[str, str | None], **tables: Any) -> int:
    """Count the rewards of 1.25 points, the same hard and soft, none where the rule only reports."""
    case = make_case({"id": "r", **RULE, "reward": 1.25, **rule}, **tables)
    counts = set()
    for level in Level:
        verdict = judge(at_level(case, level), make_schedule(days, case=case))
        earned = verdict.rewards.get("r", Decimal(0)) / 125
        if level is Level.REPORT:
            assert earned == 0
        else:
            counts.add(int(earned))
    (only,) = counts
    return only


@pytest.mark.parametrize(
    ("two", "earned"),
    [
        (6, 0),  # overlaps
        (7, 0),  # on the lower stage's last day: a gap of 0, one below the least, 1
        (8, 1),
        (11, 1),  # 4 days: on the greatest
        (12, 0),
        (3, 0),  # before it
    ],
)
def test_a_placement_is_rewarded_within_the_gaps_after_a_lower_stage(two: int, earned: int) -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, duration_days
        one, a, Awareness, 1, 3
        two, a, Interest, 2, 1
        four, a, Decision, 4, 1
    """
    rule = {"min_gap_days": 1, "max_gap_days": 4}
    assert reward(rule, starts(5, two), **{**RISE, "campaigns": campaigns}) == earned


@pytest.mark.parametrize(("two", "earned"), [(4, 0), (5, 1), (6, 1), (21, 1)])
def test_unless_told_any_gap_will_do_from_the_last_day_on(two: int, earned: int) -> None:
    assert reward({}, starts(5, two), **RISE) == earned


@pytest.mark.parametrize(
    ("one", "two", "four", "earned"),
    [
        (1, 2, 3, 2),  # once for each placement, on however many it builds
        (1, 1, 3, 2),
        (None, 2, 3, 1),
        (1, None, None, 0),  # stage 1 builds on nothing
        (3, None, 2, 0),
    ],
)
def test_the_reward_comes_once_for_each_placement(
    one: int | None, two: int | None, four: int | None, earned: int
) -> None:
    assert reward({}, starts(one, two, four), **RISE) == earned


@pytest.mark.parametrize(
    ("row", "earned"),
    [
        ("x, a, 1, 2027-03-04", 0),  # one day before 5 March
        ("x, a, 1, 2027-03-03", 1),
        ("x, a, 1, 2027-02-23", 1),  # ten: on the greatest
        ("x, a, 1, 2027-02-22", 0),
        ("x, a, 2, 2027-03-03", 0),  # not a lower stage
        ("x, b, 1, 2027-03-03", 0),
        ("y, a, 1, 2027-03-03", 0),
    ],
)
def test_a_stage_reached_is_built_on_too(row: str, earned: int) -> None:
    rule = {"min_gap_days": 2, "max_gap_days": 10}
    assert reward(rule, starts(None, 5), engagement=engagement(row), **RISE) == earned


def test_what_stands_and_what_is_planned_earn_once_together() -> None:
    table = engagement("x, a, 1, 2027-03-01", "x, a, 1, 2027-03-02")
    assert reward({}, starts(4, 5), engagement=table, **RISE) == 1


@pytest.mark.parametrize(
    ("rule", "earned"),
    [
        ({"stages": [2, 4]}, 1),  # two has nothing to build on
        ({"campaigns": ["one", "two"]}, 1),
        ({"bus": ["b"]}, 0),
        ({"accounts": ["y"]}, 0),
        ({"from": "2027-03-03"}, 1),  # the day of a pair is the later first day: that of the rewarded
        ({"until": "2027-03-02"}, 1),
        ({"until": "2027-03-01"}, 0),
        ({"exceptions": [{"from": "03-02", "until": "03-02", "off": True}]}, 1),
        ({"exceptions": [{"from": "03-02", "until": "03-02", "min_gap_days": 2}]}, 1),
        ({"exceptions": [{"from": "03-03", "until": "03-03", "max_gap_days": 0}]}, 1),
        ({"exceptions": [{"from": "03-03", "until": "03-03", "reward": 2.50}]}, 3),
    ],
)
def test_the_reward_has_scope_and_exceptions_as_the_rule(rule: dict[str, Any], earned: int) -> None:
    assert reward(rule, starts(1, 2, 3), **RISE) == earned


def test_the_reward_follows_along() -> None:
    assert reward({}, starts(1, 2), **pair("a, ,", "b, ,")) == 0
    assert reward({"along": "account"}, starts(1, 2), **pair("a, ,", "b, ,")) == 1
    assert reward({"along": "bu"}, starts(1, 2), **pair("a, spring,", "a, ,")) == 1


# -- scope, exceptions, waivers, control accounts ---------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "falls"),
    [
        ({"stages": [1, 2]}, 1),
        ({"not_stages": [1]}, 1),
        ({"campaigns": ["one", "four"]}, 1),
        ({"not_campaigns": ["two"]}, 1),
        ({"bus": ["a"]}, 3),
        ({"bus": ["b"]}, 0),
        ({"offers": ["oil"]}, 0),
        ({"tags": ["core"]}, 1),
        ({"accounts": ["y"]}, 0),
        ({"tiers": ["single_bu"]}, 3),
        ({"not_tiers": ["single_bu"]}, 0),
        # Four falls to two on 2 March, and both to one on 3 March.
        ({"from": "2027-03-03"}, 2),
        ({"from": "2027-03-02"}, 3),
        ({"until": "2027-03-02"}, 1),
        ({"until": "2027-03-01"}, 0),
        ({"exceptions": [{"from": "03-03", "until": "03-03", "off": True}]}, 1),
        ({"exceptions": [{"from": "03-03", "until": "03-03", "reset_days": 1}]}, 2),
        ({"exceptions": [{"from": "03-02", "until": "03-02", "reset_days": 0}]}, 2),
    ],
)
def test_a_pair_counts_when_both_are_in_scope_by_its_later_first_day(
    scope: dict[str, Any], falls: int
) -> None:
    assert measure({**RULE, **scope}, starts(3, 2, 1), **RISE) == falls


@pytest.mark.parametrize(
    ("campaign", "account", "falls"),
    [("one", "", 1), ("", "x", 0), ("four", "x", 1), ("four", "y", 3), ("", "y", 3)],
)
def test_a_waiver_takes_a_campaign_an_account_or_a_placement_out(
    campaign: str, account: str, falls: int
) -> None:
    tables = {
        **RISE,
        "audiences": """
            campaign_id, account_id
            one, x
            two, x
            four, x
            four, y
        """,
        "decisions": f"""
            decision_id, action, rule_id, campaign_id, account_id, decided_by, decided_on, reason
            d1, waive, r, {campaign}, {account}, committee, 2027-02-01, agreed
        """,
    }
    assert measure(RULE, starts(3, 2, 1), ["one/x", "two/x", "four/x"], **tables) == falls


@pytest.mark.parametrize(("days", "falls"), [(starts(3, 2), 1), (starts(2, 3), 0)])
def test_a_control_account_is_only_reported_and_earns_nothing(
    days: dict[str, str | None], falls: int
) -> None:
    accounts = """
        account_id, name, control
        x, Account X, yes
    """
    case = make_case({"id": "r", **RULE, "reward": 5}, **{**RISE, "accounts": accounts})
    verdict = judge(case, make_schedule(days, case=case))
    assert verdict.feasible
    assert verdict.measures.get("r", 0) == falls
    assert not verdict.rewards


def test_history_is_no_stage() -> None:
    history = """
        date, account_id, bu_id
        2027-02-28, x, a
    """
    assert measure(RULE, starts(1, None), history=history, **RISE) == 0


# -- what is said -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "days", "sentence"),
    [
        (
            "en",
            starts(5, 4),
            "on Account X stage 1 begins on 5 March 2027, after stage 2 began on 4 March 2027: "
            "Interest and Awareness",
        ),
        (
            "fr",
            starts(5, 4),
            "sur Account X, l'étape 1 commence le 5 mars 2027, après l'étape 2 commencée le 4 mars 2027 : "
            "Interest et Awareness",
        ),
        (
            "en",
            starts(4, 5),
            "Interest builds on a lower stage on Account X, on 5 March 2027 after 4 March 2027",
        ),
        (
            "fr",
            starts(4, 5),
            "Interest s'appuie sur Account X le 5 mars 2027 sur une étape antérieure finie le 4 mars 2027",
        ),
    ],
)
def test_the_stages_are_named_with_their_days(
    language: str, days: dict[str, str | None], sentence: str
) -> None:
    assert sentences({**RULE, "reward": 1}, days, language=language, **RISE) == [sentence]


def test_a_stage_reached_is_named_by_its_day() -> None:
    (said,) = sentences(RULE, starts(1, None), engagement=engagement("x, a, 3, 2027-02-28"), **RISE)
    assert (
        said
        == "on Account X stage 1 begins on 1 March 2027, after stage 3 began on 28 February 2027: Awareness"
    )
