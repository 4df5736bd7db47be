"""Calendar files of other programs: the days of their events, and what is wrong with them."""

from datetime import date
from inspect import cleandoc

import pytest

from counterpoint.io.faults import Log
from counterpoint.io.ics import Span, read_spans
from tests.real.folder import DATA

REACH = (date(2027, 1, 1), date(2027, 12, 31))
SOURCE = DATA / "ics"
needs_exports = pytest.mark.skipif(
    not SOURCE.is_dir(), reason=f"no real exports at {SOURCE}: set COUNTERPOINT_DATA"
)


def calendar(*events: str, head: str = "") -> bytes:
    """Write a calendar of some events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *([head] if head else [])]
    for event in events:
        lines += ["BEGIN:VEVENT", *cleandoc(event).splitlines(), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def read(data: bytes, reach: tuple[date, date] = REACH) -> list[Span]:
    """Read a calendar without faults."""
    log = Log()
    found = read_spans(data, "c.ics", reach, log)
    assert found is not None, log.faults
    return sorted(found)


def days(*events: str, head: str = "") -> list[str]:
    """Give the days of a calendar of some events, a span that is longer than a day as ``first last``."""
    return [
        f"{span.first:%m-%d}" + (f" {span.last:%m-%d}" if span.last != span.first else "")
        for span in read(calendar(*events, head=head))
    ]


def faults(data: bytes) -> list[str]:
    """List the faults of a calendar."""
    log = Log()
    assert read_spans(data, "c.ics", REACH, log) is None
    return [str(fault) for fault in log.faults]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        # All-day events end before their end.
        ("DTSTART;VALUE=DATE:20270301\nDTEND;VALUE=DATE:20270304", "03-01 03-03"),
        ("DTSTART;VALUE=DATE:20270301\nDTEND;VALUE=DATE:20270302", "03-01"),
        ("DTSTART;VALUE=DATE:20270301\nDTEND;VALUE=DATE:20270301", "03-01"),
        ("DTSTART;VALUE=DATE:20270301", "03-01"),
        ("DTSTART;VALUE=DATE:20270301\nDURATION:P3D", "03-01 03-03"),
        ("DTSTART;VALUE=DATE:20270301\nDURATION:PT86400S", "03-01"),
        ("DTSTART;VALUE=DATE:20270301\nDURATION:P1W", "03-01 03-07"),
        # Timed ones hold each day that they touch, midnight being the end of the day before.
        ("DTSTART:20270301T090000\nDTEND:20270301T100000", "03-01"),
        ("DTSTART:20270301T220000\nDTEND:20270302T000000", "03-01"),
        ("DTSTART:20270301T220000\nDTEND:20270302T000001", "03-01 03-02"),
        ("DTSTART:20270301T000000\nDTEND:20270301T000000", "03-01"),
        ("DTSTART:20270301T090000", "03-01"),
        ("DTSTART:20270301T220000\nDURATION:PT3H", "03-01 03-02"),
        ("DTSTART:20270301T220000\nDURATION:PT0S", "03-01"),
        # By their own clock, wherever that is.
        ("DTSTART;TZID=Asia/Tokyo:20270301T003000\nDTEND;TZID=Asia/Tokyo:20270301T013000", "03-01"),
        ("DTSTART;TZID=America/Los_Angeles:20270301T233000\nDURATION:PT10M", "03-01"),
        ("DTSTART;TZID=W. Europe Standard Time:20270301T000000\nDURATION:P1D", "03-01"),
        ('DTSTART;TZID="(UTC+01:00) Brussels":20270301T233000\nDURATION:PT10M', "03-01"),
        ("DTSTART:20270301T233000Z\nDURATION:PT10M", "03-01"),
    ],
)
def test_the_days_of_an_event(event: str, expected: str) -> None:
    assert days(event) == [expected]


def test_times_of_greenwich_are_those_of_the_calendars_zone() -> None:
    event = "DTSTART:20270301T233000Z\nDURATION:PT10M"
    assert days(event, head="X-WR-TIMEZONE:Europe/Paris") == ["03-02"]
    assert days(event, head="X-WR-TIMEZONE:America/Vancouver") == ["03-01"]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("RRULE:FREQ=WEEKLY;COUNT=3", ["03-01", "03-08", "03-15"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20270308", ["03-01", "03-08"]),
        ("RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;VALUE=DATE:20270308", ["03-01", "03-15"]),
        ("RDATE;VALUE=DATE:20270310,20270311", ["03-01", "03-10", "03-11"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=1MO;COUNT=2", ["03-01", "04-05"]),
    ],
)
def test_every_occurrence_counts(rest: str, expected: list[str]) -> None:
    assert days(f"UID:1\nDTSTART;VALUE=DATE:20270301\n{rest}") == expected


def test_an_occurrence_may_be_moved_or_cancelled() -> None:
    series = "UID:1\nDTSTART;VALUE=DATE:20270301\nRRULE:FREQ=WEEKLY;COUNT=3"
    moved = "UID:1\nRECURRENCE-ID;VALUE=DATE:20270308\nDTSTART;VALUE=DATE:20270310"
    off = "UID:1\nRECURRENCE-ID;VALUE=DATE:20270315\nDTSTART;VALUE=DATE:20270315\nSTATUS:CANCELLED"
    assert days(series, moved, off) == ["03-01", "03-10"]


def test_a_yearly_event_of_long_ago_counts_within_reach_only() -> None:
    event = "DTSTART;VALUE=DATE:19500714\nRRULE:FREQ=YEARLY"
    assert days(event) == ["07-14"]


def test_cancelled_events_are_left_out_and_tentative_ones_not() -> None:
    events = [
        f"DTSTART;VALUE=DATE:2027030{number}\nSTATUS:{status}"
        for number, status in enumerate(["CONFIRMED", "CANCELLED", "TENTATIVE"], 1)
    ]
    assert days(*events, "DTSTART;VALUE=DATE:20270304\nTRANSP:TRANSPARENT") == ["03-01", "03-03", "03-04"]


def test_events_without_a_uid_are_events_of_their_own() -> None:
    assert days("DTSTART;VALUE=DATE:20270301", "DTSTART;VALUE=DATE:20270302") == ["03-01", "03-02"]


def test_only_events_count() -> None:
    task = "BEGIN:VTODO\nDTSTART:20270301T090000\nDUE:20270302T090000\nEND:VTODO"
    assert days("DTSTART;VALUE=DATE:20270304", head=task) == ["03-04"]


def test_spans_are_cut_at_what_is_asked_for() -> None:
    event = calendar("DTSTART;VALUE=DATE:20270301\nDTEND;VALUE=DATE:20270311\nSUMMARY:Fair")
    assert read(event, (date(2027, 3, 3), date(2027, 3, 5))) == [
        Span(date(2027, 3, 3), date(2027, 3, 5), "Fair")
    ]
    assert len(read(event, (date(2027, 3, 10), date(2027, 3, 10)))) == 1
    assert read(event, (date(2027, 3, 11), date(2027, 3, 20))) == []
    assert len(read(event, (date(2027, 2, 1), date(2027, 3, 1)))) == 1
    assert read(event, (date(2027, 2, 1), date(2027, 2, 28))) == []


def test_a_summary_is_clean_and_on_one_line() -> None:
    event = "DTSTART;VALUE=DATE:20270301\nSUMMARY:Salon\\n de l'e\u0301te\u0301\\, hall 3\x07 "
    assert [span.summary for span in read(calendar(event))] == ["Salon de l'été, hall 3"]
    folded = "DTSTART;VALUE=DATE:20270301\nSUMMARY:Sal\n on\nDESCRIPTION:x"
    assert [span.summary for span in read(calendar(folded))] == ["Salon"]
    assert [span.summary for span in read(calendar("DTSTART;VALUE=DATE:20270301"))] == [""]


def test_several_calendars_in_one_file_count_together() -> None:
    one, two = (calendar(f"DTSTART;VALUE=DATE:2027030{number}") for number in (1, 2))
    assert len(read(one + two)) == 2


@pytest.mark.parametrize("ends", ["\r\n", "\n", "\r"])
def test_any_end_of_line_and_a_byte_order_mark(ends: str) -> None:
    text = calendar("DTSTART;VALUE=DATE:20270301").decode().replace("\r\n", ends)
    assert len(read(text.encode("utf-8-sig"))) == 1


EVENT = "DTSTART;VALUE=DATE:20270301"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "1:1: the file is empty; export the calendar again"),
        (b"a,b\n", "1:1: this is no calendar file; export the calendar again, as iCalendar (.ics)"),
        (b"BEGIN:VEVENT\n", "1:1: this is no calendar file; export the calendar again, as iCalendar (.ics)"),
        (calendar(EVENT)[:-27], "3:1: BEGIN:VEVENT is never closed; export the calendar again"),
        (
            calendar(EVENT).replace(b"END:VEVENT\r\n", b""),
            "5:1: END:VCALENDAR does not close BEGIN:VEVENT; export the calendar again",
        ),
        (
            calendar("SUMMARY:Fair"),
            "3:1: event 'Fair' has no DTSTART; give it a day, or take it out",
        ),
        (
            calendar("SUMMARY:Fair\nDTSTART:soon"),
            "5:1: DTSTART of event 'Fair' cannot be read (Expected datetime, date, or time. Got: 'soon'); "
            "correct it, or take the event out",
        ),
        (
            calendar("DTSTART:P1D"),
            "4:1: DTSTART of the event is no single day; correct it, or take the event out",
        ),
        (
            calendar(f"{EVENT}\nDTSTART;VALUE=DATE:20270302"),
            "4:1: DTSTART of the event is no single day; correct it, or take the event out",
        ),
        (
            calendar(f"{EVENT}\nSUMMARY:Fair\nDTEND;VALUE=DATE:20270228"),
            "6:1: event 'Fair' ends before it starts on 2027-03-01; correct it, or take the event out",
        ),
        (
            calendar(f"{EVENT}\nDURATION:-P1D"),
            "5:1: the event ends before it starts on 2027-03-01; correct it, or take the event out",
        ),
        (
            calendar(f"{EVENT}\nRRULE:FREQ=SECONDLY"),
            "5:1: the event takes place 'SECONDLY', which is no frequency in days; "
            "write FREQ=DAILY, or one that is less often",
        ),
        (
            calendar(f"{EVENT}\nRRULE:FREQ=DAILY;INTERVAL=0"),
            "5:1: the event takes place every 0 times; write an INTERVAL of 1 or more",
        ),
        (
            calendar(EVENT, head="CALSCALE:HEBREW"),
            " its days cannot be worked out (Only Gregorian calendars are supported.); "
            "correct it, or export the calendar again",
        ),
        (
            calendar(EVENT, head="what is this"),
            "3:1: the calendar cannot be read (Content line could not be parsed into parts: 'what is this': "
            "Invalid content line); correct it, or take it out",
        ),
        (b"PK\x03\x04", "1:1: this is a workbook, no text; save the sheet as CSV UTF-8"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(data: bytes, fault: str) -> None:
    assert faults(data) == [f"c.ics:{fault}"]


def test_a_broken_line_that_gives_no_day_is_noted() -> None:
    log = Log()
    data = calendar(f"{EVENT}\nDESCRIPTION:one\ntwo without a colon")
    assert read_spans(data, "c.ics", REACH, log)
    assert [str(note) for note in log.notes] == [
        "c.ics:6:1: a line of the event cannot be read, and is left out"
    ]


# -- real exports ---------------------------------------------------------------------------------------


@needs_exports
@pytest.mark.parametrize(
    ("file", "reach", "spans", "some"),
    [
        ("ical4j_valid_ArgentinaHolidays", 2005, 11, ("2005-03-25", "2005-03-25", "Viernes Santo")),
        ("ical4j_valid_Australian32Holidays", 2003, 8, ("2003-01-26", "2003-01-26", "Australia Day")),
        ("ical4j_valid_Belgische32feestdagen", 2005, 15, ("2005-01-01", "2005-01-01", "Nieuwjaar")),
        ("ical4j_valid_Dryway", 2005, 31, ("2005-05-28", "2005-05-28", "Dry Way")),
        ("ical4j_valid_EstoniaHolidays", 2010, 83, ("2010-04-05", "2010-04-05", "2. ülestõusmispüha")),
        ("ical4j_valid_Misc.History", 2027, 431, ("2027-01-01", "2027-01-01", "Castro expells")),
        ("ical4j_valid_SwedishHolidays2003-2006", 2003, 13, ("2003-04-18", "2003-04-18", "Långfredagen")),
        ("ical4j_valid_google_aus_holidays", 2005, 26, ("2005-12-25", "2005-12-25", "Christmas")),
        ("ical4j_invalid_korganizer", 2027, 1, ("2027-01-16", "2027-01-16", "Ted's Birthday")),
        ("node-ical_fixtures_Office-2012-owa", 2020, 21, ("2020-10-28", "2020-10-28", "TEST Syd")),
        ("node-ical_fixtures_festival-multiday-rrule", 2011, 137, ("2011-08-04", "2011-08-04", "foobarTV")),
        (
            "node-ical_fixtures_sabredav-school-holidays",
            2018,
            1,
            ("2018-07-02", "2018-08-10", "Sommerferien"),
        ),
        ("node-ical_fixtures_tentative-apple-calendar", 2022, 3, ("2022-07-07", "2022-07-07", "No Status")),
    ],
)
def test_real_exports_are_read(file: str, reach: int, spans: int, some: tuple[str, str, str]) -> None:
    year = (date(reach, 1, 1), date(reach, 12, 31))
    found = read((SOURCE / f"{file}.ics").read_bytes(), year)
    assert len(found) == spans
    first, last, name = some
    assert any(
        (str(span.first), str(span.last)) == (first, last) and span.summary.startswith(name) for span in found
    )


@needs_exports
@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ("ical4j_invalid_0", "2:1: event 'Bastille Day Party"),
        (
            "ical4j_invalid_boeing",
            "5:1: the calendar cannot be read (Wrong datetime format: 2006717T080000Z)",
        ),
        (
            "ical4j_invalid_twinkle_orig",
            "200:1: the calendar cannot be read (Wrong datetime format: -0011130",
        ),
        ("node-ical_fixtures_daily-count-exdate-recurrence-id", "16:1: event 'More Treasure Hunting' ends"),
        ("node-ical_fixtures_ms_timezones", "152:1: DTSTART of event 'Log Yesterday's Jira time' cannot be"),
    ],
)
def test_malformed_exports_are_refused_with_the_line(file: str, fault: str) -> None:
    (told,) = faults((SOURCE / f"{file}.ics").read_bytes())
    assert told.startswith(f"c.ics:{fault}")


@needs_exports
def test_every_export_is_read_or_refused() -> None:
    for path in SOURCE.glob("*.ics"):
        log = Log()
        found = read_spans(path.read_bytes(), path.name, REACH, log)
        assert (found is None) == bool(log.faults), path
