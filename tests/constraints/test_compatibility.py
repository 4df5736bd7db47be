"""Compatibility: pairs that keep apart, in one order or in any, and placements that need a forerunner."""

from typing import Any

import pytest
from pydantic import ValidationError

from counterpoint.constraints.compatibility import Compatibility
from tests.cases import make_case, make_schedule
from tests.judging import judge, measure, sentences

#: Two campaigns on one account: p occupies two days, q one.
PAIR: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, duration_days, offer, tags, journey
        p, a, Pilot, 1, 2, oil, spring; core,
        q, b, Quest, 4, 1, gas, core; heat, green
    """,
    "audiences": "campaign_id, account_id\np, x\nq, x",
    "end": "2027-03-21",
}
P, Q = {"campaigns": ["p"]}, {"campaigns": ["q"]}


def rule(mode: str, **keys: Any) -> dict[str, Any]:
    return {"kind": "compatibility", "mode": mode, **keys}


TOGETHER = rule("never_together", first=P, second=Q)
FOLLOWED = rule("never_followed_by", first=P, second=Q)
AFTER = rule("only_after", first=P, second=Q)


def starts(p: int | None, q: int | None) -> dict[str, str | None]:
    """Start the two campaigns on these days of March 2027."""
    return {name: f"2027-03-{day:02}" if day else None for name, day in (("p", p), ("q", q))}


# -- never together ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "clash"),
    [(5, 1), (6, 1), (7, 1), (8, 1), (9, 0), (3, 1), (2, 0)],  # p occupies 5 and 6 March
)
def test_a_gap_of_at_most_so_many_days_counts_on_either_side(q: int, clash: int) -> None:
    assert measure({**TOGETHER, "within_days": 2}, starts(5, q), **PAIR) == clash
    swapped = rule("never_together", first=Q, second=P, within_days=2)
    assert measure(swapped, starts(5, q), **PAIR) == clash


@pytest.mark.parametrize(("q", "clash"), [(4, 0), (5, 1), (6, 1), (7, 0)])
def test_within_0_days_only_a_shared_day_counts(q: int, clash: int) -> None:
    assert measure({**TOGETHER, "within_days": 0}, starts(5, q), **PAIR) == clash


def test_without_a_limit_two_kept_placements_clash_however_far_apart() -> None:
    assert measure(TOGETHER, starts(1, 21), **PAIR) == 1
    assert measure(TOGETHER, starts(20, 1), **PAIR) == 1
    assert measure(TOGETHER, starts(None, 21), **PAIR) == 0
    audiences = "campaign_id, account_id\np, x\np, y\nq, x"
    assert measure(TOGETHER, starts(1, 21), ["p/y", "q/x"], **{**PAIR, "audiences": audiences}) == 0


def test_a_placement_without_contacts_that_occupies_its_touch_days_keeps_from_nothing() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, presence, channel
        p, a, Pilot, 1, touches, internal
        q, b, Quest, 1, ,
    """
    assert measure(TOGETHER, starts(5, 5), **{**PAIR, "campaigns": campaigns}) == 0
    calls = campaigns.replace("internal", "call")
    assert measure(TOGETHER, starts(5, 5), **{**PAIR, "campaigns": calls}) == 1


def test_a_pair_counts_once_though_each_matches_both() -> None:
    both = {"campaigns": ["p", "q"]}
    assert measure(rule("never_together", first=both, second=both), starts(1, 9), **PAIR) == 1
    assert measure(rule("never_together", first=both, second=P), starts(1, 9), **PAIR) == 1
    assert measure(rule("never_together", first=P, second=P), starts(1, 9), **PAIR) == 0


def test_pairs_are_of_one_account() -> None:
    audiences = "campaign_id, account_id\np, x\np, y\nq, x\nq, y"
    assert measure(TOGETHER, starts(1, 9), **{**PAIR, "audiences": audiences}) == 2
    assert measure(TOGETHER, starts(1, 9), ["p/x", "q/y"], **{**PAIR, "audiences": audiences}) == 0


# -- what is selected -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "clash"),
    [
        ({"campaigns": ["p"]}, 1),
        ({"campaigns": ["q"]}, 0),
        ({"offers": ["oil"]}, 1),
        ({"offers": ["gas"]}, 0),
        ({"tags": ["heat", "spring"]}, 1),  # one of its tags, one of those named
        ({"tags": ["heat"]}, 0),
        ({"journeys": ["a"]}, 1),  # by default its BU's
        ({"journeys": ["green"]}, 0),
        ({"offers": ["oil"], "tags": ["core"]}, 1),
        ({"offers": ["oil"], "tags": ["heat"]}, 0),  # all the keys must hold
    ],
)
def test_a_selector(first: dict[str, Any], clash: int) -> None:
    # q is the only other, and is chosen by its own journey, not by its BU.
    second = {"journeys": ["green"]}
    assert measure(rule("never_together", first=first, second=second), starts(1, 9), **PAIR) == clash
    by_unit = {"journeys": ["b"]}
    assert measure(rule("never_together", first=P, second=by_unit), starts(1, 9), **PAIR) == 0


