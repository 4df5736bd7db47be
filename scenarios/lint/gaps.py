"""Campaigns that must come together, by a lag or in a bundle, and may not by the room between them."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from ...constraints.bundle import Bundle
from ...constraints.charter.finding import in_days
from ...constraints.spacing import Spacing
from ...scheduler.choices import DependencyType, LaunchBy, Presence
from .policy import Policy, Standing
from .remark import Remark, remark


class Pair(NamedTuple):
    """Two campaigns that must be near one another on some accounts.

    Attributes
    ----------
    most
        The greatest gap between them that is left.
    """

    code: str
    rule: Standing
    ends: tuple[str, str]
    most: int
    accounts: frozenset[str]


def gaps(policy: Policy) -> Iterator[Remark]:
    """Find campaigns that must come nearer to each other than they may meet."""
    language = policy.case.scenario.language
    apart = [row for row in policy.hard if isinstance(row.rule, Spacing) and not row.sleeps]
    for pair in (*_chained(policy), *_bundled(policy)):
        for standing in apart:
            met = pair.accounts & _shared(standing, pair.ends) & standing.accounts
            least = _least_gap(standing, pair.ends)
            if met and pair.most < least:
                yield remark(
                    policy.case,
                    pair.code,
                    rules=[pair.rule.id, standing.id],
                    campaigns=pair.ends,
                    accounts=met,
                    most=in_days(Decimal(pair.most), language),
                    least=in_days(Decimal(least), language),
                )


def _chained(policy: Policy) -> Iterator[Pair]:
    """Give the pairs that a lag keeps together."""
    scenario = policy.case.scenario
    for standing in (row for row in policy.hard if row.rule.kind == "dependency" and not row.sleeps):
        for row in scenario.dependencies:
            ends = (row.predecessor, row.successor)
            met = _shared(standing, ends)
            if row.max_lag_days is None or row.type is DependencyType.START_TO_START or not met:
                continue
            # Of waves, the lag is between the last of the one and the first of the other.
            if all(scenario.campaign_of[name].launch is not LaunchBy.PER_WAVE for name in ends):
                # The day after the predecessor's last is a lag of 0 and a gap of 1.
                yield Pair("lag-against-spacing", standing, ends, row.max_lag_days + 1, met)


def _bundled(policy: Policy) -> Iterator[Pair]:
    """Give the pairs that a bundle keeps together, or is to be rewarded for."""
    campaigns = policy.case.scenario.campaign_of.values()
    for standing in policy.binding:
        near = [form.within_days for form in standing.forms if isinstance(form, Bundle)]
        if standing.sleeps or not near or any(days is None for days in near):
            continue
        for one, other in combinations(campaigns, 2):
            ends = (one.campaign_id, other.campaign_id)
            if one.bundle and one.bundle == other.bundle and (met := _shared(standing, ends)):
                most = max(days for days in near if days is not None)
                yield Pair("bundle-against-spacing", standing, ends, most, met)


def _shared(standing: Standing, ends: tuple[str, str]) -> frozenset[str]:
    """Give the accounts on which a rule covers both campaigns, if they occupy all of their days."""
    campaigns = standing.policy.case.scenario.campaign_of
    if any(name not in campaigns or campaigns[name].presence is Presence.TOUCHES for name in ends):
        return frozenset()
    one, other = ({account_id for name, account_id in standing.placements if name == end} for end in ends)
    return frozenset(one & other)


def _least_gap(apart: Standing, ends: tuple[str, str]) -> int:
    """Give the least gap that a rule allows two campaigns, whatever the day; 0 if it is not about them."""
    one, other = (apart.policy.case.scenario.campaign_of[name] for name in ends)
    forms = [form for form in apart.forms if isinstance(form, Spacing)]
    if not all(form.counts_between(one, other) for form in forms):
        return 0
    reach = max(max(form.min_gap_days, len(form.penalty_by_gap)) for form in forms)
    return min(next(gap for gap in range(reach + 1) if not form.penalty(gap)) for form in forms)
