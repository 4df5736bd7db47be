"""Who has most to gain from coordination: the BUs and accounts that a pilot should begin with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import combinations

from ..constraints.charter.case import Case
from ..scheduler.days import week_start
from ..scheduler.schedule import GroupCalendar
from .silo import as_asked, collisions

#: The fewest and the most accounts of a pilot.
LEAST, MOST = 5, 10
#: By how much a third BU must raise what is at stake to join.
THIRD = Fraction(1, 4)

#: A placement: campaign and account.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gain:
    """What some BUs do to one another on an account, in the calendar as asked.

    Attributes
    ----------
    askers
        How many of them ask for it.
    collisions, over_contact
        As in the figures, counted among these BUs alone.
    stake
        The value of the placements that collide or lie in a week of too many touches.
    asked
        The value of all that they ask for there; in hundredths of a point, as the stake.
    """

    account_id: str
    askers: int
    collisions: int
    over_contact: int
    stake: int
    asked: int

    @property
    def order(self) -> tuple[bool, int, int, int, str]:
        """What accounts are sorted by: shared ones first, of these the most to gain."""
        clashes = self.collisions + self.over_contact
        return (self.askers < 2, -self.stake, -clashes, -self.asked, self.account_id)


@dataclass(frozen=True, slots=True)
class Team:
    """Some BUs and the accounts on which they have most to gain, the best first."""

    units: tuple[str, ...]
    gains: tuple[Gain, ...]

    @property
    def stake(self) -> int:
        """What is at stake on the accounts that they share."""
        return sum(row.stake for row in self.gains if row.askers > 1)

    @property
    def order(self) -> tuple[int, int, int, tuple[str, ...]]:
        """What teams are sorted by: as accounts are, over all that they share."""
        shared = [row for row in self.gains if row.askers > 1]
        clashes = sum(row.collisions + row.over_contact for row in shared)
        return (-self.stake, -clashes, -sum(row.asked for row in shared), self.units)


@dataclass(frozen=True, slots=True)
class Choice:
    """The BUs and accounts of a pilot.

    Attributes
    ----------
    units
        Two or three BUs, by id.
    corporate
        The corporate BUs that contact these accounts as well.
    gains
        The accounts, the most to gain first.
    """

    units: tuple[str, ...]
    corporate: tuple[str, ...]
    gains: tuple[Gain, ...]

    @property
    def members(self) -> frozenset[str]:
        """All BUs of the pilot."""
        return frozenset((*self.units, *self.corporate))

    @property
    def accounts(self) -> frozenset[str]:
        """The accounts of the pilot."""
        return frozenset(row.account_id for row in self.gains)


def choose(case: Case) -> Choice | None:
    """Choose the BUs and accounts with most to gain; None if no two BUs ask for the same account.

    Every pair of BUs is compared by what is at stake on its best accounts; a third BU joins if it raises
    that by a quarter or more. Corporate BUs sell nothing and are not chosen: where they contact the
    accounts, they come along.
    """
    gains = Gains(case)
    pairs = [gains.team(pair) for pair in combinations(gains.selling, 2)]
    pairs = [team for team in pairs if any(row.askers > 1 for row in team.gains)]
    if not pairs:
        return None
    team = min(pairs, key=lambda team: team.order)
    others = [gains.team((*team.units, name)) for name in gains.selling if name not in team.units]
    wider = min(others, key=lambda team: team.order, default=team)
    if wider.stake > team.stake and wider.stake >= (1 + THIRD) * team.stake:
        team = wider
    chosen = [
        row
        for place, row in enumerate(team.gains)
        if place < LEAST or (row.askers > 1 and row.collisions + row.over_contact)
    ]
    names = {row.account_id for row in chosen}
    corporate = tuple(name for name in gains.corporate if gains.accounts_of[name] & names)
    return Choice(tuple(sorted(team.units)), corporate, tuple(chosen))


class Gains:
    """What any BUs of a case have to gain, from one calendar as asked."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._calendar = GroupCalendar.of(case.scenario, as_asked(case.scenario))
        units = case.scenario.business_units
        self.selling = sorted(row.bu_id for row in units if not row.corporate)
        self.corporate = sorted(row.bu_id for row in units if row.corporate)

    def team(self, units: Iterable[str]) -> Team:
        """Give some BUs with their best accounts, at most ten."""
        members = frozenset(units)
        asked = sorted({name for unit in members for name in self.accounts_of[unit]})
        gains = sorted((self._on(name, members) for name in asked), key=lambda row: row.order)
        return Team(tuple(units), tuple(gains[:MOST]))

    def _on(self, account_id: str, members: frozenset[str]) -> Gain:
        """Add up what some BUs do to one another on an account."""
        collided, extra = 0, 0
        clashing: set[Key] = set()
        for owners, pairs in self._clashes.get(account_id, {}).items():
            if owners <= members:
                collided += len(pairs)
                clashing.update(key for pair in pairs for key in pair)
        for touches in self._weeks.get(account_id, {}).values():
            among = [key for owner, key in touches if owner in members]
            if (beyond := len(among) - self._case.charter.over_contact_per_week) > 0:
                extra += beyond
                clashing.update(among)
        return Gain(
            account_id,
            askers=sum(account_id in self.accounts_of[unit] for unit in members),
            collisions=collided,
            over_contact=extra,
            stake=sum(self._case.value_of[key] for key in clashing),
            asked=sum(self._asked.get((account_id, unit), 0) for unit in members),
        )

    @cached_property
    def accounts_of(self) -> Mapping[str, set[str]]:
        """The accounts that each BU asks for, as far as they are coordinated and planned."""
        found: dict[str, set[str]] = {row.bu_id: set() for row in self._case.scenario.business_units}
        for row in self._calendar.placements:
            if not self._case.controls(row.account_id) and not self._case.on_request(row.account_id):
                found[row.campaign.bu_id].add(row.account_id)
        return found

    @cached_property
    def _asked(self) -> Mapping[tuple[str, str], int]:
        """The value that each BU asks for on each account."""
        found: dict[tuple[str, str], int] = defaultdict(int)
        for row in self._calendar.placements:
            found[row.account_id, row.campaign.bu_id] += self._case.value_of[row.key]
        return found

    @cached_property
    def _clashes(self) -> Mapping[str, Mapping[frozenset[str], list[tuple[Key, Key]]]]:
        """The collisions of each account, by the two BUs."""
        found: dict[str, dict[frozenset[str], list[tuple[Key, Key]]]] = defaultdict(lambda: defaultdict(list))
        for row in collisions(self._case, self._calendar):
            found[row.account_id][frozenset(row.units)].append((row.one.key, row.other.key))
        return found

    @cached_property
    def _weeks(self) -> Mapping[str, Mapping[date, list[tuple[str, Key]]]]:
        """The touches of each account by week, where all BUs together make too many."""
        found: dict[str, dict[date, list[tuple[str, Key]]]] = defaultdict(lambda: defaultdict(list))
        for row in self._calendar.placements:
            for touch in row.touches:
                found[row.account_id][week_start(touch.day)].append((row.campaign.bu_id, row.key))
        most = self._case.charter.over_contact_per_week
        return {
            name: {week: rows for week, rows in weeks.items() if len(rows) > most}
            for name, weeks in found.items()
        }
