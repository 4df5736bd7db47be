"""The lint in print: `check` tells it to people and to programs."""

import json

from tests.command_line import ROOT, counterpoint

PLANTED = ROOT / "tests" / "scenarios" / "fifteen_faults"


def test_check_tells_warnings_first() -> None:
    ended = counterpoint("check", str(PLANTED), cwd=ROOT)
    assert ended.returncode == 0
    lines = ended.stdout.splitlines()
    at = lines.index("policy lint: 12 warnings and 3 notes")
    told = [line.split(":")[0] for line in lines[at + 1 : at + 16]]
    assert told[0] == "  warning matches-nothing"
    assert told[-1] == "  note unbundled"
    assert [row.split()[0] for row in told] == ["warning"] * 12 + ["note"] * 3
    assert not ended.stdout.count("None")


def test_check_tells_it_to_programs() -> None:
    ended = counterpoint("check", str(PLANTED), "--json", cwd=ROOT)
    (heavy,) = (row for row in json.loads(ended.stdout)["lint"] if row["code"] == "too-heavy")
    assert heavy.pop("text").startswith("North at Epsilon makes a touch of 3")
    assert heavy == {
        "code": "too-heavy",
        "severity": "warning",
        "rules": ["cap-two"],
        "campaigns": ["north-epsilon"],
        "accounts": ["epsilon"],
    }


def test_of_the_pilot_there_is_nothing_to_say() -> None:
    folder = ROOT / "scenarios" / "pilot"
    assert json.loads(counterpoint("check", str(folder), "--json", cwd=ROOT).stdout)["lint"] == []
