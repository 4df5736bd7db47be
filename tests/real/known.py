"""What is known of the benchmark instances: proven optima and best published solutions."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple


class BestKnown(NamedTuple):
    """The best published timetable of a Toronto instance."""

    slots: int
    students: int
    cost: int
    cost_per_student: Decimal


def psplib_optimum(source: Path) -> dict[str, int]:
    """Return the shortest calendar in days of each PSPLIB instance in the folder `source`, by `j301_8`."""
    return {row["instance"]: int(row["makespan"]) for row in _rows(source / "optimum.csv")}


def rcpsp_max_optimum(source: Path) -> dict[str, int | None]:
    """Return the shortest calendar of each RCPSP/max instance, by `PSP1`; None where none exists."""
    return {
        Path(row["instance"]).stem: None if row["makespan"] == "unsat" else int(row["makespan"])
        for row in _rows(source / "optimum.csv")
    }


def toronto_best_known(source: Path) -> dict[str, BestKnown]:
    """Return the best published solution of each Toronto instance, by `hec-s-92`."""
    return {
        row["instance"]: BestKnown(
            slots=int(row["slots"]),
            students=int(row["students_nonblank"]),
            cost=int(row["cost_sum"]),
            cost_per_student=Decimal(row["cost_per_student"]),
        )
        for row in _rows(source / "best_known.csv")
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
