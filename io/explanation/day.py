"""One day of a launch in words: what it would break or cost, and what would have to give way."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from ...constraints.charter.checker import Judged
from ...constraints.charter.presence import OBJECTIONS
from ...scenarios.changes import Change, changes
from ...scenarios.contest import against
from ...scenarios.explained import Day
from ...scenarios.prospects import Price, Prospect
from ...scenarios.what_if import Difference
from ...scheduler.outcome import Status
from ...scheduler.scenario import Launch
from ...scheduler.schedule import Schedule
from .telling import Telling, bullets


def day_lines(telling: Telling, here: Schedule, day: Day) -> Iterator[str]:
    """Say what stands against a start on a day."""
    words, on = telling.words, telling.day(day.day)
    if day.here:
        yield words("day_here", day=on)
        return
    if day.now is None:
        yield words("may_not", day=on, why=", ".join(objection_words(telling, day)))
        return
    if day.now.broken:
        yield words("day_breaks", day=on)
        yield from bullets(map(telling.finding, _worst(day.now)))
    else:
        key = "day_costs" if day.now.points <= 0 else "day_gains"
        yield words(key, day=on, points=telling.points(abs(day.now.points)))
        yield from bullets(cost_lines(telling, day.now))
    if day.prospect:
        yield from prospect_lines(telling, here, day.launch, day.prospect, "day")


def objection_words(telling: Telling, day: Day) -> Iterator[str]:
    """Say why a launch may not start on a day."""
    words = telling.words
    for code in day.objections:
        if code in OBJECTIONS:
            yield OBJECTIONS[code][("en", "fr").index(words.language)]
        else:
            yield words(f"objection_{code}")
    for row in day.decisions:
        yield words("decision", id=row.decision_id, reason=row.reason, by=row.decided_by)


def _worst(difference: Difference) -> Iterator[Judged]:
    """Give the worst of what a change breaks, rule by rule and account by account."""
    worst: dict[tuple[str, str | None], Judged] = {}
    for row in against(difference):
        key = (row.finding.rule_id, row.finding.account_id)
        if key not in worst or row.finding.measure > worst[key].finding.measure:
            worst[key] = row
    return iter(worst.values())


def cost_lines(telling: Telling, difference: Difference) -> Iterator[str]:
    """Say what a change costs, part by part."""
    rules = difference.by_rule
    rest = difference.points - sum(rules.values(), Decimal(0))
    if rest:
        yield f"{telling.words.signed(rest / 100, '.00')}{telling.colon} {telling.words('part_own')}"
    for rule_id, worth in sorted(rules.items(), key=lambda pair: pair[1]):
        rows = [row for row in (*difference.added, *difference.removed) if row.finding.rule_id == rule_id]
        worst = max(rows, key=lambda row: abs(row.weighed))
        yield f"{telling.words.signed(worth / 100, '.00')}{telling.colon} {telling.finding(worst)}"


# -- the best calendar with it ----------------------------------------------------------------------


def prospect_lines(
    telling: Telling,
    here: Schedule,
    launch: Launch,
    prospect: Prospect,
    subject: str,
) -> Iterator[str]:
    """Say what comes of a decision: of a ``day``, of ``keeping`` a placement, of ``scheduling`` at all."""
    words = telling.words
    if prospect.status is Status.INFEASIBLE:
        yield words(f"barred_{subject}")
        if prospect.conflict is None:
            yield words("barred_unknown")
        elif prospect.conflict:
            yield words("barred_by")
            yield from bullets(map(telling.demand, prospect.conflict))
        return
    said = price_words(telling, [prospect.price] if prospect.price else [])
    others = list(change_lines(telling, here, prospect.schedule, launch)) if prospect.schedule else []
    told = words(f"best_{subject}", verdict=said)
    yield words("changes", verdict=told) + telling.colon if others else f"{told}."
    yield from bullets(others)


def price_words(telling: Telling, prices: Sequence[Price]) -> str:
    """Say what a decision costs in the best calendar, or what some like decisions cost."""
    words = telling.words
    if not prices:
        return words("not_told")
    first = prices[0]
    least = [price.least for price in prices]
    most = [price.most for price in prices if price.most is not None]
    if first.no_preference:
        return (
            words("no_preference_most", points=telling.points(max(most)))
            if any(most)
            else words("no_preference")
        )
    if first.most is None:
        return words("costs_least", points=telling.points(min(least)))
    key = "costs" if first.exact else "costs_between"
    return words(key, points=range_words(telling, [*least, *most]))


def range_words(telling: Telling, values: Sequence[Decimal | Fraction]) -> str:
    """Say some numbers of points: the one that they are, or from the least to the most."""
    least, most = telling.points(min(values)), telling.points(max(values))
    return least if least == most else telling.words("range", least=least, most=most)


def change_lines(telling: Telling, here: Schedule, there: Schedule, launch: Launch) -> Iterator[str]:
    """Say what another calendar has otherwise; the start of the launch in question is known."""
    case, words = telling.case, telling.words

    def named(key: str, row: Change, accounts: Sequence[str]) -> str:
        value = sum(case.value_of[row.launch.id.campaign_id, account] for account in accounts)
        name, after = telling.launch(row.launch), row.after and telling.day(row.after)
        told = telling.accounts(accounts)
        return words(key, name=name, after=after, accounts=told, points=telling.points(value))

    for row in changes(case.scenario, here, there):
        if row.after is None:
            yield named("leaves", row, row.lost)
        elif row.before is None:
            yield named("joins", row, row.won)
        else:
            if row.before != row.after and row.launch != launch:
                before, after = telling.day(row.before), telling.day(row.after)
                yield words("moves", name=telling.launch(row.launch), before=before, after=after)
            for key, accounts in (("loses", row.lost), ("wins", row.won)):
                if accounts:
                    yield named(key, row, accounts)
