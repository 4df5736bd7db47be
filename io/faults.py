"""What is wrong with an input, and where: all of it is told at once."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something was read.

    Attributes
    ----------
    file
        The file's path (and sheet, of a workbook).
    line
        The line, from 1; 0 if the place is the file, or folder, as a whole.
    column
        The number of the field in a table, of the character elsewhere, from 1.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong at a place: what is wrong, then what would be right."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Something worth knowing that stops nothing."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class InputFaults(Exception):  # noqa: N818 - it holds faults, and is no single error
    """Every fault of an input.

    Attributes
    ----------
    faults
        The faults, by place.
    notes
        What else was noticed.
    """

    def __init__(self, faults: tuple[Fault, ...], notes: tuple[Note, ...] = ()) -> None:
        self.faults = tuple(sorted(set(faults)))
        self.notes = notes
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass
class Log:
    """Faults and notes while an input is being read."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def fault(self, place: Place, wrong: str, right: str) -> None:
        """Add a fault: what is wrong, and what would be right."""
        self.faults.append(Fault(place, f"{wrong}; {right}"))

    def note(self, place: Place, message: str) -> None:
        """Add a note."""
        self.notes.append(Note(place, message))

    def raise_faults(self) -> None:
        """Stop here if anything was wrong.

        Raises
        ------
        InputFaults
            With every fault so far.
        """
        if self.faults:
            raise InputFaults(tuple(self.faults), tuple(self.notes))
