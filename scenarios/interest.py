"""What the business units have to do with an account: plans, open deals, touches, and how well they fit."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from ..constraints.charter.case import Case
from ..scheduler.choices import DealStatus
from ..scheduler.tables import Fit, Opportunity

#: How far back a touch still tells that a BU is interested.
RECENT = timedelta(days=365)
#: The deals that are to be won yet.
OPEN = frozenset({DealStatus.OPEN, DealStatus.TARGET})


@dataclass(frozen=True, slots=True)
class Interest:
    """What one BU has to do with one account.

    Attributes
    ----------
    campaigns, value
        The planned campaigns that ask for the account, as owner or partner, and what that is worth in
        hundredths of a point, arbitration included.
    deals
        Its open and target opportunities there.
    touches
        Touches made in the last year or promised, and stages reached in it.
    """

    campaigns: tuple[str, ...] = ()
    value: int = 0
    deals: tuple[Opportunity, ...] = ()
    touches: int = 0

    @property
    def is_there(self) -> bool:
        """Whether there is anything at all."""
        return bool(self.campaigns or self.deals or self.touches)


class Interests:
    """The interests of a scenario's BUs in its accounts; corporate BUs sell nothing and are left out."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._selling = frozenset(row.bu_id for row in case.scenario.business_units if not row.corporate)
        self._asked = self._asks()
        self._deals = self._by_place(row for row in case.scenario.opportunities if row.status in OPEN)
        self._touches = self._past()
        self._fit: dict[str, list[Fit]] = defaultdict(list)
        for row in case.scenario.fit:
            if row.bu_id in self._selling:
                self._fit[row.account_id].append(row)

    def on(self, account_id: str) -> Mapping[str, Interest]:
        """Give the BUs that are interested in an account, by id."""
        found: dict[str, Interest] = {}
        for bu_id in sorted(self._selling):
            place = (account_id, bu_id)
            asked = self._asked.get(place, {})
            interest = Interest(
                tuple(sorted(asked)),
                sum(asked.values()),
                tuple(self._deals.get(place, ())),
                self._touches.get(place, 0),
            )
            if interest.is_there:
                found[bu_id] = interest
        return found

    def gains(self, account_id: str) -> list[Fraction]:
        """Give what each BU could gain on an account by the fit table, the greatest first.

        It is the mean of its strategic fit and revenue potential, as far as they are filled in.
        """
        found = []
        for row in self._fit.get(account_id, ()):
            cells = (row.strategic_fit, row.revenue_potential)
            known = [Fraction(cell) for cell in cells if cell is not None]
            if known:
                found.append(sum(known, Fraction(0)) / len(known))
        return sorted(found, reverse=True)

    def claim(self, bu_id: str, account_id: str) -> Fraction | None:
        """Give a BU's weight in arbitration on an account; None if the scenario has no fit table."""
        return self._case.arbiter.weight(bu_id, account_id) if self._case.scenario.fit else None

    def _asks(self) -> Mapping[tuple[str, str], Mapping[str, int]]:
        """Give the value of each placement asked for, by account and BU, and by campaign."""
        found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for name, rows in self._case.scenario.audience_of.items():
            for row in rows:
                for bu_id in self._case.scenario.campaign_of[name].units:
                    found[row.account_id, bu_id][name] = self._case.value_of[name, row.account_id]
        return found

    def _past(self) -> Mapping[tuple[str, str], int]:
        """Count what is past or promised, and not older than a year, by account and BU."""
        scenario, since = self._case.scenario, self._case.scenario.as_of - RECENT
        rows = [(row.date_, row.account_id, row.bu_id) for row in scenario.history_that_counts]
        rows += [(row.date_, row.account_id, row.bu_id) for row in scenario.engagement]
        return Counter((account, bu_id) for day, account, bu_id in rows if day >= since)

    def _by_place(self, rows: Iterable[Opportunity]) -> Mapping[tuple[str, str], list[Opportunity]]:
        found: dict[tuple[str, str], list[Opportunity]] = defaultdict(list)
        for row in rows:
            found[row.account_id, row.bu_id].append(row)
        return found
