"""What pydantic has against a mapping, as faults at places of its YAML file."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..scheduler.spelling import Spelling
from .cells import write_cell
from .faults import Log
from .yaml import Document

#: What is expected, by pydantic's own name of the error.
EXPECTED: Mapping[str, str] = {
    "string_type": "text is expected: put it in quotes",
    "int_type": "a whole number is expected",
    "int_parsing": "a whole number is expected",
    "int_from_float": "a whole number is expected",
    "decimal_type": "a number is expected",
    "decimal_parsing": "a number is expected",
    "float_type": "a number is expected",
    "bool_type": "true or false is expected",
    "bool_parsing": "true or false is expected",
    "date_type": "a day such as 2027-05-31 is expected",
    "date_parsing": "a day such as 2027-05-31 is expected",
    "date_from_datetime_parsing": "a day such as 2027-05-31 is expected",
    "list_type": "a list is expected: write it as [one, two]",
    "tuple_type": "a list is expected: write it as [one, two]",
    "set_type": "a list is expected: write it as [one, two]",
    "frozen_set_type": "a list is expected: write it as [one, two]",
    "dict_type": "keys and values are expected: write them as {key: value}",
    "mapping_type": "keys and values are expected: write them as {key: value}",
    "model_type": "keys and values are expected: write them as {key: value}",
    "model_attributes_type": "keys and values are expected: write them as {key: value}",
}


def log_errors(error: ValidationError, document: Document, model: type[BaseModel], log: Log) -> None:
    """Log a fault for everything that a model refused of a document."""
    for detail in error.errors():
        log_error(detail, detail["loc"], keys_at(model, detail["loc"]), document, log)


def log_error(
    detail: ErrorDetails, path: Sequence[object], known: Iterable[str], document: Document, log: Log
) -> None:
    """Log one error at a path of the document, where these keys are known."""
    kind = detail["type"]
    if kind == "extra_forbidden":
        name = str(path[-1])
        log.fault(document.key(path), f"unknown key '{name}'", Spelling(known).advice(name))
    elif kind == "missing":
        log.fault(document.key(path[:-1]), f"the key '{path[-1]}' is missing", "add it")
    elif kind in ("enum", "literal_error"):
        word = shown(detail["input"])
        words = str(detail.get("ctx", {}).get("expected", "")).replace(" or ", ", ").replace("'", "")
        advice = Spelling(part.strip() for part in words.split(",")).advice(word)
        if advice.startswith("did"):
            advice += f" (one of {words})"
        log.fault(document.entry(path), f"'{word}' is not known here", advice)
    elif kind == "value_error":
        wrong, _, right = str(detail["ctx"]["error"]).partition("; ")
        log.fault(document.entry(path), wrong, right or "correct it")
    else:
        log.fault(
            document.entry(path),
            f"{path[-1] if path else 'the file'}: {shown(detail['input'])} is not right",
            EXPECTED.get(kind, plain(detail["msg"])),
        )


def shown(value: object) -> str:
    """Write an offending value, in short."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    return "nothing" if value is None else write_cell(value)[:60]


def plain(message: str) -> str:
    """Write pydantic's own words as the others are: what would be right, without a capital."""
    return message[:1].lower() + message[1:]


def keys_at(model: type[BaseModel], path: Sequence[object]) -> list[str]:
    """Give the keys that a model takes where a path's last step stands."""
    current: Any = model
    for step in path[:-1]:
        current = _inner(current, step)
        if current is None:
            return []
    return [info.alias or name for name, info in current.model_fields.items()]


def _inner(model: type[BaseModel], step: object) -> type[BaseModel] | None:
    """Give the model of a field, if its value is one (or nothing)."""
    for name, info in model.model_fields.items():
        if step in (name, info.alias):
            kinds = (info.annotation, *get_args(info.annotation))
            return next(
                (kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None
            )
    return None
