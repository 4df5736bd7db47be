"""Exchange rates: what moves, accounts, rules and rewards weigh against each other, and what is absurd."""

from typing import Any

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.scenarios.rates import Rate, rates
from tests.cases import make_case

#: A day costs Small 0.10, Middle 0.5 and Large 2 points; the accounts are worth 1, 2, 2, 4 and 4.
TABLES: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, value, requested_start, move_cost, launch
        s, a, Small, 1, 1, 2027-03-03, 0.10,
        m, a, Middle, 2, 2, 2027-03-03, 0.5, per_wave
        l, b, Large, 4, 4, 2027-03-03, 2,
    """,
    "audiences": """
        campaign_id, account_id
        s, x
        m, x
        m, y
        l, x
        l, y
    """,
}
CAP = {"id": "cap", "kind": "frequency_cap", "max": 3, "window_days": 7, "level": "soft"}


def case_of(*rules: Any, language: str = "en", profile: str = "balanced", **tables: Any) -> Case:
    charter = {"profiles": {"bold": {"value": 300, "moves": 50, "penalties": 200, "rewards": 0}}}
    settings = {"language": language, "profile": profile}
    return make_case(*rules, charter=charter, settings=settings, **{**TABLES, **tables})


def said(*rules: Any, **others: Any) -> list[str]:
    return [rate.text for rate in rates(case_of(*rules, **others))]


def only(rule: dict[str, Any], **others: Any) -> Rate:
    (found,) = (rate for rate in rates(case_of(rule, **others)) if rate.code == "unit")
    return found


def test_the_dearest_and_the_typical_move_are_set_against_their_accounts() -> None:
    assert said() == [
        "moving 'Large' by 2 days weighs as much as losing one account of it",
        "moving a launch of 'Middle' by 4 days weighs as much as losing one account of it",
    ]
    assert said(language="fr") == [
        "décaler « Large » de 2 jours pèse autant que perdre un de ses comptes",
        "décaler un lancement de « Middle » de 4 jours pèse autant que perdre un de ses comptes",
    ]


def test_a_profile_weighs_them_anew() -> None:
    # Accounts count three times, moves by half.
    assert said(profile="bold") == [
        "moving 'Large' by 12 days weighs as much as losing one account of it",
        "moving a launch of 'Middle' by 24 days weighs as much as losing one account of it",
    ]


def test_a_soft_rules_unit_is_set_against_the_typical_campaign_and_account() -> None:
    light = (
        "cap: 1 of pressure too much in one window weighs 1 point, as much as moving a launch of 'Middle' by "
    )
    assert only(CAP).text == f"{light}2 days; a typical account weighs 2 times that"
    assert only({**CAP, "weight": 5}).text.endswith("by 10 days, or as losing 2.5 typical accounts")
    assert only(CAP, profile="bold").text.endswith(
        "points, as much as moving a launch of 'Middle' by 8 days; a typical account weighs 3 times that"
    )
    assert only({**CAP, "weight": 1.5}, language="fr").text == (
        "cap : 1 de pression de trop dans une fenêtre pèse 1,5 point, autant que décaler un lancement de "
        "« Middle » de 3 jours ; un compte typique pèse 1,3 fois autant"
    )


def test_a_reward_has_its_rate_at_every_level_that_earns_it() -> None:
    rise = {"id": "rise", "kind": "crescendo", "reward": 2}
    assert said(rise)[2:] == [
        "rise: one reward weighs 2 points, as much as moving a launch of 'Middle' by 4 days, "
        "or as losing 1 typical account"
    ]
    assert not said({**rise, "level": "report"})[2:]
    # The profile gives nothing for rewards.
    assert not said(rise, profile="bold")[2:]


@pytest.mark.parametrize(
    ("weight", "warned"),
    [
        (0.09, "less than moving any campaign by a day: the rule gives way before anything moves"),
        (0.1, ""),
        (13, ""),
        (13.01, "more than all that is asked for: the rule is as good as hard"),
    ],
)
def test_a_weight_out_of_proportion_is_warned_of(weight: float, warned: str) -> None:
    assert only({**CAP, "weight": weight}).warning == warned


def test_a_rule_that_rewards_may_cost_next_to_nothing() -> None:
    rise = {"id": "rise", "kind": "crescendo", "level": "soft", "weight": "0.01"}
    assert only(rise).warning
    assert not only({**rise, "reward": 1}).warning


def test_the_same_in_french() -> None:
    assert only({**CAP, "weight": 0}, language="fr").warning.startswith("moins que décaler d'un jour")
    assert only({**CAP, "weight": 99}, language="fr").warning.startswith("plus que tout ce qui est demandé")


@pytest.mark.parametrize(("cost", "stuck"), [(1, False), (1.01, True)])
def test_a_campaign_that_is_dropped_rather_than_moved_is_named(cost: float, stuck: bool) -> None:
    campaigns = TABLES["campaigns"].replace("0.10", str(cost))
    (small,) = (row for row in rates(case_of(campaigns=campaigns)) if row.name == "s") if stuck else (None,)
    if small:
        assert small.text == "moving 'Small' by a day weighs as much as losing 1 account of it"
        assert small.warning == "more than all of its accounts: it is dropped rather than moved by a day"
    assert any(row.warning for row in rates(case_of(campaigns=campaigns))) == stuck


def test_money_is_weighed_by_the_hundred() -> None:
    budget = {"id": "money", "kind": "budget", "level": "soft", "weight": "0.01"}
    assert only(budget).text == (
        "money: 100 of money over a budget weighs 1 point, as much as moving a launch of 'Middle' by 2 days; "
        "a typical account weighs 2 times that"
    )
    assert not only(budget).warning


def test_each_change_to_what_was_published_has_its_rate() -> None:
    stay = {"id": "stay", "kind": "stability", "level": "hard", "change_weight": 1}
    assert said(stay)[2:] == [
        "stay: one change weighs 1 point, as much as moving a launch of 'Middle' by 2 days; "
        "a typical account weighs 2 times that"
    ]


def test_a_days_move_may_weigh_just_one_account() -> None:
    campaigns = TABLES["campaigns"].replace("2027-03-03, 2,", "2027-03-03, 4,")
    assert (
        said(campaigns=campaigns)[0] == "moving 'Large' by 1 day weighs as much as losing one account of it"
    )


def test_moves_and_accounts_that_weigh_nothing() -> None:
    free = TABLES["campaigns"]
    for cost in ("0.10", "0.5", "2,"):
        free = free.replace(f"2027-03-03, {cost.rstrip(',')},", "2027-03-03, 0,")
    assert said(campaigns=free) == ["moving costs nothing"]
    assert only(CAP, campaigns=free).text.endswith("weighs 1 point; a typical account weighs 2 times that")
    empty = TABLES["campaigns"].replace("Large, 4, 4,", "Large, 4, 0,")
    assert said(campaigns=empty)[0] == "moving 'Large' by a day weighs 2 points, its accounts nothing"


def test_a_scenario_without_campaigns_has_rates_of_its_rules() -> None:
    case = make_case(CAP)
    assert [row.text for row in rates(case)] == [
        "moving costs nothing",
        "cap: 1 of pressure too much in one window weighs 1 point",
    ]
