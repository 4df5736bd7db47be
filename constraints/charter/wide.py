"""What a wide lowering leaves open, as demands that can be given up one by one.

Dates and windows, launches that must be scheduled, placements that must be kept, and decisions: each
row is about the cell or the decision that asks for it. A decision that takes something out of the
schedule also lifts what else obliges it; given up, it leaves that free.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ...scheduler.choices import Action, Status
from ...scheduler.days import weekday
from ...scheduler.problem.arrays import Lists
from ...scheduler.problem.labels import Label, Labels
from ...scheduler.problem.primitive import Primitive
from ...scheduler.problem.start_cost import StartCost
from ...scheduler.scenario import Launch
from ...scheduler.starts import concerns, within
from ...scheduler.tables import Decision
from .demands import Number, cell, counts
from .labels import label

if TYPE_CHECKING:
    from .lowering import Lowering

#: Where decisions stand as the origin of demands.
DECISION = "input:decision"
#: What a pin asks for beside its span; of a keep, presence and placement are one.
PRESENCE = label("part", "presence")
#: A demand's name and what it is about, with the measure of each start of a launch.
Starts = tuple[str, Label, list[int]]


def opened(lowering: "Lowering") -> Iterator[Primitive]:
    """Lower what the input demands of presence, placements and starts."""
    yield from counts([*_presence(lowering), *_placements(lowering)])
    rows: dict[str, list[tuple[int, Label, list[int]]]] = defaultdict(list)
    for number, launch in enumerate(lowering.launches):
        days = [flight.start for flight in lowering.flights[number]]
        for origin, about, measures in (*_of_campaign(launch, days), *_of_decisions(lowering, launch, days)):
            if any(measures):
                rows[origin].append((number, about, measures))
    for origin, part in rows.items():
        yield StartCost(
            origin=origin,
            price=None,
            about=Labels.per_row(about for _, about, _ in part),
            carrier=np.array([number for number, _, _ in part]),
            by_option=Lists.of(measures for _, _, measures in part),
        )


def _presence(lowering: "Lowering") -> Iterator[Number]:
    """Demand the launches that are obliged, and refuse those of campaigns that are taken out."""
    case = lowering.case
    for launch in case.scenario.launches.values():
        item = [lowering.item_of[launch.id]] if launch.id in lowering.item_of else []
        for cause in case.obligations(launch):
            if isinstance(cause, Decision):
                about = label("decision", cause.decision_id)
                if cause.action is Action.PIN:
                    about += PRESENCE
                yield Number(DECISION, about, item, least=1)
            else:
                column = "status" if isinstance(cause, Status) else "commitment"
                yield Number("input:presence", cell(launch.id.campaign_id, column), item, least=1)
        for row in case.scenario.decided(Action.UNSCHEDULE):
            if row.campaign_id == launch.id.campaign_id and item:
                yield Number(DECISION, label("decision", row.decision_id), item, greatest=0)


def _placements(lowering: "Lowering") -> Iterator[Number]:
    """Demand placements that are kept wherever their launch is, and refuse those that are dropped."""
    for member in lowering.members:
        carrier = lowering.carrier(member)
        both = [member.item, carrier]
        dropped = list(_settling(lowering, Action.DROP, member.launch, member.account_id))
        for row in dropped:
            yield Number(DECISION, label("decision", row.decision_id), [carrier], greatest=0)
        if dropped:
            continue
        if member.audience.required:
            about = label("campaign", member.campaign.campaign_id) + label("account", member.account_id)
            yield Number("input:required", about, both, least=2, or_none=True)
        for row in _settling(lowering, Action.KEEP, member.launch, member.account_id):
            yield Number(DECISION, label("decision", row.decision_id), both, least=2, or_none=True)


def _settling(lowering: "Lowering", action: Action, launch: Launch, account_id: str) -> Iterator[Decision]:
    """Give the decisions that keep, or drop, a placement."""
    for row in lowering.case.scenario.decided(action):
        if concerns(row, launch) and row.account_id in (None, account_id):
            yield row


def _of_campaign(launch: Launch, days: list[date]) -> Iterator[Starts]:
    """Give the days by which each start misses a fixed date, or a window, and whether a start day."""
    campaign, name = launch.campaign, "input:start"

    def about(column: str) -> Label:
        return cell(campaign.campaign_id, column)

    if campaign.immovable:
        wish = launch.wish
        yield name, about("requested_start"), [abs((day - wish).days) if wish else 1 for day in days]
        return
    if earliest := campaign.earliest_start:
        yield name, about("earliest_start"), [max(0, (earliest - day).days) for day in days]
    if latest := campaign.latest_start:
        yield name, about("latest_start"), [max(0, (day - latest).days) for day in days]
    if campaign.start_days:
        yield name, about("start_days"), [int(weekday(day) not in campaign.start_days) for day in days]


def _of_decisions(lowering: "Lowering", launch: Launch, days: list[date]) -> Iterator[Starts]:
    """Give the days by which each start lies outside a pin, or inside a ban."""
    scenario = lowering.case.scenario
    for row in scenario.decided(Action.PIN):
        if concerns(row, launch):
            yield DECISION, label("decision", row.decision_id), [_outside(row, day) for day in days]
    for row in scenario.decided(Action.BAN):
        if concerns(row, launch):
            yield DECISION, label("decision", row.decision_id), [_inside(row, day) for day in days]


def _outside(row: Decision, day: date) -> int:
    """Give the days between a day and a decision's span."""
    early = (row.from_ - day).days if row.from_ else 0
    late = (day - row.until).days if row.until else 0
    return max(0, early, late)


def _inside(row: Decision, day: date) -> int:
    """Give the days from a day to the nearest one outside a decision's span; 1 if it has no end."""
    if not within(row, day):
        return 0
    ways = [(day - row.from_).days + 1] if row.from_ else []
    ways += [(row.until - day).days + 1] if row.until else []
    return min(ways, default=1)
