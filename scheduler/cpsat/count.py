"""Count: bounds on how many of some carriers are present, as one sum a set."""

from ..problem.count import Count
from .formula import Expression, Lit
from .variables import Variables


def post_count(variables: Variables, count: Count) -> None:
    """Post the sets of a count."""
    for carriers, least, greatest, or_none in zip(
        count.carriers, count.least.tolist(), count.greatest.tolist(), count.or_none.tolist(), strict=True
    ):
        lits = [variables.carrier(carrier) for carrier in carriers.tolist()]
        number = sum((lit for lit in lits if not isinstance(lit, bool)), sum(lit is True for lit in lits))
        some: Lit = _some(variables, carriers.tolist()) if or_none else True
        _bound(variables, count.price, least - number, least, some)
        _bound(variables, count.price, number - greatest, len(lits) - greatest, some)


def _some(variables: Variables, carriers: list[int]) -> Lit:
    """Tell whether any of the carriers is present."""
    by_item: dict[int, list[Lit]] = {}
    for carrier in carriers:
        by_item.setdefault(variables.item_of(carrier), []).append(variables.carrier(carrier))
    return variables.formula.any_of(variables.any_present(item, lits) for item, lits in by_item.items())


def _bound(variables: Variables, price: int | None, excess: Expression, greatest: int, when: Lit) -> None:
    """Hold an excess at 0 where a literal holds, or price it."""
    if greatest <= 0 or when is False:
        return
    if price is None:
        variables.formula.linear(excess <= 0, [when])
    elif price:
        paid = variables.formula.number(greatest)
        variables.formula.linear(excess <= paid, [when])
        variables.formula.gain_of(-price, paid, greatest)
