"""Labels: what the rows of a primitive are about, in the words of whoever wrote them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .arrays import Ints

#: Sorts of things with the id of one each: ``(("account", "x"), ("persona", "cfo"))``.
Label = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Labels:
    """A label for each of some rows, each label stored once.

    Attributes
    ----------
    names
        The labels.
    of
        Which of them each row bears.
    """

    names: tuple[Label, ...]
    of: Ints

    @classmethod
    def per_row(cls, labels: Iterable[Label]) -> "Labels":
        """Store the label of each row."""
        number: dict[Label, int] = {}
        of = [number.setdefault(label, len(number)) for label in labels]
        return cls(tuple(number), np.array(of, dtype=np.int64))

    def __getitem__(self, row: int) -> Label:
        return self.names[self.of[row]]

    def only(self, rows: Ints) -> "Labels":
        """Give the labels of some rows."""
        return Labels(self.names, self.of[rows])
