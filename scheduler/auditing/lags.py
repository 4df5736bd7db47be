"""Lags between campaigns that no dates can satisfy.

The earliest start and the latest day of each campaign are bound by its own allowed days and by the
lags of the dependencies, all of the form "b is at least w days after a". Dates exist only if no round
of such bounds adds up to more than nothing: the search for such a round is Bellman and Ford's. Where
a campaign's length depends on its start, the bounds are taken loosely, so that what is reported is
certainly impossible.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..choices import Action, DependencyType, IfAbsent, LaunchBy
from ..days import Flight
from ..scenario import Launch, Scenario
from ..starts import concerns, flight, objections, settled_objections
from ..tables import Campaign, Dependency
from .audiences import must_run
from .finding import Finding
from .launches import candidates

#: More conflicts than anybody corrects at once.
MOST = 20


class Bound(NamedTuple):
    """``after`` is at least ``days`` after ``before``, because of a dependency or of its own window."""

    before: str
    after: str
    days: int
    row: Dependency | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """Between which days a campaign's earliest start and latest day lie, and how far they are apart."""

    start: tuple[int, int]
    last: tuple[int, int]
    least: int
    most: int | None


#: The day from which all windows are measured.
_ORIGIN = ""


def lags(scenario: Scenario, binding: bool = True) -> Iterator[Finding]:
    """Find dependencies whose lags leave no dates.

    Parameters
    ----------
    binding
        Whether the charter holds lags to be hard; else an impossible one is worth a note only.
    """
    rows = [
        row
        for row in scenario.dependencies
        if {row.predecessor, row.successor} <= scenario.campaign_of.keys()
    ]
    if not rows:
        return
    names = {name for row in rows for name in (row.predecessor, row.successor)}
    found = {name: _reach(scenario, name) for name in sorted(names)}
    reaches = {name: reach for name, reach in found.items() if reach is not None}
    forced = _forced(scenario, rows)
    seen: set[int] = set()
    # First what must run, which is fatal where lags bind; then everything, which is not.
    for chosen, fatal in ((forced, binding), (names, False)):
        part = [row for row in rows if {row.predecessor, row.successor} <= chosen & reaches.keys()]
        for conflict in _conflicts(scenario, reaches, part):
            if id(conflict[0]) not in seen:
                seen.update(map(id, conflict))
                yield _finding(conflict, fatal)


def _finding(conflict: Sequence[Dependency], fatal: bool) -> Finding:
    first = conflict[0]
    path = ", ".join(f"{row.predecessor} → {row.successor}" for row in conflict)
    right = "widen a lag, or the days on which one may start"
    if not fatal:
        right = "not all of them will be scheduled with every lag kept"
    return Finding("dependencies", first, "min_lag_days", f"no dates keep the lags of {path}", right, fatal)


def _forced(scenario: Scenario, rows: Iterable[Dependency]) -> set[str]:
    """Give the campaigns that must run, and those without which they may not."""
    forced = {name for name, campaign in scenario.campaign_of.items() if runs_whole(campaign)}
    forced |= {
        row.campaign_id
        for row in scenario.decided(Action.PIN)
        if row.campaign_id and row.wave is None and row.account_id is None
    } & scenario.campaign_of.keys()
    while True:
        more = {
            row.predecessor for row in rows if row.if_absent is IfAbsent.BLOCK and row.successor in forced
        } - forced
        if not more:
            return forced
        forced |= more


def _reach(scenario: Scenario, name: str) -> Reach | None:
    """Give a campaign's reach, None if one of its launches has no day at all."""
    # Launches of a campaign differ by their wish, if it binds, and by the decisions about them.
    rows = (*scenario.decided(Action.PIN), *scenario.decided(Action.BAN))
    several: dict[object, Launch] = {}
    for launch in scenario.launches_of[name]:
        wish = launch.wish if launch.campaign.immovable else None
        about = tuple(row.decision_id for row in rows if concerns(row, launch))
        several.setdefault((wish, about), launch)
    launches = [list(_flights(scenario, launch)) for launch in several.values()]
    if not launches or not all(launches):
        return None
    starts = [[days.start.toordinal() for days in flights] for flights in launches]
    lasts = [[days.last.toordinal() for days in flights] for flights in launches]
    spans = [(days.last - days.start).days for flights in launches for days in flights]
    # Where all launches take place, the first is no later, and the last no sooner, than any of them.
    latest, soonest = (min, max) if runs_whole(scenario.campaign_of[name]) else (max, min)
    return Reach(
        start=(min(map(min, starts)), latest(map(max, starts))),
        last=(soonest(map(min, lasts)), max(map(max, lasts))),
        least=min(spans),
        most=max(spans) if len(scenario.launches_of[name]) == 1 else None,
    )


