"""The kinds of rules: every module of this folder that defines one, found by itself."""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ... import constraints
from .rule import Rule


def _kinds() -> Mapping[str, type[Rule]]:
    found: dict[str, type[Rule]] = {}
    for module in iter_modules(constraints.__path__, f"{constraints.__name__}."):
        for thing in vars(import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, Rule):
                for kind in get_args(thing.model_fields["kind"].annotation):
                    found[kind] = thing
    return dict(sorted(found.items()))


#: Each kind's class by its name in the charter.
KINDS: Mapping[str, type[Rule]] = _kinds()


class ByKind:
    """Reads a rule as the class that its ``kind`` names."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        choices = {name: handler.generate_schema(kind) for name, kind in KINDS.items()}
        return core_schema.tagged_union_schema(choices, discriminator="kind")
