"""Rules that add nothing: another of the same kind covers all that they cover, and asks at least as much."""

from collections.abc import Callable, Iterator, Mapping
from itertools import permutations
from typing import Any

from ...constraints.capacity import Capacity
from ...constraints.charter.rule import Level, Rule, TouchScope
from ...constraints.concurrency import Concurrency
from ...constraints.crescendo import Crescendo
from ...constraints.deal_protection import DealProtection
from ...constraints.frequency_cap import FrequencyCap
from ...constraints.lead_bu import LeadBu
from ...constraints.minimum_contact import MinimumContact
from ...constraints.spacing import Spacing
from ...scheduler.tables import Engagement, HistoryTouch
from .periods import PERIODS, windows_over
from .policy import Policy, Standing
from .remark import Remark, remark

#: The kinds of which a wider one says something else: they weigh what is in their scope against itself.
WHOLE = frozenset({"bundle", "commitments", "fairness", "minimum_contact", "stability"})


def implied(policy: Policy) -> Iterator[Remark]:
    """Find the rules that a hard one makes superfluous; of two that are alike, the later one."""
    told: set[str] = set()
    order = {row.id: place for place, row in enumerate(policy.standings)}
    for weak, strong in permutations(policy.standings, 2):
        if weak.id in told or not _covers(strong, weak):
            continue
        alike = _covers(weak, strong) and weak.rule.level == strong.rule.level
        if not alike or order[weak.id] > order[strong.id]:
            told.add(weak.id)
            yield remark(policy.case, "hidden", rules=[weak.id], other=strong.id)


def _covers(strong: Standing, weak: Standing) -> bool:
    """Whether a hard rule, on all days, asks at least what another one asks."""
    kind = weak.rule.kind
    if strong.rule.kind != kind or strong.rule.level is not Level.HARD or not weak.forms or not strong.forms:
        return False
    days = weak.policy.days
    if any(weak.rule.on(day) and not strong.rule.on(day) for day in days) or not _reaches(strong, weak):
        return False
    asks = STRICTER.get(kind, _same)
    return all(asks(one, other) for one in strong.forms for other in weak.forms)


def _reaches(strong: Standing, weak: Standing) -> bool:
    """Whether a rule's scope holds that of another one, past and present, and the other's is not empty."""
    own, other = (
        (row.touches if isinstance(row.rule, TouchScope) else row.placements) for row in (strong, weak)
    )
    if weak.rule.kind in WHOLE:
        return bool(other) and other == own
    return bool(other) and other <= own and _past(weak) <= _past(strong)


def _past(standing: Standing) -> set[HistoryTouch | Engagement]:
    """Give the rows of history and engagement in a rule's scope."""
    case, rule = standing.policy.case, standing.rule
    rows: tuple[HistoryTouch | Engagement, ...] = (
        *case.scenario.history_that_counts,
        *case.scenario.engagement,
    )
    return {
        row
        for row in rows
        if case.covers_bu(rule, row.bu_id)
        and case.covers_account(rule, row.account_id)
        and (_covers_stage(rule, row) if isinstance(row, Engagement) else _covers_touch(rule, row))
    }


def _covers_stage(rule: Rule, row: Engagement) -> bool:
    return (rule.stages is None or row.stage in rule.stages) and row.stage not in rule.not_stages


def _covers_touch(rule: Rule, row: HistoryTouch) -> bool:
    personas = (row.persona,) if row.persona else ()
    return not isinstance(rule, TouchScope) or rule.covers_touch(row.channel, personas)


# -- what asks more, kind by kind -------------------------------------------------------------------


def _same(one: Rule, other: Rule) -> bool:
    """Whether two rules have the same parameters."""
    return _parameters(one) == _parameters(other)


def _parameters(rule: Rule) -> Mapping[str, Any]:
    shared = {
        *Rule.model_fields,
        "tiers",
        "not_tiers",
        "accounts",
        "not_accounts",
        "countries",
        "not_countries",
    }
    shared |= set(TouchScope.model_fields)
    return {name: getattr(rule, name) for name in type(rule).model_fields if name not in shared}


def _cap(one: FrequencyCap, other: FrequencyCap) -> bool:
    if one.per == "persona" and (other.per != "persona" or not _same_personas(one, other)):
        return False
    if one.per == "account" and other.per == "parent":
        return False
    return (
        one.count_history >= other.count_history
        and windows_over(one, _length(other), other.period) * one.max <= other.max
    )


def _length(cap: FrequencyCap) -> int:
    return cap.window_days or PERIODS[str(cap.period)][1]


def _same_personas(one: FrequencyCap, other: FrequencyCap) -> bool:
    return (one.personas, one.not_personas) == (other.personas, other.not_personas)


def _spacing(one: Spacing, other: Spacing) -> bool:
    reach = max(other.min_gap_days, len(other.penalty_by_gap))
    return one.between in ("any", other.between) and all(
        one.penalty(gap) or not other.penalty(gap) for gap in range(reach)
    )


def _concurrency(one: Concurrency, other: Concurrency) -> bool:
    return one.max <= other.max


def _lead(one: LeadBu, other: LeadBu) -> bool:
    released = one.release_after is None or (
        other.release_after is not None and one.release_after >= other.release_after
    )
    absent = one.when_absent == "block" or other.when_absent == "allow"
    return one.lag_days >= other.lag_days and one.lookback_days == other.lookback_days and released and absent


def _crescendo(one: Crescendo, other: Crescendo) -> bool:
    along = one.along in ("account", other.along)
    return along and one.reset_days >= other.reset_days and not other.reward


def _deals(one: DealProtection, other: DealProtection) -> bool:
    return set(one.deal_stages) >= set(other.deal_stages) and set(one.allow_stages) <= set(other.allow_stages)


def _capacity(one: Capacity, other: Capacity) -> bool:
    if one.max_parallel is not None and other.max_parallel is not None:
        return one.max_parallel <= other.max_parallel
    if one.max_per_week is not None and other.max_per_week is not None:
        same = (one.channel, one.count) == (other.channel, other.count)
        return same and one.max_per_week <= other.max_per_week
    return one.resources and other.resources


def _least(one: MinimumContact, other: MinimumContact) -> bool:
    return one.period == other.period and one.min >= other.min


#: Whether a rule of a kind asks at least as much as another one; of the kinds left out, if they are the same.
STRICTER: Mapping[str, Callable[[Any, Any], bool]] = {
    "capacity": _capacity,
    "concurrency": _concurrency,
    "crescendo": _crescendo,
    "deal_protection": _deals,
    "frequency_cap": _cap,
    "lead_bu": _lead,
    "minimum_contact": _least,
    "spacing": _spacing,
}
