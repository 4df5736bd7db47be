"""``classify --pilot``: a folder that passes check and run, and a README that says what was cut."""

import json
from pathlib import Path
from typing import Any

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.io.pilot import Pilot, pilot_summary
from counterpoint.io.pilot_folder import readme, write_pilot
from counterpoint.io.pilot_words import WORDS
from counterpoint.io.scenario import read_scenario
from counterpoint.scenarios.cut import cut
from counterpoint.scenarios.gains import choose
from tests.cases import make_case
from tests.command_line import counterpoint, write_tiny


def pilot_of(case: Case) -> Pilot:
    choice = choose(case)
    assert choice is not None
    return Pilot(case, cut(case, choice.members, choice.accounts), choice)


def small(language: str) -> Pilot:
    """Make a pilot of a and b on x, of which d, c's campaign elsewhere and much else is cut."""
    tables: dict[str, Any] = {
        "business_units": "bu_id, name, corporate\na, Unit A,\nb, Unit B,\nc, Unit C,\nd, Group | D, yes",
        "accounts": "account_id, name, lead_bu, parent_id\nx, Ex, c, top\ny, Why, ,\ntop, Top, ,",
        "campaigns": """
            campaign_id, bu_id, name, stage, requested_start, max_accounts, partners, value
            p, a, Pe, 1, 2027-03-01, 1, c, 5
            q, b, Qu, 1, 2027-03-01, , , 5
            r, c, Er, 1, 2027-03-05, , , 1
            s, a, Es, 1, , , , 1
            t, d, Te, 1, , , , 1""",
        "audiences": "campaign_id, account_id\np, x\np, y\nq, x\nr, x\ns, top\nt, x",
        "history": "date, account_id, bu_id\n2027-01-01, x, c",
        "decisions": """
            decision_id, action, campaign_id, rule_id, decided_by, decided_on, reason
            1, waive, p, lost, me, 2027-02-01, so""",
    }
    rules = [
        {"id": "lost", "kind": "concurrency", "max": 1, "accounts": ["y"]},
        {"id": "less", "kind": "concurrency", "max": 1, "not_accounts": ["y"]},
    ]
    case = make_case(*rules, charter={"tiers": {}}, settings={"language": language}, **tables)
    choice = choose(case)
    assert choice is not None
    gains = tuple(row for row in choice.gains if row.account_id == "x")
    choice = type(choice)(choice.units, choice.corporate, gains)
    return Pilot(case, cut(case, choice.members, choice.accounts), choice)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            """
# Pilot: Test
Unit A and Unit B begin with 1 account of Test: where
Along with them: Group | D, who contact
| account | tier | lead | collisions | touches too many | value at stake |
| Ex | multi_bu | - | 1 | 0 | 10 |
- Left out, although they go to these accounts too: 1 placement, and 1 touch in history, of Unit C.
- Campaigns of these BUs that ask for none of the accounts: Es.
- Leads that are not here were cleared: Ex (c).
- Partners that are not here were taken out: Pe (c).
- Accounts that stand here only as parents of others: Top.
- Rules that cannot stand without what is not here: lost.
- Rules that name fewer accounts, BUs or campaigns: less.
- Decisions about what is not here: 1.
| campaign | audiences | min_accounts | max_accounts | move_cost |
| Pe | 1 of 2 | 1 | 1 |  |
| campaigns | 3 | 5 |
""",
        ),
        (
            "fr",
            """
# Pilote : Test
Unit A et Unit B commencent par 1 compte de Test : là où
Avec elles : Group | D, dont
| compte | catégorie | pilote | collisions | contacts en trop | valeur en jeu |
- Laissés de côté, bien qu'ils aillent aussi à ces comptes : 1 placement, et 1 contact de l'historique, de
- Pilotes absents, effacés : Ex (c).
- Règles qui ne tiennent pas sans ce qui est absent : lost.
| Pe | 1 sur 2 | 1 | 1 |  |
| campaigns | 3 | 5 |
""",
        ),
    ],
)
def test_the_readme_says_who_begins_and_all_that_was_cut(language: str, told: str) -> None:
    text = readme(small(language))
    assert [line for line in told.strip().splitlines() if f"\n{line}" not in f"\n{text}"] == []
    assert "{" not in text


def test_every_sentence_is_there_in_both_languages_with_the_same_parts() -> None:
    for english, french in WORDS.values():
        fields = [sorted(part.split("}")[0] for part in text.split("{")[1:]) for text in (english, french)]
        assert fields[0] == fields[1]


def test_the_summary_is_the_beginning_of_the_readme() -> None:
    pilot = small("en")
    lines = list(pilot_summary(pilot))
    assert lines[0] == "Pilot: Test"
    assert lines[2] in readme(pilot)
    assert "  Ex       multi_bu     -           1                 0              10" in lines


def test_a_pilot_reads_back_as_the_part_under_its_own_name(tmp_path: Path) -> None:
    pilot = small("en")
    write_pilot(tmp_path / "deep" / "p", pilot)
    again = read_scenario(tmp_path / "deep" / "p")
    assert again.scenario.name == "Pilot: Test"
    assert again.scenario.audiences == pilot.part.scenario.audiences
    assert again.charter == pilot.part.charter


def test_the_shipped_pilot_is_its_own_pilot_and_passes_check_and_run(tmp_path: Path) -> None:
    ended = counterpoint("classify", "pilot", "--pilot", "p", cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "written to p\n")
    assert "Aciéries du Golfe" in ended.stdout
    again = counterpoint("classify", "pilot", "--pilot", "p", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert "p exists already" in again.stderr
    assert counterpoint("check", "p", cwd=tmp_path).returncode == 0
    run = counterpoint("run", "p", "--json", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["status"] == "optimal"


def test_the_facts_of_a_pilot(tmp_path: Path) -> None:
    write_tiny(tmp_path / "s")
    ended = counterpoint("classify", "s", "--pilot", "p", "--json", cwd=tmp_path)
    assert json.loads(ended.stdout) == {
        "folder": "p",
        "business_units": ["infra", "saas"],
        "corporate": [],
        "accounts": [
            {
                "account_id": "x",
                "tier": "multi_bu",
                "lead_bu": None,
                "collisions": 1,
                "over_contact": 0,
                "stake": 30,
                "asked": 30,
            }
        ],
    }


def test_without_anything_shared_there_is_no_pilot(tmp_path: Path) -> None:
    write_tiny(
        tmp_path / "s",
        audiences_csv="campaign_id,account_id\ndemo,x\naudit,y\n",
        accounts_csv="account_id,name\nx,X\ny,Y\n",
    )
    ended = counterpoint("classify", "s", "--pilot", "p", cwd=tmp_path)
    assert ended.returncode == 2
    wrong = "s: no two BUs ask for the same account: there is nothing to coordinate"
    assert ended.stderr == f"{wrong}; add campaigns of two BUs that sell\n"
    assert not (tmp_path / "p").exists()
