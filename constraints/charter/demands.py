"""Lowering what the input itself demands: counts of accounts, obliged launches, the order of waves.

Allowed starts, obliged launches and required placements stand in the items and members, unless the
lowering is wide (see `wide`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ...scheduler.choices import Commitment, LaunchBy
from ...scheduler.problem.arrays import Days, Lists
from ...scheduler.problem.count import Count
from ...scheduler.problem.labels import Label, Labels
from ...scheduler.problem.order import Order
from ...scheduler.problem.primitive import Primitive
from ...scheduler.tables import Campaign
from .case import Case
from .labels import label, labels

if TYPE_CHECKING:
    from .lowering import Lowering

UNLIMITED = 2**31


class Number(NamedTuple):
    """How many of some carriers must be present, by which demand; none at all may be fine as well."""

    origin: str
    about: Label
    carriers: list[int]
    least: int = 0
    greatest: int = UNLIMITED
    or_none: bool = False


def demands(lowering: "Lowering") -> Iterator[Primitive]:
    """Lower the demands on numbers of accounts and on the order of waves."""
    yield from counts(_accounts(lowering))
    yield from _waves(lowering)


def unplaceable(lowering: "Lowering") -> Iterator[Primitive]:
    """Lower the obliged launches that have no day or no placement: no plan meets them."""
    missing = sorted(lowering.case.obliged - lowering.item_of.keys())
    yield from counts(
        Number("input:presence", cell(launch.campaign_id, "commitment"), [], least=1) for launch in missing
    )


def counts(rows: Iterable[Number]) -> Iterator[Count]:
    """Store numbers as one primitive for each demand's name."""
    by_origin: dict[str, list[Number]] = defaultdict(list)
    for row in rows:
        by_origin[row.origin].append(row)
    for origin, part in by_origin.items():
        yield Count(
            origin=origin,
            price=None,
            about=Labels.per_row(row.about for row in part),
            carriers=Lists.of(row.carriers for row in part),
            least=np.array([row.least for row in part]),
            greatest=np.array([row.greatest for row in part]),
            or_none=np.array([row.or_none for row in part]),
        )


def cell(campaign_id: str, column: str) -> Label:
    """Label what a cell of the campaigns table demands."""
    return label("campaign", campaign_id) + label("column", column)


def _accounts(lowering: "Lowering") -> Iterator[Number]:
    """Give the demands on how many accounts each campaign keeps."""
    members: dict[str, list[int]] = {name: [] for name in lowering.case.scenario.campaign_of}
    for row in lowering.members:
        members[row.audience.campaign_id].append(lowering.carrier(row))
    for name, campaign in lowering.case.scenario.campaign_of.items():
        asked = len(lowering.case.scenario.audience_of[name])
        least = campaign.min_accounts.of(asked)
        greatest = campaign.max_accounts.of(asked) if campaign.max_accounts else UNLIMITED
        if _obliged(lowering.case, campaign) and least:
            yield Number("input:presence", cell(name, "commitment"), members[name], least=1)
        if least > 1 and members[name]:
            yield Number(
                "input:accounts", cell(name, "min_accounts"), members[name], least=least, or_none=True
            )
        if greatest < len(members[name]):
            yield Number("input:accounts", cell(name, "max_accounts"), members[name], greatest=greatest)


def _obliged(case: Case, campaign: Campaign) -> bool:
    """Whether a campaign that launches per account must reach its least number of accounts."""
    return (
        campaign.commitment is Commitment.MANDATORY
        and campaign.launch is LaunchBy.PER_ACCOUNT
        and campaign.campaign_id not in case.unscheduled
        and not all(
            case.on_request(row.account_id) for row in case.scenario.audience_of[campaign.campaign_id]
        )
    )


def _waves(lowering: "Lowering") -> Iterator[Primitive]:
    """Bind each wave to every later one; an unscheduled one then binds none."""
    pairs: list[tuple[str, int, int]] = []
    for name, launches in lowering.case.scenario.launches_of.items():
        waves = [
            lowering.item_of[row.id]
            for row in launches
            if row.wave is not None and row.id in lowering.item_of
        ]
        pairs += ((name, one, other) for place, one in enumerate(waves) for other in waves[place + 1 :])
    if pairs:
        size = len(pairs)
        yield Order(
            origin="input:waves",
            price=None,
            about=labels("campaign", (name for name, _, _ in pairs)),
            predecessors=Lists.of([one] for _, one, _ in pairs),
            successors=Lists.of([other] for _, _, other in pairs),
            from_end=np.zeros(size, dtype=np.bool_),
            lag_lo=np.zeros(size, dtype=np.int64),
            lag_hi=np.full(size, UNLIMITED),
            block=np.zeros(size, dtype=np.bool_),
            days=Days.of(day.toordinal() for day in lowering.days),
        )
