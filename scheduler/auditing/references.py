"""References between tables: every id that a row names must be some row's own."""

from collections.abc import Collection, Iterator, Mapping

from ..scenario import Scenario
from ..spelling import Spelling
from ..tables import GROUP, SHIPPED_CHANNELS, Row
from .finding import Finding

#: Where each reference points: table, field, table it refers to.
REFERENCES = (
    ("accounts", "lead_bu", "business_units"),
    ("accounts", "parent_id", "accounts"),
    ("campaigns", "bu_id", "business_units"),
    ("campaigns", "partners", "business_units"),
    ("campaigns", "channel", "channels"),
    ("touches", "campaign_id", "campaigns"),
    ("touches", "channel", "channels"),
    ("audiences", "campaign_id", "campaigns"),
    ("audiences", "account_id", "accounts"),
    ("fit", "bu_id", "business_units"),
    ("fit", "account_id", "accounts"),
    ("opportunities", "bu_id", "business_units"),
    ("opportunities", "account_id", "accounts"),
    ("engagement", "account_id", "accounts"),
    ("engagement", "bu_id", "business_units"),
    # A touch of the past may belong to a campaign that is long gone: its campaign_id is not asked.
    ("history", "account_id", "accounts"),
    ("history", "bu_id", "business_units"),
    ("history", "channel", "channels"),
    ("dependencies", "predecessor", "campaigns"),
    ("dependencies", "successor", "campaigns"),
    ("campaign_resources", "campaign_id", "campaigns"),
    ("campaign_resources", "resource_id", "resources"),
    ("budgets", "payer", "business_units"),
    ("campaign_content", "campaign_id", "campaigns"),
    ("campaign_content", "content_id", "content"),
    ("blackouts", "account_id", "accounts"),
    ("blackouts", "bu_id", "business_units"),
    ("blackouts", "channel", "channels"),
    ("answers", "bu_id", "business_units"),
    ("answers", "campaign_id", "campaigns"),
    ("answers", "account_id", "accounts"),
    ("decisions", "campaign_id", "campaigns"),
    ("decisions", "account_id", "accounts"),
    ("decisions", "bu_id", "business_units"),
)
#: The key of each table that is referred to.
KEYS = {
    "business_units": "bu_id",
    "accounts": "account_id",
    "campaigns": "campaign_id",
    "channels": "channel",
    "resources": "resource_id",
    "content": "content_id",
}


def references(scenario: Scenario, torn: Collection[str] = ()) -> Iterator[Finding]:
    """Find the ids that no row bears.

    Parameters
    ----------
    torn
        The tables of which rows are missing: what refers to them is not judged.
    """
    known = {name: Spelling(_ids(scenario, name)) for name in KEYS}
    payers = Spelling({*_ids(scenario, "business_units"), GROUP})
    for table, field, target in REFERENCES:
        if target in torn:
            continue
        names = payers if field == "payer" else known[target]
        for row in getattr(scenario, table):
            for value in _values(row, field):
                if value not in names:
                    yield Finding(
                        table, row, field, f"{field}: {target} has no '{value}'", names.advice(value)
                    )


def needed(scenario: Scenario) -> Mapping[str, str]:
    """Give the tables without which others mean nothing, each with one that needs it.

    Channels are never among them: some are shipped.
    """
    found: dict[str, str] = {}
    for table, field, target in REFERENCES:
        if target == "channels" or target in found:
            continue
        values = (value for row in getattr(scenario, table) for value in _values(row, field))
        if any(value != GROUP or field != "payer" for value in values):
            found[target] = table
    if scenario.campaign_of:
        found["audiences"] = "campaigns"
    return found


def _ids(scenario: Scenario, table: str) -> frozenset[str]:
    own = frozenset(getattr(row, KEYS[table]) for row in getattr(scenario, table))
    return own | frozenset(SHIPPED_CHANNELS) if table == "channels" else own


def _values(row: Row, field: str) -> tuple[str, ...]:
    """Give the ids in a cell: none, one, or a list of them."""
    value = getattr(row, field)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
