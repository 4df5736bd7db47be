"""Profiles: percents of the four parts, rules of a profile's own, the score untouched by both."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.model import Charter
from counterpoint.constraints.charter.profile import Profile
from counterpoint.constraints.charter.profiles import BALANCED, SHIPPED
from counterpoint.scheduler.problem.problem import UNITS
from tests.cases import make_case, make_schedule
from tests.judging import judge

TABLES: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, value, requested_start, move_cost
        p, a, Pilot, 1, 10, 2027-03-03, 0.5
        q, a, Quest, 2, 4, 2027-03-03, 1
    """,
    "audiences": """
        campaign_id, account_id
        p, x
        q, x
    """,
}
#: An email is 0.01 over the cap.
CAP = {"id": "cap", "kind": "frequency_cap", "max": "0.99", "window_days": 1, "level": "soft", "weight": 0.5}
#: The same over a cap of a profile's own by half a point.
OWN = {"id": "own", "kind": "frequency_cap", "max": "0.5", "window_days": 1, "level": "soft", "weight": 2}
RISE = {"id": "rise", "kind": "crescendo", "level": "soft", "weight": 3, "reward": 1.25}


def case_under(profile: dict[str, Any], *rules: Any) -> Case:
    charter = {"profiles": {"mine": profile}}
    return make_case(*(rules or (CAP, RISE)), charter=charter, settings={"profile": "mine"}, **TABLES)


def objective(profile: dict[str, Any], *rules: Any) -> Decimal:
    """Give the objective of one calendar in hundredths of a point: kept, moved, over the cap, rising."""
    case = case_under(profile, *rules)
    verdict = judge(case, make_schedule({"p": "2027-03-02", "q": "2027-03-04"}, case=case))
    # 14 points kept, a day early at 0.5 and a day late at 1, two account-days over at half a point, a rise.
    if not rules:
        assert verdict.score == verdict.exact == 1400 - 150 - 1 + 125
    return Decimal(verdict.objective) / UNITS


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({}, "1374"),
        ({"value": 150}, "2074"),
        ({"moves": 0}, "1524"),
        ({"penalties": 250}, "1372.5"),
        ({"rewards": 37}, "1295.25"),
        ({"value": 101, "moves": 99, "penalties": 3, "rewards": 1}, "1266.72"),
        ({"value": 0, "moves": 0, "penalties": 0, "rewards": 0}, "0"),
    ],
)
def test_each_part_counts_at_its_percent_and_the_score_stays(profile: dict[str, int], expected: str) -> None:
    assert objective(profile) == Decimal(expected)


def test_an_own_rule_counts_in_full_in_the_objective_alone() -> None:
    # Half a point of pressure over on two days, at 2 points a unit; the percent is the charter's.
    assert objective({"penalties": 0, "rules": [OWN]}) == Decimal(1400 - 150 + 125 - 200)
    case = case_under({"rules": [OWN]})
    verdict = judge(case, make_schedule({"p": "2027-03-02", "q": "2027-03-04"}, case=case))
    assert verdict.measures == {"cap": Decimal("0.02"), "own": Decimal(1)}
    assert verdict.penalties == {"cap": Decimal(1)}
    assert {row.worth for row in verdict.judged if row.finding.rule_id == "own"} == {0}
    assert verdict.score == 1374
    assert case.rule("own") in case.rules
    assert case.charter.rules == tuple(rule for rule in case.rules if rule.id != "own")


def test_an_own_reward_counts_in_the_objective_alone() -> None:
    own = {"id": "own", "kind": "crescendo", "level": "soft", "reward": 0.4}
    assert objective({"rewards": 0, "rules": [own]}) == Decimal(1400 - 150 - 1 + 40)


def test_an_own_rule_has_exceptions_as_others_have() -> None:
    off = {**OWN, "exceptions": [{"from": "2027-03-02", "until": "2027-03-02", "max": 1}]}
    assert objective({"penalties": 50, "rules": [off]}) == Decimal("1374") + Decimal("0.5") - 100


