"""Caps that count less than their author thinks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from ...constraints.charter.finding import counted, figure, listed
from ...constraints.frequency_cap import FrequencyCap
from .policy import Policy, Standing
from .remark import Remark, remark

#: Touches lighter than this are in the background: leaving advertisements out of a cap is no oversight.
LIGHT = Decimal("0.5")
TOUCHES = (("touch", "touches"), ("contact", "contacts"))


def weak_caps(policy: Policy) -> Iterator[Remark]:
    """Find the caps that let through what one would think they hold."""
    caps = [row for row in policy.binding if row.cap and row.touches]
    on_accounts = [row for row in caps if row.cap and row.cap.per != "persona"]
    yield from _in_parts(policy, on_accounts)
    yield from _channels(policy, on_accounts)
    yield from _turns(policy, on_accounts)
    yield from _nobody(policy, [row for row in caps if row not in on_accounts])


def _in_parts(policy: Policy, caps: list[Standing]) -> Iterator[Remark]:
    """Find caps that share an account's touches out among them, none holding them all."""
    worst: dict[tuple[str, ...], tuple[Decimal, str]] = {}
    for account_id, touches in sorted(_by_account(policy).items()):
        parts = {cap.id: cap.touches & touches for cap in caps if cap.touches & touches}
        parts = {name: part for name, part in parts.items() if not any(part < row for row in parts.values())}
        if len(parts) < 2 or any(one & other for one, other in combinations(parts.values(), 2)):
            continue
        limits = {cap.id: _loosest(cap) for cap in caps}
        through = [min(limits[name], _pressure(policy, part)) for name, part in parts.items()]
        if sum(through) > max(limits[name] for name in parts):
            key = tuple(parts)
            worst[key] = max(worst.get(key, (Decimal(0), "")), (sum(through, Decimal(0)), account_id))
    for rules, (pressure, account_id) in worst.items():
        words = figure(pressure, policy.case.scenario.language)
        yield remark(policy.case, "caps-in-parts", rules=rules, accounts=[account_id], pressure=words)


def _by_account(policy: Policy) -> Mapping[str, set[int]]:
    """Give the touches of each coordinated account, but for light ones."""
    found: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(policy.touches):
        aside = policy.case.controls(row.account_id) or policy.case.on_request(row.account_id)
        if row.pressure >= LIGHT and not aside:
            found[row.account_id].add(number)
    return found


def _loosest(cap: Standing) -> Decimal:
    return max(form.max for form in cap.forms if isinstance(form, FrequencyCap))


def _pressure(policy: Policy, touches: Iterable[int]) -> Decimal:
    return sum((policy.touches[number].pressure for number in touches), Decimal(0))


def _channels(policy: Policy, caps: list[Standing]) -> Iterator[Remark]:
    """Find caps on some channels while others, no lighter, are free on the same accounts."""
    language = policy.case.scenario.language
    held = frozenset().union(*(cap.touches for cap in caps)) if caps else frozenset()
    for cap in caps:
        if not cap.cap or (cap.cap.channels is None and not cap.cap.not_channels):
            continue
        lightest = min(policy.touches[number].pressure for number in cap.touches)
        free = [
            row
            for number, row in enumerate(policy.touches)
            if number not in held
            and (row.campaign_id, row.account_id) in cap.placements
            and cap.cap.covers_touch(next(iter(cap.cap.channels or [None])), row.personas)
            and row.pressure >= max(lightest, LIGHT)
        ]
        if free:
            yield remark(
                policy.case,
                "channel-free",
                rules=[cap.id],
                channels=listed(sorted({row.channel for row in free}), language),
                number=counted(Decimal(len(free)), *TOUCHES, language),
            )


def _turns(policy: Policy, caps: list[Standing]) -> Iterator[Remark]:
    """Find caps by calendar period without a sliding one behind them."""
    language = policy.case.scenario.language
    sliding = [row for row in caps if row.cap and row.cap.window_days]
    for cap in caps:
        if not cap.cap or not cap.cap.period or any(cap.touches <= row.touches for row in sliding):
            continue
        by_account: dict[str, Decimal] = defaultdict(Decimal)
        for number in cap.touches:
            by_account[policy.touches[number].account_id] += policy.touches[number].pressure
        limit = _loosest(cap)
        if max(by_account.values()) > limit:
            parts = {"limit": figure(limit, language), "pressure": figure(2 * limit, language)}
            yield remark(policy.case, "double-burst", rules=[cap.id], **parts)


def _nobody(policy: Policy, caps: list[Standing]) -> Iterator[Remark]:
    """Find caps per persona over touches of which half or more name nobody."""
    for cap in caps:
        assert cap.cap
        scope = cap.cap.model_copy(update={"personas": None, "not_personas": ()})
        rows = [
            row
            for row in policy.touches
            if row.pressure
            and (row.campaign_id, row.account_id) in cap.placements
            and scope.covers_touch(row.channel, ())
        ]
        silent = sum(not row.personas for row in rows)
        if 2 * silent >= len(rows) > 0:
            yield remark(policy.case, "nobody-named", rules=[cap.id], number=silent, total=len(rows))
