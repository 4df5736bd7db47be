"""A folder as a scenario and its charter: every fault of every file is found before any is told."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..constraints.charter.case import Case
from ..constraints.charter.model import Charter
from ..constraints.charter.profiles import SHIPPED
from ..scheduler.audit import Finding, audit, needed, references
from ..scheduler.choices import Action, Tier
from ..scheduler.scenario import Scenario
from ..scheduler.spelling import Spelling
from ..scheduler.tables import TABLES
from .calendars import read_calendars
from .charter import read_charter, shipped_charters
from .days_off import check_days_off
from .deals import check_deals
from .faults import Fault, InputFaults, Log, Note, Place
from .files import lies_outside, read_bytes
from .published import published_run
from .references import check_authority, check_references
from .settings import Settings
from .shipped import shipped_names
from .tables import Table, read_table
from .yaml import Document, read_yaml

SCENARIO_FILE = "scenario.yaml"
#: The tables without which there is nothing to plan.
CORE = frozenset({"business_units", "accounts", "campaigns", "audiences"})
#: A file's name this near to a table's is taken for a slip of the pen.
SLIP = 0.85
#: The keys of a rule that leave its scope as wide as it is.
_UNBOUNDED = frozenset({"id", "kind", "level", "weight", "owner", "note", "set_by", "set_on"})


class Reading(NamedTuple):
    """A scenario as read."""

    scenario: Scenario
    charter: Charter
    notes: tuple[Note, ...]


def read_scenario(folder: Path) -> Reading:
    """Read a scenario folder.

    Raises
    ------
    InputFaults
        With every fault of every file.
    """
    log = Log()
    try:
        names = sorted(item.name for item in folder.iterdir())
    except NotADirectoryError:
        log.fault(Place(str(folder), 0), "this is a file", "name the folder that holds scenario.yaml")
    except FileNotFoundError:
        near = Spelling(shipped_names()).nearest(str(folder))
        right = f"did you mean '{near}'?" if near else "name one that holds scenario.yaml"
        log.fault(Place(str(folder), 0), "there is no such folder", right)
    except (OSError, ValueError) as error:
        wrong = f"the folder cannot be read ({error})"
        log.fault(Place(str(folder), 0), wrong, "mind its path and its rights")
    log.raise_faults()
    document = _read_document(folder, names, log)
    settings = Settings.read(document, log) if document else None
    given = settings or Settings.stand_in(document)
    tables = _read_tables(folder, names, given.tables, log)
    charter, rules = _charter(folder, names, given.charter, document, log)
    if charter and rules and (run := published_run(folder, charter, rules, tables, log)):
        tables["published"] = run
    scenario = _assemble(folder, given, tables)
    tables |= _absent(folder, scenario, tables, log)
    if charter and rules:
        scenario, charter = read_calendars(folder, scenario, charter, rules, tables, log)
    _audit(scenario, tables, None if settings is None else _lags_bind(scenario, charter), log)
    if document and settings and charter and rules:
        if all(table.whole for table in tables.values()):
            check_references(rules, scenario, log)
        _check_profile(settings, charter, document, log)
        check_authority(rules, charter, log)
        _check_waived(scenario, charter, tables, log)
        _check_served(scenario, charter, tables, log)
        if not log.faults:
            check_deals(Case(scenario, charter), tables, log)
            check_days_off(scenario, charter, rules, log)
    if charter is None or log.faults:
        raise InputFaults(tuple(log.faults), tuple(log.notes))
    return Reading(scenario, charter, tuple(sorted(set(log.notes))))


def _read_document(folder: Path, names: Iterable[str], log: Log) -> Document | None:
    """Read scenario.yaml."""
    path = folder / SCENARIO_FILE
    if SCENARIO_FILE not in names:
        near = Spelling(names).nearest(SCENARIO_FILE, 0.8)
        log.fault(
            Place(str(path)),
            "there is no scenario.yaml",
            f"rename {near}" if near else "write one with a name and a horizon",
        )
        return None
    data = read_bytes(path, log)
    return None if data is None else read_yaml(data, str(path), log)


def _read_tables(folder: Path, names: list[str], files: Mapping[str, str], log: Log) -> dict[str, Table]:
    """Read every table that the folder holds or scenario.yaml names."""
    found = {}
    for name in TABLES:
        file = files.get(name, f"{name}.csv")
        if name not in files and file not in names:
            continue
        data = read_bytes(folder / file, log)
        path = str(folder / file)
        found[name] = Table(path, (), {}, whole=False) if data is None else read_table(name, data, path, log)
    misnamed = {}
    taken = {files.get(name, f"{name}.csv") for name in TABLES}
    known = Spelling(TABLES)
    for file in names:
        stem, dot, ending = file.rpartition(".")
        near = known.nearest(stem, SLIP) if ending.casefold() == "csv" and dot and file not in taken else None
        if near and near in found:
            log.note(Place(str(folder / file)), f"this file is not read: {taken_by(near, files)} is")
        elif near:
            log.fault(Place(str(folder / file)), f"unknown table '{stem}'", f"did you mean '{near}.csv'?")
            misnamed[near] = Table(str(folder / file), (), {}, whole=False)
    return found | misnamed


def _absent(folder: Path, scenario: Scenario, tables: Mapping[str, Table], log: Log) -> dict[str, Table]:
    """Log the tables that are not there although others refer to them, and give them as lost."""
    found = {}
    for name, by in needed(scenario).items():
        if name not in tables:
            path = str(folder / f"{name}.csv")
            who = "a scenario" if name in CORE else by
            log.fault(Place(path), "there is no such file", f"add it: {who} needs {name}")
            found[name] = Table(path, (), {}, whole=False)
    return found


def taken_by(name: str, files: Mapping[str, str]) -> str:
    """Give the file that a table is read from."""
    return files.get(name, f"{name}.csv")


def _assemble(folder: Path, settings: Settings, tables: Mapping[str, Table]) -> Scenario:
    """Make a scenario of what could be read."""
    rows: dict[str, Any] = {name: table.rows for name, table in tables.items()}
    return Scenario(
        name=settings.name or folder.resolve().name,
        start=settings.horizon.start,
        end=settings.horizon.end,
        as_of=settings.as_of or settings.horizon.start,
        overrun_days=settings.overrun_days,
        working_days=settings.working_days,
        country=settings.country,
        language=settings.language,
        profile=settings.profile,
        **rows,
    )


def _charter(
    folder: Path, names: Iterable[str], name: str, document: Document | None, log: Log
) -> tuple[Charter, Document] | tuple[None, None]:
    """Read the charter that the scenario names: a file in its folder, else a shipped one."""
    data: bytes | None
    if name in names or name.endswith((".yaml", ".yml")):
        data = _read_named(folder, names, name, document, log)
    else:
        shipped = shipped_charters()
        data = shipped.get(name)
        if data is None and document is not None:
            advice = Spelling(shipped).advice(name)
            log.fault(document.entry(("charter",)), f"unknown charter '{name}'", advice)
    found = None if data is None else read_charter(data, str(folder / name), log)
    return found or (None, None)


def _read_named(
    folder: Path, names: Iterable[str], name: str, document: Document | None, log: Log
) -> bytes | None:
    """Read the charter's file; what is wrong with its name is told where scenario.yaml gives it."""
    if document is None or "charter" not in document.value:
        return read_bytes(folder / name, log)
    place = document.entry(("charter",))
    if lies_outside(name):
        log.fault(place, f"'{name}' lies outside of the folder", "put the charter in the scenario's folder")
        return None
    charters = {file for file in names if file.endswith((".yaml", ".yml"))} - {SCENARIO_FILE}
    near = Spelling(charters).nearest(name)
    right = f"did you mean '{near}'?" if near else "write it, or correct its name"
    return read_bytes(folder / name, log, Fault(place, f"there is no file '{name}'; {right}"))


