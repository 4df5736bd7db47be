"""What ``classify`` says: tables, the reasons in words, facts for programs, an accounts table to adopt."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from fractions import Fraction
from math import floor
from typing import Any

from ..scenarios.classify import SCALE, Proposal
from ..scheduler.choices import Tier
from ..scheduler.scenario import Scenario
from ..scheduler.tables import Account
from .summary import table
from .tier_words import Words
from .write import table_text

#: How many accounts are listed: of more, only those whose tier or lead would change.
MOST = 40


def classification_summary(scenario: Scenario, rows: Sequence[Proposal]) -> Iterator[str]:
    """Show the table's tiers and leads beside those proposed, and why; of many accounts, what differs."""
    words = Words(scenario)
    yield words.say("title", name=scenario.name)
    yield ""
    now, then = Counter(row.current for row in rows), Counter(row.tier for row in rows)
    head = [words.say("tier"), words.say("now"), words.say("proposed")]
    yield from table(head, [[tier, str(now[tier]), str(then[tier])] for tier in Tier])
    yield ""
    shown = rows if len(rows) <= MOST else [row for row in rows if row.other_tier or row.other_lead][:MOST]
    if not shown:
        yield words.say("same")
        return
    head = [words.say(name) for name in ("account", "score", "tier", "proposed", "lead", "proposed")]
    yield from table(head, [_cells(words, row) for row in shown])
    yield f"  {words.say('different')}"
    if any(row.account.tier is None for row in shown):
        yield f"  {words.say('default')}"
    yield ""
    yield words.say("why")
    for row in shown:
        yield f"  {row.account.name}"
        yield f"    {words.say('reason', tier=row.tier, reason=words.tier_reason(row))}"
        yield f"    {words.criteria(row)}"
        if row.candidates:
            yield f"    {words.lead_reason(row)}"
    if len(shown) < len(rows):
        yield words.say("others", number=len(rows) - len(shown))


def _cells(words: Words, row: Proposal) -> list[str]:
    """Give an account's line: the table's tier and lead beside those proposed."""
    return [
        row.account.name,
        words.score(row.score),
        row.current if row.account.tier else f"({row.current})",
        f"{row.tier}{' *' * row.other_tier}",
        row.account.lead_bu or "-",
        f"{row.lead or '-'}{' *' * row.other_lead}",
    ]


def classification_facts(scenario: Scenario, rows: Sequence[Proposal]) -> dict[str, Any]:
    """Give the same for programs, scores from 0 to 1."""
    words = Words(scenario)
    return {
        "scale": {name: float(value) for name, value in asdict(SCALE).items()},
        "accounts": [
            {
                "account_id": row.account.account_id,
                "name": row.account.name,
                "score": _number(row.score),
                "criteria": {
                    name: None if value is None else _number(value) for name, value in row.criteria.items()
                },
                "tier": {
                    "table": row.account.tier,
                    "now": row.current,
                    "proposed": row.tier,
                    "differs": row.other_tier,
                    "why": words.tier_reason(row),
                },
                "lead_bu": {
                    "table": row.account.lead_bu,
                    "proposed": row.lead,
                    "differs": row.other_lead,
                    "why": words.lead_reason(row),
                },
                "candidates": [
                    {
                        "bu_id": part.bu_id,
                        "score": _number(part.score),
                        "parts": {name: _number(share) for name, share in part.parts.items()},
                        "campaigns": list(part.interest.campaigns),
                        "opportunities": [deal.opportunity_id for deal in part.interest.deals],
                        "touches": part.interest.touches,
                    }
                    for part in row.candidates
                ],
            }
            for row in rows
        ],
    }


def _number(value: Fraction) -> float:
    # Rounded down, as in words: a score just under a limit must not seem to reach it.
    return floor(100 * value) / 100


def proposed_accounts(rows: Sequence[Proposal]) -> bytes:
    """Write the accounts table with the tiers and leads proposed, every other column as it is."""
    ordered = sorted((row.row for row in rows), key=lambda row: row.account_id)
    return table_text(Account, ordered).encode()
