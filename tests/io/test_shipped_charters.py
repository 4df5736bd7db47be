"""The shipped charters: valid in any scenario, adoptable as they are, and good for the pilot."""

from pathlib import Path

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.model import Charter
from counterpoint.constraints.charter.registry import KINDS
from counterpoint.io.charter import read_charter, shipped_charters
from counterpoint.io.faults import Log
from counterpoint.io.references import check_references
from counterpoint.io.scenario import read_scenario
from counterpoint.scenarios.results import Results
from counterpoint.scenarios.solving import solve
from counterpoint.scheduler.outcome import Limits
from tests.cases import make_case
from tests.command_line import ROOT, counterpoint, write_tiny

SHIPPED = shipped_charters()
PILOT = ROOT / "scenarios" / "pilot"
#: A scenario with the least that can be planned: no rule's own table is there.
BARE = make_case(
    campaigns="campaign_id, bu_id, name, stage\np, a, P, 1\nq, b, Q, 2",
    audiences="campaign_id, account_id\np, x\nq, x\nq, y",
)


def charter_of(data: bytes) -> Charter:
    """Read a charter as part of the bare scenario."""
    log = Log()
    found = read_charter(data, "charter.yaml", log)
    if found:
        check_references(found[1], BARE.scenario, log)
    assert not log.faults, "\n".join(map(str, log.faults))
    assert found is not None
    return found[0]


def with_examples(name: str) -> bytes:
    """Give a shipped charter with the comment marks taken away from the lines that are examples of rules."""
    lines, inside = [], False
    for line in SHIPPED[name].decode().splitlines():
        inside = line.startswith("  # ") and (line.startswith("  # - id: ") or inside)
        lines.append(line.replace("# ", "", 1) if inside else line)
    return "\n".join(lines).encode()


def test_both_charters_ship() -> None:
    assert set(SHIPPED) == {"first-steps", "full"}


def test_the_examples_of_the_full_charter_can_be_read() -> None:
    log = Log()
    found = read_charter(with_examples("full"), "charter.yaml", log)
    assert not log.faults, "\n".join(map(str, log.faults))
    assert found is not None
    before = charter_of(SHIPPED["full"]).rules
    examples = [rule for rule in found[0].rules if rule not in before]
    assert len(examples) == SHIPPED["full"].decode().count("# - id: ") > 0
    assert all(rule.note and rule.owner for rule in examples)
    # Every kind of rule is there, be it as an example.
    assert {rule.kind for rule in found[0].rules} == set(KINDS)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_charter_is_in_words_that_a_committee_can_adopt(name: str) -> None:
    rules = charter_of(SHIPPED[name]).rules
    assert rules
    for rule in rules:
        assert rule.note and rule.note.endswith(".") and rule.owner, rule.id


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_charter_holds_where_no_table_is_there(name: str) -> None:
    case = Case(BARE.scenario, charter_of(SHIPPED[name]))
    results = Results(solve(case, Limits(seconds=60)))
    assert results.verdict.feasible
    assert {row.status for row in results.launches} == {"scheduled"}


@pytest.mark.parametrize("name", ["first-steps", pytest.param("full", marks=pytest.mark.slow)])
def test_the_pilot_has_a_calendar_under_each(name: str) -> None:
    case = Case(read_scenario(PILOT).scenario, charter_of(SHIPPED[name]))
    solved = solve(case, Limits(seconds=60))
    assert solved.verdict is not None and solved.verdict.feasible
    assert solved.gap is not None and solved.gap < 0.1
    results = Results(solved)
    assert results.figures.collisions < results.figures_asked.collisions
    assert results.figures.lead_breaches < results.figures_asked.lead_breaches


@pytest.mark.parametrize("name", SHIPPED)
def test_a_scenario_names_a_shipped_charter(name: str, tmp_path: Path) -> None:
    settings = f"horizon: {{start: 2027-03-01, end: 2027-03-26}}\ncountry: FR\ncharter: {name}\n"
    folder = write_tiny(tmp_path / "s", scenario_yaml=settings)
    (folder / "charter.yaml").unlink()
    ended = counterpoint("check", "s", cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
