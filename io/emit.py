"""Plain values as YAML 1.2 that `read_yaml` reads back as they were."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from .cells import write_cell

#: Words that no reader of YAML takes for anything but text.
_WORD = re.compile(r"[a-z][a-z_]+")
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off"})
#: What YAML does not let stand as it is, although JSON does.
_HIDDEN = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def emit(value: Mapping[str, object]) -> str:
    """Write a mapping as a YAML document."""
    return "".join(f"{line}\n" for line in _mapping(value))


def _mapping(value: Mapping[str, object]) -> Iterator[str]:
    if not value:
        yield "{}"
    for key, inner in value.items():
        lines = list(_block(inner))
        if _is_inline(inner):
            yield f"{_scalar(key)}: {lines[0]}"
        else:
            yield f"{_scalar(key)}:"
            yield from (f"  {line}" for line in lines)


def _block(value: object) -> Iterator[str]:
    """Write a value as lines."""
    if _is_inline(value):
        yield _flow(value)
    elif isinstance(value, Mapping):
        yield from _mapping(value)
    elif isinstance(value, Sequence):
        for item in value:
            first, *others = _block(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in others)


def _is_inline(value: object) -> bool:
    """Whether a value goes on one line: a scalar, or a collection that holds only scalars or nothing."""
    if isinstance(value, str):
        return True
    if isinstance(value, Mapping):
        return not value
    if isinstance(value, Sequence):
        return all(isinstance(item, str) or not isinstance(item, Mapping | Sequence) for item in value)
    return True


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_scalar, value))}]"
    return _scalar(value)


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal | date):
        return write_cell(value)
    text = str(value)
    if _WORD.fullmatch(text) and text not in _RESERVED:
        return text
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
