"""What demands ask for, in English and French."""

from functools import cache

import pytest

from counterpoint.constraints.charter.case import Case
from counterpoint.scenarios.demand_words import DemandWords
from counterpoint.scheduler.problem.demands import Demand
from tests.cases import make_case


@cache
def case_in(language: str) -> Case:
    return make_case(
        {"id": "cap", "kind": "frequency_cap", "max": 1, "window_days": 7, "note": "One touch a week"},
        {"id": "follow", "kind": "dependency", "level": "soft"},
        settings={"language": language},
        business_units="bu_id, name\na, Unit A\nb, Unit B",
        accounts="account_id, name, parent_id\nx, Aciéries,\ny, Forges, x",
        resources="resource_id, capacity\nkit, 2",
        campaigns="""
            campaign_id,bu_id,name,stage,requested_start,earliest_start,latest_start,start_days,commitment,launch,min_accounts,max_accounts
            p, a, Retrofit, 1, , 2027-03-02, 2027-03-05, tue thu, mandatory, , 50%, 2
            q, b, Audit, 1, 2027-03-03, , , , fixed, per_wave, ,
            r, b, Salon, 1, , , , , , , , """,
        audiences="campaign_id, account_id, wave\np, x, 1\np, y, 1\nq, x, 1\nq, y, 2\nr, x, 1",
        dependencies="""
            predecessor, successor, type, min_lag_days, max_lag_days, if_absent
            p, q, end_to_start, 3, 5, free
            p, r, start_to_start, -2, , block
            q, r, start_to_start, -4, -1, free""",
        decisions="""
            decision_id, action, campaign_id, wave, account_id, from, until, decided_by, decided_on, reason
            d1, pin, q, 2, , 2027-03-17, , Board, 2027-02-01, Fair
            d2, ban, p, , , 2027-03-03, 2027-03-04, Board, 2027-02-01, Fair
            d3, keep, p, , x, , , Board, 2027-02-01, Fair
            d4, drop, r, , x, , , Board, 2027-02-01, Fair
            d5, ban, r, , , , 2027-03-02, Board, 2027-02-01, Fair
            d6, unschedule, r, , , , , Board, 2027-02-01, Fair
            d7, ban, r, , , , , Board, 2027-02-01, Fair""",
        end="2027-03-20",
    )  # fmt: skip


def cell(campaign: str, column: str) -> tuple[tuple[str, str], ...]:
    return (("campaign", campaign), ("column", column))


