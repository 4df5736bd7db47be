"""All days of a launch as a table, adjoining days of one verdict in one row."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from ...scenarios.changes import changes
from ...scenarios.explained import Day, Stand
from ...scenarios.what_if import Difference
from ...scheduler.scenario import Scenario
from ...scheduler.schedule import Schedule
from ..summary import table
from .day import price_words, range_words
from .telling import Telling


def days_lines(telling: Telling, here: Schedule, days: Sequence[Day]) -> Iterator[str]:
    """Set the days on which a launch may start in a table, with what each would break or cost."""
    words, scenario = telling.words, telling.case.scenario
    open_days = [day for day in days if day.now or day.here]
    if not open_days:
        yield words("days_none")
        return
    first, last = telling.day(open_days[0].day), telling.day(open_days[-1].day)
    yield words("days_allowed", n=len(open_days), first=first, last=last)
    rows = [
        [_span(telling, part), _now(telling, part), _best(telling, here, part)]
        for part in (list(part) for _, part in groupby(open_days, partial(_alike, here, scenario)))
    ]
    head = [words("col_days"), words("col_now"), words("col_best")]
    yield from table(head, rows, texts=3)
    untried = sum(day.prospect is None and not day.here for day in open_days)
    if untried:
        yield words("untried", n=untried)


def _alike(here: Schedule, scenario: Scenario, day: Day) -> tuple[object, ...]:
    """Give what adjoining days must share to stand in one row."""
    price = day.prospect.price if day.prospect else None
    kind = (price.no_preference, price.exact, price.most is None) if price else None
    broken = _broken(day.now) if day.now else ()
    gains = bool(day.now and not day.now.broken and day.now.points > 0)
    return (
        day.stand,
        broken,
        gains,
        day.prospect is not None,
        kind,
        _barring(day),
        _gives(here, scenario, day),
    )


def _broken(difference: Difference) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.finding.rule_id for row in difference.broken))


def _gives(here: Schedule, scenario: Scenario, day: Day) -> tuple[str, ...] | None:
    """Give the accounts that a launch loses in the best calendar with a day; None if others differ too."""
    there = day.prospect.schedule if day.prospect else None
    found = list(changes(scenario, here, there)) if there else []
    if any(row.launch != day.launch for row in found):
        return None
    return tuple(account for row in found for account in row.lost)


def _span(telling: Telling, days: Sequence[Day]) -> str:
    words, first, last = telling.words, days[0].day, days[-1].day
    if len(days) == 1:
        return words.day(first)
    return words("span", first=words.day(first), last=words.day(last), n=len(days))


def _now(telling: Telling, days: Sequence[Day]) -> str:
    """Say what some like days would break or cost as things stand."""
    words, day = telling.words, days[0]
    if day.now is None:
        return words("cell_here")
    if day.now.broken:
        return words("cell_breaks", rules=telling.listed(_broken(day.now)))
    points = [-other.now.points for other in days if other.now]
    if not any(points):
        return words("cell_free")
    key = "cell_gains" if points[0] < 0 else "costs"
    return words(key, points=range_words(telling, [abs(value) for value in points]))


def _best(telling: Telling, here: Schedule, days: Sequence[Day]) -> str:
    """Say what some like days cost in the best calendar that has one of them, and who gives way there."""
    words, day = telling.words, days[0]
    if day.here or day.prospect is None:
        return "" if day.here else words("cell_evaluated")
    if day.stand is not Stand.BARRED:
        tried = [row.prospect for row in days if row.prospect]
        price = price_words(telling, [row.price for row in tried if row.price])
        gives = _gives(here, telling.case.scenario, day)
        if gives is None:
            return words("cell_others", price=price)
        return words("cell_without", price=price, accounts=telling.accounts(gives)) if gives else price
    barring = _barring(day)
    if barring:
        return words("cell_barred", rules=telling.listed(barring))
    return words("cell_barred_unknown" if barring is None else "cell_barred_demands")


def _barring(day: Day) -> tuple[str, ...] | None:
    """Give the rules that leave no calendar with a day; None if that was not told, or there is one."""
    conflict = day.prospect.conflict if day.prospect else None
    if conflict is None:
        return None
    return tuple(dict.fromkeys(row.origin for row in conflict if not row.origin.startswith("input:")))
