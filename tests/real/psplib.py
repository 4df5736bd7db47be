"""PSPLIB J30, projects of thirty jobs, as scenarios whose only cost is the calendar's length."""

from pathlib import Path

from tests.real.project import CLOSE, Job, write_project


def write_psplib(source: Path, instance: str, target: Path) -> None:
    """Write an instance: the days `close` moves from its wish, day 0, are the makespan.

    The supersource is left out, the supersink is `close`, of one day.

    Parameters
    ----------
    source
        The folder `psplib_j30` of the data.
    instance
        Its name, such as `j301_8`.
    target
        The scenario folder to write.
    """
    lines = (source / f"{instance}.sm").read_text(encoding="ascii").splitlines()
    successors = {row[0]: row[3:] for row in _section(lines, "PRECEDENCE RELATIONS:", 2)}
    demands = {row[0]: row[2:] for row in _section(lines, "REQUESTS/DURATIONS:", 3)}
    (capacities,) = _section(lines, "RESOURCEAVAILABILITIES:", 2)
    first, last = min(demands), max(demands)
    real = [number for number in sorted(demands) if number not in (first, last)]
    if empty := [number for number in real if demands[number][0] < 1]:
        raise ValueError(f"{instance}: jobs without duration: {empty}")

    def campaign_id(number: int) -> str:
        return CLOSE if number == last else f"job{number:02}"

    jobs = [Job(campaign_id(number), demands[number][0], demands[number][1:]) for number in real]
    write_project(
        target,
        name=f"PSPLIB {instance}",
        days=sum(job.duration for job in jobs) + 1,
        jobs=[*jobs, Job(CLOSE, 1)],
        dependencies=[
            {
                "predecessor": campaign_id(number),
                "successor": campaign_id(successor),
                "type": "end_to_start",
            }
            for number in real
            for successor in successors[number]
        ],
        capacities=capacities,
    )


def _section(lines: list[str], title: str, skip: int) -> list[list[int]]:
    """Return the rows of numbers of a section, from `skip` lines after its title to the line of stars."""
    start = lines.index(title) + skip
    end = next(index for index in range(start, len(lines)) if lines[index].startswith("*"))
    return [[int(word) for word in line.split()] for line in lines[start:end]]
