"""The names in a charter's rules: what each key names, and what the tables hold of it."""

from collections.abc import Mapping

from ...scheduler.scenario import Scenario
from ...scheduler.spelling import Spelling

#: The table's word for what each key of a rule names.
NAMES: Mapping[str, str] = {
    "accounts": "account",
    "bus": "bu",
    "bu": "bu",
    "campaigns": "campaign",
    "campaign": "campaign",
    "offers": "offer",
    "offer": "offer",
    "tags": "tag",
    "tag": "tag",
    "journeys": "journey",
    "journey": "journey",
    "channels": "channel",
    "channel": "channel",
    "personas": "persona",
    "persona": "persona",
}


def known_names(scenario: Scenario) -> Mapping[str, Spelling]:
    """Give what the tables hold of each thing that a rule may name."""
    campaigns = scenario.campaigns
    offers = {row.offer for row in campaigns if row.offer}
    journeys = {row.journey for row in campaigns if row.journey} | set(scenario.unit_of)
    personas = {name for row in scenario.touches for name in row.personas}
    personas |= {row.persona for row in scenario.history if row.persona}
    personas |= {row.persona for row in scenario.blackouts if row.persona}
    return {
        "account": Spelling(scenario.account_of),
        "bu": Spelling(scenario.unit_of),
        "campaign": Spelling({row.campaign_id for row in campaigns}),
        "offer": Spelling(offers),
        "tag": Spelling({tag for row in campaigns for tag in row.tags}),
        "journey": Spelling(journeys),
        "channel": Spelling(scenario.channel_of),
        "persona": Spelling(personas),
    }
