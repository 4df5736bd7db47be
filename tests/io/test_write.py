"""A normalised copy reads back equal, whatever it was made of."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from counterpoint.io.emit import emit
from counterpoint.io.faults import Log
from counterpoint.io.scenario import Reading, read_scenario
from counterpoint.io.write import scenario_files, scenario_hash, write_scenario
from counterpoint.io.yaml import read_yaml

Read = Callable[..., Reading]


def test_a_copy_reads_back_equal(read: Read, tmp_path: Path) -> None:
    reading = read()
    copy = tmp_path / "copy"
    write_scenario(reading.scenario, reading.charter, copy)
    again = read_scenario(copy)
    assert again.scenario == reading.scenario
    assert again.charter == reading.charter
    assert scenario_files(again.scenario, again.charter) == scenario_files(reading.scenario, reading.charter)


def test_unknown_columns_survive(read: Read, tmp_path: Path) -> None:
    accounts = 'sector,account_id,name\nsteel,a1,Alpha\n,a2,Beta\nglass,a3,"Ga,mma"\n'
    reading = read({"accounts.csv": accounts})
    write_scenario(reading.scenario, reading.charter, tmp_path / "copy")
    written = (tmp_path / "copy" / "accounts.csv").read_text()
    assert written == 'account_id,name,sector\na1,Alpha,steel\na2,Beta,\na3,"Ga,mma",glass\n'


def test_the_hash_is_of_what_is_said_and_not_of_how(read: Read) -> None:
    first = read()
    rows = (
        "account_id;name;tier;parent_id;lead_bu\r\na3;Gamma;;;\r\na2;Beta;;a1;\r\na1;Alpha;strategic;;b1\r\n"
    )
    same = read({"accounts.csv": rows.encode("utf-8-sig")})
    assert scenario_hash(*same[:2]) == scenario_hash(*first[:2])
    other = read({"accounts.csv": rows.replace("Beta", "Bêta")})
    assert scenario_hash(*other[:2]) != scenario_hash(*first[:2])


@pytest.mark.parametrize("seed", range(20))
def test_yaml_is_read_back_as_it_was_emitted(seed: int) -> None:
    rng = random.Random(seed)
    value = {f"k{index}": _anything(rng, 3) for index in range(5)}
    document = read_yaml(emit(value).encode(), "x.yaml", Log())
    assert document is not None
    assert document.value == value


def _anything(rng: random.Random, depth: int) -> object:
    words = [
        "no",
        "on",
        "12-20",
        "2027-W22",
        "a: b",
        "- x",
        "",
        " ",
        "é\u2028\x7f",
        "'\"\\",
        "null",
        "word",
        "1e3",
    ]
    if depth == 0 or rng.random() < 0.4:
        return rng.choice([*words, 3, -1, True, None])
    if rng.random() < 0.5:
        return [_anything(rng, depth - 1) for _ in range(rng.randrange(4))]
    return {
        rng.choice(["a", "from", "x y", "no"]): _anything(rng, depth - 1) for _ in range(rng.randrange(4))
    }
