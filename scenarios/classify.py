"""A tier and a lead BU for each account, proposed from the data; the accounts table is never overridden.

What the scores mean, and why they are so, is told in ``docs/tiers.md``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ..constraints.charter.case import Case
from ..scheduler.choices import Tier
from ..scheduler.tables import Account
from .interest import Interest, Interests

#: What takes the place of something that is not known, as in arbitration.
UNKNOWN = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Scale:
    """What the proposals are measured by.

    Attributes
    ----------
    interest, potential, complexity, weight
        The weights of the four criteria in an account's score.
    many
        The number of interested BUs from which on interest is full.
    several
        The number of interested BUs from which on an account is shared.
    strategic
        The least score of a strategic account.
    shared
        The least cross-BU potential of an account that is shared before a second BU is interested.
    opportunistic
        The score below which an account is opportunistic.
    claim, deals, plans, past
        The weights of the four parts of a BU's claim to lead.
    """

    interest: Decimal = Decimal(1)
    potential: Decimal = Decimal(1)
    complexity: Decimal = Decimal(1)
    weight: Decimal = Decimal(1)
    many: int = 3
    several: int = 2
    strategic: Decimal = Decimal("0.7")
    shared: Decimal = Decimal("0.6")
    opportunistic: Decimal = Decimal("0.3")
    claim: Decimal = Decimal(1)
    deals: Decimal = Decimal(1)
    plans: Decimal = Decimal(1)
    past: Decimal = Decimal(1)


SCALE = Scale()
CRITERIA = ("interest", "potential", "complexity", "weight")
PARTS = ("claim", "deals", "plans", "past")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A BU that may lead an account.

    Attributes
    ----------
    score
        The weighted mean of the parts, 0 to 1.
    parts
        Its weight in arbitration (if the scenario has a fit table), and its shares of the account's open
        deals, of the value asked for there and of its touches.
    """

    bu_id: str
    interest: Interest
    score: Fraction
    parts: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for an account.

    Attributes
    ----------
    account, current
        The table's row, and the tier that it has now: the table's, else that of who asks for it.
    tier, because
        The tier proposed, and why: ``nobody`` is interested, the score is ``low`` or ``high``, the account
        is ``shared``, ``open`` to a second BU, one BU's ``alone``, or ``held`` by what is required.
    score
        The weighted mean of the criteria, 0 to 1.
    criteria
        Each criterion, 0 to 1; None where it is not known and a half was assumed.
    candidates
        The interested BUs, the one proposed to lead first.
    held
        Whether an open deal or a required placement keeps a low score from making it opportunistic.
    """

    account: Account
    current: Tier
    tier: Tier
    because: str
    score: Fraction
    criteria: Mapping[str, Fraction | None]
    candidates: tuple[Candidate, ...]
    held: bool

    @property
    def lead(self) -> str | None:
        """The BU proposed to lead; the table's where nobody is interested."""
        return self.candidates[0].bu_id if self.candidates else self.account.lead_bu

    @property
    def other_tier(self) -> bool:
        """Whether the tier proposed is another than the present one."""
        return self.tier is not self.current

    @property
    def other_lead(self) -> bool:
        """Whether the lead proposed is another than the table's."""
        return self.lead != self.account.lead_bu

    @property
    def row(self) -> Account:
        """The row of the accounts table as proposed."""
        return replace(self.account, tier=self.tier, lead_bu=self.lead)


def classify(case: Case, scale: Scale = SCALE) -> tuple[Proposal, ...]:
    """Propose a tier and a lead for every account, the highest score first."""
    interests = Interests(case)
    required = {row.account_id for rows in case.scenario.audience_of.values() for row in rows if row.required}
    weights = [row.strategic_weight for row in case.scenario.accounts if row.strategic_weight is not None]
    heaviest = max(weights, default=Decimal(0))
    found = []
    for account in case.scenario.accounts:
        interested = interests.on(account.account_id)
        gains = interests.gains(account.account_id)
        criteria = {
            "interest": min(Fraction(1), Fraction(len(interested), scale.many)),
            "potential": gains[1] if len(gains) > 1 else None,
            "complexity": None if account.complexity is None else Fraction(account.complexity),
            "weight": _share(account.strategic_weight, heaviest),
        }
        score = _mean(
            {name: UNKNOWN if (part := criteria[name]) is None else part for name in CRITERIA}, scale
        )
        held = account.account_id in required or any(part.deals for part in interested.values())
        tier, because = _tier(len(interested), criteria["potential"], score, held, scale)
        candidates = _candidates(interests, account.account_id, interested, scale)
        current = case.scenario.tier_of[account.account_id]
        found.append(Proposal(account, current, tier, because, score, criteria, candidates, held))
    return tuple(sorted(found, key=lambda row: (-row.score, row.account.account_id)))


def _tier(
    interested: int, potential: Fraction | None, score: Fraction, held: bool, scale: Scale
) -> tuple[Tier, str]:
    """Give the tier of an account, and why; none of what it is made of, being more, makes it lower."""
    if not interested:  # what is required may stand for a corporate BU only
        return (Tier.SINGLE_BU, "held") if held else (Tier.OPPORTUNISTIC, "nobody")
    if score < Fraction(scale.opportunistic) and not held:
        return Tier.OPPORTUNISTIC, "low"
    if score >= Fraction(scale.strategic):
        return Tier.STRATEGIC, "high"
    if interested >= scale.several:
        return Tier.MULTI_BU, "shared"
    if potential is not None and potential >= Fraction(scale.shared):
        return Tier.MULTI_BU, "open"
    return Tier.SINGLE_BU, "alone"


def _candidates(
    interests: Interests, account_id: str, interested: Mapping[str, Interest], scale: Scale
) -> tuple[Candidate, ...]:
    """Give the interested BUs, the strongest claim to lead first."""
    deals = [deal for part in interested.values() for deal in part.deals]
    # Amounts are compared where every deal has one; else deals are counted.
    priced = all(deal.amount for deal in deals)
    worth = {
        bu_id: sum(Fraction(deal.amount or 0) if priced else Fraction(1) for deal in part.deals)
        for bu_id, part in interested.items()
    }
    value = sum(part.value for part in interested.values())
    touches = sum(part.touches for part in interested.values())
    found = []
    for bu_id, part in interested.items():
        parts = {
            "deals": _share(worth[bu_id], sum(worth.values())) or Fraction(0),
            "plans": _share(part.value, value) or Fraction(0),
            "past": _share(part.touches, touches) or Fraction(0),
        }
        claim = interests.claim(bu_id, account_id)
        if claim is not None:
            parts = {"claim": claim, **parts}
        found.append(Candidate(bu_id, part, _mean(parts, scale), parts))
    return tuple(sorted(found, key=lambda row: (-row.score, row.bu_id)))


def _share(part: Decimal | Fraction | int | None, whole: Decimal | Fraction | int) -> Fraction | None:
    """Give a part as a share of the whole; None where either says nothing."""
    return Fraction(part) / Fraction(whole) if part is not None and whole else None


def _mean(parts: Mapping[str, Fraction], scale: Scale) -> Fraction:
    """Give the mean of some parts by the scale's weights of their names."""
    weights = {name: Fraction(getattr(scale, name)) for name in parts}
    total = sum(weights.values())
    return sum((weights[name] * part for name, part in parts.items()), Fraction(0)) / total
