"""A campaign of which only some accounts are left: its numbers in proportion, so that they mean the same."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from ..constraints.charter.arbitration import round_half_up
from ..constraints.charter.case import Case
from ..scheduler.auditing.audiences import must_run
from ..scheduler.choices import Action, LaunchBy
from ..scheduler.scenario import Launch
from ..scheduler.tables import Amount, Audience, Campaign


def cut_campaign(
    case: Case, row: Campaign, audience: Collection[Audience], units: Collection[str]
) -> Campaign:
    """Cut a campaign's partners and, where accounts are gone, its numbers of accounts and price of moves.

    Parameters
    ----------
    audience
        The rows that are left of its audience.
    units
        The BUs that are left.
    """
    row = replace(row, partners=tuple(name for name in row.partners if name in units))
    asked = len(case.scenario.audience_of.get(row.campaign_id, ()))
    if not row.planned or len(audience) == asked:
        return row
    least = _least(case, row, audience, asked)
    return replace(
        row,
        min_accounts=least,
        max_accounts=_most(case, row, audience, asked, least),
        move_cost=_move_cost(row, Fraction(len(audience), asked)),
    )


def _least(case: Case, row: Campaign, audience: Collection[Audience], asked: int) -> Amount:
    """Cut the fewest accounts to keep: a share stays, a number shrinks in proportion, rounded down.

    It is no more than decisions leave.
    """
    dropped = settled(case, Action.DROP, case.scenario.launches_of[row.campaign_id])
    left = sum((part.campaign_id, part.account_id) not in dropped for part in audience)
    amount = row.min_accounts
    if not amount.percent and amount.number > 0:
        amount = _number(max(1, floor(amount.number * len(audience) / asked)))
    return amount if amount.of(len(audience)) <= left else _number(left)


def _most(
    case: Case, row: Campaign, audience: Collection[Audience], asked: int, least: Amount
) -> Amount | None:
    """Cut the most accounts to keep: a share stays, a number shrinks in proportion, rounded up.

    It is room enough for what must be kept: required placements, those of decisions, one for each wave.
    """
    amount = row.max_accounts
    if amount is None:
        return None
    kept = settled(case, Action.KEEP, case.scenario.launches_of[row.campaign_id])
    must = sum(part.required or (part.campaign_id, part.account_id) in kept for part in audience)
    waves = len({part.wave for part in audience}) if row.launch is LaunchBy.PER_WAVE and must_run(row) else 1
    room = max(must, waves, least.of(len(audience)))
    if not amount.percent:
        amount = _number(ceil(amount.number * len(audience) / asked))
    return amount if amount.of(len(audience)) >= room else _number(room)


def _move_cost(row: Campaign, share: Fraction) -> Decimal | None:
    """Cut the price of moving a launch as its value shrinks; a launch for one account is whole."""
    if row.move_cost is None or row.launch is LaunchBy.PER_ACCOUNT:
        return row.move_cost
    # At least a hundredth, unless moving was free.
    hundredths = max(round_half_up(100 * Fraction(row.move_cost) * share), bool(row.move_cost))
    return Decimal(hundredths).scaleb(-2)


def _number(count: int) -> Amount:
    return Amount(Decimal(count))


def settled(case: Case, action: Action, launches: Iterable[Launch]) -> frozenset[tuple[str, str]]:
    """Give the placements of some launches that decisions keep, or drop."""
    return frozenset(
        (row.campaign_id, row.account_id)
        for launch in launches
        for row in launch.audience
        if case.settled(action, launch, row)
    )
