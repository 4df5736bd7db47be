"""What a charter's rules refer to: every account, BU, campaign, channel and the like must be known."""

from collections.abc import Iterator
from datetime import date

from ..constraints.charter.model import Charter
from ..constraints.charter.names import NAMES, known_names
from ..scheduler.scenario import Scenario
from ..scheduler.spelling import Spelling
from .faults import Log
from .models import shown
from .settings import check_country
from .yaml import Document


def check_references(document: Document, scenario: Scenario, log: Log) -> None:
    """Log a fault for every name in the charter's rules that no table holds."""
    names = known_names(scenario)
    deal_stages = Spelling({row.deal_stage for row in scenario.opportunities})
    for path, key, value in _names_in_rules(document):
        word = key.removeprefix("not_")
        if word in ("stages", "allow_stages"):
            if not (isinstance(value, int) and 1 <= value <= 5):
                log.fault(
                    document.entry(path), f"unknown stage '{shown(value)}'", "write a stage from 1 to 5"
                )
        elif word == "deal_stages" and isinstance(value, str):
            # A deal may reach a stage that none is in today: only a slip of the pen is worth a note.
            near = None if value in deal_stages else deal_stages.nearest(value)
            if near:
                log.note(document.entry(path), f"no opportunity is at '{value}'; did you mean '{near}'?")
        elif word == "countries":
            wrong = check_country(value) if isinstance(value, str) else None
            if wrong:
                log.fault(document.entry(path), *wrong.split("; ", 1))
        elif word in NAMES and isinstance(value, str) and value not in names[NAMES[word]]:
            known = names[NAMES[word]]
            log.fault(document.entry(path), f"unknown {NAMES[word]} '{value}'", known.advice(value))


def check_authority(document: Document, charter: Charter, log: Log) -> None:
    """Log a fault for every rule that somebody may waive and that does not exist."""
    known = Spelling({rule.id for rule in charter.rules})
    for name, grant in charter.authority.items():
        for index, rule_id in enumerate(grant.rules or ()):
            if rule_id not in known:
                place = document.entry(("authority", name, "rules", index))
                log.fault(place, f"unknown rule '{rule_id}'", known.advice(rule_id))


def _names_in_rules(document: Document) -> Iterator[tuple[tuple[object, ...], str, object]]:
    """Give every plain value of the charter's rules, and of those that its profiles have of their own."""
    yield from _named(document.value.get("rules") or [], ("rules",))
    for name, profile in (document.value.get("profiles") or {}).items():
        yield from _named(profile.get("rules") or [], ("profiles", name, "rules"))


def _named(
    value: object, path: tuple[object, ...], key: str = ""
) -> Iterator[tuple[tuple[object, ...], str, object]]:
    """Give every plain value under a path, with the nearest key above it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _named(inner, (*path, name), str(name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _named(inner, (*path, index), key)
    elif isinstance(value, str | int | date) and not isinstance(value, bool):
        yield path, key, value
