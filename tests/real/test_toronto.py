"""Toronto: examination timetables, an exam a campaign and a student an account."""

from pathlib import Path

import pytest

from tests.real.folder import DATA
from tests.real.known import toronto_best_known
from tests.real.solving import needs_data, solve_written
from tests.real.toronto import write_toronto

SOURCE = DATA / "toronto"


@needs_data
@pytest.mark.slow
@pytest.mark.parametrize("name", ["hec-s-92", "sta-f-83", "tre-s-92", "ute-s-92"])
def test_nobody_sits_two_exams_a_day_and_the_cost_is_that_of_the_benchmark(name: str, tmp_path: Path) -> None:
    solved = solve_written(lambda folder: write_toronto(SOURCE, name, folder), tmp_path / name, 60)
    assert solved.verdict is not None and solved.verdict.feasible
    cost = 0
    for placements in solved.verdict.calendar.by_account.values():
        days = sorted(row.flight.start.toordinal() for row in placements)
        assert len(set(days)) == len(days)
        for place, one in enumerate(days):
            cost += sum(2 ** (5 - (other - one)) for other in days[place + 1 :] if other - one <= 5)
    assert -solved.verdict.score == 100 * cost
    assert cost >= toronto_best_known(SOURCE)[name].cost
