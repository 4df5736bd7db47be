"""YAML 1.2 as plain values, with the place of every key."""

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError, YAMLWarning
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .cells import CellError, read_date
from .delimited import decode
from .faults import Log, Place

#: More values than any charter has; aliases of aliases would make a thousand million out of ten lines.
MOST_VALUES = 200_000
_TAG = "tag:yaml.org,2002:"
_TAGS = frozenset({"null", "bool", "int", "float", "str", "timestamp", "seq", "map", "merge"})
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-W[0-9]{2}(?:-[1-7])?")


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML document.

    Attributes
    ----------
    value
        Its value: mappings, lists, text, whole numbers, decimals, booleans, days and nothing.
    """

    file: str
    root: Node | None
    value: Any

    def key(self, path: Sequence[object]) -> Place:
        """Tell where the last key of a path stands."""
        return self._find(path)[0]

    def entry(self, path: Sequence[object]) -> Place:
        """Tell where the value at a path begins."""
        return self._find(path)[1]

    def _find(self, path: Sequence[object]) -> tuple[Place, Place]:
        """Follow a path as far as it goes; steps that are no key of the document are passed over."""
        if self.root is None:
            return Place(self.file), Place(self.file)
        key = value = self.root
        for step in path:
            if isinstance(value, MappingNode):
                for name, inner in value.value:
                    if _scalar(name) == step or name.value == step:
                        key, value = name, inner
                        break
            elif isinstance(value, SequenceNode) and isinstance(step, int) and 0 <= step < len(value.value):
                key = value = value.value[step]
        return self._place(key), self._place(value)

    def _place(self, node: Node) -> Place:
        return Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)


def read_yaml(data: bytes, file: str, log: Log) -> Document | None:
    """Read a YAML document whose root is a mapping; None, with the faults logged, if it is none."""
    text = decode(data, file, log)
    if text is None:
        return None
    root = _compose(text, file, log)
    if root is None:
        return None
    before = len(log.faults)
    try:
        value = _Reader(file, log).read(root)
    except RecursionError:
        log.fault(Place(file), "the file is nested too deeply", "flatten it")
        return None
    if len(log.faults) > before:
        return None
    document = Document(file, root, {} if value is None else value)
    if not isinstance(document.value, dict):
        log.fault(Place(file), "the file holds no keys", "write it as lines of 'key: value'")
        return None
    return document


def _compose(text: str, file: str, log: Log) -> Node | None:
    """Parse a text into nodes."""
    if not text.strip():
        log.fault(Place(file), "the file is empty", "write it as lines of 'key: value'")
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", YAMLWarning)
            root: Node | None = YAML().compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        log.fault(place, f"this is no YAML ({error.problem})", "mind indents, quotes and brackets")
    except YAMLWarning as error:
        wrong = str(error).strip().splitlines()[0]
        log.fault(Place(file), f"this is no YAML ({wrong})", "give each anchor its own name")
    except (YAMLError, ValueError) as error:
        wrong = str(error).strip().splitlines()[0]
        log.fault(Place(file), f"this is no YAML ({wrong})", "remove what does not belong there")
    except RecursionError:
        log.fault(Place(file), "the file is nested too deeply", "flatten it")
    else:
        if root is None:
            log.fault(Place(file), "the file holds comments only", "write it as lines of 'key: value'")
        return root
    return None


class _Reader:
    """Turns nodes into plain values."""

    def __init__(self, file: str, log: Log) -> None:
        self._file, self._log = file, log
        self._left = MOST_VALUES

    def read(self, node: Node) -> Any:
        self._left -= 1
        if self._left < 0:
            if self._left == -1:
                self._fault(node, "the file holds too many values", "write fewer aliases")
            return None
        if (node.tag or "").removeprefix(_TAG) not in _TAGS:
            self._fault(node, f"the tag {node.tag} means nothing here", "remove it")
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node)
        if isinstance(node, SequenceNode):
            return [self.read(item) for item in node.value]
        return _scalar(node)

    def _mapping(self, node: MappingNode) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        lines: dict[Any, int] = {}
        for key, item in node.value:
            if not isinstance(key, ScalarNode):
                self._fault(key, "a list or a mapping cannot be a key", "write a word before the colon")
                continue
            name = _scalar(key)
            if name in lines:
                self._fault(
                    key, f"key '{name}' is there already, on line {lines[name]}", "keep one of the two"
                )
            lines[name] = key.start_mark.line + 1
            found[name] = self.read(item)
        return found

    def _fault(self, node: Node, wrong: str, right: str) -> None:
        place = Place(self._file, node.start_mark.line + 1, node.start_mark.column + 1)
        self._log.fault(place, wrong, right)


def _scalar(node: Node) -> Any:  # noqa: PLR0911 - one return a kind of value
    """Give a scalar's value; text where YAML's core schema and ISO 8601 see nothing else."""
    text = node.value
    if not isinstance(node, ScalarNode) or node.style is not None:
        return text
    kind = (node.tag or "").removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool" and text.casefold() in ("true", "false"):
        return text.casefold() == "true"
    if kind == "int" and _INT.fullmatch(text):
        return int(text) if len(text) < 20 else text
    if kind == "float" and _FLOAT.fullmatch(text):
        return Decimal(text)
    # A week is plain text to YAML, a day to this contract.
    if kind in ("timestamp", "str") and _DAY.fullmatch(text) and not _is_forced(node):
        return _day(text)
    return text


def _is_forced(node: ScalarNode) -> bool:
    """Whether a text was tagged ``!!str`` although it reads as a day."""
    return node.tag == f"{_TAG}str" and not re.search("W", node.value)


def _day(text: str) -> date | str:
    try:
        return read_date(text)
    except CellError:
        return text
