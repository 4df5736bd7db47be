"""``schedule.csv`` and ``placements.csv`` of any origin: a run's own, or edited by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, TypeVar

from ..scheduler.choices import LaunchBy
from ..scheduler.scenario import Launch, LaunchId, Scenario
from ..scheduler.schedule import Schedule
from ..scheduler.spelling import Spelling
from ..scheduler.tables import Published, Row
from .delimited import read_grid
from .faults import Fault, Log, Note, Place
from .files import read_bytes
from .tables import Shape, Table, read_rows

SCHEDULE_FILE, PLACEMENTS_FILE = "schedule.csv", "placements.csv"


class LaunchStatus(StrEnum):
    """Whether a launch takes place."""

    SCHEDULED = "scheduled"
    UNSCHEDULED = "unscheduled"


class PlacementStatus(StrEnum):
    """Whether an account stays in its campaign."""

    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaunchRow(Row):
    """A row of ``schedule.csv``."""

    campaign_id: str
    status: LaunchStatus
    launch: str | None = None
    start: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementRow(Row):
    """A row of ``placements.csv``."""

    campaign_id: str
    account_id: str
    status: PlacementStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedRow(PlacementRow):
    """A row of ``placements.csv`` with the start that a run writes beside."""

    start: date | None = None


_R = TypeVar("_R", bound=Row)

#: What a run writes beside, for people: it follows from the rest.
_IDLE = frozenset(
    {"bu_id", "name", "requested_start", "start", "first_day", "last_day", "days_moved", "kept", "dropped"}
    | {"value", "value_kept", "reason", "reason_code"}
)
_LAUNCHES = Shape(LaunchRow, ("campaign_id", "launch"), _IDLE - {"start"})
_PLACEMENTS = Shape(PlacementRow, ("campaign_id", "account_id"), _IDLE)
_DATED = Shape(DatedRow, ("campaign_id", "account_id"), _IDLE - {"start"})


class ScheduleReading(NamedTuple):
    """A schedule as read."""

    schedule: Schedule
    notes: tuple[Note, ...]


def read_schedule(path: Path, scenario: Scenario) -> ScheduleReading:
    """Read a schedule: a folder with both files, or a schedule.csv with placements.csv beside it.

    Raises
    ------
    InputFaults
        With every fault of both files.
    """
    log = Log()
    first = path / SCHEDULE_FILE if path.is_dir() else path
    if first.name == PLACEMENTS_FILE:
        right = f"name the {SCHEDULE_FILE} beside it, or the folder"
        log.fault(Place(str(path), 0), f"this is {PLACEMENTS_FILE}", right)
        log.raise_faults()
    launches = _read(first, _LAUNCHES, log)
    placements = _read_beside(first, _PLACEMENTS, log)
    starts = _starts(scenario, launches, log)
    kept = _kept(scenario, placements, log)
    log.raise_faults()
    _note_missing(scenario, launches, starts, placements, log)
    schedule = Schedule(starts, frozenset(_running(scenario, starts, kept, placements, log)))
    return ScheduleReading(schedule, tuple(sorted(set(log.notes))))


def read_published(path: Path, log: Log) -> Table:
    """Read the kept placements of a schedule with their starts, whatever the scenario has become since.

    Faults go to the log.
    """
    first = path / SCHEDULE_FILE if path.is_dir() else path
    launches = _read(first, _LAUNCHES, log)
    placements = _read_beside(first, _DATED, log)
    if not (launches.whole and placements.whole):
        return Table(placements.file, (), {}, whole=False)
    starts = {(row.campaign_id, row.start) for row in _rows(launches, LaunchRow) if row.start}
    rows: list[Published] = []
    for row in _rows(placements, DatedRow):
        if row.status is not PlacementStatus.KEPT:
            continue
        if row.start is None or (row.campaign_id, row.start) not in starts:
            place = placements.place(row.line, "start")
            wrong = (
                f"no launch of '{row.campaign_id}' starts on {row.start}" if row.start else "start is empty"
            )
            log.fault(place, wrong, f"give the start of its launch in {first.name}")
        else:
            name, account = row.campaign_id, row.account_id
            rows.append(Published(campaign_id=name, account_id=account, start=row.start, line=row.line))
    return replace(placements, rows=tuple(rows))


def _read_beside(first: Path, shape: Shape, log: Log) -> Table:
    """Read the placements.csv that a schedule.csv is one with."""
    path = first.parent / PLACEMENTS_FILE
    right = f"copy the one that was written with {first.name} there: it says which accounts are kept"
    return _read(path, shape, log, Fault(Place(str(path)), f"there is no such file; {right}"))


def _read(path: Path, shape: Shape, log: Log, absent: Fault | None = None) -> Table:
    data = read_bytes(path, log, absent)
    grid = None if data is None else read_grid(data, str(path), log)
    return Table(str(path), (), {}, whole=False) if grid is None else read_rows(shape, grid, log)


def _starts(scenario: Scenario, table: Table, log: Log) -> dict[LaunchId, date | None]:
    """Give the start of every launch, None to those that have no row."""
    starts: dict[LaunchId, date | None] = dict.fromkeys(scenario.launches)
    unread = {fault.place for fault in log.faults}
    for row in _rows(table, LaunchRow):
        if not _is_planned(scenario, row, table, log):
            continue
        key = _launch_key(scenario, row)
        if key not in starts:
            known = [launch.id.key for launch in scenario.launches_of[row.campaign_id]]
            together = known == [""]
            wrong = f"'{row.campaign_id}' has no launch '{row.launch or ''}'"
            right = "leave the cell empty" if together else Spelling(known).advice(row.launch or "")
            log.fault(table.place(row.line, "launch"), wrong, right)
        elif row.status is LaunchStatus.UNSCHEDULED and row.start is not None:
            wrong = f"start {row.start} stands beside status unscheduled"
            log.fault(table.place(row.line, "start"), wrong, "clear it, or write scheduled")
        elif row.status is LaunchStatus.SCHEDULED and row.start is None:
            wrong = "the launch is scheduled and has no start"
            # A day that cannot be read is told already.
            if table.place(row.line, "start") not in unread:
                log.fault(table.place(row.line, "start"), wrong, "give a day, or write unscheduled")
        elif starts[key] is not None:
            log.fault(table.place(row.line, "launch"), "the launch is there already", "keep one of the rows")
        else:
            starts[key] = row.start
    return starts


def _launch_key(scenario: Scenario, row: LaunchRow) -> LaunchId:
    """Give the launch that a row names; waves as plain numbers (a spreadsheet may write 1.0)."""
    text = row.launch or ""
    if scenario.campaign_of[row.campaign_id].launch is LaunchBy.PER_WAVE and text.endswith((".0", ",0")):
        text = text[:-2]
    return LaunchId(row.campaign_id, text)


def _kept(scenario: Scenario, table: Table, log: Log) -> dict[tuple[str, str], PlacementRow]:
    """Give the rows of the kept placements."""
    kept = {}
    for row in _rows(table, PlacementRow):
        if not _is_planned(scenario, row, table, log):
            continue
        accounts = {part.account_id for part in scenario.audience_of[row.campaign_id]}
        if row.account_id not in accounts:
            wrong = f"'{row.campaign_id}' does not ask for account '{row.account_id}'"
            advice = Spelling(accounts).advice(row.account_id)
            log.fault(table.place(row.line, "account_id"), wrong, advice)
        elif row.status is PlacementStatus.KEPT:
            kept[row.campaign_id, row.account_id] = row
    return kept


def _is_planned(scenario: Scenario, row: LaunchRow | PlacementRow, table: Table, log: Log) -> bool:
    """Whether a row's campaign is in the schedule; a fault if not."""
    name = row.campaign_id
    if name in scenario.campaign_of:
        return True
    place = table.place(row.line, "campaign_id")
    status = next((other.status for other in scenario.campaigns if other.campaign_id == name), None)
    if status is None:
        log.fault(place, f"unknown campaign '{name}'", Spelling(scenario.campaign_of).advice(name))
    else:
        log.fault(place, f"'{name}' is {status}, and in no schedule", "remove the row")
    return False


