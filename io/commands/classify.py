"""``classify``: a tier and a lead BU for each account, beside the table's; or a pilot to begin with."""

import json
from pathlib import Path

from ...constraints.charter.case import Case
from ...scenarios.classify import classify as propose
from ...scenarios.cut import cut
from ...scenarios.gains import choose
from ..atomic import ready, refuse_occupied, refuse_taken, whole_file
from ..classification import classification_facts, classification_summary, proposed_accounts
from ..faults import Fault, InputFaults, Place
from ..pilot import Pilot, pilot_facts, pilot_summary
from ..pilot_folder import write_pilot
from ..scenario import read_scenario
from ..shipped import scenario_folder
from .exits import Exit, ending, tell


def classify(scenario: str, out: Path | None, pilot: Path | None, *, as_json: bool) -> Exit:
    """Propose tiers and leads, and write them as an accounts table; or propose a pilot, and write that."""
    return ending(lambda: _classify(scenario, out, pilot, as_json))


def _classify(scenario: str, out: Path | None, pilot: Path | None, as_json: bool) -> Exit:
    if out:
        refuse_taken(out)
    if pilot:
        refuse_occupied(pilot)
    with scenario_folder(scenario) as source:
        reading = read_scenario(source)
    tell(reading.notes)
    case = Case(reading.scenario, reading.charter)
    proposals = propose(case)
    if out:
        whole_file(out, proposed_accounts(proposals))
        tell(f"written to {out}")
    if pilot:
        return _pilot(scenario, case, pilot, as_json)
    if as_json:
        facts = classification_facts(case.scenario, proposals)
        print(json.dumps(facts, indent=2, ensure_ascii=False))
    else:
        print("\n".join(classification_summary(case.scenario, proposals)))
    return Exit.DONE


def _pilot(scenario: str, case: Case, folder: Path, as_json: bool) -> Exit:
    """Choose a pilot, write it and say why."""
    choice = choose(case)
    if choice is None:
        wrong = "no two BUs ask for the same account: there is nothing to coordinate"
        raise InputFaults((Fault(Place(scenario, 0), f"{wrong}; add campaigns of two BUs that sell"),))
    pilot = Pilot(case, cut(case, choice.members, choice.accounts), choice)
    ready(folder)
    write_pilot(folder, pilot)
    if as_json:
        print(json.dumps(pilot_facts(pilot, folder), indent=2, ensure_ascii=False))
    else:
        print("\n".join(pilot_summary(pilot)))
    tell(f"written to {folder}")
    return Exit.DONE
