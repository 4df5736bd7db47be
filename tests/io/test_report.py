"""The report says what the results say, escapes what the input names, and loads nothing."""

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from counterpoint.io.pages.heat import heat
from counterpoint.io.pages.labels import LABELS
from counterpoint.io.pages.words import Words
from counterpoint.io.report import SECTIONS, report_html
from counterpoint.scenarios.results import Results
from counterpoint.scheduler.outcome import Status
from counterpoint.scheduler.problem.problem import UNITS
from tests.cases import make_case, make_schedule
from tests.io.reported import HOSTILE, crowded, named, small
from tests.solved import solved_as


def parse(page: str) -> Element:
    """Read a page as XML: it is written so that it is both."""
    return ElementTree.fromstring(page.removeprefix("<!DOCTYPE html>"))


def text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def tables(root: Element) -> dict[str, list[list[str]]]:
    """Give the body rows of each table by its caption."""
    return {
        text(found): [
            [text(cell) for cell in row]
            for part in ("tbody", "tfoot")
            for row in table.iterfind(f"{part}/tr")
        ]
        for table in root.iter("table")
        if (found := table.find("caption")) is not None
    }


def section(root: Element, key: str) -> Element:
    found = root.find(f".//section[@id='{key}']")
    assert found is not None
    return found


@pytest.fixture
def results() -> Results:
    return small()


def test_the_first_words_say_what_was_done(results: Results) -> None:
    page = report_html(results)
    # 10 + 10 + 5 + 2 + 4 of value, less 3 days at 0.10 and a measure of 3 at 2 points.
    assert "4 of 5 launches scheduled, 5 of 7 placements kept, " in page
    assert f"{results.figures.collisions} collisions left of {results.figures_asked.collisions}." in page
    assert "Score 24.70 points; proven optimal: no calendar scores more." in page


def test_an_unproven_score_says_how_far_the_bound_is_and_rounds_up(results: Results) -> None:
    page = report_html(small(status=Status.FEASIBLE, slack=100 * UNITS + 1))
    assert "at most 1.01 points (3.9%) below the best possible" in page


def test_figures_stand_beside_those_as_asked(results: Results) -> None:
    rows = next(iter(tables(parse(report_html(results))).values()))
    asked, group = results.figures_asked, results.figures
    assert rows[0][1:] == [
        str(asked.collisions),
        str(group.collisions),
        f"−{asked.collisions - group.collisions}",
    ]
    assert rows[0][0].startswith("Collisions")
    assert rows[5][1:3] == ["100.0%", f"{float(group.kept_share):.1f}%"]
    assert rows[6][2] == str(group.days_moved)


def test_the_score_adds_up(results: Results) -> None:
    rows = tables(parse(report_html(results)))["The score by part, in points"]
    points = [float(row[2].replace("−", "-").replace(",", "")) for row in rows]
    hard, value, moves, penalties, rewards, score = points
    assert hard == 0
    assert score == pytest.approx(value + moves + penalties + rewards)
    assert score == results.verdict.score / 100


def test_what_arbitration_assumes_is_listed() -> None:
    fit = "bu_id,account_id,relationship,capacity\na,x,0.9,0.4\nb,x,,0.8\n"
    page = tables(parse(report_html(small(fit=fit))))
    (rows,) = (rows for caption, rows in page.items() if caption.startswith("What arbitration assumes"))
    assert ["Account X", "Unit A", "", "0.50", "", "0.50"] in rows
    assert ["Account X", "Unit B", "0.90", "0.50", "", "0.50"] in rows
    # Unit C has no row at all: it is taken for the mean of the two others.
    assert ["Account X", "Unit C", "0.90", "0.50", "0.60", "0.50"] in rows
    assert not any("arbitration assumes" in caption for caption in tables(parse(report_html(small()))))


def test_launches_say_what_was_asked_and_what_is_planned(results: Results) -> None:
    rows = tables(parse(report_html(results)))["Every launch: what was asked, what is planned and why"]
    by_name = {row[0]: row[1:7] for row in rows}
    assert by_name["Second Unit B"] == ["2 Mar 2027", "5 Mar 2027", "+3", "1", "1", "5.00"]
    assert by_name["Fourth – wave 2 Unit A"] == ["17 Mar 2027", "not scheduled", "", "0", "1", "0.00"]
    assert by_name["Third – Account X Unit C"] == ["none", "20 Mar 2027", "", "1", "0", "2.00"]


def test_dropped_placements_come_with_their_reasons(results: Results) -> None:
    rows = section(parse(report_html(results)), "drops").findall(".//tbody/tr")
    reasons = {row.campaign_id: row.reason for row in results.placements if row.status == "dropped"}
    assert [text(row[0]) for row in rows] == ["Second Unit B", "Fourth Unit A"]
    assert [text(row[3]) for row in rows] == [reasons["two"], reasons["four"]]


def test_collisions_as_asked_say_what_became_of_them(results: Results) -> None:
    page = text(section(parse(report_html(results)), "clashes"))
    assert "First (Unit A) and Second (Unit B): they share a day" in page
    assert "Still a collision: 3 days apart" in page
    assert "Solved: Second is not kept on this account" in page


