"""Every tiny case of the modules beside this one.

Together they hold every kind of rule at both levels, every launch and presence, and what else the
contract lets a scenario say; ``test_model_equals_checker.py`` asserts it. A new kind of rule needs
a case: a function, in a module of this folder, that returns a `Tiny`.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from tests.tiny.tiny import Tiny


def _cases() -> Mapping[str, Callable[[], Tiny]]:
    found: dict[str, Callable[[], Tiny]] = {}
    for path in sorted(Path(__file__).parent.glob("*.py")):
        module = import_module(f"tests.tiny.{path.stem}")
        for name, make in vars(module).items():
            if getattr(make, "__annotations__", {}).get("return") is Tiny and not name.startswith("_"):
                found[name] = cache(make)
    return found


#: Every tiny case by its name.
TINY = _cases()
