"""Running the main job on a set of real data."""

from collections.abc import Callable
from pathlib import Path

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.io.scenario import read_scenario
from counterpoint.scenarios.solving import Solved, solve
from counterpoint.scheduler.outcome import Limits
from tests.real.folder import DATA

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"the real data is not at {DATA}")


def read_case(write: Callable[[Path], None], folder: Path) -> Case:
    """Read the case of a scenario that an adapter writes."""
    write(folder)
    reading = read_scenario(folder)
    return Case(reading.scenario, reading.charter)


def solve_written(write: Callable[[Path], None], folder: Path, seconds: float) -> Solved:
    """Solve a scenario that an adapter writes."""
    return solve(read_case(write, folder), Limits(seconds=seconds))
