"""The group calendar drawn: a row a launch, a drawing a BU, all on the same weeks."""

from dataclasses import dataclass
from itertools import groupby

from ...scenarios.results import LaunchRow, Results
from ...scheduler.scenario import Launch
from .lists import by_unit
from .table import MOST_ROWS, colors
from .timeline import Mark, Timeline
from .words import Words

WIDTH, LEFT, RIGHT = 1120, 300, 1072
HEAD, ROW = 40, 26
#: How many characters of a name fit on the left.
LONGEST = 40


@dataclass(frozen=True)
class Bar:
    """A launch's row: its name, and what is drawn of it, in distances from the left and the top.

    Attributes
    ----------
    tip
        The whole name and the dates.
    left, width
        Its flight; no width if it is not scheduled.
    start, wish
        Its start and the start asked for, None where there is none.
    touches
        Its touches.
    """

    name: str
    tip: str
    y: int
    left: float
    width: float
    start: float | None
    wish: float | None
    touches: tuple[float, ...]
    kept: str


@dataclass(frozen=True)
class Chart:
    """A BU's launches."""

    key: str
    name: str
    color: str
    description: str
    width: int
    height: int
    left: int
    lines: tuple[float, ...]
    weeks: tuple[Mark, ...]
    months: tuple[Mark, ...]
    bars: tuple[Bar, ...]


def gantt(results: Results, words: Words) -> list[Chart]:
    """Draw the launches of each BU; in a long calendar those that ask for the most value."""
    pairs = drawn(results)
    time = _timeline(results, pairs)
    charts = []
    for number, (bu_id, part) in enumerate(groupby(pairs, key=lambda pair: pair[1].bu_id), 1):
        rows = list(part)
        name = results.case.scenario.unit_of[bu_id].name
        scheduled = sum(row.start is not None for _, row in rows)
        charts.append(
            Chart(
                key=f"gantt-{number}",
                name=name,
                color=colors(results.case.scenario)[bu_id],
                description=words("gantt_desc", name=name, k=scheduled, n=len(rows)),
                width=WIDTH,
                height=HEAD + ROW * len(rows) + 6,
                left=LEFT,
                lines=tuple(time.lines()),
                weeks=tuple(time.week_marks(words("week_letter"))),
                months=tuple(time.month_marks(words)),
                bars=tuple(_bar(results, words, time, pair, HEAD + ROW * at) for at, pair in enumerate(rows)),
            )
        )
    return charts


def drawn(results: Results) -> list[tuple[Launch, LaunchRow]]:
    """Give the launches to draw, by BU and day."""
    pairs = list(by_unit(results))

    def asked(pair: tuple[Launch, LaunchRow]) -> int:
        return sum(results.case.value_of[row.campaign_id, row.account_id] for row in pair[0].audience)

    chosen = {launch.id for launch, _ in sorted(pairs, key=asked, reverse=True)[:MOST_ROWS]}
    return [pair for pair in pairs if pair[0].id in chosen]


def _timeline(results: Results, pairs: list[tuple[Launch, LaunchRow]]) -> Timeline:
    scenario = results.case.scenario
    rows = [row for _, row in pairs]
    first = min([scenario.start, *(row.first_day for row in rows if row.first_day)])
    last = max([scenario.end, *(row.last_day for row in rows if row.last_day)])
    return Timeline(first, last, LEFT, RIGHT)


def _bar(results: Results, words: Words, time: Timeline, pair: tuple[Launch, LaunchRow], y: int) -> Bar:
    launch, row = pair
    name = words.launch(results.case.scenario, launch)
    days = results.verdict.calendar.flights.get(launch.id)
    left = time.x(days.first) if days else 0
    day = time.week_width / 7
    wish = row.requested_start
    status = words.day(row.start) if row.start else words("unscheduled_mark")
    return Bar(
        name=words.launch(results.case.scenario, launch, LONGEST),
        tip=f"{name}: {words('requested_start')} {words.day(wish) or '–'}, {words('start')} {status}",
        y=y,
        left=left,
        width=round(time.x(days.last) + day - left, 1) if days else 0,
        start=round(time.x(days.start) + day / 2, 1) if days else None,
        wish=round(time.x(wish) + day / 2, 1) if wish and time.weeks[0] <= wish < time.weeks[-1] else None,
        touches=tuple(round(time.x(part) + day / 2, 1) for part in sorted(set(days.touches))) if days else (),
        kept=f"{row.kept}/{row.kept + row.dropped}",
    )
