"""The lines of an .ics file, each with its number, so that what is wrong with one is told where it is."""

import re
from collections.abc import Iterator, Sequence

import icalendar

from .faults import Log, Place

#: A content line, put together where it was folded, with the number of its first line.
Line = tuple[int, str]


def content_lines(text: str) -> Iterator[Line]:
    """Give the content lines of a text: one that begins with a blank goes on from the line before."""
    number, content = 0, ""
    for at, line in enumerate(text.split("\n"), 1):
        if content and line[:1] in (" ", "\t"):
            content += line[1:]
        elif line:
            if content:
                yield number, content
            number, content = at, line
    if content:
        yield number, content


def events(lines: Sequence[Line], file: str, log: Log) -> list[list[Line]]:
    """Give the lines of each event; what is opened must be closed, or the file was cut off."""
    found: list[list[Line]] = []
    opened: list[Line] = []
    right = "export the calendar again"
    for number, line in lines:
        word, _, name = line.upper().partition(":")
        if not opened and (word, name) != ("BEGIN", "VCALENDAR"):
            log.fault(Place(file, number), "this is no calendar file", f"{right}, as iCalendar (.ics)")
            return found
        if word == "BEGIN":
            opened.append((number, name))
            if name == "VEVENT":
                found.append([])
        elif word == "END" and name != opened[-1][1]:
            log.fault(Place(file, number), f"END:{name} does not close BEGIN:{opened[-1][1]}", right)
            return found
        elif word == "END":
            opened.pop()
        if any(part == "VEVENT" for _, part in opened):
            found[-1].append((number, line))
    if opened:
        number, name = opened[-1]
        log.fault(Place(file, number), f"BEGIN:{name} is never closed", right)
    elif not lines:
        log.fault(Place(file), "the file is empty", right)
    return found


def place_of(name: str, lines: Sequence[Line], file: str) -> Place:
    """Tell where a property of a component stands; where the component begins if it has none."""
    found = (number for number, line in lines if re.match(rf"{name}[:;]", line, re.IGNORECASE))
    return Place(file, next(found, lines[0][0]))


def first_unread(lines: Sequence[Line], file: str) -> Place:
    """Tell where the first line stands that no parser reads; the file as a whole if each is read."""
    return Place(file, next((number for number, line in lines if not _reads(line)), 0))


def _reads(line: str) -> bool:
    """Whether a line can be read by itself, in a component that forgives nothing."""
    if re.match("(BEGIN|END):", line, re.IGNORECASE):
        return True
    try:
        icalendar.Todo.from_ical(f"BEGIN:VTODO\n{line}\nEND:VTODO\n".encode())
    except Exception:  # whatever the parser raises on files from elsewhere
        return False
    return True