def test_what_a_decision_waives_of_an_own_rule_does_not_count() -> None:
    decisions = """
        decision_id, action, campaign_id, rule_id, decided_by, decided_on, reason
        d, waive, p, own, Committee, 2027-02-01, agreed
    """
    charter = {"profiles": {"mine": {"rules": [OWN]}}}
    case = make_case(charter=charter, settings={"profile": "mine"}, decisions=decisions, **TABLES)
    verdict = judge(case, make_schedule({"p": "2027-03-03", "q": "2027-03-03"}, case=case))
    assert verdict.measures == {"own": Decimal("0.5")}


def test_a_charter_may_define_a_profile_anew() -> None:
    own = {"moves": 300, "trades": "one text for both"}
    case = make_case(charter={"profiles": {"value": own}}, settings={"profile": "value"}, **TABLES)
    assert case.profile == Profile.model_validate(own)
    assert case.profile.value == 100
    assert case.profile.trades is not None
    assert case.profile.trades.in_("en") == case.profile.trades.in_("fr") == "one text for both"


@pytest.mark.parametrize(
    ("weights_for", "weight", "expected"),
    [
        (None, 2, "2"),
        (14, 2, "2"),  # the case asks for 14 points
        (7, 2, "4"),
        (1000, 2, "0.03"),
        (1000, "0.01", "0.01"),  # no weight vanishes
        (1000, 0, "0"),
    ],
)
def test_own_weights_may_grow_with_what_is_asked_for(
    weights_for: int | None, weight: object, expected: str
) -> None:
    profile = {"weights_for": weights_for, "rules": [{**OWN, "weight": weight}]}
    case = case_under({key: value for key, value in profile.items() if value is not None})
    assert case.rule("own").weight == Decimal(expected)
    verdict = judge(case, make_schedule({"p": "2027-03-02", "q": "2027-03-04"}, case=case))
    assert verdict.weighed == 1374 - 100 * Decimal(expected)
    assert verdict.score == 1374


def test_own_weights_may_grow_with_what_a_placement_is_worth() -> None:
    # The case asks for 14 points on 2 placements.
    profile = {"weights_for": 14, "weights_by": "placement", "rules": [{**OWN, "weight": 4}]}
    assert case_under(profile).rule("own").weight == Decimal(2)


def test_exceptions_of_an_own_rule_hold_at_its_weight() -> None:
    off = {**OWN, "exceptions": [{"from": "2027-03-02", "until": "2027-03-02", "max": 1}]}
    assert objective({"weights_for": 7, "rules": [off]}) == 1374 - 200


def test_rewards_and_prices_of_an_own_rule_grow_as_its_weight_does() -> None:
    rise = {"id": "own", "kind": "crescendo", "level": "soft", "reward": "0.4", "max_gap_days": 9}
    span = {"from": "2027-03-04", "until": "2027-03-04", "reward": "0.7"}
    # The case asks for 14 points.
    assert objective({"weights_for": 7, "rules": [rise]}) == 1374 + 80
    assert objective({"weights_for": 7, "rules": [{**rise, "exceptions": [span]}]}) == 1374 + 140
    stay = {"id": "own", "kind": "stability", "level": "soft", "change_weight": "0.3", "max_changes": 9}
    (own,) = case_under({"weights_for": 7, "rules": [stay]}).own_rules
    assert own.weight == Decimal(2)
    assert getattr(own, "change_weight", None) == Decimal("0.6")
    assert own.model_fields_set >= {"max_changes", "level"}


@pytest.mark.parametrize("level", ["hard", "report"])
def test_an_own_rule_is_a_price(level: str) -> None:
    rule = {"id": "own", "kind": "concurrency", "max": 1, "level": level}
    with pytest.raises(ValidationError, match="set its level to soft"):
        Charter.model_validate({"profiles": {"mine": {"rules": [rule]}}})


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_profile_says_what_it_trades(name: str) -> None:
    trades = SHIPPED[name].trades
    assert trades is not None
    assert trades.en != trades.fr


def test_balanced_alone_weighs_all_alike() -> None:
    assert list(SHIPPED) == ["balanced", "value", "on_time", "equity", "calm"]
    assert SHIPPED[BALANCED].is_plain
    assert make_case(**TABLES).profile is SHIPPED[BALANCED]
