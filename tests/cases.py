"""Small cases for tests, their tables as CSV text in place, read as any scenario is."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from inspect import cleandoc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from counterpoint.constraints.charter.case import Case
from counterpoint.io.scenario import read_scenario
from counterpoint.scheduler.scenario import LaunchId
from counterpoint.scheduler.schedule import Schedule

UNITS = """
    bu_id, name
    a, Unit A
    b, Unit B
    c, Unit C
"""
ACCOUNTS = """
    account_id, name
    x, Account X
    y, Account Y
"""


def csv_text(table: str) -> str:
    """Take the indentation and the blanks beside commas out of a table."""
    rows = cleandoc(table).splitlines()
    return "\n".join(",".join(cell.strip() for cell in row.split(",")) for row in rows) + "\n"


def make_case(
    *rules: Mapping[str, Any],
    charter: Mapping[str, Any] | None = None,
    start: str = "2027-03-01",
    end: str = "2027-03-07",
    settings: Mapping[str, Any] | None = None,
    **tables: str,
) -> Case:
    """Read a case from tables as CSV text; every day is a working day unless settings say otherwise.

    Units a, b, c and accounts x, y are there unless the tables are given.
    """
    texts = {"business_units": UNITS, "accounts": ACCOUNTS, **tables}
    scenario = {"name": "Test", "horizon": {"start": start, "end": end}, "working_days": "all"}
    with TemporaryDirectory() as name:
        folder = Path(name)
        write = {
            "scenario.yaml": json.dumps({**scenario, **(settings or {})}),
            "charter.yaml": json.dumps({"rules": list(rules), **(charter or {})}, default=str),
            **{f"{table}.csv": csv_text(text) for table, text in texts.items()},
        }
        for file, text in write.items():
            (folder / file).write_text(text, encoding="utf-8")
        reading = read_scenario(folder)
    return Case(reading.scenario, reading.charter)


def make_schedule(
    starts: Mapping[str, str | None], kept: Sequence[str] | None = None, case: Case | None = None
) -> Schedule:
    """Make a schedule of ``{"campaign": "2027-03-01"}`` (``campaign/launch`` for a wave or account).

    ``kept`` names placements as ``campaign/account``; all of the scheduled launches if left out.
    """
    ids = {LaunchId(*name.partition("/")[::2]): start for name, start in starts.items()}
    days = {launch: date.fromisoformat(start) if start else None for launch, start in ids.items()}
    if kept is None:
        assert case is not None
        pairs = {
            (row.campaign_id, row.account_id)
            for launch in case.scenario.launches.values()
            if days.get(launch.id)
            for row in launch.audience
        }
    else:
        pairs = {(one, two) for one, _, two in (name.partition("/") for name in kept)}
    return Schedule(days, frozenset(pairs))
