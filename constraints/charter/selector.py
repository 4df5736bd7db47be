"""A selector: the campaigns that a rule names by themselves, their offers, journeys or tags."""

from typing import TYPE_CHECKING, Self

from pydantic import model_validator

from ...scheduler.tables import Campaign
from .rule import Part

if TYPE_CHECKING:
    from .case import Case


class Selector(Part):
    """Chooses campaigns as a scope does: all the keys given must hold, of each one value will do."""

    campaigns: tuple[str, ...] | None = None
    offers: tuple[str, ...] | None = None
    journeys: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None

    @model_validator(mode="after")
    def _some_key(self) -> Self:
        if all(wanted is None for wanted in (self.campaigns, self.offers, self.journeys, self.tags)):
            raise ValueError("nothing is selected; give campaigns, offers, journeys or tags")
        return self

    def chooses(self, campaign: Campaign) -> bool:
        """Whether a campaign is one of those."""
        return all(
            wanted is None or not values.isdisjoint(wanted)
            for values, wanted in (
                ({campaign.campaign_id}, self.campaigns),
                ({campaign.offer}, self.offers),
                ({campaign.journey or campaign.bu_id}, self.journeys),
                ({*campaign.tags}, self.tags),
            )
        )

    def said(self, case: "Case") -> str:
        """Say what is chosen: campaigns by their names, all else as it is written."""
        named = {row.campaign_id: row.name for row in case.scenario.campaigns}
        campaigns = [named[name] for name in self.campaigns or ()]
        words = (*campaigns, *(self.offers or ()), *(self.journeys or ()), *(self.tags or ()))
        return {"en": " or ", "fr": " ou "}[case.scenario.language].join(words)
