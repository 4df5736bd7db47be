"""Arbitration: what a placement is worth, and what a day's move costs."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from counterpoint.constraints.charter.arbitration import round_half_up
from counterpoint.scheduler.scenario import LaunchId
from tests.cases import make_case

#: BU a asks for x and y, b for x.
TABLES: dict[str, Any] = {
    "campaigns": """
        campaign_id, bu_id, name, stage, value
        p, a, Pilot, 1, 10
        q, b, Quest, 4, 4
    """,
    "audiences": """
        campaign_id, account_id, value
        p, x,
        p, y, 3.5
        q, x,
    """,
}
FIT = """
    bu_id, account_id, relationship, strategic_fit, capacity, revenue_potential
    a, x, 0.9, 0.5, 0.2, 0.1
    b, x, 0.3, , 0.6,
    c, x, 0.1, 0.7, ,
"""


def weight(bu_id: str, account_id: str, fit: str = FIT, **arbitration: Any) -> Fraction:
    """Give a BU's weight on an account."""
    case = make_case(charter={"arbitration": arbitration}, fit=fit, **TABLES)
    return case.arbiter.weight(bu_id, account_id)


# -- the weight of a BU on an account ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("weights", "mean"),
    [
        ({}, "0.425"),  # equal weights by default: a quarter of 1.7
        ({"relationship": 3, "strategic_fit": 3, "capacity": 2, "revenue_potential": 2}, "0.48"),
        ({"strategic_fit": 0, "capacity": 0, "revenue_potential": 0}, "0.9"),
        ({"relationship": 0.5, "strategic_fit": 0.5, "capacity": 0.5, "revenue_potential": 0.5}, "0.425"),
        ({"relationship": 0}, Fraction(8, 30)),  # (0.5 + 0.2 + 0.1) / 3, exactly
    ],
)
def test_the_weight_is_the_weighted_mean_of_the_criteria(
    weights: dict[str, Any], mean: str | Fraction
) -> None:
    assert weight("a", "x", **weights) == Fraction(mean)


def test_without_a_fit_table_every_weight_is_one() -> None:
    case = make_case(**TABLES)
    assert case.arbiter.weight("a", "x") == 1
    assert case.value_of == {("p", "x"): 1000, ("p", "y"): 350, ("q", "x"): 400}
    assert not case.arbiter.gaps


@pytest.mark.parametrize(
    ("bu_id", "account_id", "criterion", "assumed"),
    [
        ("b", "x", "strategic_fit", "0.6"),  # the mean of a's 0.5 and c's 0.7
        ("b", "x", "revenue_potential", "0.1"),  # c's is missing as well: a's alone
        ("c", "x", "capacity", "0.4"),
        ("a", "y", "relationship", "0.5"),  # nobody has one on y
        ("b", "y", "capacity", "0.5"),
    ],
)
def test_a_missing_cell_takes_the_mean_of_the_accounts_other_bus_else_a_half_and_is_listed(
    bu_id: str, account_id: str, criterion: str, assumed: str
) -> None:
    others = ("relationship", "strategic_fit", "capacity", "revenue_potential")
    weights = {name: int(name == criterion) for name in others}
    case = make_case(charter={"arbitration": weights}, fit=FIT, **TABLES)
    assert case.arbiter.weight(bu_id, account_id) == Fraction(assumed)
    assert case.arbiter.gaps[bu_id, account_id, criterion] == Fraction(assumed)


def test_a_missing_row_is_a_row_of_missing_cells() -> None:
    fit = """
        bu_id, account_id, relationship, strategic_fit, capacity, revenue_potential
        b, x, 0.2, 0.4, 0.6, 0.8
        c, x, 0.4, 0.4, 0.4, 0.4
    """
    assert weight("a", "x", fit) == Fraction("0.45")
    assert weight("a", "y", fit) == Fraction("0.5")
    # A zero is a value, not a gap.
    assert weight("a", "x", fit + "    a, x, 0, 0, 0, 0") == 0


