"""``charter.yaml``: the rules of engagement, each fault at its place."""

from collections.abc import Mapping
from contextlib import suppress
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from ..constraints.charter.model import Charter
from ..constraints.charter.registry import KINDS
from ..constraints.charter.rule import Rule
from ..scheduler.spelling import Spelling
from .cells import CellError, read_date
from .faults import Log
from .models import keys_at, log_error, log_errors, shown
from .yaml import Document, read_yaml


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
    rules = document.value.get("rules")
    rest = {key: value for key, value in document.value.items() if key != "rules"}
    try:
        Charter.model_validate(rest)
    except ValidationError as error:
        log_errors(error, document, Charter, log)
    if rules is not None and not isinstance(rules, list):
        log.fault(document.entry(("rules",)), "rules is no list", "begin each rule with '- id: …'")
    else:
        _date_exceptions(rules or [])
        _check_rules(rules or [], document, log)
    if len(log.faults) > before:
        return None
    # A bare `rules:` is a charter without rules, as good as none.
    value = document.value if rules is not None else rest
    return Charter.model_validate(value), document


def _date_exceptions(rules: list[Any]) -> None:
    """Take a quoted day for a day where an exception's span is meant, as JSON has no other way."""
    for rule in rules:
        spans = rule.get("exceptions") if isinstance(rule, dict) else None
        for span in spans if isinstance(spans, list) else []:
            for key in ("from", "until") if isinstance(span, dict) else ():
                if isinstance(span.get(key), str):
                    with suppress(CellError):
                        span[key] = read_date(span[key])


def _check_rules(rules: list[Any], document: Document, log: Log) -> None:
    """Check each rule by its own kind, so that every fault of every rule is found."""
    first: dict[str, int] = {}
    for index, rule in enumerate(rules):
        path = ("rules", index)
        if not isinstance(rule, dict):
            log.fault(document.entry(path), f"rule {index + 1} is {shown(rule)}", "write '- id: …, kind: …'")
            continue
        name = rule.get("id")
        if isinstance(name, str) and name in first:
            line = document.entry(("rules", first[name], "id")).line
            log.fault(
                document.entry((*path, "id")), f"rule '{name}' is there already, on line {line}", "rename one"
            )
        elif isinstance(name, str):
            first[name] = index
        _check_rule(rule, path, document, log)


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
