"""What was published and the scenario no longer has: it counts for nothing, and is worth knowing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..scenario import Scenario
from ..tables import Published
from .finding import Finding


def publications(scenario: Scenario) -> Iterator[Finding]:
    """Note published campaigns and accounts that are gone, and launches published with several starts."""
    rows: dict[str, list[Published]] = defaultdict(list)
    for row in scenario.published:
        rows[row.campaign_id].append(row)
    for name, part in rows.items():
        if name not in scenario.campaign_of:
            wrong = f"'{name}' is published, and no longer in the schedule"
            yield _note(part[0], "campaign_id", wrong, f"{len(part)} placements of it count for nothing")
            continue
        asked = {row.account_id for row in scenario.audience_of[name]}
        gone = [row for row in part if row.account_id not in asked]
        if gone:
            wrong = f"'{name}' no longer asks for {_some(gone)}, published there"
            yield _note(gone[0], "account_id", wrong, "that counts for nothing")
        yield from _apart(scenario, name, part)


def _apart(scenario: Scenario, name: str, rows: Sequence[Published]) -> Iterator[Finding]:
    """Note launches whose placements were published with different starts."""
    row_of = {row.account_id: row for row in rows}
    for launch in scenario.launches_of[name]:
        first = scenario.published_of[launch.id].start if launch.id in scenario.published_of else None
        for account_id in (part.account_id for part in launch.audience):
            row = row_of.get(account_id)
            if row and row.start != first:
                wrong = f"'{name}' is published on {first} and {row.start}, and is one launch now"
                yield _note(row, "start", wrong, f"{first} counts as its published start")
                break


def _some(rows: Sequence[Published]) -> str:
    """List the first few accounts."""
    names = ", ".join(f"'{row.account_id}'" for row in rows[:5])
    return names + (f" and {len(rows) - 5} more" if len(rows) > 5 else "")


def _note(row: Published, field: str, wrong: str, right: str) -> Finding:
    return Finding("published", row, field, wrong, right, fatal=False)
