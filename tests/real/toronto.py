"""Toronto examination timetabling as scenarios: exams are campaigns, students accounts, slots days."""

from datetime import date, timedelta
from pathlib import Path

from tests.real.folder import write_folder
from tests.real.known import toronto_best_known

DAY_0 = date(2027, 1, 1)
"""The day that stands for the first slot."""


def write_toronto(source: Path, instance: str, target: Path) -> None:
    """Write an instance: no student sits two exams on one day, and close ones cost 16, 8, 4, 2 or 1.

    Every exam takes place for all its students, so the score is the negative of the published cost. The
    horizon is the instance's number of slots in `best_known.csv`.

    Parameters
    ----------
    source
        The folder `toronto` of the data.
    instance
        Its name, such as `hec-s-92`.
    target
        The scenario folder to write.
    """
    exams = [line.split()[0] for line in _lines(source / f"{instance}.crs") if line.strip()]
    students = {
        f"student{number:04}": sorted(set(line.split()))
        for number, line in enumerate(_lines(source / f"{instance}.stu"), 1)
        if line.strip()
    }
    slots = toronto_best_known(source)[instance].slots
    scenario = {
        "name": f"Toronto {instance}",
        "horizon": {"start": DAY_0, "end": DAY_0 + timedelta(days=slots - 1)},
        "working_days": "all",
        "language": "en",
        "charter": "charter.yaml",
    }
    charter = {
        "rules": [
            {"id": "one-a-day", "kind": "spacing", "level": "hard", "between": "any", "min_gap_days": 1},
            {
                "id": "spread",
                "kind": "spacing",
                "level": "soft",
                "weight": 1,
                "between": "any",
                "penalty_by_gap": [0, 16, 8, 4, 2, 1],
            },
        ]
    }
    write_folder(
        target,
        scenario,
        charter,
        {
            "business_units": [{"bu_id": "faculty", "name": "Faculty"}],
            "accounts": [
                {"account_id": student, "name": student.replace("student", "Student ")}
                for student in students
            ],
            "campaigns": [
                {
                    "campaign_id": f"exam{exam}",
                    "bu_id": "faculty",
                    "name": f"Exam {exam}",
                    "stage": 1,
                    "duration_days": 1,
                    "commitment": "mandatory",
                    "launch": "together",
                    "value": 0,
                    "move_cost": 0,
                }
                for exam in exams
            ],
            "audiences": [
                {"campaign_id": f"exam{exam}", "account_id": student, "required": "yes"}
                for student, sat in students.items()
                for exam in sat
            ],
        },
    )


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="ascii").splitlines()
