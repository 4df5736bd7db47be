"""The collisions of the calendar as asked, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...constraints.charter.finding import listed
from ...scenarios.results import Results
from ...scenarios.silo import Collision
from ...scheduler.schedule import Placement
from .table import Cell, Column, Table, table
from .words import Words

#: How many collisions a page tells.
WORST = 10


@dataclass(frozen=True)
class Clash:
    """A collision as asked, with its two placements in the group calendar, None where not kept."""

    collision: Collision
    one: Placement | None
    other: Placement | None
    limit: int

    @property
    def pair(self) -> tuple[tuple[Placement, Placement | None], tuple[Placement, Placement | None]]:
        """Each placement as asked and in the group calendar."""
        return (self.collision.one, self.one), (self.collision.other, self.other)

    @property
    def lost(self) -> tuple[Placement, ...]:
        """The placements that are not kept."""
        return tuple(asked for asked, kept in self.pair if kept is None)

    @property
    def gap(self) -> int | None:
        """Days between the two in the group calendar, None where one is not kept."""
        return self.one.flight.gap(self.other.flight) if self.one and self.other else None

    @property
    def fate(self) -> Literal["dropped", "left", "apart"]:
        """What became of it."""
        if self.gap is None:
            return "dropped"
        return "left" if self.gap < self.limit else "apart"


def clashes(results: Results) -> list[Clash]:
    """Give the collisions as asked, the closest and then the most valuable first."""
    case = results.case
    kept: Mapping[tuple[str, str], Placement] = {row.key: row for row in results.verdict.calendar.placements}

    def badness(row: Collision) -> tuple[object, ...]:
        value = case.value_of[row.one.key] + case.value_of[row.other.key]
        weight = case.scenario.account_of[row.account_id].strategic_weight or 0
        return (row.gap, -value, -weight, row.day, row.account_id, row.one.key, row.other.key)

    return [
        Clash(row, kept.get(row.one.key), kept.get(row.other.key), case.charter.collision_days)
        for row in sorted(results.collisions_asked, key=badness)
    ]


def became(clash: Clash, results: Results, words: Words) -> str:
    """Say what became of a collision."""
    if clash.gap is None:
        gone = [row for row in clash.lost if row.launch.id not in results.verdict.calendar.flights]
        rows = gone or clash.lost
        names = listed((row.campaign.name for row in rows), words.language)
        return words("became_unscheduled" if gone else "became_dropped", name=names, plural=len(rows))
    return words(f"became_{clash.fate}", apart=apart(clash.gap, words))


def apart(gap: int, words: Words) -> str:
    """Say how far two placements are apart."""
    return words("days_apart", n=gap) if gap else words("same_day")


def clash_table(results: Results, words: Words) -> Table:
    """Tell the worst collisions as asked, and what became of them."""
    columns = [
        Column(words("account")),
        Column(words("clash"), wide=True),
        Column(words("became"), wide=True),
    ]
    found = clashes(results)
    rows: list[list[Cell | str]] = [
        [
            results.case.scenario.account_of[clash.collision.account_id].name,
            Cell(_asked(clash, results, words), _days(clash, words, asked=True)),
            Cell(_sentence(clash, results, words), _days(clash, words, asked=False)),
        ]
        for clash in found[:WORST]
    ]
    caption = words("clashes_caption", n=len(rows), all=words.number(len(found)))
    return table(caption, columns, rows)


def _asked(clash: Clash, results: Results, words: Words) -> str:
    one, other = (
        f"{row.campaign.name} ({results.case.scenario.unit_of[row.campaign.bu_id].name})"
        for row, _ in clash.pair
    )
    return words("clash_words", one=one, other=other, apart=apart(clash.collision.gap, words))


def _sentence(clash: Clash, results: Results, words: Words) -> str:
    text = became(clash, results, words)
    return text[:1].upper() + text[1:]


def _days(clash: Clash, words: Words, *, asked: bool) -> str:
    """Give the days of the two placements, as asked or in the group calendar."""
    rows = [before if asked else after for before, after in clash.pair]
    return " · ".join(_span(row, words) for row in rows if row)


def _span(row: Placement, words: Words) -> str:
    first, last = words.day(row.flight.first), words.day(row.flight.last)
    return first if first == last else f"{first} – {last}"
