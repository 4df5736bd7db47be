"""Campaigns that hard rules, one or two of them, leave no day on an account."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

import numpy as np

from ...scheduler.problem.arrays import Flags
from .policy import Policy
from .remark import Remark, remark

#: The kinds that judge the starts of a placement by themselves.
ABOUT_STARTS = frozenset({"account_reservation", "blackout", "content", "deal_protection", "sales_cycle"})
#: The kinds that mean to keep campaigns out for as long as they say.
MEANT = frozenset({"account_reservation", "deal_protection"})


def dayless(policy: Policy) -> Iterator[Remark]:
    """Find the placements that one hard rule, or two together, leave no day to start."""
    found: dict[tuple[str, tuple[str, ...], str], set[str]] = defaultdict(set)
    for member, masks in _allowed(policy).items():
        name, account_id = member
        empty = [rule_id for rule_id, mask in masks.items() if not mask.any()]
        for rule_id in empty:
            if policy.case.rule(rule_id).kind not in MEANT:
                found["no-day", (rule_id,), name].add(account_id)
        if empty:
            continue
        for one, other in combinations(masks, 2):
            if not np.any(masks[one] & masks[other]):
                found["no-common-day", (one, other), name].add(account_id)
    for (code, rules, name), accounts in sorted(found.items()):
        yield remark(policy.case, code, rules=rules, campaigns=[name], accounts=accounts)


def _allowed(policy: Policy) -> Mapping[tuple[str, str], Mapping[str, Flags]]:
    """Give the starts that each hard rule by itself allows each placement that it restricts."""
    members = policy.lowering.members
    found: dict[tuple[str, str], dict[str, Flags]] = defaultdict(dict)
    of_item: dict[int, list[int]] = defaultdict(list)
    for member in members:
        of_item[member.item].append(member.number)
    for standing in (row for row in policy.hard if row.rule.kind in ABOUT_STARTS):
        for cost in standing.start_costs:
            for carrier, measures in zip(cost.carrier.tolist(), cost.by_option, strict=True):
                own = carrier - len(policy.lowering.launches)
                for number in [own] if own >= 0 else of_item[carrier]:
                    member = members[number]
                    key = (member.campaign.campaign_id, member.account_id)
                    mask = measures == 0
                    found[key][standing.id] = found[key].get(standing.id, mask) & mask
    return found
