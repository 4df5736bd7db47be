"""One CSV table: encodings, separators, headers, rows."""

import random

import pytest

from counterpoint.io.faults import Log
from counterpoint.io.tables import Table, read_table
from counterpoint.scheduler.tables import Account, Audience, Dependency


def read(data: str | bytes, name: str = "accounts") -> tuple[Table, Log]:
    log = Log()
    return read_table(name, data.encode() if isinstance(data, str) else data, f"{name}.csv", log), log


def faults(data: str | bytes, name: str = "accounts") -> list[str]:
    return [str(fault) for fault in sorted(read(data, name)[1].faults)]


def ids(data: str | bytes) -> list[str]:
    table, log = read(data)
    assert not log.faults
    return [row.account_id for row in table.rows if isinstance(row, Account)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(separator: str, end: str) -> None:
    assert ids(
        end.join(separator.join(row) for row in (("account_id", "name"), ("a1", "Alpha"), ("a2", "Beta")))
    ) == [
        "a1",
        "a2",
    ]


def test_excels_hint_and_byte_order_mark_are_no_cells() -> None:
    assert ids("\ufeffaccount_id;name\na1;Alpha\n".encode()) == ["a1"]
    table, _ = read("sep=;\naccount_id;name\na1;Alpha\n")
    assert [row.line for row in table.rows] == [3]


def test_windows_1252_is_read_and_noted() -> None:
    table, log = read("account_id,name\na1,Aéro\n".encode("cp1252"))
    assert table.rows[0] == Account(account_id="a1", name="Aéro")
    assert [str(note) for note in log.notes] == [
        "accounts.csv:2:1: this is no UTF-8; the file was read as Windows-1252"
    ]


def test_what_is_no_text_is_refused() -> None:
    assert faults("account_id,name\n".encode("utf-16")) == [
        "accounts.csv:1:1: the file is UTF-16; save it as UTF-8 (in Excel: CSV UTF-8)"
    ]
    assert "NUL byte" in faults(b"account_id,name\na1,\0\n")[0]
    assert "neither UTF-8 nor" in faults(b"account_id,name\na1,\x81\n")[0]
    assert "workbook" in faults(b"PK\x03\x04rest")[0]
    assert "no header" in faults("")[0]


def test_lines_are_right_after_a_cell_of_several_lines() -> None:
    assert faults('account_id,name,tier\na1,"Al\npha",\n\na2,Beta,gold\n') == [
        "accounts.csv:5:3: tier: 'gold' is not known here; "
        "write one of strategic, multi_bu, single_bu, opportunistic"
    ]


def test_a_wrong_quote_names_the_line_where_its_row_begins() -> None:
    assert faults('account_id,name\na1,Alpha\na2,"Beta\na3,Gamma\n')[0].startswith(
        "accounts.csv:3:1: the quotes"
    )


def test_headers() -> None:
    assert faults("account_id,nmae\na1,x\n") == [
        "accounts.csv:1:2: unknown column 'nmae'; did you mean 'name'?"
    ]
    assert faults("account_id,Name\na1,x\n") == [
        "accounts.csv:1:2: unknown column 'Name'; did you mean 'name'?"
    ]
    assert faults("account_id\na1\n") == [
        "accounts.csv:1:1: the required column 'name' is missing; add it to the header"
    ]
    assert faults("account_id,name,tier,tier\na1,x,,\n") == [
        "accounts.csv:1:4: column 'tier' is there twice; keep one (see column 3)"
    ]


def test_other_columns_are_carried_along_and_noted_once() -> None:
    table, log = read("account_id,sector,name,city\na1,steel,Alpha,\na2,glass,Beta,Lyon\n")
    assert [row.extra for row in table.rows] == [
        (("sector", "steel"),),
        (("city", "Lyon"), ("sector", "glass")),
    ]
    assert [str(note) for note in log.notes] == [
        "accounts.csv:1:2: unknown columns carried along: sector, city"
    ]


def test_a_column_without_a_name_may_only_be_empty() -> None:
    assert ids("account_id,name,\na1,Alpha,\n") == ["a1"]
    assert faults("account_id,name,\na1,Alpha,x\n") == [
        "accounts.csv:2:3: 'x' stands in a column without a name; name the column or clear it"
    ]


def test_rows_must_be_as_long_as_the_header_and_blank_ones_do_not_count() -> None:
    assert ids("account_id,name\n\n,\na1,Alpha\n , \n") == ["a1"]
    rest = "under a header of 2; write as many; quote a cell that holds the separator"
    assert faults("account_id,name\na1\na2,Beta,x\n") == [
        f"accounts.csv:2:1: the row has 1 cells {rest}",
        f"accounts.csv:3:3: the row has 3 cells {rest}",
    ]


def test_every_fault_of_a_row_is_told() -> None:
    assert faults("account_id,name,tier,complexity\n,Alpha,gold,2\n") == [
        "accounts.csv:2:1: account_id is empty; fill it in: it is required",
        "accounts.csv:2:3: tier: 'gold' is not known here; "
        "write one of strategic, multi_bu, single_bu, opportunistic",
        "accounts.csv:2:4: complexity: 2 is out of range; write a number from 0 to 1",
    ]


def test_a_key_stands_once_however_it_is_typed() -> None:
    assert faults("account_id,name\nAe\u0301,x\nb,y\n Aé ,z\n") == [
        "accounts.csv:4:1: 'Aé' is there already, on line 2; keep one of the two rows"
    ]
    assert faults("campaign_id,account_id\nc,a\nc,b\nc,a\n", "audiences") == [
        "audiences.csv:4:1: 'c, a' is there already, on line 2; keep one of the two rows"
    ]


def test_rows_are_sorted_by_key_or_by_all_their_cells() -> None:
    lines = ["c1,c2,,", "c1,c2,3,", "c0,c2,,5", "c1,c0,-1,2"]
    header = "predecessor,successor,min_lag_days,max_lag_days"
    first, _ = read("\n".join([header, *lines]), "dependencies")
    for seed in range(5):
        random.Random(seed).shuffle(lines)
        other, _ = read("\n".join([header, *lines]), "dependencies")
        assert other.rows == first.rows
    assert isinstance(first.rows[0], Dependency)
    assert first.rows[0].predecessor == "c0"


def test_a_trailing_underscore_is_no_part_of_a_column() -> None:
    table, log = read("date,account_id,bu_id\n2027-01-05,a1,b1\n", "history")
    assert not log.faults
    assert table.place(2, "date_").column == 1


def test_empty_cells_take_the_default() -> None:
    table, _ = read("campaign_id,account_id,wave,required\nc1,a1,,\n", "audiences")
    assert table.rows == (Audience(campaign_id="c1", account_id="a1", wave=1, required=False),)
