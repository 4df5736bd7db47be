"""Bundle: what belongs together reaches an account together, whole, and is rewarded for it."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from counterpoint.constraints.bundle import Bundle
from counterpoint.constraints.charter.rule import Level
from tests.cases import make_case, make_schedule
from tests.judging import at_level, judge, measure, sentences

NEAR = {"kind": "bundle", "within_days": 4}
WHOLE = {"kind": "bundle", "all_or_none": True}
REWARDED = {"kind": "bundle", "reward": 3}
#: Three campaigns of one bundle on account x; a fourth of none, and one of another alone.
THREE: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, bundle, duration_days
        p, a, Pilot, 1, pack, 5
        q, b, Quest, 2, pack, 1
        r, c, Rally, 3, pack, 1
        s, c, Solo, 3, , 1
        t, c, Trial, 3, other, 1
    """,
    "audiences": "campaign_id, account_id\np, x\nq, x\nr, x\ns, x\nt, x",
    "end": "2027-03-21",
}
DECISION = "decision_id, action, campaign_id, account_id, rule_id, decided_by, decided_on, reason\n"


def on(p: int | None, q: int | None, r: int | None = None, *, others: int | None = None) -> dict[str, Any]:
    """Start the campaigns on these days of March 2027."""
    days = {"p": p, "q": q, "r": r, "s": others, "t": others}
    return {name: f"2027-03-{day:02}" if day else None for name, day in days.items()}


def earned(rule: dict[str, Any], starts: dict[str, Any], **settings: Any) -> Decimal:
    """Give how often a rule's reward is earned: the same at hard and soft, not in a report."""
    case = make_case({"id": "r", **rule, "reward": 3}, **settings)
    schedule = make_schedule(starts, None, case)
    at = {level: judge(at_level(case, level), schedule).rewards.get("r", Decimal(0)) for level in Level}
    assert at[Level.HARD] == at[Level.SOFT]
    assert at[Level.REPORT] == 0
    return at[Level.SOFT] / 300


# -- how far apart ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("q", "off"), [(8, 0), (9, 0), (10, 1), (11, 2), (1, 0), (5, 0)])
def test_starts_that_lie_further_apart_count_by_the_day(q: int, off: int) -> None:
    # Pilot starts on the 5th and lasts until the 9th: starts are compared, not flights.
    assert measure(NEAR, on(5, q), **THREE) == off


def test_the_earliest_and_the_latest_start_are_compared() -> None:
    assert measure(NEAR, on(5, 8, 9), **THREE) == 0
    assert measure(NEAR, on(5, 8, 11), **THREE) == 2
    assert measure(NEAR, on(5, 1, 11), **THREE) == 6
    assert measure(NEAR, on(5, 1, 11, others=21), **THREE) == 6


def test_within_0_days_all_start_together() -> None:
    assert [measure({**NEAR, "within_days": 0}, on(5, q), **THREE) for q in (4, 5, 6)] == [1, 0, 1]


def test_without_a_limit_no_distance_counts() -> None:
    assert measure(WHOLE, on(1, 21, 5), **THREE) == 0


# -- all or none ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "missing"),
    [(on(1, 2, 3), 0), (on(1, 2), 1), (on(1, None), 2), (on(None, None), 0)],
)
def test_what_is_missing_counts_where_some_is_kept(starts: dict[str, Any], missing: int) -> None:
    assert measure(WHOLE, starts, **THREE) == missing
    assert measure(NEAR, starts, **THREE) == 0


def test_days_and_missing_ones_add_up() -> None:
    assert measure({**NEAR, **WHOLE}, on(1, 8), **THREE) == 3 + 1


def test_accounts_count_apart() -> None:
    tables = {**THREE, "audiences": "campaign_id, account_id\np, x\np, y\nq, x\nr, y\ns, x\nt, x"}
    # On x Pilot and Quest start nine days apart; on y Pilot and Rally one.
    assert measure(NEAR, on(1, 10, 2), **tables) == 5
    assert measure(WHOLE, on(1, 10, 2), **tables) == 0
    assert measure(WHOLE, on(1, None, 2), **tables) == 1
    assert measure(WHOLE, on(1, None, 2), ["p/x", "r/y"], **tables) == 2


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("1, drop, r, x, , me, 2027-02-01, so", 1),  # what the committee drops is missing all the same
        ("1, unschedule, r, , , me, 2027-02-01, so", 1),
        ("1, waive, r, , r, me, 2027-02-01, so", 0),
        ("1, waive, r, x, r, me, 2027-02-01, so", 0),
        ("1, waive, , x, r, me, 2027-02-01, so", 0),
    ],
)
def test_what_is_asked_for(row: str, missing: int) -> None:
    assert measure(WHOLE, on(1, 2), decisions=DECISION + row, **THREE) == missing


def test_the_scope_says_what_the_bundle_is() -> None:
    assert measure({**WHOLE, "not_campaigns": ["r"]}, on(1, 2), **THREE) == 0
    assert measure({**NEAR, "not_campaigns": ["r"]}, on(1, 2, 20), **THREE) == 0
    assert measure({**WHOLE, "accounts": ["y"]}, on(1, 2), **THREE) == 0