def test_a_table_that_is_complete_leaves_no_gap() -> None:
    fit = """
        bu_id, account_id, relationship, strategic_fit, capacity, revenue_potential
        a, x, 1, 1, 1, 1
        a, y, 1, 1, 1, 1
        b, x, 0, 0, 0, 0
    """
    case = make_case(fit=fit, **TABLES)
    assert case.value_of == {("p", "x"): 1000, ("p", "y"): 350, ("q", "x"): 0}
    assert not case.arbiter.gaps


def test_weights_may_not_all_be_nothing() -> None:
    with pytest.raises(Exception, match="at least one weight"):
        weight("a", "x", relationship=0, strategic_fit=0, capacity=0, revenue_potential=0)


# -- values -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "fit", "hundredths"),
    [
        ("0.02", "0.24", 0),  # 0.48 of a hundredth
        ("0.02", "0.25", 1),  # 0.50: half up
        ("0.02", "0.26", 1),
        ("0.5", "0.25", 13),  # 12.5
        ("0.5", "0.24", 12),
        ("12.34", "1", 1234),
        ("10", "0", 0),
    ],
)
def test_a_value_is_rounded_half_up_to_a_hundredth(value: str, fit: str, hundredths: int) -> None:
    case = make_case(
        campaigns=f"campaign_id, bu_id, name, stage, value\np, a, Pilot, 1, {value}",
        audiences="campaign_id, account_id\np, x",
        fit=f"bu_id, account_id, relationship\na, x, {fit}",
        charter={"arbitration": {"strategic_fit": 0, "capacity": 0, "revenue_potential": 0}},
    )
    assert case.value_of["p", "x"] == hundredths


def test_the_audiences_value_goes_before_the_campaigns_even_if_nothing() -> None:
    audiences = """
        campaign_id, account_id, value
        p, x, 0
        p, y,
    """
    case = make_case(
        **{**TABLES, "audiences": audiences, "campaigns": "campaign_id, bu_id, name, stage\np, a, P, 1"}
    )
    assert case.value_of == {("p", "x"): 0, ("p", "y"): 100}  # a point unless told


@pytest.mark.parametrize(
    ("points", "values"),
    [
        (1000, {("p", "x"): 74074, ("p", "y"): 25926, ("q", "x"): 100000}),  # 10 and 3.5 of 13.5; 4 of 4
        (13.5, {("p", "x"): 1000, ("p", "y"): 350, ("q", "x"): 1350}),
    ],
)
def test_normalised_each_bu_has_the_same_points_to_spread(
    points: float, values: dict[tuple[str, str], int]
) -> None:
    case = make_case(charter={"values": {"normalise": "per_bu", "points": points}}, **TABLES)
    assert case.value_of == values


def test_values_are_normalised_before_they_are_weighed() -> None:
    fit = """
        bu_id, account_id, relationship, strategic_fit, capacity, revenue_potential
        a, x, 0.5, 0.5, 0.5, 0.5
        a, y, 1, 1, 1, 1
        b, x, 0, 0, 0, 0
    """
    case = make_case(charter={"values": {"normalise": "per_bu", "points": 13.5}}, fit=fit, **TABLES)
    assert case.value_of == {("p", "x"): 500, ("p", "y"): 350, ("q", "x"): 0}


def test_all_that_a_bu_asks_for_shares_its_points_and_a_bu_of_no_value_has_none() -> None:
    tables: dict[str, Any] = {
        "accounts": """
            account_id, name, tier, control
            x, Account X, opportunistic, no
            y, Account Y, single_bu, yes
        """,
        "campaigns": """
            campaign_id, bu_id, name, stage, value
            p, a, Pilot, 1, 1
            r, a, Rally, 1, 2
            q, b, Quest, 4, 0
        """,
        "audiences": """
            campaign_id, account_id
            p, x
            r, y
            q, y
        """,
    }
    charter = {
        "values": {"normalise": "per_bu", "points": 3},
        "tiers": {"opportunistic": {"planned": False}},
    }
    case = make_case(charter=charter, **tables)
    assert case.value_of == {("p", "x"): 100, ("r", "y"): 200, ("q", "y"): 0}


