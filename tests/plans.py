"""From a schedule back to a plan of the lowered problem."""

import numpy as np

from counterpoint.constraints.charter.lowering import Lowering
from counterpoint.scheduler.problem.plan import ABSENT, Plan
from counterpoint.scheduler.schedule import Schedule


def plan_of(lowering: Lowering, schedule: Schedule) -> Plan | None:
    """Say a schedule as a plan; None if the problem has no such start, launch or placement to offer."""
    if any(start for launch, start in schedule.starts.items() if launch not in lowering.item_of):
        return None
    option = []
    for launch, flights in zip(lowering.launches, lowering.flights, strict=True):
        start = schedule.start_of(launch)
        starts = [days.start for days in flights]
        if start is not None and start not in starts:
            return None
        option.append(ABSENT if start is None else starts.index(start))
    names = [(row.campaign.campaign_id, row.account_id) for row in lowering.members]
    # What an unscheduled launch keeps, no plan can say.
    offered = {name for name, row in zip(names, lowering.members, strict=True) if option[row.item] != ABSENT}
    if not schedule.kept <= offered:
        return None
    return Plan(
        np.array(option, dtype=np.int64), np.array([name in schedule.kept for name in names], np.bool_)
    )