def test_what_is_broken_is_said_in_words(results: Results) -> None:
    root = parse(report_html(results))
    row = section(root, "broken").find(".//tbody/tr")
    assert row is not None
    # On x, Second starts 3 days after First ended and 2 after Fourth: 1 and 2 short of 4, at 2 points each.
    natural = "2 pairs too close, 1 account, 3 days missing"
    assert [text(cell) for cell in row][:6] == ["room", "soft", "2", "3", natural, "−6.00"]
    page = text(section(root, "broken"))
    assert "First and Second are 3 days apart on Account X on 5 March 2027, 4 are wanted." in page


def test_the_drawings_hold_every_launch_and_the_touches_weeks(results: Results) -> None:
    root = parse(report_html(results))
    assert len(section(root, "calendar").findall(".//rect")) == 4
    assert len(section(root, "calendar").findall(".//svg")) == 3
    numbers = [text(found) for found in section(root, "heat").iter("text") if "n " in found.get("class", "")]
    assert sum(map(int, numbers)) == len(results.touches) + len(results.solved.asked.calendar.touches)


def test_every_drawing_has_a_title_and_a_description(results: Results) -> None:
    for drawing in parse(report_html(results)).iter("svg"):
        ids = [part.get("id") for part in (*drawing.findall("title"), *drawing.findall("desc"))]
        assert drawing.get("aria-labelledby") == " ".join(filter(None, ids))
        assert len(ids) == 2


def test_ids_are_unique_headings_in_order_and_tables_named(results: Results) -> None:
    root = parse(report_html(results))
    ids = [part.get("id") for part in root.iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    assert [part.get("href") for part in root.iter("a")] == [f"#{key}" for key in SECTIONS]
    levels = [int(part.tag[1]) for part in root.iter() if re.fullmatch("h[1-6]", part.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in root.iter("table"):
        assert table.find("caption") is not None
        assert all(head.get("scope") for head in table.iter("th"))


def loads(root: Element) -> Iterator[str]:
    """Give whatever a page would fetch or run."""
    for part in root.iter():
        if part.tag in ("script", "link", "img", "iframe", "object", "embed", "image", "use", "base"):
            yield part.tag
        for name, value in part.items():
            if name.startswith("on") or (name in ("href", "src") and not value.startswith("#")):
                yield f"{part.tag} {name}={value}"


@pytest.mark.parametrize("name", ["plain", HOSTILE, '"><img src="http://x.example/">', "'&lt;{{ 7*7 }}"])
def test_nothing_is_loaded_whatever_the_names_are(name: str) -> None:
    page = report_html(named(name))
    root = parse(page)
    assert list(loads(root)) == []
    assert not re.search(r"url\(|@import", page)
    assert name in text(root.find(".//h1") or root)


def test_no_colour_but_a_colour_is_drawn() -> None:
    page = report_html(named("red;background:url(//x)"))
    assert "background: red" not in page
    assert 'fill="red' not in page


def test_characters_that_no_page_may_hold_are_taken_out() -> None:
    page = report_html(named("a\x00b\x1fc\u202ed\ud800e\uffff"))
    assert "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd" in page
    page.encode()


def test_the_same_results_give_the_same_page() -> None:
    assert report_html(small()) == report_html(small())


def test_a_french_page_is_french() -> None:
    root = parse(report_html(small("fr")))
    assert root.get("lang") == "fr"
    page = text(root)
    assert "4 lancements planifiés sur 5, 5 comptes retenus sur 7 demandés" in page
    assert "score de 24,70 points ; optimum prouvé".lower() in page.lower()
    assert "5 mars 2027" in page
    english = {one for one, two in LABELS.values() if one != two and len(one) > 12 and "{" not in one}
    assert not [one for one in english if one in page]


def test_every_label_takes_the_same_blanks_in_both_languages() -> None:
    for key, pair in LABELS.items():
        blanks = [set(re.findall(r"\{(\w+)\}", part)) for side in pair for part in side.split("|")]
        assert all(found == blanks[0] for found in blanks), key
        assert "|" not in pair[0] or "|" in pair[1], key


def test_a_large_run_stays_bounded_and_names_the_files() -> None:
    page = report_html(crowded(230))
    root = parse(page)
    assert len(section(root, "launches").findall(".//tbody/tr")) == 200
    assert "The first 200 of 230 rows are shown; schedule.csv holds all of them." in page
    assert "The first 200 of 230 rows are shown; placements.csv holds all of them." in page
    assert "The 200 launches that ask for the most value are drawn; schedule.csv holds all 230." in page
    assert "The 40 most contested accounts of 230 are shown" in page


def test_an_empty_run_has_a_page() -> None:
    root = parse(report_html(crowded(0)))
    assert "0 of 0 launches scheduled" in text(root)
    assert "The calendar as asked has no collision." in text(root)


def test_every_pressure_has_a_level_of_the_scale() -> None:
    # Half a touch is on the lowest level, not below it.
    case = make_case(
        campaigns="campaign_id,bu_id,name,stage,requested_start\none,a,One,1,2027-03-01",
        audiences="campaign_id,account_id\none,x",
        touches="campaign_id,step,offset_days,pressure\none,1,0,0.5",
        end="2027-04-30",
    )
    results = Results(solved_as(case, make_schedule({"one": "2027-03-01"}, case=case)))
    drawn = heat(results, Words("en"))
    assert [level for level, _ in drawn.maps[1].paths] == [1]
    assert [number.level for number in drawn.maps[1].numbers] == [1]
