"""The calendars that a charter's rules name, turned into rows of the table ``blackouts``.

Rules know no files. What of a calendar can matter becomes rows that bear its name, so that a scenario
written anew needs the file no longer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from ..constraints.blackout import Blackout
from ..constraints.charter.model import Charter
from ..constraints.charter.rule import Rule
from ..scheduler.choices import Status
from ..scheduler.scenario import Scenario
from ..scheduler.spelling import Spelling
from ..scheduler.tables import Blackout as Row
from .cells import EARLIEST, LATEST, CellError, read_id
from .faults import Fault, Log, Place
from .files import lies_outside, read_bytes
from .ics import read_spans
from .tables import Table, sort_rows
from .yaml import Document

#: Events more days than this from all that is planned are left out.
MARGIN = 366


def read_calendars(
    folder: Path,
    scenario: Scenario,
    charter: Charter,
    rules: Document,
    tables: Mapping[str, Table],
    log: Log,
) -> tuple[Scenario, Charter]:
    """Give a scenario with rows for the calendars that the charter names; faults go to the log.

    The rows that the table holds of a calendar stand for it where its file is not there. A calendar none
    of whose days can matter is noted, and taken out of its rule.
    """
    reading = _Reading(folder, scenario, rules, log)
    own = reading.rules(charter.rules, ("rules",))
    profiles = {
        name: profile.model_copy(update={"rules": reading.rules(profile.rules, ("profiles", name, "rules"))})
        for name, profile in charter.profiles.items()
    }
    others = [row for row in scenario.blackouts if row.calendar not in reading.found]
    for row in others:
        if row.calendar is not None:
            place = tables["blackouts"].place(row.line, "calendar")
            log.note(place, f"no rule names the calendar '{row.calendar}', so the row counts for none")
    rows = sort_rows([*others, *(row for part in reading.found.values() for row in part)], ())
    return (
        replace(scenario, blackouts=rows),
        charter.model_copy(update={"rules": own, "profiles": profiles}),
    )


@dataclass(frozen=True)
class _Reading:
    """The reading of calendars for a scenario in a folder.

    Attributes
    ----------
    found
        The rows of each calendar read so far.
    """

    folder: Path
    scenario: Scenario
    document: Document
    log: Log
    found: dict[str, Sequence[Row]] = field(default_factory=dict)

    def rules(self, rules: Sequence[Rule], path: tuple[object, ...]) -> tuple[Rule, ...]:
        """Read the calendars of some rules at a path of the charter; give them without the idle ones."""
        return tuple(self._rule(rule, (*path, at)) for at, rule in enumerate(rules))

    def _rule(self, rule: Rule, path: tuple[object, ...]) -> Rule:
        if not isinstance(rule, Blackout) or not rule.calendars:
            return rule
        for number, name in enumerate(rule.calendars):
            if name not in self.found:
                self.found[name] = self._rows(name, self.document.entry((*path, "calendars", number)))
        useful = tuple(name for name in rule.calendars if self.found[name])
        return rule.model_copy(update={"calendars": useful})

    @property
    def _reach(self) -> tuple[date, date]:
        """The first and last day that can matter: those planned, those of what is running, and a margin."""
        scenario = self.scenario
        running = [
            row.requested_start
            for row in scenario.campaigns
            if row.status is Status.RUNNING and row.requested_start
        ]
        first = min([scenario.start, scenario.as_of, *running])
        last = max([scenario.last_day, *running])
        low, high = EARLIEST.toordinal(), LATEST.toordinal()
        return (
            date.fromordinal(max(low, first.toordinal() - MARGIN)),
            date.fromordinal(min(high, last.toordinal() + MARGIN)),
        )

    def _rows(self, name: str, place: Place) -> Sequence[Row]:
        """Give the rows of a calendar, named at a place of the charter; none, if there are faults."""
        wrong = _wrong(name)
        if wrong:
            self.log.fault(place, *wrong)
            return ()
        held = [row for row in self.scenario.blackouts if row.calendar == name]
        absent = self._absent(name, place)
        file = Log()
        data = read_bytes(self.folder / name, file, absent)
        if held and file.faults == [absent]:
            return held
        self.log.faults += file.faults
        reach = self._reach
        spans = None if data is None else read_spans(data, str(self.folder / name), reach, self.log)
        if spans is None:
            return ()
        if not spans:
            self.log.note(
                place, f"no event of '{name}' lies from {reach[0]} to {reach[1]}, so it bars no day"
            )
        return [
            Row(from_=span.first, until=span.last, reason=span.summary or None, calendar=name)
            for span in sorted(set(spans))
        ]

    def _absent(self, name: str, place: Place) -> Fault:
        """Say that a calendar is not there."""
        near = Spelling(path.name for path in self.folder.glob("*.ics")).nearest(name)
        right = f"did you mean '{near}'?" if near else "write it, or correct its name"
        return Fault(place, f"there is no file '{name}'; {right}")


def _wrong(name: str) -> tuple[str, str] | None:
    """Say what is wrong with a calendar's name, and what would be right; None if nothing is."""
    try:
        clean = read_id(name)
    except CellError as error:
        return error.wrong, error.right
    if clean != name or not name:
        return f"'{name}' is no file's name", "write it without blanks around it"
    if lies_outside(name):
        return f"'{name}' lies outside of the folder", "put the calendar in the scenario's folder"
    if not name.casefold().endswith(".ics"):
        return f"'{name}' is no calendar", "name a file that ends in .ics"
    return None
