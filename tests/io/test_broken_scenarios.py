"""Hundreds of broken scenarios: each is read, or refused with the place of what is wrong; nothing else."""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counterpoint.io.commands.check import check
from counterpoint.io.commands.exits import Exit
from counterpoint.io.commands.run import run
from counterpoint.io.faults import InputFaults
from counterpoint.io.scenario import read_scenario
from counterpoint.io.write import write_scenario
from counterpoint.scheduler.outcome import Limits

Files = dict[str, bytes]
Mutation = Callable[[random.Random, Files], None]

NASTY = (
    *(
        "",
        " ",
        "x",
        "c9",
        "-1",
        "0",
        "1e9",
        "99999999999999999999",
        "nan",
        "=1+1",
        "2027-13-01",
        "01/02/2027",
    ),
    *(
        "2027-W99",
        "0001-01-01",
        "2199-12-31",
        "yes",
        "maybe",
        "50%",
        "500%",
        ";;",
        '"',
        'a"b',
        "\u200b",
        "é" * 300,
    ),
    *(
        "null",
        "[]",
        "{}",
        "*a",
        "!!int x",
        "- ",
        "\t",
        "# no",
        "2027-01-04",
        "fixed",
        "running",
        "per_account",
    ),
)
BYTES = (
    b"\x00",
    b"\xff",
    b"\x81",
    b"\xef\xbb\xbf",
    b"\r",
    b'"',
    b"\x1a",
    b"\xc3\x28",
    b"\xe2\x80\xa8",
    b"\n",
)


def pick(rng: random.Random, files: Files, ending: str = "") -> str:
    return rng.choice(sorted(name for name in files if name.endswith(ending)))


def table(rng: random.Random, files: Files) -> tuple[str, list[list[str]]]:
    name = pick(rng, files, ".csv")
    lines = files[name].decode().splitlines()
    return name, [line.split(",") for line in lines]


def put(files: Files, name: str, rows: list[list[str]]) -> None:
    files[name] = "".join(",".join(row) + "\n" for row in rows).encode()


def change_cell(rng: random.Random, files: Files) -> None:
    name, rows = table(rng, files)
    row = rng.choice(rows[1:])
    row[rng.randrange(len(row))] = rng.choice(NASTY)
    put(files, name, rows)


def misspell_cell(rng: random.Random, files: Files) -> None:
    name, rows = table(rng, files)
    row = rng.choice(rows[1:])
    index = rng.randrange(len(row))
    row[index] = row[index][::-1] or "zz"
    put(files, name, rows)


def misspell_header(rng: random.Random, files: Files) -> None:
    name, rows = table(rng, files)
    index = rng.randrange(len(rows[0]))
    word = rows[0][index]
    rows[0][index] = rng.choice([word[:-1], word.upper(), word + "s", "", "other", rows[0][0], f" {word} "])
    put(files, name, rows)


def drop_column(rng: random.Random, files: Files) -> None:
    name, rows = table(rng, files)
    index = rng.randrange(len(rows[0]))
    put(files, name, [row[:index] + row[index + 1 :] for row in rows])


def cut_row(rng: random.Random, files: Files) -> None:
    name, rows = table(rng, files)
    row = rng.choice(rows)
    row[:] = row[: rng.randrange(len(row))] if rng.random() < 0.5 else [*row, "more"]
    put(files, name, rows)


def repeat_or_drop_row(rng: random.Random, files: Files) -> None:
    name, rows = table(rng, files)
    index = rng.randrange(1, len(rows))
    rows[index : index + 1] = rng.choice([[], [rows[index]] * 2, [[], rows[index]]])
    put(files, name, rows)


def spoil_bytes(rng: random.Random, files: Files) -> None:
    name = pick(rng, files)
    at = rng.randrange(len(files[name]))
    files[name] = files[name][:at] + rng.choice(BYTES) + files[name][at + rng.randrange(2) :]


def cut_file(rng: random.Random, files: Files) -> None:
    name = pick(rng, files)
    files[name] = files[name][: rng.randrange(len(files[name]))]


def encode_otherwise(rng: random.Random, files: Files) -> None:
    name = pick(rng, files)
    encoding = rng.choice(["utf-16", "utf-8-sig", "cp1252", "utf-32"])
    files[name] = files[name].decode().replace("fair", "fête").encode(encoding)


def separate_otherwise(rng: random.Random, files: Files) -> None:
    name = pick(rng, files, ".csv")
    files[name] = files[name].replace(b",", rng.choice([b";", b"\t", b"|", b" ,"]))


