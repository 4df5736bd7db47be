"""A cell's text as a value, and back."""

from datetime import date
from decimal import Decimal

import pytest

from counterpoint.io.cells import (
    CellError,
    read_amount,
    read_bool,
    read_date,
    read_decimal,
    read_enum,
    read_id,
    read_int,
    read_text,
    read_texts,
    read_weekdays,
    write_cell,
)
from counterpoint.io.columns import columns_of
from counterpoint.scheduler.choices import Commitment, Weekday
from counterpoint.scheduler.tables import TABLES, Amount, Campaign


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-05-31", date(2027, 5, 31)),
        ("2027-W22", date(2027, 5, 31)),
        ("2027-W22-3", date(2027, 6, 2)),
        ("2026-W53", date(2026, 12, 28)),
        ("2027-05-31 00:00:00", date(2027, 5, 31)),
    ],
)
def test_days_are_iso_8601(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("01/02/2026", "write 2026-02-01 or 2026-01-02"),
        ("15/03/2027", "write 2027-03-15"),
        ("3/15/2027", "write 2027-03-15"),
        ("2027/3/5", "write 2027-03-05"),
        ("05.05.2027", "write 2027-05-05"),
        ("46391", "write it as 2027-05-31"),
        ("next week", "write it as 2027-05-31"),
        ("2027-02-30", "correct it"),
        ("2027-W54", "correct it"),
        ("0001-01-01", "use a day from 1900"),
        ("2027-05-31 14:00", "write it as"),
    ],
)
def test_other_days_are_refused_with_the_iso_form(text: str, right: str) -> None:
    with pytest.raises(CellError, match=right):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("-3.5", "-3.5"),
        ("1 234,50", "1234.5"),
        ("1\u202f234\u202f567", "1234567"),
        ("0,25", "0.25"),
        ("-0", "0"),
    ],
)
def test_numbers_have_at_most_two_decimals_after_point_or_comma(text: str, number: str) -> None:
    assert read_decimal(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["1e5", "nan", "inf", "1.234", "1,234", "0x10", "1.2.3", "٣", "1 23", ".5", "€5"]
)
def test_other_numbers_are_refused(text: str) -> None:
    with pytest.raises(CellError, match="at most two decimals"):
        read_decimal(text)


def test_whole_numbers_may_come_as_a_spreadsheet_writes_them() -> None:
    assert [read_int(text) for text in ("14", "14.0", "-2", "007")] == [14, 14, -2, 7]
    with pytest.raises(CellError, match="whole number"):
        read_int("1.5")


def test_yes_and_no() -> None:
    assert [read_bool(text) for text in ("yes", "TRUE", "1", "no", "False", "0")] == [True] * 3 + [False] * 3
    with pytest.raises(CellError, match="write yes or no"):
        read_bool("maybe")


def test_a_word_near_a_known_one_is_suggested() -> None:
    assert read_enum(Commitment, "fixed") is Commitment.FIXED
    with pytest.raises(CellError, match="did you mean 'mandatory'"):
        read_enum(Commitment, "mandatroy")
    with pytest.raises(CellError, match="write one of optional, mandatory, fixed"):
        read_enum(Commitment, "???")


def test_weekdays_come_in_the_order_of_the_week_and_once() -> None:
    assert read_weekdays("thu tue, TUE") == (Weekday.TUE, Weekday.THU)
    with pytest.raises(CellError, match="did you mean 'tue'"):
        read_weekdays("tuesday")


def test_lists_are_separated_by_semicolons() -> None:
    assert read_texts("plant manager; CFO;; CFO") == ("plant manager", "CFO")


def test_an_amount_is_a_number_or_a_share() -> None:
    assert read_amount("5") == Amount(Decimal(5))
    assert read_amount("12.5 %") == Amount(Decimal("12.5"), percent=True)
    for text in ("2.5", "101%", "-1%", "%"):
        with pytest.raises(CellError):
            read_amount(text)


@pytest.mark.parametrize("text", ["=1+1", "+33", "-a", "@x", "a\u200bb", "a\x07", "a\nb", "\u202eabc"])
def test_ids_hold_no_formula_and_nothing_unseen(text: str) -> None:
    with pytest.raises(CellError):
        read_id(text)


def test_ids_are_composed_and_stripped() -> None:
    assert read_id("\u00a0Ae\u0301ro ") == "Aéro"


def test_free_text_may_begin_as_it_likes_and_have_lines() -> None:
    assert read_text("- one\r\n- two") == "- one\n- two"


def test_every_value_reads_back_from_what_is_written() -> None:
    values: dict[str, object] = {
        "start_days": (Weekday.TUE, Weekday.FRI),
        "min_accounts": Amount(Decimal("25"), percent=True),
        "value": Decimal("1000.50"),
        "move_cost": Decimal("1000"),
        "requested_start": date(2027, 5, 31),
        "partners": ("b1", "b 2"),
        "duration_days": 12,
        "commitment": Commitment.MANDATORY,
    }
    for column in columns_of(Campaign):
        if column.field in values:
            assert column.read(write_cell(values[column.field])) == values[column.field]


@pytest.mark.parametrize("name", TABLES)
def test_required_columns_come_first_and_underscores_are_no_part_of_a_name(name: str) -> None:
    columns = columns_of(TABLES[name][0])
    assert [column.required for column in columns] == sorted((c.required for c in columns), reverse=True)
    assert not any(column.name.endswith("_") for column in columns)
    assert {"line", "extra"}.isdisjoint(column.name for column in columns)


@pytest.mark.parametrize(
    ("field", "low", "high"),
    [
        ("stage", "0", "6"),
        ("duration_days", "0", "9999"),
        ("group_share", "-0.01", "1.01"),
        ("value", "-1", ""),
    ],
)
def test_numbers_out_of_range_are_refused(field: str, low: str, high: str) -> None:
    read = next(column.read for column in columns_of(Campaign) if column.field == field)
    for text in filter(None, (low, high)):
        with pytest.raises(CellError, match="out of range"):
            read(text)
