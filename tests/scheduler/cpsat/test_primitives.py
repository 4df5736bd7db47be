"""Each primitive on its smallest case, below, on and above its bound: model and problem agree."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from counterpoint.scheduler.cpsat.model import build
from counterpoint.scheduler.problem.arrays import Days, Lists, ProblemTooLargeError
from counterpoint.scheduler.problem.count import Count
from counterpoint.scheduler.problem.load import ALONE, Load
from counterpoint.scheduler.problem.order import Order
from counterpoint.scheduler.problem.plan import Plan
from counterpoint.scheduler.problem.primitive import Primitive
from counterpoint.scheduler.problem.problem import Problem
from counterpoint.scheduler.problem.separation import Separation
from counterpoint.scheduler.problem.share import Share
from counterpoint.scheduler.problem.spread import Spread
from counterpoint.scheduler.problem.start_cost import StartCost
from counterpoint.scheduler.problem.succession import Succession
from counterpoint.scheduler.problem.sum_limit import SumLimit, Term
from counterpoint.scheduler.problem.support import Support
from tests.scheduler.cpsat.fixing import solved
from tests.scheduler.small import ALWAYS, DAY, Draft

PRICES = pytest.mark.parametrize("price", [None, 7])


def two(primitive: Primitive, *, days: int = 2) -> Problem:
    """Two items of one member each, on any of days 0 to 9."""
    draft = Draft()
    for _ in range(2):
        draft.member(draft.item(range(10), days=days))
    return draft.problem(primitive)


def expect(problem: Problem, option: tuple[int, ...], price: int | None, measure: int) -> None:
    """Fix a plan; both model and problem must give this measure."""
    chosen = np.array(option)
    plan = Plan(chosen, chosen[problem.members.item] >= 0)
    assert problem.primitives[0].measure(problem.place(plan)) == measure
    wanted = (None if measure else 0) if price is None else problem.primitives[0].sign * price * measure
    assert solved(build(problem), plan) == wanted


@PRICES
@pytest.mark.parametrize(("number", "measure"), [(0, 1), (1, 0), (2, 0), (3, 1)])
def test_count(price: int | None, number: int, measure: int) -> None:
    draft = Draft()
    for _ in range(3):
        draft.member(draft.item([0]))
    bounds: dict[str, Any] = {"least": np.array([1]), "greatest": np.array([2]), "or_none": np.array([False])}
    problem = draft.problem(Count(origin="r", price=price, carriers=Lists.of([[3, 4, 5]]), **bounds))
    expect(problem, tuple(0 if one < number else -1 for one in range(3)), price, measure)


@PRICES
@pytest.mark.parametrize(("number", "measure"), [(0, 0), (1, 1), (2, 0)])
def test_count_or_none(price: int | None, number: int, measure: int) -> None:
    draft = Draft()
    for _ in range(2):
        draft.member(draft.item([0]))
    bounds: dict[str, Any] = {"least": np.array([2]), "greatest": np.array([2]), "or_none": np.array([True])}
    problem = draft.problem(Count(origin="r", price=price, carriers=Lists.of([[0, 1]]), **bounds))
    expect(problem, tuple(0 if one < number else -1 for one in range(2)), price, measure)


def load(price: int | None, on: str, limit: int, length: int, merge: int = ALONE) -> Load:
    lo = np.arange(DAY - length + 1, DAY + 12)
    return Load(
        origin="r",
        price=price,
        on=on,  # type: ignore[arg-type]
        terms=Lists.of([[0, 1]]),
        carrier=np.array([2, 3]),
        step=np.zeros(2, np.int64),
        amount=np.ones(2, np.int64),
        merge=np.full(2, merge),
        lo=lo,
        hi=lo + length - 1,
        limit=np.full((1, len(lo)), limit),
    )


@PRICES
@pytest.mark.parametrize(("gap", "measure"), [(2, 1), (3, 0), (4, 0)])
def test_load_of_touches_in_three_days(price: int | None, gap: int, measure: int) -> None:
    # Two days apart one window of three days holds both touches; three days apart none does.
    expect(two(load(price, "touches", 1, 3)), (2, 2 + gap), price, measure)


@PRICES
@pytest.mark.parametrize(("gap", "measure"), [(1, 1), (2, 0), (3, 0)])
def test_load_of_days(price: int | None, gap: int, measure: int) -> None:
    # Flights of two days share one day if they start a day apart.
    expect(two(load(price, "days", 1, 1)), (2, 2 + gap), price, measure)


@PRICES
@pytest.mark.parametrize(("merge", "measure"), [(ALONE, 2), (0, 0)])
def test_merged_load_counts_once(price: int | None, merge: int, measure: int) -> None:
    expect(two(load(price, "days", 1, 1, merge)), (2, 2), price, measure)


@PRICES
@pytest.mark.parametrize(("option", "measure"), [((-1, -1), 2), ((3, -1), 1), ((3, 4), 0), ((2, 4), 1)])
def test_load_of_at_least_two(price: int | None, option: tuple[int, int], measure: int) -> None:
    # Of touches on days 3 to 5.
    window: dict[str, Any] = {"lo": np.array([DAY + 3]), "hi": np.array([DAY + 5]), "limit": np.array([[2]])}
    least = replace(load(price, "touches", 0, 1), at_least=True, **window)
    expect(two(least), option, price, measure)


@PRICES
def test_load_of_at_least_two_that_nothing_can_put(price: int | None) -> None:
    window: dict[str, Any] = {"lo": np.array([DAY]), "hi": np.array([DAY + 5]), "limit": np.array([[2]])}
    least = replace(load(price, "touches", 0, 1), at_least=True, terms=Lists.of([[]]), **window)
    expect(two(least), (1, -1), price, 2)


@PRICES
@pytest.mark.parametrize(("start", "measure"), [(1, 4), (2, 1), (3, 1), (4, 0)])
def test_separation(price: int | None, start: int, measure: int) -> None:
    # From a flight of days 0 and 1: starts on days 1, 2, 3 and 4 are 0, 1, 2 and 3 days away.
    primitive = Separation(
        origin="r",
        price=price,
        one=np.array([0]),
        other=np.array([1]),
        by_gap=np.array([4, 1, 1]),
        days=ALWAYS,
    )
    expect(two(primitive), (0, start), price, measure)


@PRICES
@pytest.mark.parametrize(("start", "measure"), [(0, 0), (1, 1), (4, 1), (5, 0)])
def test_succession(price: int | None, start: int, measure: int) -> None:
    # After a flight of days 0 and 1, within 3 days: days 1 to 4 count.
    primitive = Succession(
        origin="r", price=price, one=np.array([0]), then=np.array([1]), within=3, days=ALWAYS
    )
    expect(two(primitive), (0, start), price, measure)


@PRICES
@pytest.mark.parametrize(("start", "measure"), [(2, 1), (3, 0), (5, 0), (6, 1), (-1, 0)])
def test_order(price: int | None, start: int, measure: int) -> None:
    # A flight of days 0 and 1 ends before day 2; lags of 1 to 3 days are starts on days 3 to 5.
    primitive = Order(
        origin="r",
        price=price,
        predecessors=Lists.of([[0]]),
        successors=Lists.of([[1]]),
        from_end=np.array([True]),
        lag_lo=np.array([1]),
        lag_hi=np.array([3]),
        block=np.array([True]),
        days=ALWAYS,
    )
    expect(two(primitive), (0, start), price, measure)


@PRICES
@pytest.mark.parametrize(("option", "measure"), [((-1, 2), 1), ((2, -1), 0), ((-1, -1), 0)])
def test_order_that_blocks(price: int | None, option: tuple[int, int], measure: int) -> None:
    primitive = Order(
        origin="r",
        price=price,
        predecessors=Lists.of([[0]]),
        successors=Lists.of([[1]]),
        from_end=np.array([False]),
        lag_lo=np.array([-99]),
        lag_hi=np.array([99]),
        block=np.array([True]),
        days=ALWAYS,
    )
    expect(two(primitive), option, price, measure)


@PRICES
@pytest.mark.parametrize(("start", "measure"), [(1, 1), (2, 0), (4, 0), (5, 1), (-1, 1)])
@pytest.mark.parametrize("reward", [False, True])
def test_support(price: int | None, start: int, measure: int, reward: bool) -> None:
    # The dependent starts on day 7; its supporter's flight of two days ends 2 to 4 days before it, or not.
    if reward and price is None:
        pytest.skip("a reward has a price")
    primitive = Support(
        origin="r",
        price=price,
        dependent=np.array([0]),
        need=Lists.of([[1] * 10]),
        supporters=Lists.of([[1]]),
        reference="last",
        lag_lo=2,
        lag_hi=4,
        reward=reward,
    )
    expect(two(primitive), (7, start), price, 1 - measure if reward else measure)


@PRICES
@pytest.mark.parametrize("reward", [False, True])
@pytest.mark.parametrize(
    ("option", "measure"),
    [
        ((4, 6), 0),
        ((4, 7), 0),
        ((4, 8), 1),
        ((9, 4), 2),
        ((4, -1), 1),  # one is missing
        ((-1, -1), None),  # and none is wanted where none is kept
        ((0, 1), None),  # on days that do not count
    ],
)
def test_spread(price: int | None, option: tuple[int, int], measure: int | None, reward: bool) -> None:
    if reward and price is None:
        pytest.skip("a reward has a price")
    primitive = Spread(
        origin="r",
        price=price,
        members=Lists.of([[0, 1]]),
        wanted=np.array([2]),
        within=3,
        days=Days.of(range(DAY + 2, DAY + 10)),
        reward=reward,
    )
    expect(two(primitive), option, price, int(measure == 0) if reward else measure or 0)


@PRICES
@pytest.mark.parametrize(("option", "measure"), [(0, 0), (1, 3), (2, 0)])
def test_start_cost(price: int | None, option: int, measure: int) -> None:
    draft = Draft()
    item = draft.item([0, 1, 2])
    draft.member(item)
    draft.member(item)
    cost = StartCost(origin="r", price=price, carrier=np.array([1]), by_option=Lists.of([[0, 3, 0]]))
    expect(draft.problem(cost), (option,), price, measure)


@PRICES
@pytest.mark.parametrize(("least", "measure"), [(3_332, 0), (3_333, 0), (3_334, 1)])
def test_a_share_is_rounded_down(price: int | None, least: int, measure: int) -> None:
    # One of three is kept: 33.33 %.
    expect(shares([1, 1, 1], [], apart=None, least=least, price=price), (0, -1, -1), price, measure)


@PRICES
@pytest.mark.parametrize(("apart", "measure"), [(1_666, 1), (1_667, 0), (1_668, 0)])
def test_shares_apart(price: int | None, apart: int, measure: int) -> None:
    # 33.33 % and 50.00 %.
    expect(shares([1, 1, 1], [5, 5], apart=apart, price=price), (0, -1, -1, -1, 0), price, measure)


@PRICES
def test_a_share_of_what_no_member_can_keep(price: int | None) -> None:
    # The second group asks for 4 and has nothing that may be kept.
    expect(shares([2], [], apart=9_000, least=50, price=price, requested=[2, 4]), (0,), price, 1_000 + 50)


def shares(
    *groups: list[int],
    price: int | None,
    apart: int | None,
    least: int = 0,
    requested: list[int] | None = None,
) -> Problem:
    """Write the shares of groups of items of one member each; those that ask for nothing are left out."""
    draft = Draft()
    lists = [[draft.member(draft.item([0])) for _ in group] for group in groups]
    asked = requested or [sum(group) for group in groups]
    used = [number for number, total in enumerate(asked) if total]
    return draft.problem(
        Share(
            origin="r",
            price=price,
            groups=tuple(f"g{number}" for number in used),
            members=Lists.of([lists[number] for number in used]),
            values=Lists.of([groups[number] for number in used]),
            requested=np.array([asked[number] for number in used]),
            apart=apart,
            least=least,
        )
    )


def test_values_that_do_not_fit_are_told() -> None:
    with pytest.raises(ProblemTooLargeError, match="g0"):
        build(shares([10**15, 1], apart=0, price=1))


@PRICES
@pytest.mark.parametrize(
    ("limit", "measure"),
    [
        (Fraction(1), 1),
        (Fraction(4, 3), 1),
        (Fraction(5, 3) - Fraction(1, 100), 1),
        (Fraction(5, 3), 0),
        (0, 2),
    ],
)
def test_a_sum_in_whole_units_rounded_up(price: int | None, limit: Fraction, measure: int) -> None:
    # A launch costs 2/3 on its first two days, each of its placements 1/2 more: two of them, 5/3.
    problem = spending(price, Fraction(limit), Fraction(2, 3), Fraction(1, 2))
    expect(problem, (1,), price, measure)


@PRICES
@pytest.mark.parametrize(("option", "measure"), [(-1, 0), (0, 2), (1, 2), (2, 0)])
def test_a_sum_counts_the_options_that_are_flagged(price: int | None, option: int, measure: int) -> None:
    expect(spending(price, Fraction(0), Fraction(1), Fraction(1, 4)), (option,), price, measure)


@PRICES
@pytest.mark.parametrize(("option", "measure"), [(-1, 3), (0, 0), (1, 0), (2, 3)])
def test_a_sum_of_negative_amounts(price: int | None, option: int, measure: int) -> None:
    # It must go down by 3: launch and placements, on either of the first two days.
    expect(spending(price, Fraction(-3), Fraction(-1), Fraction(-1)), (option,), price, measure)


def spending(price: int | None, limit: Fraction, launch: Fraction, each: Fraction) -> Problem:
    """Write a sum limit on an item of two members that adds something on days 0 and 1, not on day 2."""
    draft = Draft()
    item = draft.item([0, 1, 2])
    for _ in range(2):
        draft.member(item)
    at = np.array([True, True, False])
    return draft.problem(
        SumLimit.of("r", price, "group", {"g": (limit, [Term([0], launch, at), Term([1, 2], each, at)])})
    )


def test_amounts_that_do_not_fit_are_told() -> None:
    primes = (101, 103, 107, 109, 113, 127, 131, 137, 139)
    parts = [Term([0], Fraction(1, prime), np.array([True])) for prime in primes]
    assert SumLimit.of("r", 1, "group", {"g": (Fraction(0), parts[:-1])})
    with pytest.raises(ProblemTooLargeError, match="r: the amounts of group g do not fit"):
        SumLimit.of("r", 1, "group", {"g": (Fraction(0), parts)})


@pytest.mark.parametrize(
    ("banned", "expected"), [((0, 3), 2), ((0, 1, 3), 1), ((0, 1, 2, 3), 0), ((1, 2), 3)]
)
def test_an_item_pays_for_the_starts_that_no_ban_excludes(banned: tuple[int, ...], expected: int) -> None:
    # Worth 5, its starts on days 0 to 3 cost 2, 3, 4 and 9; left out it pays nothing.
    draft = Draft()
    draft.member(draft.item(range(4), cost=[2, 3, 4, 9]), value=5)
    by_option = Lists.of([[int(option in banned) for option in range(4)]])
    ban = StartCost(origin="r", price=None, carrier=np.array([0]), by_option=by_option)
    problem = draft.problem(ban)
    assert solved(build(problem)) == expected
    for option in range(4):
        plan = Plan(np.array([option]), np.array([True]))
        assert (solved(build(problem), plan) is None) == (option in banned)