def change_yaml_value(rng: random.Random, files: Files) -> None:
    name = pick(rng, files, ".yaml")
    places = [match.span() for match in re.finditer(r"(?<=: )[^\n{},]+", files[name].decode())]
    first, last = rng.choice(places)
    text = files[name].decode()
    files[name] = (text[:first] + rng.choice(NASTY) + text[last:]).encode()


def change_yaml_key(rng: random.Random, files: Files) -> None:
    name = pick(rng, files, ".yaml")
    text = files[name].decode()
    key = rng.choice(re.findall(r"\w+(?=:)", text))
    new = rng.choice([key[:-1], key + "s", key.upper(), "other", "id", "1", "<<"])
    files[name] = re.sub(rf"\b{key}:", f"{new}:", text, count=1).encode()


def change_yaml_lines(rng: random.Random, files: Files) -> None:
    name = pick(rng, files, ".yaml")
    lines = files[name].decode().splitlines()
    index = rng.randrange(len(lines))
    lines[index : index + 1] = rng.choice(
        [[], [lines[index]] * 2, [f"   {lines[index]}"], [lines[index].strip()]]
    )
    files[name] = "\n".join(lines).encode()


def rename_file(rng: random.Random, files: Files) -> None:
    name = pick(rng, files)
    stem, _, ending = name.partition(".")
    data = files.pop(name)
    files[
        rng.choice([f"{stem[:-1]}.{ending}", f"{stem}s.{ending}", f"{stem}.txt", f"{stem}.{ending.upper()}"])
    ] = data


MUTATIONS: tuple[Mutation, ...] = (
    change_cell,
    misspell_cell,
    misspell_header,
    drop_column,
    cut_row,
    repeat_or_drop_row,
    spoil_bytes,
    cut_file,
    encode_otherwise,
    separate_otherwise,
    change_yaml_value,
    change_yaml_key,
    change_yaml_lines,
    rename_file,
)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_broken_scenario_is_read_or_refused_with_its_place(
    mutation: Mutation, make: Callable[..., Path], tmp_path: Path
) -> None:
    refused = sum(refuses(folder) for folder in broken(mutation, make, tmp_path, 20))
    assert refused >= 5


@pytest.mark.slow
@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_broken_scenario_is_refused_or_solved_and_checked(
    mutation: Mutation, make: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, folder in enumerate(broken(mutation, make, tmp_path, 10)):
        out = tmp_path / f"run{number}"
        ended = run(str(folder), out, Limits(seconds=20), (), as_json=False)
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        if ended is Exit.BAD_INPUT:
            assert str(folder) in told.err
            assert not out.exists()
        elif ended is Exit.DONE:
            assert check(str(folder), out, as_json=False) is Exit.DONE
        else:
            # A slip may leave a scenario that is sound and has no calendar: proven, and told.
            assert ended is Exit.BROKEN
            assert "no calendar keeps every hard rule" in told.out


def broken(mutation: Mutation, make: Callable[..., Path], tmp_path: Path, number: int) -> Iterator[Path]:
    """Give folders with one to three slips of a kind, always the same ones."""
    base = {path.name: path.read_bytes() for path in sorted(make().iterdir())}
    rng = random.Random(mutation.__name__)
    for attempt in range(number):
        files = dict(base)
        for _ in range(rng.choice([1, 1, 3])):
            mutation(rng, files)
        folder = tmp_path / f"broken{attempt}"
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        yield folder


def refuses(folder: Path) -> bool:
    """Whether a folder is refused as it should be; if not, its copy must read back equal."""
    try:
        scenario, charter, _ = read_scenario(folder)
    except InputFaults as error:
        assert error.faults == tuple(sorted(set(error.faults)))
        for fault in error.faults:
            assert Path(fault.place.file).parent == folder
            assert fault.place.line >= 1
            assert fault.place.column >= 1
            wrong, _, right = fault.message.partition("; ")
            assert wrong
            assert right
            assert "\n" not in fault.message
        return True
    write_scenario(scenario, charter, folder / "copy")
    assert read_scenario(folder / "copy")[:2] == (scenario, charter)
    return False


def test_an_empty_scenario_is_no_broken_one(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text("horizon: {start: 2027-01-04, end: 2027-06-30}\n")
    (tmp_path / "charter.yaml").write_text("rules: []\n")
    assert read_scenario(tmp_path).scenario.name == tmp_path.name
