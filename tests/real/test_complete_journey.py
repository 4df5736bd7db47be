"""Complete Journey: real campaigns on real households, of which none may have two at once."""

from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.checker import check
from counterpoint.io.scenario import read_scenario
from counterpoint.io.write import write_scenario
from counterpoint.scenarios.cut import cut
from counterpoint.scenarios.gains import choose
from counterpoint.scenarios.silo import as_asked
from counterpoint.scenarios.solving import solve
from counterpoint.scheduler.outcome import Limits
from tests.real.complete_journey import write_complete_journey
from tests.real.folder import DATA
from tests.real.solving import needs_data, read_case, solve_written

SOURCE = DATA / "complete_journey"


@needs_data
def test_as_it_happened_875_households_had_two_campaigns_at_once(tmp_path: Path) -> None:
    case = read_case(lambda folder: write_complete_journey(SOURCE, folder), tmp_path / "s")
    verdict = check(case, as_asked(case.scenario))
    assert len(verdict.calendar.placements) == 6589
    assert len({row.finding.account_id for row in verdict.hard}) == 875


@needs_data
@pytest.mark.slow
def test_a_calendar_without_two_at_once_keeps_more_than_history_did(tmp_path: Path) -> None:
    solved = solve_written(lambda folder: write_complete_journey(SOURCE, folder), tmp_path / "s", 60)
    assert solved.verdict is not None
    for placements in solved.verdict.calendar.by_account.values():
        for one, other in combinations(placements, 2):
            assert one.flight.last < other.flight.first or other.flight.last < one.flight.first
    # As it happened, 4,711 placements can be kept at best without moving anything.
    assert solved.verdict.score > 4711_00
    assert solved.bound is not None and solved.bound >= solved.verdict.score


@needs_data
@pytest.mark.slow
def test_a_pilot_of_ten_households_reads_back_and_has_a_calendar(tmp_path: Path) -> None:
    case = read_case(lambda folder: write_complete_journey(SOURCE, folder), tmp_path / "s")
    choice = choose(case)
    assert choice is not None
    assert choice.units == ("A", "B")
    assert len(choice.gains) == 10
    # All of the ten have been in seven or eight collisions.
    assert {row.collisions for row in choice.gains} == {7, 8}
    part = cut(case, choice.members, choice.accounts)
    write_scenario(part.scenario, part.charter, tmp_path / "pilot")
    again = read_scenario(tmp_path / "pilot")
    assert again.scenario == part.scenario
    # A day's move costs as much of a campaign's value as it did, but for a hundredth.
    for name, row in part.scenario.campaign_of.items():
        before = len(case.scenario.audience_of[name])
        assert row.move_cost is not None
        assert abs(row.move_cost - Decimal(len(part.scenario.audience_of[name])) / before) <= Decimal("0.01")
    solved = solve(Case(again.scenario, again.charter), Limits(seconds=20))
    assert solved.verdict is not None and solved.verdict.feasible
