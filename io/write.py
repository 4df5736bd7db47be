"""A scenario as a folder again: sorted, without idle columns, so that equal scenarios are equal bytes."""

import csv
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from pathlib import Path

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from ..constraints.charter.model import Charter
from ..scheduler.choices import Weekday
from ..scheduler.scenario import Scenario
from ..scheduler.tables import TABLES, Row
from .columns import columns_of
from .emit import emit
from .published import named_runs
from .tables import sort_rows


def write_scenario(scenario: Scenario, charter: Charter, folder: Path) -> None:
    """Write a normalised copy of a scenario and its charter, which reads back equal.

    The folder is made if absent; tables without rows are not written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in scenario_files(scenario, charter).items():
        (folder / name).write_bytes(data)


def scenario_hash(scenario: Scenario, charter: Charter) -> str:
    """Give the SHA-256 of the normalised copy: equal for inputs that say the same."""
    whole = hashlib.sha256()
    for name, data in sorted(scenario_files(scenario, charter).items()):
        whole.update(f"{name} {len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()


def scenario_files(scenario: Scenario, charter: Charter) -> Mapping[str, bytes]:
    """Give the files of the normalised copy, by name."""
    files = {
        "scenario.yaml": emit(_settings(scenario)).encode(),
        "charter.yaml": emit(_plain_model(charter)).encode(),
    }
    # A run that a rule names has been read: without the table a reader would look for it again.
    needed = {"published"} if any(named_runs(charter)) else set()
    for name, (kind, key) in TABLES.items():
        rows = getattr(scenario, name)
        if rows or name in needed:
            files[f"{name}.csv"] = table_text(kind, sort_rows(rows, key)).encode()
    return files


def _settings(scenario: Scenario) -> dict[str, object]:
    working = scenario.working_days
    settings: dict[str, object] = {
        "name": scenario.name,
        "horizon": {"start": scenario.start, "end": scenario.end},
        "as_of": scenario.as_of,
        "overrun_days": scenario.overrun_days,
        "working_days": "all" if working is None else [day for day in Weekday if day in working],
        "country": scenario.country,
        "language": scenario.language,
        "profile": scenario.profile,
        "charter": "charter.yaml",
    }
    return {key: value for key, value in settings.items() if value is not None}


def table_text(kind: type[Row], rows: Sequence[Row]) -> str:
    """Write a table with its required columns, those that say something, and the unknown ones."""
    columns = [
        column
        for column in columns_of(kind)
        if column.required or any(column.write(getattr(row, column.field)) for row in rows)
    ]
    extras = sorted({name for row in rows for name, _ in row.extra})
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*(column.name for column in columns), *extras])
    for row in rows:
        cells = (column.write(getattr(row, column.field)) for column in columns)
        unknown = dict(row.extra)
        writer.writerow([*cells, *(unknown.get(name, "") for name in extras)])
    return text.getvalue()


def _plain(value: object) -> object:
    """Write a value of the charter with mappings and lists only."""
    if isinstance(value, BaseModel):
        return _plain_model(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(_plain, value), key=str)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(inner) for inner in value]
    return value


def _plain_model(model: BaseModel) -> dict[str, object]:
    """Write a model without the keys that stand on their default; a rule keeps its id and kind."""
    found: dict[str, object] = {}
    known = type(model).model_fields
    for name in sorted(known, key=lambda name: name not in ("id", "kind")):
        info, value = known[name], getattr(model, name)
        default = info.get_default(call_default_factory=True)
        if name in ("id", "kind") or default is PydanticUndefined or value != default:
            found[info.alias or name] = _plain(value)
    found.update({key: _plain(value) for key, value in sorted((model.model_extra or {}).items())})
    return found
