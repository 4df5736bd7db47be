"""Rules without effect: they match nothing, hold on no day, or can be broken by no calendar."""

from collections.abc import Iterator

from ...constraints.charter.rule import TouchScope
from ...constraints.compatibility import Compatibility
from ...constraints.minimum_contact import MinimumContact
from .policy import Policy, Standing
from .reachable import Extents, may_measure
from .remark import Remark, remark

#: The tables that kinds of rules are about: without a row there, they wait for one.
TABLES = {
    "blackout": "blackouts",
    "budget": "budgets",
    "content": "campaign_content",
    "deal_protection": "opportunities",
    "dependency": "dependencies",
    "sales_cycle": "opportunities",
}
#: The kinds that judge what is put in, or the calendar as a whole: that they hold is what they are for.
STANDING_GUARD = frozenset({"commitments", "fairness", "stability"})


def idle(policy: Policy) -> Iterator[Remark]:
    """Find the rules without effect, each for its first reason."""
    extents: Extents | None = None
    for standing in policy.standings:
        if code := _unmatched(standing):
            yield remark(policy.case, code, rules=[standing.id])
        elif standing in policy.binding and not _waits(standing):
            extents = extents or Extents(policy.lowering)
            if not any(may_measure(part, extents) for part in standing.primitives()):
                yield remark(policy.case, "never-binds", rules=[standing.id])


def _unmatched(standing: Standing) -> str | None:
    """Say whether a rule is about nothing that is asked for, or about no day."""
    rule, scenario = standing.rule, standing.policy.case.scenario
    by_touch = isinstance(rule, TouchScope) and not isinstance(rule, MinimumContact)
    reached = standing.touches if by_touch else standing.placements
    if not reached and standing.policy.placements:
        return "matches-nothing"
    first, last = standing.policy.days[0], standing.policy.days[-1]
    if (rule.from_ and rule.from_ > last) or (rule.until and rule.until < max(first, scenario.as_of)):
        return "out-of-days"
    return None


def _waits(standing: Standing) -> bool:
    """Whether a rule waits for something that the scenario does not hold yet."""
    rule, scenario = standing.rule, standing.policy.case.scenario
    if rule.kind in STANDING_GUARD:
        return True
    if rule.kind in TABLES:
        return not getattr(scenario, TABLES[rule.kind])
    if rule.kind == "lead_bu":
        return not any(account.lead_bu for account in scenario.accounts)
    if isinstance(rule, Compatibility) and rule.same:
        return not any(getattr(row, rule.same, None) for row in scenario.campaign_of.values())
    if rule.kind == "bundle":
        return not any(campaign.bundle for campaign in scenario.campaign_of.values())
    return rule.kind == "capacity" and getattr(rule, "resources", False) and not scenario.campaign_resources
