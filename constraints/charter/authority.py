"""Authority: who may decide what, as the charter says; and the decisions that go past it."""

from collections.abc import Iterator, Mapping

from ...scheduler.choices import Action, Tier
from ...scheduler.scenario import Scenario
from ...scheduler.tables import Decision
from .rule import Part


class Grant(Part):
    """What somebody may decide; what is left out is not limited.

    Attributes
    ----------
    actions
        The actions.
    tiers
        The tiers of the accounts that a decision may be about.
    rules
        The rules that may be waived.
    """

    actions: tuple[Action, ...] | None = None
    tiers: tuple[Tier, ...] | None = None
    rules: tuple[str, ...] | None = None


#: Each decider's grant by name, as ``decided_by`` spells it; without any, everybody may decide everything.
Authority = Mapping[str, Grant]


def excess(authority: Authority, scenario: Scenario, decision: Decision) -> Iterator[str]:
    """Give what a decision takes upon itself that its decider was not granted.

    Yields
    ------
    str
        ``who`` if nothing at all was granted; an action, a tier, or the id of a rule.
    """
    if not authority:
        return
    grant = authority.get(decision.decided_by)
    if grant is None:
        yield "who"
        return
    if grant.actions is not None and decision.action not in grant.actions:
        yield decision.action
    if grant.tiers is not None:
        yield from sorted(_tiers(scenario, decision) - set(grant.tiers))
    if grant.rules is not None and decision.rule_id is not None and decision.rule_id not in grant.rules:
        yield decision.rule_id


def _tiers(scenario: Scenario, decision: Decision) -> set[Tier]:
    """Give the tiers of the accounts that a decision is about: the one named, else its campaign's."""
    if decision.account_id is not None:
        return {scenario.tier_of[decision.account_id]}
    rows = scenario.audience_of.get(decision.campaign_id or "", ())
    return {scenario.tier_of[row.account_id] for row in rows}
