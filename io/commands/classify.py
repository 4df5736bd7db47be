"""``classify``: a tier and a lead BU for each account, proposed beside those of the accounts table."""

import json
from pathlib import Path

from ...constraints.charter.case import Case
from ...scenarios.classify import classify as propose
from ..atomic import refuse_taken, whole_file
from ..classification import classification_facts, classification_summary, proposed_accounts
from ..scenario import read_scenario
from ..shipped import scenario_folder
from .exits import Exit, ending, tell


def classify(scenario: str, out: Path | None, *, as_json: bool) -> Exit:
    """Propose tiers and leads; write them as an accounts table if a file is named."""
    return ending(lambda: _classify(scenario, out, as_json))


def _classify(scenario: str, out: Path | None, as_json: bool) -> Exit:
    if out:
        refuse_taken(out)
    with scenario_folder(scenario) as source:
        reading = read_scenario(source)
    tell(reading.notes)
    case = Case(reading.scenario, reading.charter)
    proposals = propose(case)
    if as_json:
        facts = classification_facts(case.scenario, proposals)
        print(json.dumps(facts, indent=2, ensure_ascii=False))
    else:
        print("\n".join(classification_summary(case.scenario, proposals)))
    if out:
        whole_file(out, proposed_accounts(proposals))
        tell(f"written to {out}")
    return Exit.DONE
