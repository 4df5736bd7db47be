"""By option: a number that depends on an item's start, as few linear pieces or as steps."""

from collections.abc import Sequence

from .formula import Expression, negation
from .variables import Variables

#: A multiple of a variable or literal: the factor, the variable, its greatest value.
Term = tuple[int, Expression, int]
#: So many changes of slope become variables. Measured: none; order literals serve other constraints too.
BENDS = 0


def terms(variables: Variables, item: int, numbers: Sequence[int]) -> tuple[int, list[Term]]:
    """Write a number per option as a constant and a sum of multiples of variables from 0 up."""
    own = variables.items[item]
    days = own.days.tolist()
    if len(set(numbers)) < 2 or len(own.allowed) < 2:
        return numbers[own.allowed[0] if len(own.allowed) else 0] if numbers else 0, []
    slopes = [_slope(numbers, days, option) for option in range(len(days) - 1)]
    bends = [option for option in range(1, len(slopes)) if slopes[option] != slopes[option - 1]]
    if len(bends) <= BENDS and len(bends) < len(slopes) // 2 and all(slope is not None for slope in slopes):
        return _pieces(variables, item, numbers, [slope or 0 for slope in slopes], bends)
    found: list[Term] = []
    constant = numbers[0]
    for option in range(len(numbers) - 1):
        if step := numbers[option + 1] - numbers[option]:
            later = negation(variables.at_most(item, option))
            if not isinstance(later, bool):
                found.append((step, later, 1))
            elif later:
                constant += step
    return constant, found


def _slope(numbers: Sequence[int], days: Sequence[int], option: int) -> int | None:
    """Give the change a day from one option to the next, if it is whole."""
    slope, rest = divmod(numbers[option + 1] - numbers[option], days[option + 1] - days[option])
    return None if rest else slope


def _pieces(
    variables: Variables, item: int, numbers: Sequence[int], slopes: Sequence[int], bends: Sequence[int]
) -> tuple[int, list[Term]]:
    """Write a function of few linear pieces: a slope, and what each bend adds beyond it."""
    own, model = variables.items[item], variables.formula.model
    days = own.days.tolist()
    constant, found = numbers[0] - slopes[0] * days[0], list[Term]()
    if slopes[0]:
        found.append((slopes[0], own.start, days[-1]))
    for option in bends:
        beyond = variables.formula.number(days[-1] - days[option])
        model.add_max_equality(beyond, [own.start - days[option], 0])
        found.append((slopes[option] - slopes[option - 1], beyond, days[-1] - days[option]))
    return constant, found
