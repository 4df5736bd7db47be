"""The published schedule: a table of its own, or a run that a rule on stability names."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..constraints.charter.model import Charter
from ..constraints.charter.rule import Rule
from ..constraints.stability import Stability
from .faults import Log
from .schedule import read_published
from .tables import Table
from .yaml import Document

#: Where runs are written, seen from the working directory.
RUNS = Path("runs")


def published_run(
    folder: Path, charter: Charter, document: Document, tables: Mapping[str, Table], log: Log
) -> Table | None:
    """Read the run that the charter's rules name as published; None if they name none.

    Where the scenario has the table itself, as a run's own copy has, that is what counts.
    """
    named = dict(named_runs(charter))
    if not named:
        return None
    first, name = next(iter(named.items()))
    for path, other in named.items():
        if other != name:
            wrong = f"'{other}' is published here, and '{name}' on line {document.entry(first).line}"
            log.fault(document.entry(path), wrong, "there is one published schedule: name the same run")
    if "published" in tables:
        return None
    places = [base / name for base in (folder, Path(), RUNS)]
    run = next((path for path in places if path.exists()), None)
    if run is None:
        wrong = f"there is no '{name}', here, in the scenario's folder or in {RUNS}"
        log.fault(document.entry(first), wrong, "name a run's folder, or give the table published")
        return None
    return read_published(run, log)


def named_runs(charter: Charter) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Give the runs that rules name, those of profiles included, by their place in the charter."""
    lists: dict[tuple[str, ...], tuple[Rule, ...]] = {("rules",): charter.rules}
    lists |= {("profiles", name, "rules"): profile.rules for name, profile in charter.profiles.items()}
    for path, rules in lists.items():
        for index, rule in enumerate(rules):
            if isinstance(rule, Stability) and rule.published is not None:
                yield (*path, index, "published"), rule.published
