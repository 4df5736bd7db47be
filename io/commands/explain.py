"""``explain``: why a campaign stands where it does in a run, and why not elsewhere."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ...constraints.charter.case import Case
from ...constraints.charter.checker import check
from ...scenarios.explanation import Explainer
from ...scenarios.prospects import Prospects
from ...scheduler.cpsat.solve import Solver
from ...scheduler.outcome import Limits
from ...scheduler.scenario import Launch, LaunchId, Scenario
from ...scheduler.schedule import Schedule
from ...scheduler.spelling import Spelling
from ..explanation.facts import explanation_facts
from ..explanation.text import explanation_text
from ..faults import Fault, InputFaults, Place
from ..run import SCENARIO, run_bound
from ..scenario import read_scenario
from ..schedule import SCHEDULE_FILE, read_schedule
from .exits import Exit, ending, tell

#: A campaign of more launches is explained by so many of them.
MANY = 10


def explain(
    run: Path,
    campaign: str,
    wave: int | None,
    account: str | None,
    at: date | None,
    limits: Limits,
    *,
    as_json: bool,
) -> Exit:
    """Say why a campaign stands where it does."""
    return ending(lambda: _explain(run, campaign, wave, account, at, limits, as_json))


def _explain(
    run: Path,
    campaign: str,
    wave: int | None,
    account: str | None,
    at: date | None,
    limits: Limits,
    as_json: bool,
) -> Exit:
    if not (run / SCENARIO).is_dir():
        raise _fault(str(run), f"this is no run, it holds no {SCENARIO}/", "name a folder that `run` wrote")
    reading = read_scenario(run / SCENARIO)
    case = Case(reading.scenario, reading.charter)
    launches = _launches(case.scenario, campaign, wave, account)
    if not (run / SCHEDULE_FILE).exists():
        raise _fault(str(run), "this run has no schedule to explain", "`run` tells why none was found")
    given = read_schedule(run, case.scenario)
    tell(given.notes)
    if not check(case, given.schedule).feasible:
        tell(f"{run}: the schedule breaks hard rules; `check {run / SCENARIO} {run}` tells which")
        return Exit.BROKEN
    if len(launches) > MANY:
        tell(f"{campaign}: the {MANY} of {len(launches)} launches that lost most are explained")
        launches = _lost_most(launches, given.schedule)
    with Solver() as solver:
        prospects = Prospects(case, given.schedule, run_bound(run, case), solver, limits)
        views = Explainer(case, given.schedule, prospects).explain(launches, account, at)
    if as_json:
        print(json.dumps(explanation_facts(case, given.schedule, views), indent=2, ensure_ascii=False))
    else:
        print(explanation_text(case, given.schedule, views, account, one_day=at is not None))
    return Exit.INTERRUPTED if prospects.interrupted else Exit.DONE


def _launches(scenario: Scenario, name: str, wave: int | None, account: str | None) -> Sequence[Launch]:
    """Give the launches that are asked about.

    Raises
    ------
    InputFaults
        If the campaign has none such.
    """
    launches = scenario.launches_of.get(name)
    if launches is None:
        status = next((row.status for row in scenario.campaigns if row.campaign_id == name), None)
        right = f"it is {status}" if status else Spelling(scenario.campaign_of).advice(name)
        raise _fault(name, f"'{name}' is no campaign in the schedule", right)
    if wave is not None:
        known = [str(launch.wave) for launch in launches if launch.wave is not None]
        launches = tuple(launch for launch in launches if launch.wave == wave)
        if not launches:
            right = f"it has waves {', '.join(known)}" if known else "leave --wave out"
            raise _fault(f"--wave {wave}", f"'{name}' has no such wave", right)
    if account is not None:
        asked = {row.account_id for launch in launches for row in launch.audience}
        launches = tuple(row for row in launches if any(part.account_id == account for part in row.audience))
        if not launches:
            wrong = f"'{name}' does not ask for account '{account}'"
            raise _fault(f"--account {account}", wrong, Spelling(asked).advice(account))
    return launches


def _lost_most(launches: Sequence[Launch], schedule: Schedule) -> Sequence[Launch]:
    """Give the launches that are not scheduled, then those that moved most, as many as are explained."""

    def luck(launch: Launch) -> tuple[bool, int, LaunchId]:
        start = schedule.start_of(launch)
        moved = abs((start - launch.wish).days) if start and launch.wish else 0
        return (start is not None, -moved, launch.id)

    return sorted(launches, key=luck)[:MANY]


def _fault(place: str, wrong: str, right: str) -> InputFaults:
    return InputFaults((Fault(Place(place, 0), f"{wrong}; {right}"),))