# -- the cost of moves ------------------------------------------------------------------------------


def cost(start: str, audience: str = "p, x, 1", launch: str = "together", key: str = "", **cells: Any) -> int:
    """Give the cost of one launch's start, the wish being 10 March."""
    row = {"value": 10, "move_cost": "", "requested_start": "2027-03-10", **cells}
    case = make_case(
        campaigns=f"campaign_id, bu_id, name, stage, launch, {', '.join(row)}\n"
        f"p, a, Pilot, 1, {launch}, {', '.join(map(str, row.values()))}",
        audiences=f"campaign_id, account_id, wave\n{audience}",
        end="2027-04-30",
    )
    return case.move_cost(case.scenario.launches[LaunchId("p", key)], date.fromisoformat(start))


@pytest.mark.parametrize(
    ("start", "hundredths"),
    [("2027-03-10", 0), ("2027-03-11", 25), ("2027-03-09", 25), ("2027-03-20", 250), ("2027-03-01", 225)],
)
def test_each_day_between_start_and_wish_costs_the_same_either_way(start: str, hundredths: int) -> None:
    assert cost(start, move_cost=0.25) == hundredths


def test_without_a_wish_or_a_price_no_move_costs() -> None:
    assert cost("2027-03-20", requested_start="", move_cost=5) == 0
    assert cost("2027-03-20", move_cost=0) == 0


@pytest.mark.parametrize(
    ("value", "days", "hundredths"),
    [
        (10, 1, 10),
        (10, 3, 30),
        (0.5, 1, 1),  # half a hundredth: half up
        (0.5, 2, 1),
        (0.5, 3, 2),  # 1.5
        (0.49, 1, 0),
        (0.51, 1, 1),
    ],
)
def test_by_default_a_day_costs_a_percent_of_the_campaigns_value(
    value: float, days: int, hundredths: int
) -> None:
    assert cost(f"2027-03-{10 + days}", value=value) == hundredths


def test_the_percent_is_of_all_placements_asked_for_arbitration_included_for_every_launch() -> None:
    tables: dict[str, Any] = {
        "campaigns": """
            campaign_id, bu_id, name, stage, value, requested_start, launch
            p, a, Pilot, 1, 10, 2027-03-03, per_account
        """,
        "audiences": """
            campaign_id, account_id, value
            p, x,
            p, y, 30
        """,
        "fit": """
            bu_id, account_id, relationship, strategic_fit, capacity, revenue_potential
            a, x, 0.5, 0.5, 0.5, 0.5
            a, y, 0.5, 0.5, 0.5, 0.5
        """,
        "decisions": """
            decision_id, action, campaign_id, account_id, decided_by, decided_on, reason
            d1, drop, p, y, committee, 2027-02-01, agreed
        """,
    }
    case = make_case(**tables)
    # Half of 40 points, a dropped one of them or not: 0.2 points a day.
    assert case.move_rate["p"] == Fraction("0.2")
    for launch in case.scenario.launches.values():
        assert case.move_cost(launch, date(2027, 3, 5)) == 40


def test_each_wave_has_its_own_wish() -> None:
    audience = "p, x, 1\np, y, 3"
    waves: dict[str, Any] = {"audience": audience, "launch": "per_wave", "move_cost": 1, "wave_gap_days": 5}
    assert cost("2027-03-10", key="1", **waves) == 0
    assert cost("2027-03-20", key="3", **waves) == 0
    assert cost("2027-03-18", key="3", **waves) == 200


@pytest.mark.parametrize(
    ("number", "rounded"),
    [("0.49", 0), ("0.5", 1), ("0.51", 1), ("1.5", 2), ("2.5", 3), ("-0.5", 0), ("-0.51", -1), ("-1.5", -1)],
)
def test_halves_are_rounded_up(number: str, rounded: int) -> None:
    assert round_half_up(Fraction(Decimal(number))) == rounded
