"""The calendars of a run: the schedule's days and names, and to each BU its own only."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.model import Charter
from counterpoint.io.clean_text import one_line
from counterpoint.io.ical import calendars
from counterpoint.scenarios.results import Results
from counterpoint.scheduler.choices import LaunchBy
from counterpoint.scheduler.scenario import Scenario
from counterpoint.scheduler.schedule import Schedule
from counterpoint.scheduler.tables import Account, Audience, BusinessUnit, Campaign, TouchStep
from tests.cases import make_case, make_schedule
from tests.feeds import ANY, lines_of, read
from tests.solved import solved_as

CAMPAIGNS = """
    campaign_id, bu_id, name,    stage, requested_start, duration_days, launch,      partners, owner, url
    talk,        a,     Webinar, 2,     2027-03-01,      3,             together,    ,         Ann,   https://x.example
    tour,        a,     Visits,  3,     2027-03-04,      20,            per_wave,    ,         ,
    offer,       b,     Offer,   4,     ,                1,             per_account, c,        ,
"""
AUDIENCES = """
    campaign_id, account_id, wave
    talk,        x,          1
    talk,        y,          1
    tour,        x,          1
    tour,        y,          2
    offer,       x,          1
    offer,       y,          1
"""
TOUCHES = """
    campaign_id, step, offset_days, channel,  personas
    talk,        1,    -2,          email,    CFO
    talk,        2,    0,           event,    CFO; plant manager
    talk,        3,    0,           internal,
    talk,        4,    5,           internal,
    tour,        1,    0,           email,
    tour,        2,    7,           call,
