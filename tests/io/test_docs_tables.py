"""What planners are told of tables and columns is what the code reads."""

import re
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest

from counterpoint.constraints.charter.profiles import SHIPPED
from counterpoint.io.cells import write_cell
from counterpoint.io.columns import columns_of
from counterpoint.io.settings import LANGUAGES, Settings
from counterpoint.scheduler.auditing.decisions import NEEDED
from counterpoint.scheduler.choices import Weekday
from counterpoint.scheduler.tables import SHIPPED_CHANNELS, TABLES
from tests.command_line import ROOT

Lines = dict[str, list[str]]

TEXT = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
#: Each section's text, by its title.
SECTIONS = {
    part.partition("\n")[0].strip(): part.partition("\n")[2] for part in re.split(r"(?m)^## ", TEXT)[1:]
}
PROSE = {"The folder", "scenario.yaml", "How cells are written"}


def table(section: str, head: str) -> Lines:
    """Give the cells after the first one of each row, by the first, of the table headed so."""
    found: Lines = {}
    inside = False
    for line in SECTIONS[section].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            inside = False
        elif cells[0] == head:
            inside = True
        elif inside and set(cells[0]) != {"-"}:
            name = cells[0].removeprefix("`").removesuffix("`")
            assert cells[0] == f"`{name}`", line
            assert name not in found, line
            assert len(cells) == 3, line
            found[name] = cells[1:]
    return found


def words(text: str) -> set[str]:
    """Give what is written as code."""
    return set(re.findall(r"`([^`]+)`", text))


def choices(hint: Any) -> type[StrEnum] | None:
    """Give the words that a column chooses from."""
    kinds = [kind for kind in (hint, *get_args(hint)) if isinstance(kind, type)]
    return next((kind for kind in kinds if issubclass(kind, StrEnum) and kind is not Weekday), None)


def test_every_table_has_a_section() -> None:
    assert set(SECTIONS) == PROSE | set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_told_as_it_is_read(name: str) -> None:
    kind, key = TABLES[name]
    told = table(name, "column")
    columns = {column.name: column for column in columns_of(kind)}
    assert set(told) == set(columns)
    hints = get_type_hints(kind)
    for column in columns.values():
        default, meaning = told[column.name]
        written = write_cell(column.default)
        assert (default == "required") == column.required, column.name
        if written:
            assert default == f"`{written}`", column.name
        words_of = choices(hints[column.field])
        if words_of:
            assert {str(word) for word in words_of} <= words(meaning), column.name
    if len(key) > 0:
        (row,) = re.findall(r"One row per ([^;.]+)", SECTIONS[name])
        assert words(row) == {field.rstrip("_") for field in key}


def test_every_key_of_the_settings_is_told() -> None:
    told = table("scenario.yaml", "key")
    assert set(told) == set(Settings.model_fields)
    for key, field in Settings.model_fields.items():
        default, _ = told[key]
        assert (default == "required") == field.is_required(), key
        if isinstance(field.default, str | int):
            assert default == f"`{field.default}`", key
    days = Settings.model_validate({"horizon": {"start": "2027-01-04", "end": "2027-01-05"}}).working_days
    assert days is not None
    assert told["working_days"][0] == f"`[{', '.join(day for day in Weekday if day in days)}]`"
    assert set(LANGUAGES) <= words(told["language"][1])
    assert set(SHIPPED) <= words(told["profile"][1])


def test_the_shipped_channels_are_told() -> None:
    told = {name: cells[0] for name, cells in table("channels", "channel").items()}
    assert told == {name: write_cell(row.pressure) for name, row in SHIPPED_CHANNELS.items()}


def test_what_decisions_need_is_told() -> None:
    told = {name: cells[0] for name, cells in table("decisions", "action").items()}
    # Groups are joined by a comma, columns of which one is enough by "or".
    needed = {
        str(action): re.sub(
            r", (?=\S+ or)",
            ", and ",
            ", ".join(" or ".join(f"`{name}`" for name in group) for group in groups),
        )
        for action, groups in NEEDED.items()
    }
    assert told == needed