SAID = [
    (
        Demand("input:start", cell("p", "earliest_start")),
        "Retrofit starts on 2 March 2027 at the earliest",
        "Retrofit commence au plus tôt le 2 mars 2027",
    ),
    (
        Demand("input:start", cell("p", "latest_start")),
        "Retrofit starts on 5 March 2027 at the latest",
        "Retrofit commence au plus tard le 5 mars 2027",
    ),
    (
        Demand("input:start", cell("p", "start_days")),
        "Retrofit starts on a Tuesday or Thursday",
        "Retrofit commence un mardi ou jeudi",
    ),
    (
        Demand("input:start", cell("q", "requested_start")),
        "Audit starts on 3 March 2027 and 17 March 2027, its fixed date",
        "Audit commence le 3 mars 2027 et 17 mars 2027, sa date fixe",
    ),
    (
        Demand("input:presence", cell("p", "commitment")),
        "Retrofit is mandatory: it must be scheduled",
        "Retrofit est obligatoire : elle doit être planifiée",
    ),
    (
        Demand("input:presence", cell("q", "commitment")),
        "Audit is fixed: it must be scheduled",
        "Audit est fixe : elle doit être planifiée",
    ),
    (
        Demand("input:accounts", cell("p", "min_accounts")),
        "Retrofit keeps at least 1 account",
        "Retrofit garde au moins 1 compte",
    ),
    (
        Demand("input:accounts", cell("p", "max_accounts")),
        "Retrofit keeps at most 2 accounts",
        "Retrofit garde au plus 2 comptes",
    ),
    (
        Demand("input:required", (("campaign", "p"), ("account", "x"))),
        "Retrofit keeps Aciéries, which is required",
        "Retrofit garde Aciéries, qui est requis",
    ),
    (
        Demand("input:waves", (("campaign", "q"),)),
        "the waves of Audit start in order",
        "les vagues de Audit commencent dans l'ordre",
    ),
    (
        Demand("input:decision", (("decision", "d1"),)),
        "decision d1 (Board): Audit, wave 2 starts from 17 March 2027 on (Fair)",
        "décision d1 (Board) : Audit, vague 2 commence à partir du 17 mars 2027 (Fair)",
    ),
    (
        Demand("input:decision", (("decision", "d1"), ("part", "presence"))),
        "decision d1 (Board): Audit, wave 2 is scheduled (Fair)",
        "décision d1 (Board) : Audit, vague 2 est planifiée (Fair)",
    ),
    (
        Demand("input:decision", (("decision", "d2"),)),
        "decision d2 (Board): Retrofit does not start from 3 March 2027 to 4 March 2027 (Fair)",
        "décision d2 (Board) : Retrofit ne commence pas du 3 mars 2027 au 4 mars 2027 (Fair)",
    ),
    (
        Demand("input:decision", (("decision", "d3"),)),
        "decision d3 (Board): Retrofit on Aciéries is kept (Fair)",
        "décision d3 (Board) : Retrofit sur Aciéries est gardée (Fair)",
    ),
    (
        Demand("input:decision", (("decision", "d4"),)),
        "decision d4 (Board): Salon on Aciéries is dropped (Fair)",
        "décision d4 (Board) : Salon sur Aciéries est écartée (Fair)",
    ),
    (
        Demand("input:decision", (("decision", "d5"),)),
        "decision d5 (Board): Salon does not start until 2 March 2027 (Fair)",
        "décision d5 (Board) : Salon ne commence pas jusqu'au 2 mars 2027 (Fair)",
    ),
    (
        Demand("input:decision", (("decision", "d6"),)),
        "decision d6 (Board): Salon does not run (Fair)",
        "décision d6 (Board) : Salon n'a pas lieu (Fair)",
    ),
    (
        Demand("input:decision", (("decision", "d7"),)),
        "decision d7 (Board): Salon does not start at all (Fair)",
        "décision d7 (Board) : Salon ne commence pas du tout (Fair)",
    ),
    (
        Demand("cap", (("account", "x"), ("persona", "cfo"))),
        "rule cap on Aciéries towards the persona cfo (“One touch a week”)",
        "règle cap sur Aciéries auprès du persona cfo (« One touch a week »)",
    ),
    (
        Demand("cap", (("parent", "x"),)),
        "rule cap on Aciéries and its companies (“One touch a week”)",
        "règle cap sur Aciéries et ses sociétés (« One touch a week »)",
    ),
    (Demand("follow", ()), "rule follow", "règle follow"),
    (Demand("follow", (("bu", "a"),)), "rule follow for Unit A", "règle follow pour Unit A"),
    (
        Demand("follow", (("resource", "kit"),)),
        "rule follow on the resource kit",
        "règle follow sur la ressource kit",
    ),
    (
        Demand("follow", (("channel", "email"),)),
        "rule follow on the channel email",
        "règle follow sur le canal email",
    ),
    (Demand("follow", (("campaign", "p"),)), "rule follow for Retrofit", "règle follow pour Retrofit"),
    (Demand("follow", (("fair", "1"),)), "rule follow for fair 1", "règle follow pour fair 1"),
    (
        Demand("follow", (("dependency", "0"),)),
        "rule follow: Audit starts at least 3 days after and at most 5 days after the end of Retrofit",
        "règle follow : Audit commence au moins 3 jours après et au plus 5 jours après la fin de Retrofit",
    ),
    (
        Demand("follow", (("dependency", "1"),)),
        "rule follow: Salon starts at most 2 days before the start of Retrofit, and not without it",
        "règle follow : Salon commence au plus 2 jours avant le début de Retrofit, et pas sans elle",
    ),
    (
        Demand("follow", (("dependency", "2"),)),
        "rule follow: Salon starts at most 4 days before and at least 1 day before the start of Audit",
        "règle follow : Salon commence au plus 4 jours avant et au moins 1 jour avant le début de Audit",
    ),
]


@pytest.mark.parametrize(("demand", "english", "french"), SAID)
def test_a_demand_is_said_in_both_languages(demand: Demand, english: str, french: str) -> None:
    assert DemandWords(case_in("en")).say(demand) == english
    assert DemandWords(case_in("fr")).say(demand) == french
