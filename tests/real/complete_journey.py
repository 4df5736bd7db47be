"""Complete Journey, 27 real campaigns to 1,559 households, as a scenario."""

import csv
from datetime import date, timedelta
from pathlib import Path

from tests.real.folder import write_folder

SLACK = timedelta(days=60)
"""How far from its actual start a campaign may move."""


def write_complete_journey(source: Path, target: Path) -> None:
    """Write the campaigns as they were asked for, with one at a time per household as the only rule.

    A household is an account, a campaign's type its BU, its actual dates its wish. Every campaign runs,
    up to 60 days sooner or later; a kept contact is worth a point, a day moved costs one.

    Parameters
    ----------
    source
        The folder `complete_journey` of the data.
    target
        The scenario folder to write.
    """
    described = sorted(_rows(source / "campaign_descriptions.csv"), key=lambda row: int(row["campaign_id"]))
    contacts = sorted(
        (int(row["household_id"]), int(row["campaign_id"])) for row in _rows(source / "campaigns.csv")
    )
    types = sorted({row["campaign_type"] for row in described})
    starts = [date.fromisoformat(row["start_date"]) for row in described]
    ends = [date.fromisoformat(row["end_date"]) for row in described]
    scenario = {
        "name": "Complete Journey",
        "horizon": {"start": min(starts) - SLACK, "end": max(ends) + SLACK},
        "working_days": "all",
        "language": "en",
        "charter": "charter.yaml",
    }
    charter = {"rules": [{"id": "one-at-a-time", "kind": "concurrency", "level": "hard", "max": 1}]}
    write_folder(
        target,
        scenario,
        charter,
        {
            "business_units": [{"bu_id": _bu_id(name), "name": name} for name in types],
            "accounts": [
                {"account_id": household, "name": f"Household {household}"}
                for household in sorted({household for household, _ in contacts})
            ],
            "campaigns": [
                {
                    "campaign_id": _campaign_id(int(row["campaign_id"])),
                    "bu_id": _bu_id(row["campaign_type"]),
                    "name": f"Campaign {row['campaign_id']}",
                    "stage": 1,
                    "requested_start": start,
                    "earliest_start": start - SLACK,
                    "latest_start": start + SLACK,
                    "duration_days": (end - start).days + 1,
                    "commitment": "mandatory",
                    "launch": "together",
                    "value": 1,
                    "move_cost": 1,
                }
                for row, start, end in zip(described, starts, ends, strict=True)
            ],
            "audiences": [
                {"campaign_id": _campaign_id(campaign), "account_id": household}
                for household, campaign in contacts
            ],
        },
    )


def _bu_id(name: str) -> str:
    return name.removeprefix("Type ")


def _campaign_id(number: int) -> str:
    return f"campaign{number:02}"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
