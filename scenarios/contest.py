"""Contests: two BUs want the same room on an account; what each side weighs, and what would turn it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from typing import Any

from ..constraints.charter.arbitration import Criterion
from ..constraints.charter.case import Case
from ..constraints.charter.checker import Judged, check
from ..scheduler.outcome import Status
from ..scheduler.problem.problem import UNITS
from ..scheduler.scenario import Launch
from ..scheduler.schedule import Schedule
from ..scheduler.tables import Fit
from .prospects import Prospect
from .what_if import Difference, WhatIf

#: The step in which criteria are given.
STEP = Decimal("0.01")
#: So many contests are told of one change.
MOST = 3


@dataclass(frozen=True)
class Holder:
    """A kept placement that stands where another would be, by some rules."""

    campaign_id: str
    account_id: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """One BU's side of a contest.

    Attributes
    ----------
    criteria, weight
        Its criteria on the account and their weighted mean.
    campaigns
        Its campaigns that want the room, or have it.
    value
        What their placements on the account are worth, in hundredths of a point.
    """

    bu_id: str
    criteria: tuple[Criterion, ...]
    weight: Fraction
    campaigns: tuple[str, ...]
    value: int


@dataclass(frozen=True)
class Flip:
    """From where on one criterion of one side would turn a contest, all else being the same.

    Attributes
    ----------
    at
        The value, of two decimals, from which on it is turned; None if none between 0 and 1 does.
    upward
        Whether it is turned there and above, or there and below.
    """

    bu_id: str
    criterion: str
    at: Decimal | None = None
    upward: bool = True


@dataclass(frozen=True)
class Contest:
    """Two BUs on an account: the one that goes without, and the one that has the room.

    Attributes
    ----------
    margin
        By how much the calendar's objective is above that of the best one found in which the first BU
        has the room, in hundredths of a point; None if none was found.
    barred
        Whether it is proven that no calendar gives it the room.
    flips
        What would turn it, for each criterion of weight; none where it is turned already, or cannot be.
    """

    account_id: str
    asking: Side
    holding: Side
    rules: tuple[str, ...]
    margin: Fraction | None = None
    barred: bool = False
    flips: tuple[Flip, ...] = ()


def holders(what_if: WhatIf, schedule: Schedule, launch: Launch, difference: Difference) -> list[Holder]:
    """Give the placements that stand against a change of a launch, on its accounts' groups of companies."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in against(difference):
        finding = row.finding
        if finding.account_id is None:
            continue
        for campaign_id in finding.campaigns:
            for account_id in what_if.related(finding.account_id):
                key = (campaign_id, account_id)
                if campaign_id != launch.id.campaign_id and key in schedule.kept:
                    found.setdefault(key, []).append(finding.rule_id)
    return [Holder(*key, tuple(dict.fromkeys(rules))) for key, rules in found.items()]


def against(difference: Difference) -> Sequence[Judged]:
    """Give what speaks against a change: what it breaks, else what it loses."""
    return difference.broken or tuple(difference.losses)


def contests(
    case: Case,
    launch: Launch,
    rivals: Sequence[Holder],
    here: Schedule,
    room: Callable[[str], Prospect | None],
) -> tuple[Contest, ...]:
    """Give the contests of a launch with other BUs, those with most at stake first.

    Parameters
    ----------
    here
        The calendar.
    room
        Gives what comes of having the room on an account; None if that was not tried.
    """
    own = {row.account_id for row in launch.audience}
    pairs: dict[tuple[str, str], list[Holder]] = {}
    for holder in rivals:
        campaign = case.scenario.campaign_of[holder.campaign_id]
        if holder.account_id in own and campaign.units.isdisjoint(launch.campaign.units):
            pairs.setdefault((holder.account_id, campaign.bu_id), []).append(holder)

    def stake(pair: tuple[str, str]) -> tuple[int, tuple[str, str]]:
        return (-sum(case.value_of[row.campaign_id, row.account_id] for row in pairs[pair]), pair)

    return tuple(
        _contest(case, launch, account_id, bu_id, pairs[account_id, bu_id], here, room(account_id))
        for account_id, bu_id in sorted(pairs, key=stake)[:MOST]
    )


def _contest(
    case: Case,
    launch: Launch,
    account_id: str,
    bu_id: str,
    held: Sequence[Holder],
    here: Schedule,
    won: Prospect | None,
) -> Contest:
    asking = _side(case, launch.campaign.bu_id, account_id, [launch.id.campaign_id])
    holding = _side(case, bu_id, account_id, [holder.campaign_id for holder in held])
    rules = tuple(dict.fromkeys(rule for holder in held for rule in holder.rules))
    if won is None or won.schedule is None:
        barred = won is not None and won.status is Status.INFEASIBLE
        return Contest(account_id, asking, holding, rules, barred=barred)
    margin = _margin(case, here, won.schedule)
    flips = tuple(_flips(case, account_id, (asking, holding), here, won.schedule)) if margin > 0 else ()
    return Contest(account_id, asking, holding, rules, Fraction(margin, UNITS), flips=flips)


def _side(case: Case, bu_id: str, account_id: str, campaigns: Sequence[str]) -> Side:
    return Side(
        bu_id,
        case.arbiter.criteria(bu_id, account_id) if case.scenario.fit else (),
        case.arbiter.weight(bu_id, account_id),
        tuple(campaigns),
        sum(case.value_of[name, account_id] for name in campaigns),
    )


# -- what would turn it -----------------------------------------------------------------------------


def _flips(
    case: Case, account_id: str, sides: Sequence[Side], here: Schedule, instead: Schedule
) -> Iterator[Flip]:
    """Give what would turn a contest, criterion by criterion."""
    for side in sides:
        for criterion in side.criteria:
            if criterion.weight:
                yield _flip(case, side.bu_id, account_id, criterion.name, here, instead)


def _flip(case: Case, bu_id: str, account_id: str, name: str, here: Schedule, instead: Schedule) -> Flip:
    """Find from where on a criterion turns a contest: by its linear effect, then by evaluation.

    The margin is linear in the criterion but for the rounding of values, hence the walk at the end.
    """

    def margin(value: Decimal) -> int:
        return _margin(with_criterion(case, bu_id, account_id, name, value), here, instead)

    least, most = margin(Decimal(0)), margin(Decimal(1))
    if least >= 0 and most >= 0:
        return Flip(bu_id, name)
    upward = most < 0
    crossing = Decimal(least) / Decimal(least - most)
    step = STEP if upward else -STEP
    at = crossing.quantize(STEP, ROUND_CEILING if upward else ROUND_FLOOR) - step
    while margin(at) >= 0:
        at += step
    return Flip(bu_id, name, at, upward)


def _margin(case: Case, here: Schedule, instead: Schedule) -> int:
    """Give by how much a calendar's objective is above another's."""
    return check(case, here).objective - check(case, instead).objective


def with_criterion(case: Case, bu_id: str, account_id: str, name: str, value: Decimal) -> Case:
    """Give a case in which a BU has another value of a criterion on an account."""
    rows = [row for row in case.scenario.fit if (row.bu_id, row.account_id) != (bu_id, account_id)]
    own = [row for row in case.scenario.fit if (row.bu_id, row.account_id) == (bu_id, account_id)]
    row = own[0] if own else Fit(bu_id=bu_id, account_id=account_id)
    changed: dict[str, Any] = {name: value}
    return replace(case, scenario=replace(case.scenario, fit=(*rows, replace(row, **changed))))