# -- the reward -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "times"),
    [(on(1, 21, 9), 1), (on(1, 2), 0), (on(None, None), 0), (on(None, None, others=1), 0)],
)
def test_a_whole_bundle_of_two_or_more_is_rewarded(starts: dict[str, Any], times: int) -> None:
    assert earned(REWARDED, starts, **THREE) == times


@pytest.mark.parametrize(("r", "times"), [(4, 1), (5, 1), (6, 0)])
def test_a_whole_bundle_too_far_apart_is_not(r: int, times: int) -> None:
    assert earned(NEAR, on(1, 3, r), **THREE) == times


def test_the_reward_is_earned_for_what_is_in_scope() -> None:
    assert earned({**REWARDED, "not_campaigns": ["r"]}, on(1, 2), **THREE) == 1
    assert earned({**REWARDED, "campaigns": ["p", "s"]}, on(1, 2, 3), **THREE) == 0


def test_what_the_committee_drops_leaves_no_whole_bundle() -> None:
    drop = DECISION + "1, drop, r, x, , me, 2027-02-01, so"
    assert earned(REWARDED, on(1, 2), decisions=drop, **THREE) == 0
    waive = DECISION + "1, waive, r, , r, me, 2027-02-01, so"
    assert earned(REWARDED, on(1, 2), decisions=waive, **THREE) == 1


def test_each_account_and_bundle_earns_it() -> None:
    campaigns = """
        campaign_id, bu_id, name, stage, bundle
        p, a, Pilot, 1, one
        q, b, Quest, 1, one
        r, b, Rally, 1, two
        s, b, Solo, 1, two
    """
    audiences = "campaign_id, account_id\np, x\nq, x\nr, x\ns, x\np, y\nq, y"
    starts = dict.fromkeys("pqrs", "2027-03-02")
    assert earned(REWARDED, starts, campaigns=campaigns, audiences=audiences) == 3


def test_on_a_watched_account_nothing_is_earned_and_all_is_reported() -> None:
    accounts = "account_id, name, control\nx, X, yes"
    case = make_case({"id": "r", **NEAR, **WHOLE, "reward": 3}, accounts=accounts, **THREE)
    verdict = judge(case, make_schedule(on(1, 9), None, case))
    assert verdict.feasible
    assert verdict.measures == {"r": 5}
    assert judge(case, make_schedule(on(1, 2, 3), None, case)).rewards == {}


# -- days -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("from_", "counts"), [("03-10", True), ("03-11", True), ("03-12", False)])
def test_the_latest_start_that_is_kept_chooses_the_day(from_: str, counts: bool) -> None:
    rule = {**NEAR, **WHOLE, "from": f"2027-{from_}"}
    assert measure(rule, on(1, 11), **THREE) == (6 + 1 if counts else 0)
    # Rally would start later, but is not kept.
    assert measure(rule, on(1, 11, None), **THREE) == (6 + 1 if counts else 0)
    off = [{"from": f"2027-{from_}", "until": "2027-03-31", "off": True}]
    assert measure({**NEAR, **WHOLE, "exceptions": off}, on(1, 11), **THREE) == (0 if counts else 6 + 1)
    assert earned({"kind": "bundle", "from": f"2027-{from_}"}, on(1, 2, 11), **THREE) == counts


def test_exceptions_change_all_three() -> None:
    span = {"from": "2027-03-09", "until": "2027-03-09"}
    wider = {**NEAR, "exceptions": [{**span, "within_days": 7}]}
    assert [measure(wider, on(1, q), **THREE) for q in (8, 9)] == [3, 1]
    stricter = {**NEAR, "exceptions": [{**span, "all_or_none": True}]}
    assert [measure(stricter, on(5, q), **THREE) for q in (8, 9)] == [0, 1]
    dearer = {**REWARDED, "exceptions": [{**span, "reward": 9}]}
    assert [earned(dearer, on(5, 6, r), **THREE) for r in (8, 9)] == [1, 3]


# -- keys and words ---------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", [{}, {"all_or_none": False}, {"reward": 0}])
def test_a_rule_that_asks_for_nothing_is_refused(keys: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="give within_days, all_or_none, reward, or several"):
        Bundle.model_validate({"id": "r", "kind": "bundle", **keys})


def test_what_is_said() -> None:
    rule = {**NEAR, **WHOLE, "reward": 3}
    assert sentences(rule, on(2, 9), **THREE) == [
        "bundle pack starts over 7 days on Account X, from 2 March 2027 to 9 March 2027, 4 at most: "
        "Pilot and Quest",
        "bundle pack is kept in part on Account X, without Rally",
    ]
    assert sentences(rule, on(2, 9), language="fr", **THREE) == [
        "le lot pack s'étale sur 7 jours sur Account X, du 2 mars 2027 au 9 mars 2027, 4 au plus : "
        "Pilot et Quest",
        "le lot pack n'est retenu qu'en partie sur Account X, sans Rally",
    ]
    assert sentences(rule, on(2, 3, 4), **THREE) == [
        "bundle pack is whole on Account X: Pilot, Quest and Rally"
    ]
    assert sentences(rule, on(2, 3, 4), language="fr", **THREE) == [
        "le lot pack est complet sur Account X : Pilot, Quest et Rally"
    ]
