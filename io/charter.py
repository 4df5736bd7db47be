"""``charter.yaml``: the rules of engagement, each fault at its place."""

from collections.abc import Mapping
from contextlib import suppress
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from ..constraints.charter.model import Charter
from ..constraints.charter.profile import Profile
from ..constraints.charter.profiles import BALANCED, SHIPPED
from ..constraints.charter.registry import KINDS
from ..constraints.charter.rule import Rule
from ..scheduler.spelling import Spelling
from .cells import CellError, read_date
from .faults import Log, Place
from .models import keys_at, log_error, log_errors, shown
from .yaml import Document, read_yaml

#: What may be left bare: `rules:` is a charter without rules, as good as none.
BARE = ("rules", "profiles")


def shipped_charters() -> Mapping[str, bytes]:
    """Give the charters that come with Counterpoint, by name."""
    folder = files("counterpoint.scenarios") / "charters"
    if not folder.is_dir():
        return {}
    found = sorted(folder.iterdir(), key=lambda item: item.name)
    return {
        item.name.removesuffix(".yaml"): item.read_bytes() for item in found if item.name.endswith(".yaml")
    }


def read_charter(data: bytes, file: str, log: Log) -> tuple[Charter, Document] | None:
    """Read a charter and its document; None, with the faults logged, if it is wrong."""
    document = read_yaml(data, file, log)
    if document is None:
        return None
    before = len(log.faults)
    value = {key: inner for key, inner in document.value.items() if key not in BARE or inner is not None}
    try:
        Charter.model_validate({key: inner for key, inner in value.items() if key not in BARE})
    except ValidationError as error:
        log_errors(error, document, Charter, log)
    first: dict[str, int] = {}
    _check_rules(value.get("rules", []), ("rules",), first, document, log)
    for name in first.keys() & {rule.id for profile in SHIPPED.values() for rule in profile.rules}:
        place = Place(file, first[name])
        log.fault(place, f"rule '{name}' is a shipped profile's", "give yours another name")
    _check_profiles(value.get("profiles", {}), first, document, log)
    return None if len(log.faults) > before else (Charter.model_validate(value), document)


def _date_exceptions(rules: list[Any]) -> None:
    """Take a quoted day for a day where an exception's span is meant, as JSON has no other way."""
    for rule in rules:
        spans = rule.get("exceptions") if isinstance(rule, dict) else None
        for span in spans if isinstance(spans, list) else []:
            for key in ("from", "until") if isinstance(span, dict) else ():
                if isinstance(span.get(key), str):
                    with suppress(CellError):
                        span[key] = read_date(span[key])


def _check_rules(
    rules: object, within: tuple[object, ...], first: dict[str, int], document: Document, log: Log
) -> None:
    """Check each rule by its own kind, so that every fault of every rule is found.

    ``first`` holds the line of each rule's name; those of these rules are added.
    """
    if not isinstance(rules, list):
        log.fault(document.entry(within), "rules is no list", "begin each rule with '- id: …'")
        return
    _date_exceptions(rules)
    for index, rule in enumerate(rules):
        path = (*within, index)
        if not isinstance(rule, dict):
            log.fault(document.entry(path), f"rule {index + 1} is {shown(rule)}", "write '- id: …, kind: …'")
            continue
        name = rule.get("id")
        if isinstance(name, str) and name in first:
            log.fault(
                document.entry((*path, "id")),
                f"rule '{name}' is there already, on line {first[name]}",
                "rename one",
            )
        elif isinstance(name, str):
            first[name] = document.entry((*path, "id")).line
        _check_rule(rule, path, document, log)


def _check_profiles(profiles: object, first: Mapping[str, int], document: Document, log: Log) -> None:
    """Check each profile, and its own rules by their kinds; only profiles may share names of rules."""
    path: tuple[object, ...] = ("profiles",)
    if not isinstance(profiles, dict):
        log.fault(document.entry(path), "profiles is no mapping", "write each as 'name: {value: 150, …}'")
        return
    for name, profile in profiles.items():
        path = ("profiles", name)
        if name == BALANCED:
            log.fault(document.key(path), f"profile '{name}' weighs all alike", "give yours another name")
        before = len(log.faults)
        rules = profile.get("rules", []) if isinstance(profile, dict) else []
        _check_rules(rules, (*path, "rules"), dict(first), document, log)
        sound = len(log.faults) == before
        try:
            Profile.model_validate(profile if sound else {**profile, "rules": []})
        except ValidationError as error:
            for detail in error.errors():
                known = keys_at(Profile, detail["loc"])
                log_error(detail, (*path, *detail["loc"]), known, document, log)


def _check_rule(rule: Mapping[str, Any], path: tuple[object, ...], document: Document, log: Log) -> None:
    """Check one rule's keys and values."""
    kind = rule.get("kind")
    if kind is None:
        log.fault(document.entry(path), "the rule has no kind", "add 'kind:' with one of " + ", ".join(KINDS))
        return
    if kind not in KINDS:
        advice = Spelling(KINDS).advice(shown(kind))
        log.fault(document.entry((*path, "kind")), f"'{shown(kind)}' is no kind of rule", advice)
        return
    try:
        KINDS[str(kind)].model_validate(rule)
    except ValidationError as error:
        _log_rule(error, KINDS[str(kind)], path, document, log)


def _log_rule(
    error: ValidationError, kind: type[Rule], path: tuple[object, ...], document: Document, log: Log
) -> None:
    """Log what a kind of rule refused; each place once, for a union complains once a member."""
    seen = set()
    for detail in error.errors():
        inner = detail.get("ctx", {}).get("error")
        if isinstance(inner, ValidationError):  # a rule as it stands in one of its exceptions
            _log_rule(inner, kind, path, document, log)
            continue
        full = (*path, *detail["loc"])
        if detail["type"] == "extra_forbidden" or document.entry(full) not in seen:
            seen.add(document.entry(full))
            log_error(detail, full, keys_at(kind, detail["loc"]), document, log)