def _lags_bind(scenario: Scenario, charter: Charter | None) -> bool:
    """Whether a rule without a way out makes the lags of dependencies hard."""
    waived = {row.rule_id for row in scenario.decided(Action.WAIVE)}
    rules = [rule for rule in charter.rules if rule.kind == "dependency"] if charter else []
    return any(
        rule.model_fields_set <= _UNBOUNDED and rule.level == "hard" and rule.id not in waived
        for rule in rules
    )


def _audit(scenario: Scenario, tables: Mapping[str, Table], binding_lags: bool | None, log: Log) -> None:
    """Log what does not fit together; only references while settings or some cells could not be read."""
    if binding_lags is None or not all(table.whole for table in tables.values()):
        torn = {name for name, table in tables.items() if not table.complete}
        findings = references(scenario, torn)
    else:
        findings = audit(scenario, binding_lags=binding_lags)
    for finding in findings:
        table = tables.get(finding.table)
        place = table.place(finding.line, finding.field) if table else Place(finding.table)
        log_finding(finding, place, log)


def log_finding(finding: Finding, place: Place, log: Log) -> None:
    """Log a finding of the audit: a fault if it is fatal, else a note."""
    if finding.fatal:
        log.fault(place, finding.wrong, finding.right)
    else:
        log.note(place, f"{finding.wrong}; {finding.right}")


def _check_profile(settings: Settings, charter: Charter, document: Document, log: Log) -> None:
    known = Spelling({*SHIPPED, *charter.profiles})
    if settings.profile not in known:
        advice = known.advice(settings.profile)
        log.fault(document.entry(("profile",)), f"unknown profile '{settings.profile}'", advice)


def _check_waived(scenario: Scenario, charter: Charter, tables: Mapping[str, Table], log: Log) -> None:
    known = Spelling(charter.rule_ids)
    for row in scenario.decisions:
        if row.rule_id is not None and row.rule_id not in known:
            place = tables["decisions"].place(row.line, "rule_id")
            log.fault(place, f"unknown rule '{row.rule_id}'", known.advice(row.rule_id))


def _check_served(scenario: Scenario, charter: Charter, tables: Mapping[str, Table], log: Log) -> None:
    """Log required placements on accounts that are served on request only."""
    if all(charter.plans(tier) for tier in Tier):
        return
    for rows in scenario.audience_of.values():
        for row in rows:
            tier = scenario.tier_of.get(row.account_id)
            if row.required and tier and not charter.plans(tier):
                log.fault(
                    tables["audiences"].place(row.line, "required"),
                    f"'{row.account_id}' is {tier}, and the charter plans nothing there",
                    "set required to no, or the account's tier to another",
                )
