"""``dependency``: a campaign follows another, at least and at most some days later."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from ..scheduler.choices import DependencyType, IfAbsent, LaunchBy, Status
from ..scheduler.problem.arrays import Days, Lists
from ..scheduler.problem.order import Order
from ..scheduler.problem.primitive import Primitive
from ..scheduler.scenario import Launch
from ..scheduler.schedule import GroupCalendar
from ..scheduler.tables import Dependency as Row
from .charter.finding import Finding, in_days, written
from .charter.labels import labels
from .charter.natural import Amount, Broken
from .charter.rule import Rule

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering

#: Longer than any calendar.
NO_LIMIT = 10**6


class Link(NamedTuple):
    """A numbered row of the table between two groups of launches, of one account where both launch so."""

    number: int
    row: Row
    predecessors: tuple[Launch, ...]
    successors: tuple[Launch, ...]
    account_id: str | None


class Dependency(Rule):
    """The lags of the table ``dependencies``, and successors that need their predecessor."""

    unit = ("one day off an agreed lag", "un jour d'écart à un délai convenu")

    kind: Literal["dependency"]

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to an order, a row a link."""
        rows = []
        for link in self._links(lowering.case):
            before = [lowering.item_of[row.id] for row in link.predecessors if row.id in lowering.item_of]
            after = [lowering.item_of[row.id] for row in link.successors if row.id in lowering.item_of]
            if after and not lowering.case.controls(link.account_id):
                rows.append((link, before, after))
        if rows:
            table = [link.row for link, _, _ in rows]
            lag_hi = [NO_LIMIT if row.max_lag_days is None else row.max_lag_days for row in table]
            yield Order(
                origin=self.id,
                price=lowering.price(self),
                about=labels("dependency", (str(link.number) for link, _, _ in rows)),
                predecessors=Lists.of(before for _, before, _ in rows),
                successors=Lists.of(after for _, _, after in rows),
                from_end=np.array([row.type is DependencyType.END_TO_START for row in table]),
                lag_lo=np.array([row.min_lag_days for row in table]),
                lag_hi=np.array(lag_hi),
                block=np.array([row.if_absent is IfAbsent.BLOCK for row in table]),
                days=Days.of(day.toordinal() for day in lowering.days if self.on(day)),
            )

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the lags that are missed and the successors that lack their predecessor."""
        for _, row, predecessors, successors, account_id in self._links(case):
            before = [calendar.flights[part.id] for part in predecessors if part.id in calendar.flights]
            after = [calendar.flights[part.id] for part in successors if part.id in calendar.flights]
            if not after:
                continue
            start = min(days.start for days in after)
            if self.on(start) is None:
                continue
            lag: int | None = None
            missed = 0
            if before:
                if row.type is DependencyType.END_TO_START:
                    lag = (start - max(days.last for days in before)).days - 1
                else:
                    lag = (start - min(days.start for days in before)).days
                missed = max(0, row.min_lag_days - lag)
                if row.max_lag_days is not None:
                    missed += max(0, lag - row.max_lag_days)
            elif row.if_absent is IfAbsent.BLOCK:
                missed = 1
            if missed:
                yield Finding(
                    self.id,
                    Decimal(missed),
                    account_id=account_id,
                    campaigns=(row.predecessor, row.successor),
                    first=start,
                    last=start,
                    limit=Decimal(row.min_lag_days),
                    amount=None if lag is None else Decimal(lag),
                )

    def _links(self, case: "Case") -> Iterator[Link]:
        """Give the rows between campaigns that the rule covers, account by account where both launch so."""
        campaigns = {row.campaign_id: row for row in case.scenario.campaigns}
        for number, row in enumerate(case.scenario.dependencies):
            ends = (campaigns[row.predecessor], campaigns[row.successor])
            # A predecessor that is done stands behind its successor, whatever its day was.
            if ends[0].status is Status.DONE or not all(case.covers(self, end) for end in ends):
                continue
            before, after = (case.scenario.launches_of.get(end.campaign_id, ()) for end in ends)
            if any(end.launch is not LaunchBy.PER_ACCOUNT for end in ends):
                covered = tuple(launch for launch in after if case.covers_launch(self, launch))
                yield Link(number, row, before, covered, None)
                continue
            on = {launch.id.key: launch for launch in before}
            for launch in after:
                account_id = launch.id.key
                if all(case.covers(self, end, account_id) for end in ends):
                    yield Link(
                        number, row, (on[account_id],) if account_id in on else (), (launch,), account_id
                    )

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say which lag is missed by how much."""
        language = case.scenario.language
        named = {row.campaign_id: row.name for row in case.scenario.campaigns}
        before, after = (named[name] for name in finding.campaigns)
        day = written(finding.first, language)
        if finding.account_id is not None:
            account = case.scenario.account_of[finding.account_id].name
            after += f" sur {account}" if language == "fr" else f" on {account}"
        if finding.amount is None:
            if language == "fr":
                return f"{after} est planifiée le {day} sans {before}, dont elle dépend"
            return f"{after} is scheduled on {day} without {before}, which it needs"
        off = in_days(finding.measure, language)
        if language == "fr":
            return f"{after} commence le {day}, à {off} du délai convenu après {before}"
        return f"{after} starts on {day}, {off} off its agreed lag after {before}"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the successors that miss their lag, by how many days, and those that lack a predecessor."""
        late = [row for row in broken.findings if row.amount is not None]
        names = {row.campaigns[1] for row in late}
        english = "successor off its lag|successors off their lag"
        yield Amount("successors", len(names), english, "campagne hors délai|campagnes hors délai")
        off = sum(row.measure for row in late)
        yield Amount("days", off, "day off|days off", "jour d'écart|jours d'écart")
        english = "successor without its predecessor|successors without their predecessor"
        french = "campagne sans celle qui la précède|campagnes sans celle qui les précède"
        alone = {row.campaigns[1] for row in broken.findings if row.amount is None}
        yield Amount("alone", len(alone), english, french)
