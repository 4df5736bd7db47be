"""The array types of the problem, and lists of lists as two flat arrays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]

#: Arrays and CP-SAT compute in 64 bits; sums must stay clear of the end.
LARGEST = 2**61


class ProblemTooLargeError(ValueError):
    """The problem's numbers do not fit into 64 bits."""


@dataclass(frozen=True, eq=False)
class Lists:
    """Lists of whole numbers, stored flat: list i is ``flat[ptr[i]:ptr[i + 1]]``."""

    ptr: Ints
    flat: Ints

    @classmethod
    def of(cls, lists: Iterable[Sequence[int]]) -> "Lists":
        """Store some lists."""
        rows = list(lists)
        ptr = np.cumsum([0, *map(len, rows)], dtype=np.int64)
        flat = np.fromiter((value for row in rows for value in row), np.int64, count=int(ptr[-1]))
        return cls(ptr, flat)

    @classmethod
    def counting(cls, sizes: Sequence[int]) -> "Lists":
        """Deal 0, 1, 2 … out into lists of these sizes."""
        ptr = np.cumsum([0, *sizes], dtype=np.int64)
        return cls(ptr, np.arange(ptr[-1]))

    def only(self, rows: Ints) -> "Lists":
        """Give some of the lists."""
        return Lists.of([self[row].tolist() for row in rows])

    def __len__(self) -> int:
        return len(self.ptr) - 1

    def __getitem__(self, index: int) -> Ints:
        return self.flat[self.ptr[index] : self.ptr[index + 1]]

    def __iter__(self) -> Iterator[Ints]:
        return (self[index] for index in range(len(self)))


@dataclass(frozen=True, eq=False)
class Days:
    """A set of days, as spans of ordinals with both ends included; int[spans, 2], sorted, apart."""

    spans: Ints

    @classmethod
    def of(cls, days: Iterable[int]) -> "Days":
        """Store a set of days."""
        spans: list[list[int]] = []
        for day in sorted(set(days)):
            if spans and spans[-1][1] == day - 1:
                spans[-1][1] = day
            else:
                spans.append([day, day])
        return cls(np.array(spans, dtype=np.int64).reshape(-1, 2))

    def __contains__(self, day: int) -> bool:
        return bool(np.any((self.spans[:, 0] <= day) & (day <= self.spans[:, 1])))

    def has(self, days: Ints) -> Flags:
        """Tell of each day whether it is in the set; any shape."""
        lo, hi = self.spans[:, 0], self.spans[:, 1]
        at = np.searchsorted(lo, days, side="right") - 1
        inside = at >= 0
        if len(lo):
            inside &= days <= hi[at]
        return np.asarray(inside, dtype=np.bool_)
