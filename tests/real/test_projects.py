"""Project scheduling: published optima are reached and proven, unsolvable instances refuted."""

from pathlib import Path

import pytest

from counterpoint.scenarios.conflict import Conflict
from counterpoint.scheduler.outcome import Status
from tests.real.folder import DATA
from tests.real.known import psplib_optimum, rcpsp_max_optimum
from tests.real.psplib import write_psplib
from tests.real.rcpsp_max import write_rcpsp_max
from tests.real.solving import needs_data, solve_written

PSPLIB = DATA / "psplib_j30"
RCPSP_MAX = DATA / "rcpsp_max"
MAKESPANS = psplib_optimum(PSPLIB) if PSPLIB.is_dir() else {"absent": 0}
LAGGED = rcpsp_max_optimum(RCPSP_MAX) if RCPSP_MAX.is_dir() else {"absent": 0}
#: One of each kind for the default suite; the rest are slow.
QUICK = {"j301_8", "PSP1", "PSP17"}


def some_slow(names: list[str]) -> list[object]:
    return [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in names]


@needs_data
@pytest.mark.parametrize("name", some_slow(sorted(MAKESPANS)))
def test_psplib_reaches_the_published_optimum(name: str, tmp_path: Path) -> None:
    solved = solve_written(lambda folder: write_psplib(PSPLIB, name, folder), tmp_path / name, 120)
    assert solved.outcome.status is Status.OPTIMAL
    assert solved.verdict is not None
    # The closing campaign is wished on day 0 at a point a day: days moved are the calendar's length.
    assert -solved.verdict.score == 100 * MAKESPANS[name]


def assert_conflict(found: Conflict | None) -> None:
    """Check that a conflict is irreducible, and that ways out of it were found."""
    assert found is not None
    assert found.irreducible
    assert found.alone.keys() == set(found.demands)
    ways = [way for way in (*found.alone.values(), found.together) if way is not None]
    assert ways
    assert all(way.verdict.hard for way in ways)
    assert (found.at_least == 1) == (found.together is None)


@needs_data
@pytest.mark.parametrize("name", some_slow(sorted(LAGGED)))
def test_rcpsp_max_reaches_the_published_optimum_or_is_refuted(name: str, tmp_path: Path) -> None:
    solved = solve_written(lambda folder: write_rcpsp_max(RCPSP_MAX, name, folder), tmp_path / name, 120)
    makespan = LAGGED[name]
    if makespan is None:
        assert solved.outcome.status is Status.INFEASIBLE
        assert solved.verdict is None
        assert_conflict(solved.conflict)
    else:
        assert solved.outcome.status is Status.OPTIMAL
        assert solved.verdict is not None
        assert -solved.verdict.score == 100 * makespan
