"""``classify``: what is printed in both languages, and an accounts table that can be adopted."""

import json
from pathlib import Path

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.io.classification import (
    MOST,
    classification_facts,
    classification_summary,
    proposed_accounts,
)
from counterpoint.io.faults import Log
from counterpoint.io.tables import read_table
from counterpoint.scenarios.classify import classify
from tests.cases import make_case
from tests.command_line import counterpoint, write_tiny


def small(language: str = "en", **given: str) -> Case:
    tables = {
        "accounts": """
            account_id, name, tier, lead_bu, complexity, sector
            x, Aciéries, single_bu, b, 0.9, steel
            y, Minoteries, , , , food
            z, Chimie, , , , """,
        "campaigns": "campaign_id, bu_id, name, stage\np, a, P, 1\nq, b, Q, 1",
        "audiences": "campaign_id, account_id, value\np, x, 3\nq, x, 1\np, y, 1",
        **given,
    }
    return make_case(settings={"language": language}, **tables)  # type: ignore[arg-type]


def printed(case: Case) -> list[str]:
    return list(classification_summary(case.scenario, classify(case)))


def test_the_table_stands_beside_what_is_proposed_and_differences_are_marked() -> None:
    lines = [" ".join(line.split()) for line in printed(small())]
    assert "account score tier proposed lead proposed" in lines
    assert "Aciéries 0.64 single_bu multi_bu * b a *" in lines
    assert "Minoteries 0.45 (single_bu) single_bu - a *" in lines
    assert "Chimie 0.37 (single_bu) opportunistic * - -" in lines
    assert "* differs from the table" in lines


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            [
                "multi_bu: 2 BUs are interested",
                "score 0.64: interest 0.67 (Unit A and Unit B), cross-BU potential not known, 0.5 assumed, "
                "complexity 0.9, strategic weight not known, 0.5 assumed",
                "Unit A leads with 0.25 before Unit B (0.08): 75 % of the value asked for",
                "single_bu: one BU is interested",
                "opportunistic: no BU asks for it, has an open deal or touched it in the last year",
            ],
        ),
        (
            "fr",
            [
                "multi_bu : 2 BU sont intéressées",
                "score 0,64 : intérêt 0,67 (Unit A et Unit B), potentiel inter-BU inconnu, 0,5 supposé, "
                "complexité 0,9, poids stratégique inconnu, 0,5 supposé",
                "Unit A pilote avec 0,25 devant Unit B (0,08) : 75 % de la valeur demandée",
                "single_bu : une seule BU est intéressée",
                "opportunistic : aucune BU ne le demande, n'y a d'affaire ouverte ni ne l'a contacté "
                "depuis un an",
            ],
        ),
    ],
)
def test_it_says_why(language: str, told: list[str]) -> None:
    lines = [line.strip() for line in printed(small(language))]
    assert [line for line in told if line not in lines] == []


def test_every_reason_can_be_said() -> None:
    fit = "bu_id, account_id, strategic_fit, revenue_potential\na, x, {0}, {0}\nb, x, {0}, {0}"
    strong = small(fit=fit.format(1))
    assert "    strategic: the score is 0.7 or more" in printed(strong)
    audiences = "campaign_id, account_id, required\nq, y,\np, x,"
    assert "    multi_bu: one BU is interested, and a second one could gain 0.65 there" in printed(
        small(fit=fit.format("0.65"), audiences=audiences)
    )
    accounts = "account_id, name, complexity, strategic_weight\nx, X, 0, 0\ny, Y, , 1"
    low = {"fit": fit.format(0), "accounts": accounts, "audiences": audiences}
    assert "    opportunistic: the score is below 0.3" in printed(small(**low))
    kept = {**low, "audiences": audiences.replace("p, x,", "p, x, yes")}
    reason = "one BU is interested; an open deal or a required placement keeps it planned"
    assert f"    single_bu: {reason}" in printed(small(**kept))


def test_of_many_accounts_only_those_that_differ_are_shown() -> None:
    number = MOST + 10
    accounts = "account_id, name, tier, lead_bu\n" + "\n".join(
        f"k{at:02}, K{at:02}, {'strategic' if at < 3 else 'single_bu'}, a" for at in range(number)
    )
    audiences = "campaign_id, account_id\nq, k00\n" + "\n".join(f"p, k{at:02}" for at in range(number))
    lines = printed(small(accounts=accounts, audiences=audiences))
    shown = {line.split()[0] for line in lines if line.split()[:1] and line.split()[0].startswith("K")}
    assert shown == {"K00", "K01", "K02"}
    assert lines[-1] == f"… and {number - 3} others; --json and --out hold all of them"


def test_the_facts_hold_the_scale_and_every_account() -> None:
    case = small()
    facts = json.loads(json.dumps(classification_facts(case.scenario, classify(case))))
    assert facts["scale"]["strategic"] == 0.7
    assert [row["account_id"] for row in facts["accounts"]] == ["x", "y", "z"]
    first = facts["accounts"][0]
    assert first["tier"] == {
        "table": "single_bu",
        "now": "single_bu",
        "proposed": "multi_bu",
        "differs": True,
        "why": "2 BUs are interested",
    }
    assert (first["lead_bu"]["table"], first["lead_bu"]["proposed"]) == ("b", "a")
    assert [row["bu_id"] for row in first["candidates"]] == ["a", "b"]


def test_the_file_is_an_accounts_table_with_nothing_else_changed() -> None:
    case, log = small(), Log()
    table = read_table("accounts", proposed_accounts(classify(case)), "out.csv", log)
    assert not log.faults
    text = proposed_accounts(classify(case)).decode()
    assert text == (
        "account_id,name,tier,lead_bu,complexity,sector\n"
        "x,Aciéries,multi_bu,a,0.9,steel\n"
        "y,Minoteries,single_bu,a,,food\n"
        "z,Chimie,opportunistic,,,\n"
    )
    assert len(table.rows) == 3


def test_the_command_writes_no_file_over_another(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "s")
    before = (folder / "accounts.csv").read_bytes()
    ended = counterpoint("classify", "s", "--out", "s/accounts.csv", cwd=tmp_path)
    assert ended.returncode == 2
    assert "s/accounts.csv exists already; name a file that is not there yet" in ended.stderr
    assert (folder / "accounts.csv").read_bytes() == before
    ended = counterpoint("classify", "s", "--out", "new/accounts.csv", "--json", cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "written to new/accounts.csv\n")
    assert json.loads(ended.stdout)["accounts"][0]["tier"]["proposed"] == "multi_bu"
    assert (tmp_path / "new" / "accounts.csv").read_text(encoding="utf-8") == (
        "account_id,name,tier,lead_bu\nx,Aciéries,multi_bu,infra\n"
    )
    assert (folder / "accounts.csv").read_bytes() == before
    assert not [path for path in (tmp_path / "new").iterdir() if path.name.startswith(".")]
