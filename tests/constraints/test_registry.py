"""The registry: every kind is found by itself, says its three parts, is tested and explained."""

import re
from pathlib import Path
from pkgutil import iter_modules
from typing import get_args

import pytest

from counterpoint import constraints
from counterpoint.constraints.charter.registry import KINDS
from counterpoint.constraints.charter.rule import AccountRule, Rule, TouchScope
from counterpoint.io.charter import read_charter
from counterpoint.io.faults import Log

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "charter.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## `(\w+)`(.*?)(?=^## |\Z)", DOCS, re.DOTALL | re.MULTILINE))
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", DOCS, re.DOTALL | re.MULTILINE)
#: What rules of several kinds have in common, told once.
SHARED = {name for part in (Rule, AccountRule, TouchScope) for name in part.model_fields}


def test_the_first_eight_kinds_are_there() -> None:
    assert set(KINDS) >= {
        "blackout",
        "capacity",
        "concurrency",
        "crescendo",
        "dependency",
        "frequency_cap",
        "lead_bu",
        "spacing",
    }
    assert list(KINDS) == sorted(KINDS)


def test_every_module_beside_the_charter_is_a_kind_of_its_own_name() -> None:
    modules = {module.name for module in iter_modules(constraints.__path__) if not module.ispkg}
    assert modules == set(KINDS)
    for name, kind in KINDS.items():
        assert kind.__module__.rpartition(".")[2] == name
        assert get_args(kind.model_fields["kind"].annotation) == (name,)


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_says_itself_to_engines_checker_and_people(name: str) -> None:
    kind = KINDS[name]
    for part in ("lower", "check", "explain"):
        assert part in vars(kind), f"{name} has no {part} of its own"
    assert kind.varying <= set(kind.model_fields)
    assert kind.__doc__ != Rule.__doc__


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_says_what_is_broken_in_natural_units(name: str) -> None:
    assert "natural" in vars(KINDS[name]), f"{name} does not say what its findings come to"
    assert "unit" in vars(KINDS[name]), f"{name} does not say what one unit of its measure is"


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_tested_by_itself(name: str) -> None:
    assert (Path(__file__).parent / f"test_{name}.py").is_file()


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_told_with_an_example_and_every_parameter(name: str) -> None:
    section = SECTIONS[name]
    assert f"kind: {name}\n" in section
    for part in ("**Measures**", "**Bounds.**", "**Exceptions**"):
        assert part in section
    for parameter, info in KINDS[name].model_fields.items():
        if parameter not in SHARED:
            assert (info.alias or parameter) in section, f"{parameter} is not told"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split()[2])
def test_every_example_in_the_docs_can_be_read(example: str) -> None:
    log = Log()
    reading = read_charter(f"rules:\n{example}".encode(), "charter.md", log)
    assert not log.faults
    assert reading is not None
    assert reading[0].rules


def test_every_kind_that_is_told_exists() -> None:
    assert SECTIONS.keys() <= KINDS.keys()
    assert len(EXAMPLES) == len(SECTIONS) + 1