# -- never followed by ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "clash"),
    [(4, 0), (5, 0), (6, 1), (7, 1), (9, 1), (10, 0)],  # p occupies 5 and 6 March
)
def test_a_second_may_not_follow_a_first_within_some_days(q: int, clash: int) -> None:
    assert measure({**FOLLOWED, "within_days": 3}, starts(5, q), **PAIR) == clash


def test_without_a_limit_it_may_never_follow() -> None:
    assert measure(FOLLOWED, starts(1, 21), **PAIR) == 1
    assert measure(FOLLOWED, starts(20, 1), **PAIR) == 0


def test_within_0_days_only_a_second_that_overlaps_counts() -> None:
    assert [measure({**FOLLOWED, "within_days": 0}, starts(5, q), **PAIR) for q in (5, 6, 7)] == [0, 1, 0]


def test_first_days_are_those_of_the_flight() -> None:
    # q's mail goes out two days before its start: from the 8th it begins on the 6th.
    touches = "campaign_id, step, offset_days\nq, 1, -2"
    rule_ = {**FOLLOWED, "within_days": 0}
    assert measure(rule_, starts(5, 8), **PAIR) == 0
    assert measure(rule_, starts(5, 8), touches=touches, **PAIR) == 1
    assert measure(rule_, starts(5, 7), touches=touches, **PAIR) == 0


# -- only after -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "alone"),
    [(4, 1), (7, 1), (8, 0), (10, 0), (11, 1)],  # p ends on 6 March: 8 to 10 March are 2 to 4 days later
)
def test_a_second_needs_a_first_that_ended_some_days_before(q: int, alone: int) -> None:
    assert measure({**AFTER, "min_lag_days": 2, "max_lag_days": 4}, starts(5, q), **PAIR) == alone


def test_by_default_any_first_that_has_ended_will_do_the_same_day_too() -> None:
    assert [measure(AFTER, starts(5, q), **PAIR) for q in (5, 6, 7, 21)] == [1, 0, 0, 0]
    assert measure(AFTER, starts(None, 6), **PAIR) == 1
    assert measure(AFTER, starts(5, None), **PAIR) == 0
    audiences = "campaign_id, account_id\np, x\np, y\nq, x"
    assert measure(AFTER, starts(5, 9), ["p/y", "q/x"], **{**PAIR, "audiences": audiences}) == 1


def test_a_first_on_another_account_does_not_help() -> None:
    audiences = "campaign_id, account_id\np, y\nq, x\nq, y"
    assert measure(AFTER, starts(5, 9), **{**PAIR, "audiences": audiences}) == 1


def test_one_of_several_firsts_will_do_and_none_serves_itself() -> None:
    both = {"campaigns": ["p", "q"]}
    assert measure(rule("only_after", first=both, second=both), starts(5, 9), **PAIR) == 1
    assert measure(rule("only_after", first=Q, second=Q), starts(5, 9), **PAIR) == 1


def test_the_scope_chooses_seconds_a_first_counts_in_it_or_not() -> None:
    assert measure({**AFTER, "bus": ["b"]}, starts(5, 9), **PAIR) == 0
    assert measure({**AFTER, "bus": ["b"]}, starts(9, 5), **PAIR) == 1
    assert measure({**AFTER, "not_bus": ["b"]}, starts(9, 5), **PAIR) == 0


def test_a_waiver_of_a_first_makes_nothing_harder() -> None:
    waive = """
        decision_id, action, campaign_id, rule_id, decided_by, decided_on, reason
        1, waive, {}, r, me, 2027-02-01, so
    """
    assert measure(AFTER, starts(5, 9), decisions=waive.format("p"), **PAIR) == 0
    assert measure(AFTER, starts(9, 5), decisions=waive.format("p"), **PAIR) == 1
    assert measure(AFTER, starts(9, 5), decisions=waive.format("q"), **PAIR) == 0


# -- no repeat --------------------------------------------------------------------------------------


def repeating(offers: tuple[str, str], tags: tuple[str, str] = ("", "")) -> dict[str, Any]:
    campaigns = f"""
        campaign_id, bu_id, name, stage, offer, tags
        p, a, Pilot, 1, {offers[0]}, {tags[0]}
        q, b, Quest, 4, {offers[1]}, {tags[1]}
    """
    return {**PAIR, "campaigns": campaigns}


