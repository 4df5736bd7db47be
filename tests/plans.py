"""From a schedule back to a plan of the lowered problem."""

import numpy as np
from counterpoint.constraints.charter.lowering import Lowering
from counterpoint.scheduler.problem.plan import ABSENT, Plan
from counterpoint.scheduler.schedule import Schedule


def plan_of(lowering: Lowering, schedule: Schedule) -> Plan | None:
    """Say a schedule as a plan; None if the problem has no such start, launch or placement to offer."""
    if any(start for launch, start in schedule.starts.items() if launch not in lowering.item_of):
        return None
    if schedule.kept - {(row.campaign.campaign_id, row.account_id) for row in lowering.members}:
        return None
    option = []
    for launch, flights in zip(lowering.launches, lowering.flights, strict=True):
        start = schedule.start_of(launch)
        starts = [days.start for days in flights]
        if start is not None and start not in starts:
            return None
        option.append(ABSENT if start is None else starts.index(start))
    kept = [(row.campaign.campaign_id, row.account_id) in schedule.kept for row in lowering.members]
    return Plan(np.array(option, dtype=np.int64), np.array(kept, dtype=np.bool_))
