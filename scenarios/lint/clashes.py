"""Rules whose demands on an account cannot both be met."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from math import inf

from ...constraints.account_reservation import AccountReservation
from ...constraints.frequency_cap import FrequencyCap
from ...constraints.lead_bu import LeadBu
from ...constraints.minimum_contact import MinimumContact
from .periods import PERIODS, windows_over
from .policy import Policy, Standing
from .remark import Remark, remark


def clashes(policy: Policy) -> Iterator[Remark]:
    """Find the demands on an account that cannot both be met."""
    yield from _holders(policy)
    yield from _leads(policy)
    yield from _least_touches(policy)


def _holders(policy: Policy) -> Iterator[Remark]:
    """Find accounts that are reserved for two BUs on the same day."""
    reservations = [row for row in policy.hard if isinstance(row.rule, AccountReservation)]
    for one, other in combinations(reservations, 2):
        units = _holding_at_once(one, other)
        accounts = one.accounts & other.accounts
        if units and accounts:
            yield remark(policy.case, "two-holders", rules=[one.id, other.id], accounts=accounts, units=units)


def _holding_at_once(one: Standing, other: Standing) -> tuple[str, str] | None:
    """Give the two BUs that two reservations name for the same day, if they ever differ."""
    for day in one.policy.days:
        forms = (one.rule.on(day), other.rule.on(day))
        units = tuple(form.bu for form in forms if isinstance(form, AccountReservation))
        if len(units) == 2 and units[0] != units[1]:
            return units[0], units[1]
    return None


def _leads(policy: Policy) -> Iterator[Remark]:
    """Find accounts whose lead all must wait for, and that are reserved to another BU throughout."""
    case = policy.case
    for lead in (row for row in policy.hard if isinstance(row.rule, LeadBu)):
        for held in (row for row in policy.hard if isinstance(row.rule, AccountReservation)):
            shut: dict[str, set[str]] = defaultdict(set)
            for account_id in held.accounts & {account_id for _, account_id in lead.placements}:
                bu_id = case.scenario.account_of[account_id].lead_bu
                if bu_id and (account_id, bu_id) in case.asked_for and _shut_out(held, bu_id):
                    shut[bu_id].add(account_id)
            for bu_id, accounts in sorted(shut.items()):
                ids = [lead.id, held.id]
                yield remark(case, "lead-shut-out", rules=ids, accounts=accounts, units=[bu_id])


def _shut_out(held: Standing, bu_id: str) -> bool:
    """Whether a reservation keeps a BU out on every day of the horizon."""
    forms = (held.rule.on(day) for day in held.policy.days)
    return all(isinstance(form, AccountReservation) and form.bu != bu_id for form in forms)


def _least_touches(policy: Policy) -> Iterator[Remark]:
    """Find accounts that should be touched more often than is asked for, or than a cap lets through."""
    for standing in policy.binding:
        if not isinstance(standing.rule, MinimumContact):
            continue
        least = min(form.min for form in standing.forms if isinstance(form, MinimumContact))
        past = Counter(account_id for account_id, _ in standing.rule.past(policy.case))
        due = [name for name in standing.rule.due(policy.case) if not policy.case.controls(name)]
        touches: dict[str, set[int]] = {name: set() for name in due}
        for number in standing.touches:
            account_id = policy.touches[number].account_id
            if account_id in touches:
                touches[account_id].add(number)
        short = {name for name, part in touches.items() if len(part) + past[name] < least}
        if short:
            yield remark(policy.case, "least-not-asked", rules=[standing.id], accounts=short, least=least)
        for cap in policy.hard if standing in policy.hard else ():
            tight = {
                name
                for name, part in touches.items()
                if name not in short and _through(cap, part, standing.rule.period) < least
            }
            if tight:
                ids = [standing.id, cap.id]
                yield remark(policy.case, "least-against-cap", rules=ids, accounts=tight, least=least)


def _through(cap: Standing, touches: set[int], period: str) -> float:
    """Give the most of some touches that a rule lets through in a period; no end if it is no cap on them."""
    rule = cap.cap
    if not rule or rule.per == "persona" or cap.sleeps or not touches <= cap.touches:
        return inf
    limit = max(form.max for form in cap.forms if isinstance(form, FrequencyCap))
    lightest = min(cap.policy.touches[number].pressure for number in touches)
    if not lightest:
        return inf
    return int(windows_over(rule, PERIODS[period][1], period) * limit / lightest)
