"""The calendars as libical (Evolution, KDE) and ical.js (Thunderbird) read them.

They need Debian's ``gir1.2-ical-3.0`` and ``python3-gi``, and ``npm install -g ical.js@2.2``.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.io.feed import Event, Feed, make_uid, write_feed
from counterpoint.io.ical import calendars
from counterpoint.io.scenario import read_scenario
from counterpoint.scenarios.results import Results
from counterpoint.scenarios.silo import as_asked
from tests.feeds import read
from tests.solved import solved_as

pytestmark = pytest.mark.external

PILOT = Path(__file__).parents[2] / "scenarios" / "pilot"
SYSTEM_PYTHON = "/usr/bin/python3"
#: Gives the faults and the events of a file: id, title, description, first day, day after the last.
LIBICAL = """
import json, sys, gi
gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as ical
calendar = ical.Component.new_from_string(open(sys.argv[1], encoding="utf-8", newline="").read())
kind, events = ical.ComponentKind.VEVENT_COMPONENT, []
event = calendar.get_first_component(kind)
while event:
    days = [event.get_dtstart(), event.get_dtend()]
    assert all(day.is_date() for day in days)
    words = [event.get_uid(), event.get_summary(), event.get_description() or ""]
    events.append(words + [day.as_ical_string() for day in days])
    event = calendar.get_next_component(kind)
print(json.dumps({"faults": calendar.count_errors(), "events": events}))
"""
ICAL_JS = """
const ical = require("ical.js");
const calendar = new ical.Component(ical.parse(require("fs").readFileSync(process.argv[1], "utf8")));
const events = calendar.getAllSubcomponents("vevent").map((part) => {
  const event = new ical.Event(part);
  const days = [event.startDate, event.endDate];
  if (!days.every((day) => day.isDate)) throw new Error("not a day");
  const words = [event.uid, event.summary, event.description || ""];
  return words.concat(days.map((day) => day.toICALString()));
});
console.log(JSON.stringify({faults: 0, events}));
"""

Told = Sequence[Sequence[str]]


def output_of(command: Sequence[str], env: Mapping[str, str] | None = None) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, env=env, timeout=60).stdout


@cache
def missing_libical() -> bool:
    try:
        output_of([SYSTEM_PYTHON, "-c", "import gi; gi.require_version('ICalGLib', '3.0')"])
    except (OSError, subprocess.CalledProcessError):
        return True
    return False


@cache
def node() -> Mapping[str, str] | None:
    """Give the environment in which node finds ical.js; None if it does not."""
    if not (shutil.which("node") and shutil.which("npm")):
        return None
    env = {"NODE_PATH": output_of(["npm", "root", "-g"]).strip(), **os.environ}
    try:
        output_of(["node", "-e", 'require("ical.js")'], env)
    except subprocess.CalledProcessError:
        return None
    return env


def by_libical(file: Path) -> Any:
    if missing_libical():
        pytest.skip("libical is missing: apt-get install gir1.2-ical-3.0 python3-gi")
    return json.loads(output_of([SYSTEM_PYTHON, "-c", LIBICAL, str(file)]))


def by_ical_js(file: Path) -> Any:
    env = node()
    if env is None:
        pytest.skip("ical.js is missing: npm install -g ical.js@2.2")
    return json.loads(output_of(["node", "-e", ICAL_JS, str(file)], env))


Client = Callable[[Path], Any]
every_client = pytest.mark.parametrize("client", [by_libical, by_ical_js])


@pytest.fixture(scope="module")
def pilot() -> Mapping[str, bytes]:
    """Give the calendars of the pilot as asked."""
    reading = read_scenario(PILOT)
    case = Case(reading.scenario, reading.charter)
    return calendars(Results(solved_as(case, as_asked(case.scenario))))


def told(data: bytes) -> Told:
    """Give what icalendar reads, in the order of the file."""
    return [
        [
            str(event.uid),
            str(event["SUMMARY"]),
            str(event.get("DESCRIPTION", "")),
            f"{event.start:%Y%m%d}",
            f"{event.end:%Y%m%d}",
        ]
        for event in read(data).events
    ]


@every_client
def test_every_calendar_of_the_pilot_is_read_without_fault(
    client: Client, pilot: Mapping[str, bytes], tmp_path: Path
) -> None:
    assert len(pilot) == 5
    for data in pilot.values():
        file = tmp_path / "calendar.ics"
        file.write_bytes(data)
        assert client(file) == {"faults": 0, "events": told(data)}


ODD = [
    'commas, semi;colons: and "quotes"',
    "C:\\new\\table \\; \\,",
    "BEGIN:VEVENT\r\nEND:VCALENDAR",
    "a\rb\u2028c\x00d\x85e\x0bf",
    "half a \ud83d pair, \ufffe",
    "é" * 200,
    "👩‍🔧" * 40,
    "مرحبا \u202e 會議",
    "=cmd|' /C calc'!A0",
    "tail \\",
]


@every_client
def test_odd_texts_are_read_as_icalendar_reads_them(client: Client, tmp_path: Path) -> None:
    day = date(2027, 3, 1)
    events = [
        Event(
            uid=make_uid(text),
            first=day,
            last=day + timedelta(days=number),
            title=text,
            lines=[text, text],
            categories=[text, text[:9]],
            url=f"https://x.example/{text}",
        )
        for number, text in enumerate(ODD)
    ]
    for text in ODD:
        data = write_feed(Feed(uid=make_uid("odd"), name=text, as_of=day, events=events, color="Red"))
        file = tmp_path / "odd.ics"
        file.write_bytes(data)
        assert client(file) == {"faults": 0, "events": told(data)}
