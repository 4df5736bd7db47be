"""Running the command line as a user does, in a process of its own."""

import subprocess
import sys
from pathlib import Path

from tests.cases import csv_text

ROOT = Path(__file__).parents[1]

#: Two BUs ask for the same account on the same day; a cap lets one touch in a week.
FILES = {
    "scenario.yaml": """
        name: Tiny
        horizon: {start: 2027-03-01, end: 2027-03-28}
        working_days: all
        """,
    "charter.yaml": """
        rules:
          - {id: cap, kind: frequency_cap, max: 1, window_days: 7, note: One touch a week}
        """,
    "business_units.csv": "bu_id,name\nsaas,Logiciels\ninfra,Réseaux\n",
    "accounts.csv": "account_id,name\nx,Aciéries\n",
    "campaigns.csv": """
        campaign_id, bu_id, name, stage, requested_start, value
        demo, saas, Démonstration, 3, 2027-03-08, 10
        audit, infra, Audit, 2, 2027-03-08, 20
        """,
    "audiences.csv": "campaign_id,account_id\ndemo,x\naudit,x\n",
}


def write_tiny(folder: Path, **changed: str) -> Path:
    """Write a tiny scenario, some of its files (``campaigns_csv``) being other ones."""
    folder.mkdir(parents=True)
    for name, text in {
        **FILES,
        **{key.replace("_csv", ".csv").replace("_yaml", ".yaml"): text for key, text in changed.items()},
    }.items():
        body = csv_text(text) if name.endswith(".csv") else text
        (folder / name).write_text(body, encoding="utf-8")
    return folder


def counterpoint(*words: object, cwd: Path, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run ``python solve.py`` with some words, from a folder."""
    return subprocess.run(
        [sys.executable, str(ROOT / "solve.py"), *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