def test_an_offer_repeats_where_both_have_one() -> None:
    offer = rule("no_repeat", same="offer")
    assert measure(offer, starts(1, 9), **repeating(("oil", "oil"))) == 1
    assert measure(offer, starts(1, 9), **repeating(("oil", "gas"))) == 0
    assert measure(offer, starts(1, 9), **repeating(("", ""))) == 0


def test_tags_repeat_where_one_is_shared_and_count_once() -> None:
    tags = rule("no_repeat", same="tags")
    assert measure(tags, starts(1, 9), **repeating(("oil", "oil"), ("s; t", "t; s"))) == 1
    assert measure(tags, starts(1, 9), **repeating(("oil", "oil"), ("s; t", "u; t"))) == 1
    assert measure(tags, starts(1, 9), **repeating(("oil", "oil"), ("s", "t"))) == 0
    assert measure(tags, starts(1, 9), **repeating(("oil", "oil"))) == 0


def test_content_repeats_where_one_piece_is_shared() -> None:
    content = "content_id, name, ready_on\nk, Kit, 2027-01-01\nm, , 2027-01-01"
    needs = "campaign_id, content_id\np, k\np, m\nq, m"
    repeat = rule("no_repeat", same="content")
    assert measure(repeat, starts(1, 9), content=content, campaign_content=needs, **PAIR) == 1
    apart = needs.replace("p, m\n", "")
    assert measure(repeat, starts(1, 9), content=content, campaign_content=apart, **PAIR) == 0


@pytest.mark.parametrize(("q", "clash"), [(2, 0), (3, 1), (5, 1), (7, 1), (8, 0)])
def test_a_repeat_counts_within_some_days(q: int, clash: int) -> None:
    repeat = rule("no_repeat", same="offer", within_days=2)
    assert measure(repeat, starts(5, q), **repeating(("oil", "oil"))) == clash


# -- scope and days ---------------------------------------------------------------------------------


@pytest.mark.parametrize("one", [{**TOGETHER, "within_days": 3}, {**FOLLOWED, "within_days": 3}])
def test_a_pair_counts_when_both_are_in_scope(one: dict[str, Any]) -> None:
    assert measure({**one, "bus": ["a", "b"]}, starts(5, 7), **PAIR) == 1
    assert measure({**one, "bus": ["a"]}, starts(5, 7), **PAIR) == 0
    assert measure({**one, "not_stages": [4]}, starts(5, 7), **PAIR) == 0


@pytest.mark.parametrize("one", [{**TOGETHER, "within_days": 3}, {**FOLLOWED, "within_days": 3}])
@pytest.mark.parametrize(("first", "clash"), [("06", 1), ("07", 1), ("08", 0)])
def test_a_pair_counts_from_the_later_first_day(one: dict[str, Any], first: str, clash: int) -> None:
    assert measure({**one, "from": f"2027-03-{first}"}, starts(5, 7), **PAIR) == clash
    off = [{"from": f"2027-03-{first}", "until": "2027-03-31", "off": True}]
    assert measure({**one, "exceptions": off}, starts(5, 7), **PAIR) == 1 - clash


@pytest.mark.parametrize(("until", "alone"), [("03", 0), ("04", 1), ("05", 1)])
def test_a_need_counts_on_the_first_day_of_what_needs(until: str, alone: int) -> None:
    assert measure({**AFTER, "until": f"2027-03-{until}"}, starts(5, 4), **PAIR) == alone


def test_exceptions_change_the_days() -> None:
    span = {"from": "2027-03-09", "until": "2027-03-09"}
    wide = {**TOGETHER, "within_days": 1, "exceptions": [{**span, "within_days": 3}]}
    assert [measure(wide, starts(5, q), **PAIR) for q in (8, 9)] == [0, 1]
    late = {**AFTER, "max_lag_days": 1, "exceptions": [{**span, "min_lag_days": 3, "max_lag_days": 4}]}
    assert [measure(late, starts(5, q), **PAIR) for q in (7, 8, 9)] == [0, 1, 0]


def test_a_watched_account_is_only_reported() -> None:
    accounts = "account_id, name, control\nx, Account X, yes"
    case = make_case({"id": "r", **TOGETHER}, accounts=accounts, **PAIR)
    verdict = judge(case, make_schedule(starts(1, 9), None, case))
    assert verdict.feasible
    assert verdict.measures == {"r": 1}


