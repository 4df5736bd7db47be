"""The problem: items, members and primitives, with an objective to maximise."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np

from .arrays import Days, Lists
from .count import Count
from .items import Items, Members
from .labels import Labels
from .load import Load
from .order import Order
from .plan import Placed, Plan
from .primitive import Primitive
from .separation import Separation
from .share import Share
from .spread import Spread
from .start_cost import StartCost
from .succession import Succession
from .sum_limit import SumLimit
from .support import Support

#: The units in a hundredth of a point: two decimals of pressure times two of a profile's percents.
UNITS = 10_000

KINDS: Mapping[str, type[Primitive]] = {
    kind.__name__: kind
    for kind in (Count, Load, Order, Separation, Share, Spread, StartCost, Succession, SumLimit, Support)
}


@dataclass(frozen=True, eq=False)
class Problem:
    """What engines solve: maximise the members' values, less costs and prices, plus rewards.

    Values, costs and prices are whole numbers of ten-thousandths of a hundredth of a point, so that
    the objective is exact.
    """

    items: Items
    members: Members
    primitives: tuple[Primitive, ...]

    def place(self, plan: Plan) -> Placed:
        """Lay a plan out."""
        return Placed(self.items, self.members, plan)

    def objective(self, plan: Plan) -> int:
        """Give the plan's objective, whether or not it is feasible."""
        placed = self.place(plan)
        return (
            int(self.members.value[placed.kept].sum())
            - int(self.items.cost[placed.at[placed.scheduled]].sum())
            + sum(primitive.gain(placed) for primitive in self.primitives)
        )

    def faults(self, plan: Plan) -> dict[str, int]:
        """Give the hard primitives that a plan breaks: origin and measure; none if it is feasible."""
        placed = self.place(plan)
        found: dict[str, int] = {}
        for primitive in self.primitives:
            if primitive.price is None and (measure := primitive.measure(placed)):
                found[primitive.origin] = found.get(primitive.origin, 0) + measure
        absent = int((self.items.required & ~placed.scheduled).sum())
        dropped = int((self.members.required & placed.scheduled[self.members.item] & ~placed.kept).sum())
        empty = len(self.items) - len(np.union1d(np.flatnonzero(~placed.scheduled), self._filled(placed)))
        for origin, measure in (("presence", absent), ("required", dropped), ("empty launch", empty)):
            if measure:
                found[origin] = measure
        return found

    def _filled(self, placed: Placed) -> np.ndarray[Any, Any]:
        """Give the items that have a kept member."""
        return np.unique(self.members.item[placed.kept])

    # -- saving and naming --------------------------------------------------------------------------

    def save(self) -> bytes:
        """Write the problem down, as an ``.npz`` archive."""
        arrays: dict[str, np.ndarray[Any, Any]] = {}
        parts = [self.items, self.members, *self.primitives]
        heads = [_strip(part, f"{number}", arrays) for number, part in enumerate(parts)]
        buffer = io.BytesIO()
        arrays["head"] = np.frombuffer(json.dumps(heads).encode(), np.uint8)
        np.savez(buffer, allow_pickle=False, **arrays)
        return buffer.getvalue()

    @classmethod
    def load(cls, data: bytes) -> "Problem":
        """Read a problem that `save` wrote."""
        with np.load(io.BytesIO(data)) as arrays:
            heads = json.loads(arrays["head"].tobytes())
            kinds: dict[str, Any] = {"Items": Items, "Members": Members, **KINDS}
            items, members, *primitives = (
                kinds[head["kind"]](**_dress(head, f"{number}", arrays)) for number, head in enumerate(heads)
            )
        return cls(items, members, tuple(primitives))

    @cached_property
    def hash(self) -> str:
        """A name for the problem's content: SHA-256 in hexadecimal."""
        digest = sha256()
        arrays: dict[str, np.ndarray[Any, Any]] = {}
        for number, part in enumerate((self.items, self.members, *self.primitives)):
            digest.update(json.dumps(_strip(part, f"{number}", arrays)).encode())
        for name, array in arrays.items():
            digest.update(f"{name} {array.dtype.str} {array.shape}".encode())
            digest.update(np.ascontiguousarray(array).tobytes())
        return digest.hexdigest()


def _strip(part: Any, prefix: str, arrays: dict[str, np.ndarray[Any, Any]]) -> dict[str, Any]:
    """Move a part's arrays into ``arrays`` and give the rest as JSON."""
    head: dict[str, Any] = {"kind": type(part).__name__}
    for name, value in _values(part):
        if isinstance(value, np.ndarray):
            arrays[f"{prefix}.{name}"] = value
        elif isinstance(value, Lists):
            arrays[f"{prefix}.{name}.ptr"], arrays[f"{prefix}.{name}.flat"] = value.ptr, value.flat
        elif isinstance(value, Days):
            arrays[f"{prefix}.{name}.spans"] = value.spans
        elif isinstance(value, Labels):
            head[name], arrays[f"{prefix}.{name}.of"] = value.names, value.of
        else:
            head[name] = value
    return head


def _dress(head: Mapping[str, Any], prefix: str, arrays: Mapping[str, Any]) -> dict[str, Any]:
    """Put a part's fields together again."""
    found = {name: _frozen(value) for name, value in head.items() if name != "kind"}
    for key in arrays:
        if key.startswith(f"{prefix}."):
            name, _, part = key[len(prefix) + 1 :].partition(".")
            if part == "spans":
                found[name] = Days(arrays[key])
            elif part == "of":
                found[name] = Labels(found[name], arrays[key])
            elif part:
                found[name] = Lists(arrays[f"{prefix}.{name}.ptr"], arrays[f"{prefix}.{name}.flat"])
            else:
                found[name] = arrays[key]
    return found


def _frozen(value: Any) -> Any:
    """Turn JSON's lists back into tuples."""
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value


def _values(part: Any) -> Iterator[tuple[str, Any]]:
    return ((field.name, getattr(part, field.name)) for field in fields(part))
