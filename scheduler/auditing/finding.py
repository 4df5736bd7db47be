"""One thing that does not fit together in a scenario."""

from dataclasses import dataclass

from ..tables import Row


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a row in the light of the others.

    Attributes
    ----------
    table, row, field
        The table, its row, and the field of it to look at first.
    wrong, right
        What is wrong, and what would be right.
    fatal
        Whether the scenario cannot be planned so; else it is worth knowing only.
    """

    table: str
    row: Row
    field: str
    wrong: str
    right: str
    fatal: bool = True

    @property
    def line(self) -> int:
        """The line on which the row was read, 0 if nowhere."""
        return self.row.line