"""
NO_TOUCHES = "campaign_id, step, offset_days"
STARTS = {"talk": "2027-03-03", "tour/1": "2027-03-04", "tour/2": "2027-03-18", "offer/x": "2027-03-10"}

Days = tuple[str, str]


def run(
    starts: Mapping[str, str | None] = STARTS, kept: list[str] | None = None, **changes: Any
) -> Mapping[str, bytes]:
    """Write the calendars of a small case with some of its tables or settings changed."""
    tables = {"campaigns": CAMPAIGNS, "audiences": AUDIENCES, "touches": TOUCHES, "end": "2027-05-31"}
    case = make_case(**{**tables, **changes})
    return calendars(Results(solved_as(case, make_schedule(starts, kept, case))))


def told(data: bytes) -> dict[str, Days]:
    """Give the days of each event by title, the last one included."""
    return {
        str(event["SUMMARY"]): (
            event.start.isoformat(),
            (event.end - timedelta(days=1)).isoformat(),
        )
        for event in read(data).events
    }


def uids(data: bytes) -> dict[str, str]:
    """Give the id of each event by title."""
    found = {str(event["SUMMARY"]): str(event.uid) for event in read(data).events}
    assert len(set(found.values())) == len(found) == len(read(data).events)
    return found


def about(data: bytes, title: str) -> list[str]:
    """Give the description of an event, line by line."""
    (event,) = (event for event in read(data).events if event["SUMMARY"] == title)
    return str(event.get("DESCRIPTION", "")).split("\n")


# -- the group's -------------------------------------------------------------------------------------


def test_the_group_sees_each_scheduled_launch_as_a_banner_over_its_flight() -> None:
    assert told(run()["group.ics"]) == {
        "Unit A: Webinar": ("2027-03-01", "2027-03-05"),
        "Unit A: Visits (wave 1)": ("2027-03-04", "2027-03-23"),
        "Unit A: Visits (wave 2)": ("2027-03-18", "2027-04-06"),
        "Unit B: Offer (Account X)": ("2027-03-10", "2027-03-10"),
    }


def test_the_group_reads_when_a_launch_was_asked_for_and_what_it_keeps() -> None:
    group = run(kept=["talk/y", "tour/x", "tour/y", "offer/x"])["group.ics"]
    assert about(group, "Unit A: Webinar") == [
        "Asked for 1 March 2027, moved 2 days later",
        "From 1 March 2027 to 5 March 2027",
        "Starts on 3 March 2027",
        "Accounts (1 of 2 asked for): Account Y",
        "Owner: Ann",
    ]
    assert about(group, "Unit B: Offer (Account X)") == [
        "No start was asked for",
        "Accounts (1): Account X",
        "With Unit C",
    ]


def test_a_launch_may_be_earlier_than_asked_or_on_its_day() -> None:
    group = run({"talk": "2027-03-01", "tour/1": "2027-03-03"})["group.ics"]
    assert about(group, "Unit A: Webinar")[0] == "Starts on the day asked for"
    assert about(group, "Unit A: Visits (wave 1)")[0] == "Asked for 4 March 2027, moved 1 day earlier"


def test_the_days_and_titles_equal_the_schedule() -> None:
    case = make_case(campaigns=CAMPAIGNS, audiences=AUDIENCES, touches=TOUCHES, end="2027-05-31")
    results = Results(solved_as(case, make_schedule(STARTS, case=case)))
    rows = [
        (f"{row.first_day}", f"{row.last_day}", row.name) for row in results.launches if row.start is not None
    ]
    banners = told(calendars(results)["group.ics"]).items()
    assert sorted((*days, re.sub(r"^.*: | \(.*", "", title)) for title, days in banners) == sorted(rows)


# -- a BU's ------------------------------------------------------------------------------------------


def test_a_unit_sees_short_flights_whole_and_long_ones_by_first_and_last_day() -> None:
    assert told(run()["bu-a.ics"]) == {
        "Webinar": ("2027-03-01", "2027-03-05"),
        "Webinar: email (step 1)": ("2027-03-01", "2027-03-01"),
        "Webinar: internal task (step 4)": ("2027-03-08", "2027-03-08"),
        "Visits (wave 1): launch": ("2027-03-04", "2027-03-04"),
        "Visits (wave 1): call (step 2)": ("2027-03-11", "2027-03-11"),
        "Visits (wave 1): last day": ("2027-03-23", "2027-03-23"),
        "Visits (wave 2): launch": ("2027-03-18", "2027-03-18"),
        "Visits (wave 2): call (step 2)": ("2027-03-25", "2027-03-25"),
        "Visits (wave 2): last day": ("2027-04-06", "2027-04-06"),
    }


def test_five_days_are_a_short_flight_and_six_a_long_one() -> None:
    five, six = (
        run({"tour/1": "2027-03-04"}, campaigns=CAMPAIGNS.replace("20,", f"{days},"), touches=NO_TOUCHES)
        for days in (5, 6)
    )
    assert told(five["bu-a.ics"]) == {"Visits (wave 1)": ("2027-03-04", "2027-03-08")}
    assert list(told(six["bu-a.ics"])) == ["Visits (wave 1): launch", "Visits (wave 1): last day"]


def test_the_steps_of_the_launch_day_stand_in_the_launch() -> None:
    assert about(run()["bu-a.ics"], "Webinar")[1] == (
        "On 3 March 2027: event (step 2) for CFO, plant manager; internal task (step 3)"
    )


def test_a_step_on_another_day_names_its_personas_and_accounts() -> None:
    assert about(run()["bu-a.ics"], "Webinar: email (step 1)") == [
        "For CFO",
        "Starts on 3 March 2027",
        "Accounts (2): Account X, Account Y",
    ]


def test_at_most_twenty_accounts_are_named() -> None:
    names = [f"Account {number:02}" for number in range(23)]
    data = run(
        {"talk": "2027-03-03"},
        campaigns="campaign_id, bu_id, name, stage\ntalk, a, Webinar, 1",
        accounts="account_id, name\n" + "\n".join(f"n{name[-2:]}, {name}" for name in names),
        audiences="campaign_id, account_id\n" + "\n".join(f"talk, n{name[-2:]}" for name in names),
        touches=NO_TOUCHES,
    )["bu-a.ics"]
    (line,) = (line for line in about(data, "Webinar") if line.startswith("Accounts"))
    assert line == f"Accounts (23): {', '.join(names[:20])} and 3 more"


def test_a_partner_sees_the_campaign_that_it_shares_and_whose_it_is() -> None:
    files = run()
    assert told(files["bu-b.ics"]) == {"Offer (Account X)": ("2027-03-10", "2027-03-10")}
    assert told(files["bu-c.ics"]) == {"Unit B: Offer (Account X)": ("2027-03-10", "2027-03-10")}
    assert set(uids(files["bu-b.ics"]).values()) == set(uids(files["bu-c.ics"]).values())
    assert about(files["bu-b.ics"], "Offer (Account X)")[-1] == "With Unit C"
    assert "With Unit C" not in about(files["bu-c.ics"], "Unit B: Offer (Account X)")


def test_an_address_leads_to_the_campaign() -> None:
    (event,) = (event for event in read(run()["bu-a.ics"]).events if event["SUMMARY"] == "Webinar")
    assert event["URL"] == "https://x.example"


# -- files and words ---------------------------------------------------------------------------------


def test_a_unit_with_nothing_scheduled_has_no_calendar() -> None:
    assert set(run()) == {"group.ics", "bu-a.ics", "bu-b.ics", "bu-c.ics"}
    assert set(run({"talk": "2027-03-03"})) == {"group.ics", "bu-a.ics"}
    assert run({"talk": None}) == {}


def test_an_odd_id_makes_a_plain_file_name() -> None:
    units = "bu_id, name\nR&D/été, Research"
    campaigns = "campaign_id, bu_id, name, stage\ntalk, R&D/été, Webinar, 1"
    files = run(
        {"talk": "2027-03-03"},
        business_units=units,
        campaigns=campaigns,
        audiences="campaign_id, account_id\ntalk, x",
        touches=NO_TOUCHES,
    )
    assert set(files) == {"group.ics", "bu-R%26D%2F%C3%A9t%C3%A9.ics"}


def test_a_unit_reads_its_own_language_the_group_the_scenarios() -> None:
    units = """
        bu_id, name,   language, color
        a,     Unit A, fr,       Teal
        b,     Unit B, en,       #aabbcc
        c,     Unit C, ,
    """
    files = run(business_units=units)
    assert "NAME:Group calendar: Test" in lines_of(files["group.ics"])
    assert "NAME:Unit A\u00a0: campagnes" in lines_of(files["bu-a.ics"])
    assert "COLOR:teal" in lines_of(files["bu-a.ics"])
    assert "Visits (vague 1)\u00a0: dernier jour" in told(files["bu-a.ics"])
    assert about(files["bu-a.ics"], "Webinar")[:3] == [
        "Demandé pour le 1 mars 2027, repoussé de 2\u00a0jours",
        "Le 3 mars 2027\u00a0: événement (étape 2) pour CFO, plant manager; tâche interne (étape 3)",
        "Du 1 mars 2027 au 5 mars 2027",
    ]
    assert "NAME:Unit B: campaigns" in lines_of(files["bu-b.ics"])
    french = run(settings={"language": "fr"})
    assert "Unit A\u00a0: Visits (vague 2)" in told(french["group.ics"])
    assert "NAME:Unit C\u00a0: campagnes" in lines_of(french["bu-c.ics"])


# -- ids and bytes -----------------------------------------------------------------------------------


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert run() == run()


def test_the_stamp_is_the_plans() -> None:
    (stamp,) = {line for line in lines_of(run()["bu-a.ics"]) if line.startswith("DTSTAMP")}
    assert stamp == "DTSTAMP:20270301T000000Z"


def test_ids_stay_when_days_and_names_change() -> None:
    before = run()
    moved = {launch: date.fromisoformat(day) + timedelta(days=9) for launch, day in STARTS.items()}
    after = run(
        {launch: day.isoformat() for launch, day in moved.items()},
        campaigns=CAMPAIGNS.replace("Webinar", "Talk"),
    )
    assert set(before) == set(after)
    for name in before:
        assert {title.replace("Webinar", "Talk"): uid for title, uid in uids(before[name]).items()} == uids(
            after[name]
        )
        assert not set(told(before[name]).values()) & set(told(after[name]).values())


def test_a_banner_and_what_its_unit_sees_are_events_of_their_own() -> None:
    files = run()
    assert not set(uids(files["group.ics"]).values()) & set(uids(files["bu-a.ics"]).values())


# -- nothing of the others, whatever they write ------------------------------------------------------

UNITS = ("a", "b", "c")
DAY = date(2027, 3, 1)


@st.composite
def plans(draw: st.DrawFn) -> tuple[Scenario, Schedule]:
    """Draw a scenario whose every row carries the mark of its BU or campaign, and a schedule of it."""
    campaigns, audiences, steps = [], [], []
    for number in range(draw(st.integers(1, 4))):
        mark = f"campaign-{number}-mark"
        partners = draw(st.sets(st.sampled_from(UNITS), max_size=1))
        campaigns.append(
            Campaign(
                campaign_id=mark,
                bu_id=draw(st.sampled_from(UNITS)),
                name=mark + draw(ANY),
                stage=draw(st.integers(1, 5)),
                requested_start=draw(st.none() | st.just(DAY)),
                duration_days=draw(st.integers(1, 9)),
                launch=draw(st.sampled_from(LaunchBy)),
                partners=tuple(partners),
                owner=mark,
                description=mark + draw(ANY),
                url=f"https://{mark}.example",
            )
        )
        for account in draw(st.sets(st.integers(0, 2), min_size=1)):
            wave = draw(st.integers(1, 2))
            audiences.append(
                Audience(campaign_id=mark, account_id=f"account-{number}-{account}-mark", wave=wave)
            )
        for step in range(draw(st.integers(0, 3))):
            offset, channel = draw(st.integers(-3, 5)), draw(st.sampled_from(["email", "call", "internal"]))
            steps.append(
                TouchStep(
                    campaign_id=mark, step=step, offset_days=offset, channel=channel, personas=(f"{mark}er",)
                )
            )
    scenario = Scenario(
        name="Any",
        start=DAY,
        end=DAY + timedelta(days=60),
        as_of=DAY,
        language=draw(st.sampled_from(["en", "fr"])),
        business_units=tuple(
            BusinessUnit(bu_id=unit, name=f"unit-{unit}-mark{draw(ANY)}", color=draw(ANY)) for unit in UNITS
        ),
        accounts=tuple(Account(account_id=row.account_id, name=f"{row.account_id}er") for row in audiences),
        campaigns=tuple(campaigns),
        touches=tuple(steps),
        audiences=tuple(audiences),
    )
    days = st.none() | st.integers(0, 30).map(lambda days: DAY + timedelta(days=days))
    starts = {launch: draw(days) for launch in scenario.launches}
    kept = [row for row in audiences if draw(st.booleans())]
    return scenario, Schedule(starts, frozenset((row.campaign_id, row.account_id) for row in kept))


def results_of(scenario: Scenario, schedule: Schedule) -> Results:
    return Results(solved_as(Case(scenario, Charter()), schedule))


def marks(data: bytes, kind: str) -> set[str]:
    return set(re.findall(rf"{kind}-[a-z0-9-]+-mark", "\n".join(lines_of(data))))


def names_of(units: Iterable[str]) -> set[str]:
    return {f"unit-{unit}-mark" for unit in units}


@settings(deadline=None, max_examples=40)
@given(plans())
def test_a_unit_reads_nothing_of_the_others(plan: tuple[Scenario, Schedule]) -> None:
    scenario, schedule = plan
    files = calendars(results_of(scenario, schedule))
    launched = [launch for launch in scenario.launches.values() if schedule.start_of(launch) is not None]
    for unit in UNITS:
        own = [launch for launch in launched if unit in launch.campaign.units]
        assert (f"bu-{unit}.ics" in files) == bool(own)
        if not own:
            continue
        data = files[f"bu-{unit}.ics"]
        assert marks(data, "campaign") == {launch.id.campaign_id for launch in own}
        kept = {row.account_id for launch in own for row in launch.audience if key(row) in schedule.kept}
        titled = {launch.id.key for launch in own if launch.campaign.launch is LaunchBy.PER_ACCOUNT}
        assert marks(data, "account") == kept | titled
        concerned = {bu for launch in own for bu in launch.campaign.units}
        assert marks(data, "unit") <= names_of({unit} | concerned)


def key(row: Audience) -> tuple[str, str]:
    return row.campaign_id, row.account_id


@settings(deadline=None, max_examples=40)
@given(plans())
def test_any_plan_is_written_whole_and_its_ids_are_unique(plan: tuple[Scenario, Schedule]) -> None:
    scenario, schedule = plan
    results = results_of(scenario, schedule)
    files = calendars(results)
    assert files == calendars(results_of(scenario, schedule))
    scheduled = [row for row in results.launches if row.start is not None]
    assert bool(files) == bool(scheduled)
    for data in files.values():
        events = read(data).events
        assert len({event.uid for event in events}) == len(events)
        assert all(event.end > event.start for event in events)
    if files:
        banners = read(files["group.ics"]).events
        spans = sorted((event.start, event.end - timedelta(days=1)) for event in banners)
        assert spans == sorted((row.first_day, row.last_day) for row in scheduled if row.first_day)
        titles = " ".join(str(event["SUMMARY"]) for event in banners)
        assert all(one_line(row.name).rstrip() in titles for row in scheduled)


@settings(deadline=None, max_examples=40)
@given(plans())
def test_what_happens_to_the_others_changes_no_byte(plan: tuple[Scenario, Schedule]) -> None:
    scenario, schedule = plan
    for unit in UNITS:
        foreign = {row.campaign_id for row in scenario.campaigns if unit not in row.units}
        without = replace(
            scenario, campaigns=tuple(row for row in scenario.campaigns if row.campaign_id not in foreign)
        )
        name = f"bu-{unit}.ics"
        assert calendars(results_of(scenario, schedule)).get(name) == calendars(
            results_of(without, schedule)
        ).get(name)
