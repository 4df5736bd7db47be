"""RCPSP/max, projects with minimum and maximum lags, as scenarios whose only cost is their length."""

from pathlib import Path

from tests.real.project import CLOSE, OPEN, Job, write_project


def write_rcpsp_max(source: Path, instance: str, target: Path) -> None:
    """Write an instance: the days `close` moves from its wish, day 0, are the makespan.

    The source is `open`, fixed on day 0, the sink is `close`. Both, like any job without duration, take
    one day and no resource, which changes nothing as all lags lead from start to start.

    Parameters
    ----------
    source
        The folder `rcpsp_max` of the data.
    instance
        Its name, such as `PSP1`.
    target
        The scenario folder to write.
    """
    text = (source / f"{instance}.SCH").read_text(encoding="ascii")
    lines = [line.split() for line in text.splitlines() if line.strip()]
    count = int(lines[0][0]) + 2
    lags: list[tuple[int, int, int]] = []
    for row in lines[1 : count + 1]:
        job, successors = int(row[0]), int(row[2])
        for successor, lag in zip(row[3 : 3 + successors], row[3 + successors :], strict=True):
            lags.append((job, int(successor), int(lag.strip("[]"))))
    demands = [[int(word) for word in row] for row in lines[count + 1 : 2 * count + 1]]
    capacities = [int(word) for word in lines[2 * count + 1]]
    if odd := [job for job, _, duration, *units in demands if duration < 1 and any(units)]:
        raise ValueError(f"{instance}: jobs without duration that use a resource: {odd}")

    def campaign_id(number: int) -> str:
        return {0: OPEN, count - 1: CLOSE}.get(number, f"job{number:02}")

    longest = [
        max([duration, *(lag for other, _, lag in lags if other == job)]) for job, _, duration, *_ in demands
    ]
    write_project(
        target,
        name=f"RCPSP/max {instance}",
        days=sum(longest) + 1,
        jobs=[Job(campaign_id(job), max(duration, 1), units) for job, _, duration, *units in demands],
        dependencies=[
            {
                "predecessor": campaign_id(job),
                "successor": campaign_id(successor),
                "type": "start_to_start",
                "min_lag_days": lag,
            }
            for job, successor, lag in lags
        ],
        capacities=capacities,
    )
