"""A project of jobs with lags and resources as a scenario whose only cost is the calendar's length."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.real.folder import write_folder

DAY_0 = date(2027, 1, 1)
"""The horizon's first day."""

OPEN = "open"
"""The campaign that stands for a project's source, fixed on day 0."""

CLOSE = "close"
"""The campaign that stands for a project's sink, wished on day 0: its days moved are the makespan."""


class Job(NamedTuple):
    """A job of a project: its length in days and the units it occupies of each resource."""

    campaign_id: str
    duration: int
    units: Sequence[int] = ()


def write_project(
    target: Path,
    name: str,
    days: int,
    jobs: Iterable[Job],
    dependencies: Sequence[Mapping[str, object]],
    capacities: Sequence[int],
) -> None:
    """Write a project as a scenario: jobs are mandatory campaigns of one BU to the one account `project`.

    Parameters
    ----------
    target
        The scenario folder to write.
    name
        The scenario's name.
    days
        The horizon's length.
    jobs
        The jobs, among them `close` and perhaps `open`; all but these two are free of any wish.
    dependencies
        Rows of the table of that name.
    capacities
        Of each resource.
    """
    jobs = list(jobs)
    scenario = {
        "name": name,
        "horizon": {"start": DAY_0, "end": DAY_0 + timedelta(days=days - 1)},
        "working_days": "all",
        "language": "en",
        "charter": "charter.yaml",
    }
    charter = {
        "rules": [
            {"id": "precedence", "kind": "dependency", "level": "hard"},
            {"id": "teams", "kind": "capacity", "level": "hard", "resources": True},
        ]
    }
    write_folder(
        target,
        scenario,
        charter,
        {
            "business_units": [{"bu_id": "team", "name": "Team"}],
            "accounts": [{"account_id": "project", "name": "Project"}],
            "campaigns": [_campaign(job) for job in jobs],
            "audiences": [
                {"campaign_id": job.campaign_id, "account_id": "project", "required": "yes"} for job in jobs
            ],
            "dependencies": dependencies,
            "resources": [
                {"resource_id": f"R{k}", "capacity": capacity} for k, capacity in enumerate(capacities, 1)
            ],
            "campaign_resources": [
                {"campaign_id": job.campaign_id, "resource_id": f"R{k}", "units": units}
                for job in jobs
                for k, units in enumerate(job.units, 1)
                if units
            ],
        },
    )


def _campaign(job: Job) -> dict[str, object]:
    wished = job.campaign_id in (OPEN, CLOSE)
    return {
        "campaign_id": job.campaign_id,
        "bu_id": "team",
        "name": job.campaign_id.capitalize(),
        "stage": 1,
        "requested_start": DAY_0 if wished else None,
        "duration_days": job.duration,
        "commitment": "fixed" if job.campaign_id == OPEN else "mandatory",
        "launch": "together",
        "value": 0,
        "move_cost": 1 if job.campaign_id == CLOSE else 0,
    }
