"""Share: a number for each group's share, exact from below and from above, and what they are held to."""

from math import gcd

from ..problem.arrays import LARGEST, ProblemTooLargeError
from ..problem.share import WHOLE, Share
from .formula import Expression
from .variables import Variables


def post_share(variables: Variables, share: Share) -> None:
    """Post the groups of a share: their distance and their shortfalls."""
    if share.price == 0:
        return
    formula = variables.formula
    shares = [_share(variables, share, group) for group in range(len(share.groups))]
    for part in shares:
        formula.hold(share.price, share.least - part, share.least)
    if share.apart is not None:
        highest, lowest = formula.number(WHOLE), formula.number(WHOLE)
        for part in shares:
            formula.linear(part <= highest)
            formula.linear(part >= lowest)
        formula.hold(share.price, highest - lowest - share.apart, WHOLE - share.apart)


def _share(variables: Variables, share: Share, group: int) -> Expression:
    """Give a group's share: the greatest whole number whose part of the requested value is kept."""
    lits = [variables.kept[member] for member in share.members[group].tolist()]
    values, requested = share.values[group].tolist(), int(share.requested[group])
    unit = gcd(requested, *values)
    if WHOLE * requested // unit > LARGEST:
        raise ProblemTooLargeError(
            f"{share.origin}: the values of {share.groups[group]} do not fit into 64 bits"
        )
    kept = sum(WHOLE * (value // unit) * lit for value, lit in zip(values, lits, strict=True))
    if isinstance(kept, int):
        return kept // (requested // unit)
    found = variables.formula.number(WHOLE)
    rest = variables.formula.number(requested // unit - 1)
    variables.formula.linear(requested // unit * found + rest == kept)
    return found