def _rows(table: Table, kind: type[_R]) -> Iterable[_R]:
    return (row for row in table.rows if isinstance(row, kind))


def _note_missing(
    scenario: Scenario, launches: Table, starts: dict[LaunchId, date | None], placements: Table, log: Log
) -> None:
    """Note what the files leave out."""
    listed = {_launch_key(scenario, row) for row in _rows(launches, LaunchRow)}
    missing = [f"{key.campaign_id} {key.key}".strip() for key in starts if key not in listed]
    if missing:
        log.note(Place(launches.file), f"launches without a row count as unscheduled: {_some(missing)}")
    pairs = {(row.campaign_id, row.account_id) for row in _rows(placements, PlacementRow)}
    absent = [
        f"{name} on {row.account_id}"
        for name, rows in scenario.audience_of.items()
        for row in rows
        if (name, row.account_id) not in pairs
    ]
    if absent:
        log.note(Place(placements.file), f"placements without a row count as dropped: {_some(absent)}")


def _some(names: Sequence[str]) -> str:
    """List the first few names."""
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _running(
    scenario: Scenario,
    starts: dict[LaunchId, date | None],
    kept: dict[tuple[str, str], PlacementRow],
    table: Table,
    log: Log,
) -> Iterable[tuple[str, str]]:
    """Give the kept placements whose launch takes place; those of others are noted."""
    launch_of: dict[tuple[str, str], Launch] = {
        (launch.id.campaign_id, row.account_id): launch
        for launch in scenario.launches.values()
        for row in launch.audience
    }
    for pair, row in kept.items():
        if starts[launch_of[pair].id] is not None:
            yield pair
        else:
            log.note(
                table.place(row.line, "status"),
                f"{pair[0]} on {pair[1]} is kept and its launch unscheduled: it counts as dropped",
            )
