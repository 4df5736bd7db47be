"""Rectangles: a relation between the options of two items, covered with as few blocks as is easy."""

from collections.abc import Iterator

import numpy as np

from ..problem.arrays import Flags

#: First and last row, first and last column, all included.
Rectangle = tuple[int, int, int, int]


def runs(flags: Flags) -> list[tuple[int, int]]:
    """Give the maximal spans of true flags, both ends included."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(a), int(b) - 1) for a, b in edges.reshape(-1, 2)]


def rectangles(relation: Flags) -> Iterator[Rectangle]:
    """Cover the true cells of a matrix, each by a rectangle that no further row extends.

    Rectangles may overlap: one that reaches the border is described by fewer literals.
    """
    covered = np.zeros_like(relation)
    for row in range(len(relation)):
        for left, right in runs(relation[row]):
            if covered[row, left : right + 1].all():
                continue
            whole: Flags = np.asarray(relation[:, left : right + 1].all(axis=1), dtype=np.bool_)
            above, below = np.flatnonzero(~whole[:row]), np.flatnonzero(~whole[row:])
            top = int(above[-1]) + 1 if len(above) else 0
            bottom = row + int(below[0]) - 1 if len(below) else len(relation) - 1
            covered[top : bottom + 1, left : right + 1] = True
            yield top, bottom, left, right
