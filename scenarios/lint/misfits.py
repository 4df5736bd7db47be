"""Campaigns that fit nowhere: in no phase of their sales cycle, or too heavy for an account's cap."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ...constraints.charter.finding import figure
from ...constraints.charter.rule import Level
from ...constraints.frequency_cap import FrequencyCap
from ...constraints.sales_cycle import SalesCycle
from ...scheduler.scenario import Scenario
from ...scheduler.starts import flight
from .periods import loosest_limit
from .policy import Policy, Standing
from .remark import Remark, remark


def misfits(policy: Policy) -> Iterator[Remark]:
    """Find the campaigns that fit nowhere."""
    for standing in policy.standings:
        if isinstance(standing.rule, SalesCycle):
            yield from _phaseless(policy, standing)
    for standing in policy.binding:
        if standing.cap and standing.rule.level is Level.HARD:
            yield from _too_heavy(policy, standing, standing.cap)


def _phaseless(policy: Policy, standing: Standing) -> Iterator[Remark]:
    """Find campaigns that can start in their window on no account where their BU has a deal.

    Where a priced rule leaves them accounts without a deal, they have their use there.
    """
    case, members = policy.case, policy.lowering.members
    off: dict[str, set[str]] = defaultdict(set)
    for cost in standing.start_costs:
        for carrier, measures in zip(cost.carrier.tolist(), cost.by_option, strict=True):
            member = members[carrier - len(policy.lowering.launches)]
            if measures.min() > 0:
                off[member.campaign.campaign_id].add(member.account_id)
    for name, accounts in sorted(off.items()):
        bu_id = case.scenario.campaign_of[name].bu_id
        asked = {account_id for other, account_id in standing.placements if other == name}
        dated = {account_id for account_id in asked if (bu_id, account_id) in case.deals.next_close}
        if accounts >= dated and (asked == dated or standing.rule.level is Level.HARD):
            yield remark(case, "no-phase", rules=[standing.id], campaigns=[name], accounts=accounts)


def _too_heavy(policy: Policy, standing: Standing, cap: FrequencyCap) -> Iterator[Remark]:
    """Find touches heavier than a cap allows on any day of the horizon."""
    scenario, limit = policy.case.scenario, loosest_limit(cap, policy.case.scenario)
    found: dict[str, tuple[Decimal, set[str]]] = {}
    for number in sorted(standing.touches) if limit is not None else ():
        row = policy.touches[number]
        counts = cap.places(policy.case, row.account_id, row.personas)
        aside = policy.case.controls(row.account_id) or _begins_before(scenario, row.campaign_id)
        if limit is not None and row.pressure > limit and counts and not aside:
            pressure, accounts = found.get(row.campaign_id, (Decimal(0), set()))
            found[row.campaign_id] = (max(pressure, row.pressure), accounts | {row.account_id})
    language = scenario.language
    for name, (pressure, accounts) in sorted(found.items()):
        yield remark(
            policy.case,
            "too-heavy",
            rules=[standing.id],
            campaigns=[name],
            accounts=accounts,
            pressure=figure(pressure, language),
            limit=figure(limit, language),
        )


def _begins_before(scenario: Scenario, name: str) -> bool:
    """Whether a campaign that cannot move has days before the horizon, on which no cap counts."""
    return any(
        launch.wish and flight(scenario, launch, launch.wish).first < scenario.start
        for launch in scenario.launches_of[name]
        if launch.campaign.immovable
    )
