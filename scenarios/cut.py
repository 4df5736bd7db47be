"""A part of a scenario: some BUs on some accounts, with all that refers to them and nothing that does not."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from ..constraints.charter.case import Case
from ..scheduler.auditing.references import KEYS, REFERENCES
from ..scheduler.choices import Action, LaunchBy
from ..scheduler.scenario import Scenario
from ..scheduler.tables import GROUP, TABLES, Account, Audience, Decision, Row
from .cut_campaign import cut_campaign, settled
from .cut_charter import cut_charter

#: The actions on placements and launches, which must be there.
_PLACED = frozenset({Action.PIN, Action.BAN, Action.KEEP, Action.DROP})
#: What rows name, be it there or not: table, field, table it refers to.
_PUBLISHED = (("published", "campaign_id", "campaigns"), ("published", "account_id", "accounts"))


def cut(case: Case, units: Collection[str], accounts: Collection[str]) -> Case:
    """Cut a case down to some BUs and accounts, so that every id it names exists.

    - The campaigns of these BUs stay, with those of their accounts that are among these. Their numbers
      of accounts and their price of moves are cut in proportion, their partners to these BUs.
    - An account bears the tier that it has in the whole; a lead that is not among the BUs is cleared. The
      accounts that it belongs to by ``parent_id`` come along, for rules on groups of companies.
    - Every other row stays if all that it names does.
    - Rules lose the names that are gone (see `cut_charter`).
    """
    whole = case.scenario
    audience = _audience(case, units, accounts)
    asking = {row.campaign_id for row in audience}
    campaigns = asking | _behind(whole, units, asking)
    ids: dict[str, Collection[str]] = {
        "business_units": {*units},
        "accounts": _with_parents(whole, accounts),
        "campaigns": campaigns,
        "channels": whole.channel_of.keys(),
        "resources": {row.resource_id for row in whole.campaign_resources if row.campaign_id in campaigns},
        "content": {row.content_id for row in whole.campaign_content if row.campaign_id in campaigns},
    }
    tables: dict[str, Any] = {
        name: tuple(row for row in getattr(whole, name) if _stays(name, row, ids)) for name in TABLES
    }
    rows: dict[str, list[Audience]] = {name: [] for name in campaigns}
    for row in audience:
        rows[row.campaign_id].append(row)
    part = replace(
        whole,
        **tables
        | {
            "audiences": audience,
            "accounts": tuple(_account(whole, row, units) for row in tables["accounts"]),
            "campaigns": tuple(
                cut_campaign(case, row, rows[row.campaign_id], units) for row in tables["campaigns"]
            ),
        },
    )
    charter = cut_charter(case.charter, part)
    decisions = tuple(row for row in part.decisions if _applies(row, part, charter.rule_ids))
    return Case(replace(part, decisions=decisions), charter)


# -- which rows stay ------------------------------------------------------------------------------------


def _audience(case: Case, units: Collection[str], accounts: Collection[str]) -> tuple[Audience, ...]:
    """Give the audience rows of these BUs on these accounts; none of a campaign that decisions leave none."""
    owner = {row.campaign_id: row.bu_id for row in case.scenario.campaigns}
    dropped = settled(case, Action.DROP, case.scenario.launches.values())
    rows = [
        row
        for row in case.scenario.audiences
        if owner[row.campaign_id] in units and row.account_id in accounts
    ]
    left = {row.campaign_id for row in rows if (row.campaign_id, row.account_id) not in dropped}
    return tuple(row for row in rows if row.campaign_id in left)


def _behind(whole: Scenario, units: Collection[str], asking: Collection[str]) -> frozenset[str]:
    """Give the campaigns that are not in the schedule, but stand before or after one that asks."""
    linked = {
        name
        for row in whole.dependencies
        if row.predecessor in asking or row.successor in asking
        for name in (row.predecessor, row.successor)
    }
    return frozenset(
        row.campaign_id
        for row in whole.campaigns
        if row.campaign_id in linked and row.bu_id in units and not row.planned
    )


def _with_parents(whole: Scenario, accounts: Collection[str]) -> frozenset[str]:
    """Give some accounts and all that they belong to."""
    found: set[str] = set()
    for account_id in accounts:
        name: str | None = account_id
        while name and name not in found:
            found.add(name)
            name = whole.account_of[name].parent_id
    return frozenset(found)


def _stays(table: str, row: Row, ids: Mapping[str, Collection[str]]) -> bool:
    """Whether a row is among those that stay: by its own id if others name it, else by all ids it names."""
    if table in KEYS:
        return getattr(row, KEYS[table]) in ids[table]
    return all(
        value is None or value in ids[target] or (field == "payer" and value == GROUP)
        for name, field, target in (*REFERENCES, *_PUBLISHED)
        if name == table
        for value in (getattr(row, field),)
    )


def _applies(row: Decision, part: Scenario, rules: Collection[str]) -> bool:
    """Whether what a decision is about is still there."""
    if row.rule_id is not None and row.rule_id not in rules:
        return False
    campaign = part.campaign_of.get(row.campaign_id or "")
    if row.action not in _PLACED or campaign is None:
        return True
    audience = part.audience_of[campaign.campaign_id]
    if row.account_id is not None and row.account_id not in {asked.account_id for asked in audience}:
        return False
    by_wave = campaign.launch is LaunchBy.PER_WAVE and row.wave is not None
    return not by_wave or row.wave in {asked.wave for asked in audience}


# -- what changes in them -------------------------------------------------------------------------------


def _account(whole: Scenario, row: Account, units: Collection[str]) -> Account:
    """Give an account the tier that it has in the whole, and a lead only if it is there."""
    return replace(
        row, tier=whole.tier_of[row.account_id], lead_bu=row.lead_bu if row.lead_bu in units else None
    )
