"""Where the real data lies, and how a scenario folder is written."""

import csv
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

DATA = Path(os.environ.get("COUNTERPOINT_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")
"""The root of the real data sets: beside the checkout, or where COUNTERPOINT_DATA points."""


def write_folder(
    target: Path,
    scenario: Mapping[str, object],
    charter: Mapping[str, object],
    tables: Mapping[str, Sequence[Mapping[str, object]]],
) -> None:
    """Write a scenario folder: `scenario.yaml`, `charter.yaml` and a CSV file for each table.

    Parameters
    ----------
    target
        The folder, made if absent.
    scenario, charter
        The two YAML documents, written as JSON, which YAML 1.2 contains; dates as ISO 8601.
    tables
        Rows by table name. A table's columns are its rows' keys in order of appearance, an absent key
        or None is an empty cell, and a table without rows is not written.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name, document in (("scenario", scenario), ("charter", charter)):
        text = json.dumps(document, indent=2, ensure_ascii=False, default=str)
        (target / f"{name}.yaml").write_text(text + "\n", encoding="utf-8", newline="\n")
    for name, rows in tables.items():
        if not rows:
            continue
        columns = list(dict.fromkeys(column for row in rows for column in row))
        with (target / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
