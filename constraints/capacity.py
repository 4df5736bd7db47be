"""``capacity``: what a team, a resource or a channel can carry."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Literal, Self

import numpy as np
from pydantic import model_validator

from ..scheduler.days import iso_week, week_start
from ..scheduler.problem.arrays import Lists
from ..scheduler.problem.load import ALONE, Load
from ..scheduler.problem.primitive import Primitive
from ..scheduler.schedule import GroupCalendar
from ..scheduler.tables import INTERNAL
from .charter.finding import Finding, listed, written
from .charter.labels import labels
from .charter.natural import Amount, Broken
from .charter.rule import Count, Rule

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering

#: Carrier, step, amount, merge key.
Term = tuple[int, int, int, int]


class Capacity(Rule):
    """A limit on a BU's campaigns a day, on the resources table, or on a channel's sends a week."""

    varying: ClassVar[frozenset[str]] = frozenset({"max_parallel", "max_per_week"})
    unit = ("one too many for a day, or in a week", "un de trop pour un jour, ou dans une semaine")

    kind: Literal["capacity"]
    max_parallel: Count | None = None
    resources: bool = False
    channel: str | None = None
    max_per_week: Count | None = None
    count: Literal["sends", "touches"] = "sends"

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = (self.max_parallel is not None, self.resources, self.channel is not None)
        if sum(forms) != 1:
            raise ValueError("give one of max_parallel, `resources: true`, or channel with max_per_week")
        if (self.channel is None) != (self.max_per_week is None):
            raise ValueError("channel and max_per_week go together")
        return self

    # -- lower --------------------------------------------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to loads: of days per BU or resource, of touches per week."""
        if self.channel is not None:
            yield from self._lower_channel(lowering)
            return
        groups = self._of_resources(lowering) if self.resources else self._of_units(lowering)
        days = [(day.toordinal(), rule) for day in lowering.days if (rule := self.on(day))]
        if not groups or not days:
            return
        capacity = {row.resource_id: row.capacity for row in lowering.case.scenario.resources}
        windows = np.array([day for day, _ in days])
        limit = [[capacity.get(name, rule.max_parallel) for _, rule in days] for name in groups]
        if not self.resources:
            limit = [[rule.max_parallel for _, rule in days]]
        yield self._load(lowering, "days", groups, windows, windows, np.array(limit))

    def _of_units(self, lowering: "Lowering") -> dict[str, list[Term]]:
        """Give each BU's launches, those of a campaign counting once a day."""
        groups: dict[str, list[Term]] = defaultdict(list)
        key_of = {name: key for key, name in enumerate(lowering.case.scenario.campaign_of)}
        for number, launch in enumerate(lowering.launches):
            if lowering.case.covers_launch(self, launch):
                for unit in sorted(launch.campaign.units):
                    if lowering.case.covers_bu(self, unit):
                        groups[unit].append((number, 0, 1, key_of[launch.id.campaign_id]))
        return groups

    def _of_resources(self, lowering: "Lowering") -> dict[str, list[Term]]:
        """Give the launches that take each resource."""
        groups: dict[str, list[Term]] = defaultdict(list)
        for row in lowering.case.scenario.campaign_resources:
            for launch in lowering.case.scenario.launches_of.get(row.campaign_id, ()):
                if launch.id in lowering.item_of and lowering.case.covers_launch(self, launch):
                    groups[row.resource_id].append((lowering.item_of[launch.id], 0, row.units, ALONE))
        return groups

    @property
    def _sort(self) -> str:
        """What sort of thing is limited."""
        return "resource" if self.resources else "bu" if self.channel is None else "channel"

    def _lower_channel(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to one load of the channel's sends, or kept touches, per ISO week."""
        case = lowering.case
        if self.count == "touches":
            carriers = [
                (lowering.carrier(row), row.campaign)
                for row in lowering.members
                if case.covers(self, row.campaign, row.account_id)
            ]
        else:
            carriers = [
                (number, launch.campaign)
                for number, launch in enumerate(lowering.launches)
                if case.covers_launch(self, launch)
            ]
        terms = [
            (carrier, slot, 1, ALONE)
            for carrier, campaign in carriers
            for slot, _, channel in lowering.contacts(campaign)
            if channel == self.channel
        ]
        mondays = sorted({week_start(day) for day in lowering.days})
        weeks = [(day.toordinal(), rule.max_per_week) for day in mondays if (rule := self.on(day))]
        if terms and weeks:
            first, limit = np.array(weeks).T
            yield self._load(
                lowering, "touches", {str(self.channel): terms}, first, first + 6, limit[None, :]
            )

    def _load(
        self,
        lowering: "Lowering",
        on: Literal["touches", "days"],
        groups: dict[str, list[Term]],
        lo: np.ndarray[tuple[int], np.dtype[np.int64]],
        hi: np.ndarray[tuple[int], np.dtype[np.int64]],
        limit: np.ndarray[tuple[int, int], np.dtype[np.int64]],
    ) -> Load:
        carrier, step, amount, merge = np.array([term for terms in groups.values() for term in terms]).T
        return Load(
            origin=self.id,
            price=lowering.price(self),
            on=on,
            about=labels(self._sort, groups),
            terms=Lists.counting([len(terms) for terms in groups.values()]),
            carrier=carrier,
            step=step,
            amount=amount,
            merge=merge,
            lo=lo,
            hi=hi,
            limit=limit,
        )

    # -- check --------------------------------------------------------------------------------------

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the days or weeks in which more is asked than can be carried."""
        if self.resources:
            yield from self._check_resources(case, calendar)
        elif self.channel is not None:
            yield from self._check_channel(case, calendar)
        else:
            yield from self._check_parallel(case, calendar)

    def _check_parallel(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        running: dict[tuple[str, date], set[str]] = defaultdict(set)
        for launch_id, days in calendar.flights.items():
            campaign = case.scenario.campaign_of[launch_id.campaign_id]
            if case.covers_launch(self, case.scenario.launches[launch_id]):
                for unit in campaign.units:
                    for day in days.occupied():
                        running[unit, day].add(campaign.campaign_id)
        for (unit, day), names in sorted(running.items()):
            rule = self.on(day) if case.covers_bu(self, unit) else None
            if rule and rule.max_parallel is not None and len(names) > rule.max_parallel:
                yield self._over(day, day, names, rule.max_parallel, len(names), unit)

    def _check_resources(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        capacity = {row.resource_id: row.capacity for row in case.scenario.resources}
        taken: dict[tuple[str, date], int] = defaultdict(int)
        names: dict[tuple[str, date], set[str]] = defaultdict(set)
        for row in case.scenario.campaign_resources:
            for launch_id, days in calendar.flights.items():
                launch = case.scenario.launches[launch_id]
                if launch_id.campaign_id == row.campaign_id and case.covers_launch(self, launch):
                    for day in days.occupied():
                        taken[row.resource_id, day] += row.units
                        names[row.resource_id, day].add(row.campaign_id)
        for (resource, day), units in sorted(taken.items()):
            if self.on(day) and units > capacity[resource]:
                yield self._over(day, day, names[resource, day], capacity[resource], units, resource)

    def _check_channel(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        sent: dict[date, list[str]] = defaultdict(list)
        if self.count == "touches":
            for touch in calendar.touches:
                if touch.channel == self.channel and case.covers(self, touch.campaign, touch.account_id):
                    sent[week_start(touch.day)].append(touch.campaign.campaign_id)
        else:
            for launch_id, days in calendar.flights.items():
                launch = case.scenario.launches[launch_id]
                steps = case.scenario.steps_of[launch_id.campaign_id]
                channels = [step.channel or launch.campaign.channel for step in steps]
                contacts = [channel for channel in channels if channel != INTERNAL]
                for channel, day in zip(contacts, days.touches, strict=True):
                    if channel == self.channel and case.covers_launch(self, launch):
                        sent[week_start(day)].append(launch_id.campaign_id)
        for monday, names in sorted(sent.items()):
            rule = self.on(monday)
            if rule and rule.max_per_week is not None and len(names) > rule.max_per_week:
                sunday = monday + timedelta(days=6)
                yield self._over(monday, sunday, set(names), rule.max_per_week, len(names), str(self.channel))

    def _over(
        self, first: date, last: date, names: set[str], limit: int, amount: int, subject: str
    ) -> Finding:
        return Finding(
            self.id,
            Decimal(amount - limit),
            campaigns=tuple(sorted(names)),
            first=first,
            last=last,
            limit=Decimal(limit),
            amount=Decimal(amount),
            subject=subject,
        )

    # -- explain ------------------------------------------------------------------------------------

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say what is asked of which team, resource or channel, and what it can carry."""
        language = case.scenario.language
        names = listed((case.scenario.campaign_of[name].name for name in finding.campaigns), language)
        unit = case.scenario.unit_of.get(finding.subject) if self.max_parallel is not None else None
        subject = unit.name if unit else finding.subject
        first = finding.first or case.scenario.start
        when = iso_week(first) if self.channel is not None else written(first, language)
        if language == "fr":
            return (
                f"{subject} : {finding.amount} demandés pour {finding.limit} possibles ({when}), par {names}"
            )
        return f"{subject}: {finding.amount} asked of {finding.limit} possible ({when}), by {names}"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the days or weeks over capacity, and how much is too much at worst."""
        if self.channel is None:
            yield broken.number("days", "overloaded day|overloaded days", "jour surchargé|jours surchargés")
        else:
            english = "overloaded week|overloaded weeks"
            yield broken.number("weeks", english, "semaine surchargée|semaines surchargées")
        yield Amount("worst", broken.worst, "too many at worst", "de trop au pire")
        yield broken.campaigns
