"""``content``: nothing is launched before its content is ready."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from ..scheduler.choices import LaunchBy
from ..scheduler.problem.arrays import Lists
from ..scheduler.problem.primitive import Primitive
from ..scheduler.problem.start_cost import StartCost
from ..scheduler.schedule import GroupCalendar
from .charter.finding import Finding, in_days, written
from .charter.labels import labels
from .charter.natural import Amount, Broken, days_missing
from .charter.rule import Rule

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering


class Late(NamedTuple):
    """How many days too early each start of an item is for its content."""

    item: int
    campaign_id: str
    by_option: list[int]


class Content(Rule):
    """A launch's first day is not before the latest of its content, by the table ``content``, is ready."""

    unit = ("one day before its content is ready", "un jour avant que le contenu soit prêt")

    kind: Literal["content"]

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to a cost of each launch's starts: the days that its content is late."""
        scenario = lowering.case.scenario
        days = {row.content_id: row.ready_on.toordinal() for row in scenario.content}
        ready: dict[str, int] = {}
        for row in scenario.campaign_content:
            ready[row.campaign_id] = max(days[row.content_id], ready.get(row.campaign_id, 0))
        rows = [row for row in self._late(lowering, ready) if any(row.by_option)]
        if rows:
            yield StartCost(
                origin=self.id,
                price=lowering.price(self),
                about=labels("campaign", (row.campaign_id for row in rows)),
                carrier=np.array([row.item for row in rows]),
                by_option=Lists.of(row.by_option for row in rows),
            )

    def _late(self, lowering: "Lowering", ready: Mapping[str, int]) -> Iterator[Late]:
        """Give how late the content of each launch in scope is, for each of its starts."""
        for number, launch in enumerate(lowering.launches):
            alone = launch.campaign.launch is LaunchBy.PER_ACCOUNT
            watched = alone and lowering.case.controls(launch.id.key)
            due = ready.get(launch.id.campaign_id)
            if due is not None and not watched and lowering.case.covers_launch(self, launch):
                flights = lowering.flights[number]
                late = [
                    max(0, due - days.first.toordinal()) if self.on(days.start) else 0 for days in flights
                ]
                yield Late(number, launch.id.campaign_id, late)

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the launches that begin before the last of their content is ready."""
        last = _last_content(case)
        for launch_id, flight in calendar.flights.items():
            launch = case.scenario.launches[launch_id]
            if launch_id.campaign_id not in last or not self.on(flight.start):
                continue
            ready_on, content_id = last[launch_id.campaign_id]
            if flight.first < ready_on and case.covers_launch(self, launch):
                alone = launch.campaign.launch is LaunchBy.PER_ACCOUNT
                yield Finding(
                    self.id,
                    Decimal((ready_on - flight.first).days),
                    account_id=launch.id.key if alone else None,
                    campaigns=(launch_id.campaign_id,),
                    first=flight.first,
                    last=ready_on,
                    subject=content_id,
                )

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say which launch begins how long before which content is ready."""
        language = case.scenario.language
        name = case.scenario.campaign_of[finding.campaigns[0]].name
        account = case.scenario.account_of.get(finding.account_id or "")
        (row,) = (row for row in case.scenario.content if row.content_id == finding.subject)
        content = row.name or row.content_id
        day, ready = written(finding.first, language), written(finding.last, language)
        early = in_days(finding.measure, language)
        if language == "fr":
            where = f" sur {account.name}" if account else ""
            return (
                f"{name} commence{where} le {day}, {early} avant que son contenu « {content} » "
                f"soit prêt, le {ready}"
            )
        where = f" on {account.name}" if account else ""
        return f"{name} begins{where} on {day}, {early} before its content '{content}' is ready, on {ready}"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the campaigns that begin before their content, and the days by which they do."""
        yield broken.campaigns
        yield days_missing(sum(row.measure for row in broken.findings))


def _last_content(case: "Case") -> Mapping[str, tuple[date, str]]:
    """Give the day on which the last content of each campaign is ready, and which it is."""
    ready_on = {row.content_id: row.ready_on for row in case.scenario.content}
    pairs = [
        (row.campaign_id, ready_on[row.content_id], row.content_id) for row in case.scenario.campaign_content
    ]
    return {name: (day, content_id) for name, day, content_id in sorted(pairs)}