# -- keys -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "wrong"),
    [
        (rule("never_together", first=P), "mode never_together needs 'second'; add it"),
        (rule("never_followed_by", second=P), "mode never_followed_by needs 'first'; add it"),
        (rule("only_after"), "mode only_after needs 'first'; add it"),
        (rule("no_repeat"), "mode no_repeat needs 'same'; add it"),
        ({**TOGETHER, "max_lag_days": 3}, "mode never_together takes no 'max_lag_days'; leave it out"),
        ({**FOLLOWED, "same": "offer"}, "mode never_followed_by takes no 'same'; leave it out"),
        ({**AFTER, "within_days": 3}, "mode only_after takes no 'within_days'; leave it out"),
        (rule("no_repeat", same="offer", first=P), "mode no_repeat takes no 'first'; leave it out"),
        ({**AFTER, "min_lag_days": 3, "max_lag_days": 2}, "max_lag_days 2 is below min_lag_days 3"),
        (rule("only_after", first={}, second=Q), "nothing is selected; give campaigns, offers, journeys"),
        (
            {**TOGETHER, "exceptions": [{"from": "03-01", "until": "03-02", "min_lag_days": 3}]},
            "mode never_together takes no 'min_lag_days'; leave it out",
        ),
    ],
)
def test_a_mode_has_the_keys_that_it_takes(keys: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError, match=wrong):
        Compatibility.model_validate({"id": "r", **keys})


# -- what is said -----------------------------------------------------------------------------------

CONTENT = {
    "content": "content_id, name, ready_on\nk, Kit, 2027-01-01\nm, , 2027-01-01",
    "campaign_content": "campaign_id, content_id\np, k\np, m\nq, m\nq, k",
}


@pytest.mark.parametrize(
    ("one", "days", "english", "french"),
    [
        (
            {**TOGETHER, "within_days": 7},
            (5, 8),
            "Pilot and Quest are 2 days apart on Account X on 8 March 2027; it takes more than 7 days",
            "Pilot et Quest sont à 2 jours d'intervalle sur Account X le 8 mars 2027 ; "
            "il faut plus de 7 jours",
        ),
        (
            TOGETHER,
            (5, 2),
            "Quest and Pilot are 3 days apart on Account X on 5 March 2027; no distance is enough",
            "Quest et Pilot sont à 3 jours d'intervalle sur Account X le 5 mars 2027 ; aucun écart ne suffit",
        ),
        (
            {**FOLLOWED, "within_days": 2},
            (5, 7),
            "Quest follows Pilot on Account X on 7 March 2027; it takes more than 2 days",
            "Quest suit Pilot sur Account X le 7 mars 2027 ; il faut plus de 2 jours",
        ),
        (
            AFTER,
            (5, 5),
            "Quest begins on Account X on 5 March 2027 without Pilot; it is wanted before",
            "Quest commence sur Account X le 5 mars 2027 sans Pilot ; il en faut avant",
        ),
        (
            {**AFTER, "min_lag_days": 3},
            (5, 7),
            "Quest begins on Account X on 7 March 2027 without Pilot; it is wanted at least 3 days before",
            "Quest commence sur Account X le 7 mars 2027 sans Pilot ; il en faut au moins 3 jours avant",
        ),
        (
            rule("only_after", first={"tags": ["core", "heat"]}, second=Q, min_lag_days=1, max_lag_days=5),
            (5, 5),
            "Quest begins on Account X on 5 March 2027 without core or heat; it is wanted 1 to 5 days before",
            "Quest commence sur Account X le 5 mars 2027 sans core ou heat ; il en faut 1 à 5 jours avant",
        ),
        (
            rule("no_repeat", same="tags"),
            (5, 8),
            "Pilot and Quest repeat the tag core on Account X, 2 days apart on 8 March 2027; "
            "no distance is enough",
            "Pilot et Quest répètent l'étiquette core sur Account X, à 2 jours d'intervalle "
            "le 8 mars 2027 ; aucun écart ne suffit",
        ),
        (
            rule("no_repeat", same="content", within_days=3),
            (5, 8),
            "Pilot and Quest repeat the contents Kit and m on Account X, 2 days apart on 8 March 2027; "
            "it takes more than 3 days",
            "Pilot et Quest répètent les contenus Kit et m sur Account X, à 2 jours d'intervalle "
            "le 8 mars 2027 ; il faut plus de 3 jours",
        ),
    ],
)
def test_what_is_said(one: dict[str, Any], days: tuple[int, int], english: str, french: str) -> None:
    for language, text in (("en", english), ("fr", french)):
        assert sentences(one, starts(*days), language=language, **PAIR, **CONTENT) == [text]
