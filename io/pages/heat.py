"""The pressure on accounts drawn: a row an account, a column a week, the most contested first."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from ...constraints.charter.checker import Verdict
from ...scenarios.results import Results
from ...scheduler.days import week_start
from .timeline import Mark, Timeline
from .words import Words, shortened

MOST_ACCOUNTS, MOST_WEEKS = 40, 80
LEFT, AFTER, WEEK = 214, 74, 31
HEAD, ROW, LEVELS = 40, 24, 5
LONGEST = 27

Pressures = Mapping[tuple[str, date], Decimal]


@dataclass(frozen=True, slots=True)
class Number:
    """A pressure written into its cell."""

    x: float
    y: int
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Line:
    """An account's row: its name, and its collisions."""

    y: int
    name: str
    tip: str
    collisions: str


@dataclass(frozen=True)
class Map:
    """The pressure of one calendar; its cells are one path a level."""

    key: str
    name: str
    description: str
    width: int
    height: int
    left: int
    right: int
    weeks: tuple[Mark, ...]
    months: tuple[Mark, ...]
    lines: tuple[Line, ...]
    paths: tuple[tuple[int, str], ...]
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Maps:
    """The maps of both calendars, on one scale: the least and greatest pressure of each level."""

    maps: tuple[Map, ...]
    scale: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]


def heat(results: Results, words: Words) -> Maps:
    """Draw the pressure of the calendar as asked and of the group calendar."""
    accounts, weeks = contested(results), _weeks(results)
    shown = set(accounts[:MOST_ACCOUNTS])
    both = [_pressures(verdict, shown) for verdict in (results.solved.asked, results.verdict)]
    peak = max((value for part in both for value in part.values()), default=Decimal(0))
    step = max(1, ceil(peak / LEVELS))
    time = Timeline(weeks[0], weeks[-1], LEFT, LEFT + WEEK * len(weeks))
    counts = [
        Counter(row.account_id for row in part) for part in (results.collisions_asked, results.collisions)
    ]
    maps = tuple(
        _map(results, words, key, time, accounts[:MOST_ACCOUNTS], part, count, step)
        for key, part, count in zip(("asked", "group"), both, counts, strict=True)
    )
    notes = []
    if len(accounts) > MOST_ACCOUNTS:
        notes.append(words("heat_more", n=MOST_ACCOUNTS, all=words.number(len(accounts))))
    if (number := _week_count(results)) > MOST_WEEKS:
        notes.append(words("heat_weeks", n=MOST_WEEKS, all=number))
    scale = [(level, words("up_to", n=level * step)) for level in range(1, LEVELS)]
    last = (LEVELS, words("over", n=(LEVELS - 1) * step))
    return Maps(maps, (*scale, last), tuple(notes))


def contested(results: Results) -> list[str]:
    """Give the accounts that somebody asks for, those with the most collisions, then BUs, first."""
    collisions = Counter(row.account_id for row in results.collisions_asked)
    scenario = results.case.scenario
    units: dict[str, set[str]] = defaultdict(set)
    for name, rows in scenario.audience_of.items():
        for row in rows:
            units[row.account_id].add(scenario.campaign_of[name].bu_id)
    return sorted(units, key=lambda name: (-collisions[name], -len(units[name]), name))


def _pressures(verdict: Verdict, accounts: set[str]) -> Pressures:
    found: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for touch in verdict.calendar.touches:
        if touch.account_id in accounts:
            found[touch.account_id, week_start(touch.day)] += touch.pressure
    return found


def _week_count(results: Results) -> int:
    first, last = week_start(results.case.scenario.start), results.case.scenario.last_day
    return (last - first).days // 7 + 1


def _weeks(results: Results) -> list[date]:
    first = week_start(results.case.scenario.start)
    return [date.fromordinal(first.toordinal() + 7 * n) for n in range(min(_week_count(results), MOST_WEEKS))]


def _map(
    results: Results,
    words: Words,
    key: str,
    time: Timeline,
    accounts: list[str],
    pressures: Pressures,
    collisions: Counter[str],
    step: int,
) -> Map:
    rows = {name: HEAD + ROW * at for at, name in enumerate(accounts)}
    paths: dict[int, list[str]] = defaultdict(list)
    numbers = []
    shown = {place: value for place, value in pressures.items() if value and place[1] in time.weeks[:-1]}
    for (account, week), value in sorted(shown.items()):
        x, y, level = time.x(week), rows[account], min(LEVELS, ceil(value / step))
        paths[level].append(f"M{x + 1:g} {y + 1}h{WEEK - 2}v{ROW - 2}h-{WEEK - 2}z")
        numbers.append(Number(x + WEEK / 2, y + ROW // 2, words.number(value, ".#"), level))
    names = {name: results.case.scenario.account_of[name].name for name in accounts}
    return Map(
        key=f"heat-{key}",
        name=words(key),
        description=_description(words, words(key), shown, names),
        width=int(time.right) + AFTER,
        height=HEAD + ROW * len(accounts) + 2,
        left=LEFT,
        right=int(time.right),
        weeks=tuple(time.week_marks(words("week_letter"))),
        months=tuple(time.month_marks(words)),
        lines=tuple(
            Line(y, shortened(names[name], LONGEST), names[name], words.number(collisions[name]))
            for name, y in rows.items()
        ),
        paths=tuple((level, "".join(parts)) for level, parts in sorted(paths.items())),
        numbers=tuple(numbers),
    )


def _description(words: Words, title: str, shown: Pressures, names: Mapping[str, str]) -> str:
    if not shown:
        return words("heat_empty", name=title)
    (account, week), peak = max(shown.items(), key=lambda pair: pair[1])
    number = week.isocalendar().week
    return words("heat_desc", name=title, peak=words.number(peak), account=names[account], week=number)