def _flights(scenario: Scenario, launch: Launch) -> Iterator[Flight]:
    """Give the flight of every start that a launch may take."""
    for day in candidates(scenario, launch):
        if not any(objections(scenario, launch, day)) and not any(settled_objections(scenario, launch, day)):
            yield flight(scenario, launch, day)


def runs_whole(campaign: Campaign) -> bool:
    """Whether every launch of a campaign must be scheduled, decisions aside."""
    return must_run(campaign) and (campaign.immovable or campaign.launch is not LaunchBy.PER_ACCOUNT)


def _conflicts(
    scenario: Scenario, reaches: Mapping[str, Reach], rows: Sequence[Dependency]
) -> Iterator[list[Dependency]]:
    """Give conflicts one by one, each time without the rows of those before."""
    left = [row for row in rows if not _by_account(scenario, row)]
    for _ in range(MOST):
        round_ = _positive_round(list(_bounds(reaches, left)))
        conflict = [bound.row for bound in round_ if bound.row is not None]
        if not conflict:
            return
        yield sorted(conflict, key=lambda row: row.line)
        left = [row for row in left if all(row is not other for other in conflict)]


def _by_account(scenario: Scenario, row: Dependency) -> bool:
    """Whether a lag is kept account by account, so that no two starts of all are bound."""
    pair = (scenario.campaign_of[row.predecessor], scenario.campaign_of[row.successor])
    return all(campaign.launch is LaunchBy.PER_ACCOUNT for campaign in pair)


def _bounds(reaches: Mapping[str, Reach], rows: Iterable[Dependency]) -> Iterator[Bound]:
    """Give every bound; a campaign's start and last day are named ``<id`` and ``>id``."""
    names = set()
    for row in rows:
        names |= {row.predecessor, row.successor}
        after = f"<{row.successor}"
        to_end = row.type is DependencyType.END_TO_START
        before, more = (f">{row.predecessor}", 1) if to_end else (f"<{row.predecessor}", 0)
        yield Bound(before, after, row.min_lag_days + more, row)
        if row.max_lag_days is not None:
            yield Bound(after, before, -row.max_lag_days - more, row)
    for name in sorted(names):
        reach = reaches[name]
        for point, (low, high) in ((f"<{name}", reach.start), (f">{name}", reach.last)):
            yield Bound(_ORIGIN, point, low)
            yield Bound(point, _ORIGIN, -high)
        yield Bound(f"<{name}", f">{name}", reach.least)
        if reach.most is not None:
            yield Bound(f">{name}", f"<{name}", -reach.most)


def _positive_round(bounds: Sequence[Bound]) -> list[Bound]:
    """Give bounds that go round and add up to more than nothing; none if there are none."""
    day: dict[str, int] = {}
    cause: dict[str, Bound] = {}
    changed = True
    while changed:
        changed = False
        for bound in bounds:
            least = day.get(bound.before, 0) + bound.days
            if least > day.get(bound.after, 0):
                day[bound.after], cause[bound.after] = least, bound
                changed = True
        round_ = _round(cause)
        if round_:
            return round_
    return []


def _round(cause: Mapping[str, Bound]) -> list[Bound]:
    """Give a round among the causes: while days still grow, one is there only if it adds up."""
    done: set[str] = set()
    for point in cause:
        path: list[str] = []
        seen: set[str] = set()
        here = point
        while here in cause and here not in done and here not in seen:
            path.append(here)
            seen.add(here)
            here = cause[here].before
        if here in seen:
            return [cause[name] for name in path[path.index(here) :]]
        done |= seen
    return []
