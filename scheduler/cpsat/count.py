"""Count: bounds on how many of some carriers are present, as one sum a set."""

from ..problem.count import Count
from .formula import Lit
from .variables import Variables


def post_count(variables: Variables, count: Count) -> None:
    """Post the sets of a count."""
    for carriers, least, greatest, or_none in zip(
        count.carriers, count.least.tolist(), count.greatest.tolist(), count.or_none.tolist(), strict=True
    ):
        lits = [variables.carrier(carrier) for carrier in carriers.tolist()]
        number = sum((lit for lit in lits if not isinstance(lit, bool)), sum(lit is True for lit in lits))
        some: Lit = _some(variables, carriers.tolist()) if or_none else True
        variables.formula.hold(count.price, least - number, least, some)
        variables.formula.hold(count.price, number - greatest, len(lits) - greatest, some)


def _some(variables: Variables, carriers: list[int]) -> Lit:
    """Tell whether any of the carriers is present."""
    by_item: dict[int, list[Lit]] = {}
    for carrier in carriers:
        by_item.setdefault(variables.item_of(carrier), []).append(variables.carrier(carrier))
    return variables.formula.any_of(variables.any_present(item, lits) for item, lits in by_item.items())
