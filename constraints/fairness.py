"""``fairness``: each BU keeps its share of what it asks for, and no share lies far above another."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from ..scheduler.choices import Action
from ..scheduler.problem.arrays import Lists
from ..scheduler.problem.primitive import Primitive
from ..scheduler.problem.share import Share
from ..scheduler.scenario import Launch
from ..scheduler.schedule import GroupCalendar
from ..scheduler.tables import Audience
from .charter.finding import Finding, counted, figure
from .charter.natural import Amount, Broken
from .charter.rule import AccountRule, Hundredths

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering, Member

#: How percentage points are named, in English and French.
POINTS = (("percentage point", "percentage points"), ("point de pourcentage", "points de pourcentage"))

Percent = Annotated[Hundredths, Field(le=100)]


class Fairness(AccountRule):
    """A limit on how far the BUs' shares lie apart, and a least share for each."""

    two_decimals: ClassVar[bool] = True
    local: ClassVar[bool] = False
    dated: ClassVar[bool] = False
    unit = ("one percentage point too far apart or short", "un point de pourcentage de trop ou manquant")

    kind: Literal["fairness"]
    max_difference: Percent | None = None
    min_share: Percent | None = None

    @model_validator(mode="after")
    def _some_limit(self) -> Self:
        if self.max_difference is None and self.min_share is None:
            raise ValueError("give max_difference, min_share or both")
        return self

    # -- lower --------------------------------------------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to the shares of the BUs that ask for something."""
        value_of = lowering.case.value_of
        asked = {(row.campaign_id, row.account_id): bu_id for bu_id, row in self._asked(lowering.case)}
        requested: dict[str, int] = defaultdict(int)
        for key, bu_id in asked.items():
            requested[bu_id] += value_of[key]
        members: dict[str, list[Member]] = {bu_id: [] for bu_id in sorted(requested) if requested[bu_id]}
        for member in lowering.members:
            asking = asked.get((member.campaign.campaign_id, member.account_id))
            if asking in members:
                members[asking].append(member)
        if not members:
            return
        yield Share(
            origin=self.id,
            price=lowering.price(self),
            groups=tuple(members),
            members=Lists.of([member.number for member in part] for part in members.values()),
            values=Lists.of(
                [value_of[member.campaign.campaign_id, member.account_id] for member in part]
                for part in members.values()
            ),
            requested=np.array([requested[bu_id] for bu_id in members], dtype=np.int64),
            apart=None if self.max_difference is None else int(100 * self.max_difference),
            least=int(100 * (self.min_share or 0)),
        )

    # -- check --------------------------------------------------------------------------------------

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find two BUs whose shares lie too far apart, and those whose share is too small."""
        kept = {placement.key for placement in calendar.placements}
        whole: dict[str, int] = defaultdict(int)
        part: dict[str, int] = defaultdict(int)
        for bu_id, row in self._asked(case):
            value = case.value_of[row.campaign_id, row.account_id]
            whole[bu_id] += value
            part[bu_id] += value if (row.campaign_id, row.account_id) in kept else 0
        shares = {
            bu_id: Decimal(10_000 * part[bu_id] // whole[bu_id]) / 100
            for bu_id in sorted(whole)
            if whole[bu_id]
        }
        if self.max_difference is not None and shares:
            most, least = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
            apart = shares[most] - shares[least]
            if apart > self.max_difference:
                yield Finding(
                    self.id,
                    apart - self.max_difference,
                    limit=self.max_difference,
                    amount=apart,
                    subject=f"{most}\n{least}",
                )
        for bu_id, share in shares.items():
            if self.min_share is not None and share < self.min_share:
                yield Finding(
                    self.id, self.min_share - share, limit=self.min_share, amount=share, subject=bu_id
                )

    # -- what both sides go by ----------------------------------------------------------------------

    def _asked(self, case: "Case") -> Iterator[tuple[str, Audience]]:
        """Give the placements that count, each with the BU that asks for it."""
        for launch in case.scenario.launches.values():
            bu_id = launch.campaign.bu_id
            corporate = case.scenario.unit_of[bu_id].corporate
            if not corporate and case.covers_bu(self, bu_id):
                yield from ((bu_id, row) for row in launch.audience if self._counts(case, launch, row))

    def _counts(self, case: "Case", launch: Launch, row: Audience) -> bool:
        """Whether a placement counts: in scope, coordinated and not dropped by decision."""
        return (
            case.covers(self, launch.campaign, row.account_id)
            and not case.controls(row.account_id)
            and not case.on_request(row.account_id)
            and row.campaign_id not in case.unscheduled
            and not case.settled(Action.DROP, launch, row)
        )

    # -- explain ------------------------------------------------------------------------------------

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say whose shares lie how far apart, or whose is how small."""
        language = case.scenario.language
        names = [case.scenario.unit_of[bu_id].name for bu_id in finding.subject.split("\n")]
        amount, limit = figure(finding.amount, language), figure(finding.limit, language)
        if len(names) == 2:
            apart = counted(finding.amount, *POINTS, language)
            if language == "fr":
                return (
                    f"{names[0]} garde une part supérieure de {apart} à celle de {names[1]}, limite {limit}"
                )
            return f"{names[0]} keeps a share {apart} above that of {names[1]}, limit {limit}"
        if language == "fr":
            return f"{names[0]} garde {amount} % de la valeur demandée, minimum {limit} %"
        return f"{names[0]} keeps {amount} % of the value it asks for, least {limit} %"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the BUs that are short, and by how many percentage points at worst."""
        short = {row.subject.split("\n")[-1] for row in broken.findings}
        english = "BU short of its share|BUs short of their share"
        yield Amount("bus", len(short), english, "division lésée|divisions lésées")
        english = "percentage point at worst|percentage points at worst"
        yield Amount("worst", broken.worst, english, "point au pire|points au pire")
