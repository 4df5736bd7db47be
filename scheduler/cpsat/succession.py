"""Succession: pairs of members that pay, or may not, if one begins too soon after the other."""

from ..problem.succession import Succession
from .pairs import Pairs
from .separation import Bonds


def post_succession(pairs: Pairs, succession: Succession) -> None:
    """Post the pairs of a succession."""
    bonds = Bonds(pairs)
    for one, then in zip(succession.one.tolist(), succession.then.tolist(), strict=True):
        bonds.add(one, then)
    for number, first, second, i, j in bonds:
        related = pairs.follows(i, j, succession.within, succession.days)
        bonds.post(succession.price, number, first, second, related)
