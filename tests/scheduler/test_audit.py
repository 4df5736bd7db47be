"""What does not fit together in a scenario, each finding at its cell."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from counterpoint.io.faults import Log
from counterpoint.io.tables import read_table
from counterpoint.scheduler.audit import Finding, audit
from counterpoint.scheduler.scenario import Scenario

BASE = {
    "business_units": "bu_id,name\nb1,One\nb2,Two\n",
    "accounts": "account_id,name\na1,Alpha\na2,Beta\na3,Gamma\n",
    "campaigns": "campaign_id,bu_id,name,stage\nc1,b1,Webinar,1\nc2,b2,Visits,2\n",
    "audiences": "campaign_id,account_id\nc1,a1\nc1,a2\nc2,a2\n",
}


def scenario(changes: Mapping[str, str], **settings: Any) -> Scenario:
    log = Log()
    tables = {
        name: read_table(name, text.encode(), f"{name}.csv", log)
        for name, text in {**BASE, **changes}.items()
    }
    assert not log.faults, log.faults
    horizon = {"start": date(2027, 1, 4), "end": date(2027, 6, 30), "as_of": date(2027, 1, 4)}
    rows: dict[str, Any] = {name: table.rows for name, table in tables.items()}
    return Scenario(name="test", **{**horizon, "country": "FR", **settings}, **rows)


def said(findings: Any) -> list[str]:
    return [f"{f.table}:{f.line}:{f.field}: {f.wrong}" for f in findings if f.fatal]


def noted(findings: Any) -> list[str]:
    return [f"{f.table}:{f.line}:{f.field}: {f.wrong}" for f in findings if not f.fatal]


def campaigns(columns: str, cells: str) -> str:
    """Give the two campaigns, the first with other columns."""
    empty = "," * columns.count(",")
    return f"campaign_id,bu_id,name,stage,{columns}\nc1,b1,Webinar,1,{cells}\nc2,b2,Visits,2,{empty}\n"


def decisions(*rows: str, columns: str = "campaign_id,account_id,from,until") -> str:
    lines = [f"decision_id,decided_by,decided_on,reason,action,{columns}"]
    lines += [f"d{number},me,2027-01-02,so,{row}" for number, row in enumerate(rows, 1)]
    return "\n".join(lines)


def test_what_was_published_and_is_gone_is_noted() -> None:
    published = (
        "campaign_id,account_id,start\n"
        "c0,a1,2027-03-01\nc0,a2,2027-03-02\nc1,a3,2027-03-01\nc1,a1,2027-03-01\nc1,a2,2027-03-02\n"
    )
    assert noted(audit(scenario({"published": published}))) == [
        "published:2:campaign_id: 'c0' is published, and no longer in the schedule",
        "published:4:account_id: 'c1' no longer asks for 'a3', published there",
        "published:6:start: 'c1' is published on 2027-03-01 and 2027-03-02, and is one launch now",
    ]


def test_the_base_fits_together() -> None:
    assert list(audit(scenario({}))) == []


@pytest.mark.parametrize(
    ("table", "text", "told"),
    [
        ("accounts", "account_id,name,lead_bu\na1,x,b3\na2,y,\n", "accounts:2:lead_bu: "),
        ("accounts", "account_id,name,parent_id\na1,x,a4\na2,y,\n", "accounts:2:parent_id: "),
        ("campaigns", campaigns("partners", "b2; b7"), "campaigns:2:partners: "),
        ("campaigns", campaigns("channel", "fax"), "campaigns:2:channel: "),
        ("touches", "campaign_id,step,offset_days\nc1,1,0\nc9,1,0\n", "touches:3:campaign_id: "),
        ("touches", "campaign_id,step,offset_days,channel\nc1,1,0,emial\n", "touches:2:channel: "),
        ("audiences", "campaign_id,account_id\nc1,a9\nc1,a1\nc2,a2\n", "audiences:2:account_id: "),
        ("fit", "bu_id,account_id\nb9,a1\n", "fit:2:bu_id: "),
        ("engagement", "account_id,bu_id,stage,date\na1,b9,1,2026-01-01\n", "engagement:2:bu_id: "),
        ("history", "date,account_id,bu_id\n2026-01-01,a9,b1\n", "history:2:account_id: "),
        ("dependencies", "predecessor,successor\nc1,c9\n", "dependencies:2:successor: "),
        (
            "campaign_resources",
            "campaign_id,resource_id,units\nc1,kit,1\n",
            "campaign_resources:2:resource_id: ",
        ),
        ("campaign_content", "campaign_id,content_id\nc1,x\n", "campaign_content:2:content_id: "),
        (
            "budgets",
            "payer,period_start,period_end,amount\ngruop,2027-01-01,2027-02-01,5\n",
            "budgets:2:payer: ",
        ),
        ("blackouts", "from,channel\n2027-01-01,fax\n", "blackouts:2:channel: "),
        (
            "answers",
            "bu_id,campaign_id,answer,answered_on\nb1,c9,accept,2027-01-01\n",
            "answers:2:campaign_id: ",
        ),
        ("decisions", decisions("keep,c1,a9,,"), "decisions:2:account_id: "),
        (
            "opportunities",
            "opportunity_id,bu_id,account_id,deal_stage,status\no1,b9,a1,x,lost\n",
            "opportunities:2:bu_id: ",
        ),
    ],
)
def test_an_unknown_id_is_found_at_its_cell(table: str, text: str, told: str) -> None:
    (found,) = said(audit(scenario({table: text})))
    assert found.startswith(told)


def test_the_nearest_known_id_is_suggested() -> None:
    text = "bu_id,account_id\nb1,A1\n"
    (finding,) = audit(scenario({"fit": text}))
    assert (finding.wrong, finding.right) == ("account_id: accounts has no 'A1'", "did you mean 'a1'?")


def test_a_touch_of_the_past_may_belong_to_a_forgotten_campaign() -> None:
    text = "date,account_id,bu_id,campaign_id\n2026-12-01,a1,b1,gone\n"
    assert list(audit(scenario({"history": text}))) == []


def test_rows_may_refer_to_a_draft() -> None:
    drafts = {"campaigns": campaigns("status", "draft"), "dependencies": "predecessor,successor\nc1,c2\n"}
    assert list(audit(scenario(drafts))) == []


def test_parents_do_not_go_round() -> None:
    text = "account_id,name,parent_id\na1,x,a2\na2,y,a1\na3,z,a1\n"
    assert said(audit(scenario({"accounts": text}))) == [
        "accounts:2:parent_id: the parents go round: a1 → a2 → a1"
    ]


@pytest.mark.parametrize(
    ("table", "text", "told"),
    [
        (
            "campaigns",
            campaigns("earliest_start,latest_start", "2027-03-02,2027-03-01"),
            "campaigns:2:latest_start",
        ),
        ("blackouts", "from,until\n2027-03-02,2027-03-01\n", "blackouts:2:until"),
        (
            "budgets",
            "payer,period_start,period_end,amount\nb1,2027-03-02,2027-03-01,5\n",
            "budgets:2:period_end",
        ),
        (
            "dependencies",
            "predecessor,successor,min_lag_days,max_lag_days\nc1,c2,5,4\n",
            "dependencies:2:max_lag_days",
        ),
        ("decisions", decisions("ban,c1,,2027-03-02,2027-03-01"), "decisions:2:until"),
        (
            "opportunities",
            "opportunity_id,bu_id,account_id,deal_stage,opened_on,expected_close\no1,b1,a1,x,2027-03-02,2027-03-01\n",
            "opportunities:2:expected_close",
        ),
    ],
)
def test_ends_stand_the_right_way_round(table: str, text: str, told: str) -> None:
    (found,) = said(audit(scenario({table: text})))
    assert found.startswith(told)
    assert not said(audit(scenario({table: text.replace("03-02", "03-01").replace("5,4", "5,5")})))


@pytest.mark.parametrize(
    ("units", "told"),
    [
        ("bu_id,name,country\nb1,x,XX\nb2,y,\n", "business_units:2:country: no public holidays"),
        ("bu_id,name,country,subdivision\nb1,x,FR,99999\nb2,y,,\n", "business_units:2:subdivision: '99999'"),
        ("bu_id,name,language\nb1,x,de\nb2,y,\n", "business_units:2:language: language 'de'"),
    ],
)
def test_countries_and_languages(units: str, told: str) -> None:
    (found,) = said(audit(scenario({"business_units": units})))
    assert found.startswith(told)


def test_what_cannot_move_says_where_it_stands() -> None:
    for columns, cells in (("commitment", "fixed"), ("status", "running")):
        (found,) = said(audit(scenario({"campaigns": campaigns(columns, cells)})))
        assert found.startswith("campaigns:2:requested_start: 'c1' is ")


@pytest.mark.parametrize(
    ("columns", "cells", "told"),
    [
        ("min_accounts", "3", "campaigns:2:min_accounts: min_accounts 3 is more than the audience of 2"),
        ("min_accounts", "2", None),
        # A share is rounded up: half of one account out of two is one, and so is 50 %.
        (
            "min_accounts,max_accounts",
            "51%,50%",
            "campaigns:2:max_accounts: max_accounts 50% leaves 1 of the 2",
        ),
        ("min_accounts,max_accounts", "50%,25%", None),
        ("min_accounts,max_accounts", "2,1", "campaigns:2:max_accounts: max_accounts 1 leaves 1 of the 2"),
        ("max_accounts", "0%", "campaigns:2:max_accounts: "),
        ("max_accounts", "1%", None),
    ],
)
def test_an_audience_gives_what_its_campaign_asks(columns: str, cells: str, told: str | None) -> None:
    found = said(audit(scenario({"campaigns": campaigns(columns, cells)})))
    assert len(found) == (told is not None)
    assert all(line.startswith(str(told)) for line in found)


def test_a_planned_campaign_has_an_audience() -> None:
    assert said(audit(scenario({"audiences": "campaign_id,account_id\nc1,a1\n"}))) == [
        "campaigns:3:campaign_id: campaign 'c2' has no audience"
    ]


def test_no_more_is_required_than_may_be_kept() -> None:
    rows = "campaign_id,account_id,required\nc1,a1,yes\nc1,a2,yes\nc2,a2,\n"
    both = {"campaigns": campaigns("max_accounts", "1"), "audiences": rows}
    assert said(audit(scenario(both))) == [
        "campaigns:2:max_accounts: 2 placements are required, and max_accounts keeps 1"
    ]


@pytest.mark.parametrize(
    ("columns", "cells", "field", "why"),
    [
        ("latest_start", "2026-12-31", "latest_start", "lies in the horizon"),
        ("earliest_start", "2027-08-01", "earliest_start", "lies in the horizon"),
        # 1 May 2027 is a Saturday, 6 May Ascension Day.
        ("earliest_start,latest_start", "2027-05-01,2027-05-02", "earliest_start", "b1 works on none"),
        ("earliest_start,latest_start", "2027-05-06,2027-05-06", "earliest_start", "b1 works on none"),
        ("earliest_start,latest_start", "2027-05-06,2027-05-07", None, ""),
        (
            "earliest_start,latest_start,start_days",
            "2027-05-06,2027-05-10,tue thu",
            "start_days",
            "(tue thu)",
        ),
        ("duration_days", "178", None, ""),
        ("duration_days", "179", "duration_days", "if it starts on 2027-01-04"),
    ],
)
def test_a_launch_has_a_day_to_start_on(columns: str, cells: str, field: str | None, why: str) -> None:
    found = said(audit(scenario({"campaigns": campaigns(columns, cells)})))
    assert len(found) == (field is not None)
    for line in found:
        assert line.startswith(f"campaigns:2:{field}: 'c1' can start on no day: ")
        assert why in line


@pytest.mark.parametrize(
    ("day", "sound"),
    [("2027-01-03", False), ("2027-01-04", True), ("2027-06-30", True), ("2027-07-01", False)],
)
def test_a_fixed_start_lies_in_the_horizon(day: str, sound: bool) -> None:
    found = said(audit(scenario({"campaigns": campaigns("commitment,requested_start", f"fixed,{day}")})))
    assert (not found) == sound


def test_a_running_campaign_may_have_started_before_the_horizon() -> None:
    assert not said(audit(scenario({"campaigns": campaigns("status,requested_start", "running,2026-11-02")})))


def test_a_sales_cycle_is_there_where_an_opportunity_is_dated_by_it() -> None:
    rows = "opportunity_id,bu_id,account_id,deal_stage,status,expected_close\no1,b1,a1,offer,open,\n"
    assert said(audit(scenario({"opportunities": rows})))[0].startswith("opportunities:2:expected_close: ")
    assert not said(audit(scenario({"opportunities": rows.replace("open,", "open,2027-03-01")})))
    assert not said(audit(scenario({"opportunities": rows.replace("open,", "won,")})))
    cycle = "bu_id,name,sales_cycle_months\nb1,One,4\nb2,Two,\n"
    assert not said(audit(scenario({"opportunities": rows, "business_units": cycle})))


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (("pin,,,,",), "decisions:2:campaign_id: pin needs campaign_id"),
        (("drop,,a1,,",), "decisions:2:campaign_id: drop needs campaign_id"),
        (("waive,c1,,,",), "decisions:2:rule_id: waive needs rule_id"),
        (("lead,,a1,,",), "decisions:2:bu_id: lead needs bu_id"),
        (("keep,c2,a1,,",), "decisions:2:account_id: 'c2' does not ask for 'a1'"),
        (
            ("keep,c1,a1,,", "drop,c1,,,"),
            "decisions:3:account_id: decision 'd2' drops what decision 'd1' keeps",
        ),
        (
            ("keep,c1,a1,,", "drop,c1,a1,,"),
            "decisions:3:account_id: decision 'd2' drops what decision 'd1' keeps",
        ),
        (("keep,c1,a1,,", "drop,c1,a2,,"), None),
        (
            ("pin,c1,,2027-02-01,2027-02-05", "unschedule,c1,,,"),
            "decisions:3:campaign_id: decision 'd2' unschedules what decision 'd1' pins",
        ),
        (("pin,c1,,2027-02-06,2027-02-07",), "decisions:2:from_: decision 'd1' leaves 'c1' no day"),
        (("pin,c1,,2027-02-05,2027-02-07",), None),
        (
            ("pin,c1,,2027-02-01,2027-02-05", "ban,c1,,2027-01-25,2027-02-05"),
            "decisions:2:from_: decision 'd1' leaves 'c1' no day",
        ),
        (("pin,c1,,2027-02-01,2027-02-05", "ban,c1,,2027-01-25,2027-02-04"), None),
        (
            ("pin,c1,,2027-02-01,2027-02-05", "drop,c1,,,"),
            "decisions:3:campaign_id: the drops leave 0 accounts",
        ),
    ],
)
def test_decisions_can_be_followed(rows: tuple[str, ...], told: str | None) -> None:
    found = said(audit(scenario({"decisions": decisions(*rows)})))
    assert len(found) == (told is not None), found
    assert all(line.startswith(str(told)) for line in found)


def test_a_decision_that_is_not_in_force_contradicts_nothing() -> None:
    columns = "campaign_id,account_id,status,expires_on"
    for state in ("proposed,", "revoked,", "decided,2027-01-03"):
        text = decisions("keep,c1,a1,,", f"drop,c1,a1,{state}", columns=columns)
        assert not said(audit(scenario({"decisions": text})))
    assert noted(audit(scenario({"decisions": text}))) == [
        "decisions:3:expires_on: decision 'd2' expired on 2027-01-03"
    ]


def test_one_bu_leads_an_account_at_a_time() -> None:
    columns = "bu_id,account_id,from,until"
    rows = ("lead,b1,a1,,2027-03-01", "lead,b2,a1,2027-03-01,")
    (found,) = said(audit(scenario({"decisions": decisions(*rows, columns=columns)})))
    assert found.startswith("decisions:3:bu_id: decision 'd2' lets b2 lead 'a1'")
    later = decisions(rows[0], rows[1].replace("03-01", "03-02"), columns=columns)
    assert not said(audit(scenario({"decisions": later})))


@pytest.mark.parametrize("commitment", ["mandatory,", "fixed,2027-03-01"])
def test_what_must_run_is_not_unscheduled_nor_banned_away(commitment: str) -> None:
    must = campaigns("commitment,requested_start", commitment)
    (found,) = said(audit(scenario({"campaigns": must, "decisions": decisions("unschedule,c1,,,")})))
    assert "must be scheduled" in found
    ban = decisions("ban,c1,,2027-01-01,2027-12-31")
    (found,) = said(audit(scenario({"campaigns": must, "decisions": ban})))
    assert "no day on which it may start" in found
    free = audit(scenario({"decisions": ban}))
    assert [finding.right for finding in free] == ["it will stay unscheduled"]


def test_what_is_required_is_not_dropped() -> None:
    rows = "campaign_id,account_id,required\nc1,a1,yes\nc1,a2,\nc2,a2,\n"
    (found,) = said(audit(scenario({"audiences": rows, "decisions": decisions("drop,c1,a1,,")})))
    assert found == "decisions:2:account_id: 'a1' is required by 'c1', and this decision drops it"


# -- lags ---------------------------------------------------------------------------------------------


def chained(lags: str, commitment: str = "mandatory", extra: str = ",") -> Callable[..., list[Finding]]:
    """Audit two campaigns of one day each under some lags."""
    rows = (
        "campaign_id,bu_id,name,stage,commitment,earliest_start,latest_start\n"
        f"c1,b1,x,1,{commitment},{extra}\nc2,b2,y,2,{commitment},,2027-03-10\n"
    )
    header = "predecessor,successor,type,min_lag_days,max_lag_days,if_absent\n"
    found = scenario({"campaigns": rows, "dependencies": header + lags})
    return lambda **options: list(audit(found, **options))


def test_lags_that_go_round_leave_no_dates() -> None:
    # c2 starts after c1's last day, and c1 after c2's.
    around = chained("c1,c2,,,,\nc2,c1,,,,\n")
    assert said(around()) == ["dependencies:2:min_lag_days: no dates keep the lags of c1 → c2, c2 → c1"]
    assert not said(around(binding_lags=False))
    assert noted(around(binding_lags=False))


def test_a_round_without_slack_is_possible() -> None:
    assert not chained("c1,c2,start_to_start,3,,\nc2,c1,start_to_start,-3,,\n")()
    assert said(chained("c1,c2,start_to_start,3,,\nc2,c1,start_to_start,-2,,\n")())


def test_a_greatest_lag_is_a_bound_the_other_way() -> None:
    assert not chained("c1,c2,start_to_start,3,,\nc1,c2,start_to_start,,3,\n".replace(",,3,", ",-9,3,"))()
    assert said(chained("c1,c2,start_to_start,4,,\nc1,c2,start_to_start,-9,3,\n")())


def test_lags_and_windows_are_judged_together() -> None:
    # c2 starts on 10 March at the latest, the day after c1 ends at the soonest.
    assert not chained("c1,c2,,,,\n", extra="2027-03-09,")()
    assert said(chained("c1,c2,,,,\n", extra="2027-03-10,")())


def test_what_need_not_run_may_have_impossible_lags() -> None:
    free = chained("c1,c2,,,,\nc2,c1,,,,\n", commitment="optional")()
    assert not said(free)
    assert noted(free)


def test_what_a_mandatory_campaign_waits_for_must_run_too() -> None:
    rows = "campaign_id,bu_id,name,stage,commitment\nc1,b1,x,1,\nc2,b2,y,2,mandatory\n"
    for absent, count in (("block", 1), ("free", 0)):
        lags = f"predecessor,successor,if_absent\nc1,c2,{absent}\nc2,c1,{absent}\n"
        assert len(said(audit(scenario({"campaigns": rows, "dependencies": lags})))) == count


def test_waves_are_bound_by_their_first_start_and_their_last_day() -> None:
    rows = (
        "campaign_id,bu_id,name,stage,commitment,launch,requested_start,latest_start\n"
        "c1,b1,x,1,fixed,per_wave,2027-03-01,\nc2,b2,y,2,mandatory,,,2027-03-15\n"
    )
    audience = "campaign_id,account_id,wave\nc1,a1,1\nc1,a2,2\nc2,a2,\n"
    lags = "predecessor,successor\nc1,c2\n"
    # The second wave runs on 15 March.
    late = {"campaigns": rows, "audiences": audience, "dependencies": lags}
    assert len(said(audit(scenario(late)))) == 1
    assert not said(audit(scenario({**late, "campaigns": rows.replace("2027-03-15", "2027-03-16")})))


def test_every_finding_names_a_field_of_its_table() -> None:
    texts = {
        "campaigns": campaigns("min_accounts,commitment", "9,fixed"),
        "accounts": "account_id,name,parent_id\na1,x,a1\na2,y,\n",
        "decisions": decisions("pin,,,,", "lead,,,,"),
    }
    for finding in audit(scenario(texts)):
        assert finding.field in {item.name for item in fields(finding.row)}
        assert finding.right
