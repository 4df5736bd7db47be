"""``commitments``: not every campaign of a BU can be mandatory."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

import numpy as np
from pydantic import Field

from ..scheduler.choices import Commitment
from ..scheduler.problem.arrays import Lists
from ..scheduler.problem.count import Count
from ..scheduler.problem.primitive import Primitive
from ..scheduler.schedule import GroupCalendar
from ..scheduler.tables import Campaign
from .charter.finding import Finding, counted, figure, listed
from .charter.labels import labels
from .charter.natural import Amount, Broken
from .charter.rule import Rule

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering

#: More than any campaigns.
UNLIMITED = 2**31
Percent = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]


class Commitments(Rule):
    """At most a share of a BU's own campaigns, in percent, is mandatory or fixed.

    It judges what BUs have put in, and no calendar can change that: a hard one that is broken leaves no
    calendar until a campaign is made optional.
    """

    dated: ClassVar[bool] = False
    unit = ("one committed campaign too many", "une campagne imposée de trop")

    kind: Literal["commitments"]
    max_share: Percent

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to counts of nobody that should be as many as the BUs' campaigns too many."""
        case = lowering.case
        excess: dict[str, int] = {}
        for unit in case.scenario.business_units:
            own = [
                row.commitment is not Commitment.OPTIONAL
                for row in case.scenario.campaign_of.values()
                if row.bu_id == unit.bu_id and case.covers(self, row)
            ]
            allowed = int(self.max_share * 100) * len(own) // 100_00
            if case.covers_bu(self, unit.bu_id) and sum(own) > allowed:
                excess[unit.bu_id] = sum(own) - allowed
        if excess:
            yield Count(
                origin=self.id,
                price=lowering.price(self),
                about=labels("bu", excess),
                carriers=Lists.of([] for _ in excess),
                least=np.array(list(excess.values())),
                greatest=np.full(len(excess), UNLIMITED),
                or_none=np.zeros(len(excess), dtype=np.bool_),
            )

    def check(
        self,
        case: "Case",
        calendar: GroupCalendar,  # noqa: ARG002 - every calendar finds the same
    ) -> Iterator[Finding]:
        """Find the BUs that commit too many of their campaigns."""
        by_unit: dict[str, list[Campaign]] = defaultdict(list)
        for campaign in case.scenario.campaigns:
            if campaign.planned and case.covers(self, campaign):
                by_unit[campaign.bu_id].append(campaign)
        for bu_id, campaigns in sorted(by_unit.items()):
            committed = [
                row.campaign_id
                for row in campaigns
                if row.commitment in (Commitment.MANDATORY, Commitment.FIXED)
            ]
            most = self.max_share * len(campaigns) / 100
            beyond = len(committed) - int(most)
            if beyond > 0 and case.covers_bu(self, bu_id):
                yield Finding(
                    self.id,
                    Decimal(beyond),
                    campaigns=tuple(sorted(committed)),
                    limit=Decimal(int(most)),
                    amount=Decimal(len(campaigns)),
                    subject=bu_id,
                )

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say how many of whose campaigns are committed, how many may be, and what to do."""
        language = case.scenario.language
        unit = case.scenario.unit_of[finding.subject].name
        names = listed((case.scenario.campaign_of[name].name for name in finding.campaigns), language)
        share, number = figure(self.max_share, language), len(finding.campaigns)
        make = counted(
            finding.measure,
            ("campaign optional", "campaigns optional"),
            ("campagne facultative", "campagnes facultatives"),
            language,
        )
        if language == "fr":
            return (
                f"{unit} impose {number} de ses {finding.amount} campagnes (obligatoires ou à date fixe : "
                f"{names}), il en est permis {finding.limit} ({share} %) ; aucun calendrier n'y change "
                f"rien : rendez {make}"
            )
        return (
            f"{unit} commits {number} of its {finding.amount} campaigns (mandatory or fixed: {names}), "
            f"{finding.limit} may be ({share} %); no calendar changes that: make {make}"
        )

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count the BUs that commit too many campaigns, and how many too many those are."""
        english = "BU over its share|BUs over their share"
        yield broken.number("bus", english, "division au-delà|divisions au-delà")
        beyond = sum(row.measure for row in broken.findings)
        english = "campaign to make optional|campaigns to make optional"
        yield Amount("campaigns", beyond, english, "campagne à libérer|campagnes à libérer")
