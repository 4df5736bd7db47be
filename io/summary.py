"""What commands print: the result of a run, and of a check, in words and small tables."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from ..constraints.charter.case import Case
from ..constraints.charter.checker import Judged, Verdict, explain, natural
from ..constraints.charter.finding import written
from ..constraints.charter.natural import said
from ..constraints.charter.rule import Level
from ..scenarios.figures import Figures
from ..scenarios.rates import rates
from ..scenarios.results import Results, points
from ..scenarios.silo import Collision
from ..scenarios.solving import Solved
from ..scheduler.outcome import Cut, Status
from .cells import write_cell
from .conflict import conflict_lines
from .facts import percents

#: How many collisions and findings are said in words.
WORST = 10


def run_summary(solved: Solved, results: Results | None, folder: Path) -> str:
    """Say what a run found and where it is."""
    lines = [f"{solved.case.scenario.name}: {verdict_words(solved)}", profile_words(solved.case), ""]
    if results:
        rows = results.launches
        scheduled = sum(row.status == "scheduled" for row in rows)
        kept = sum(row.kept for row in rows)
        lines += [
            f"{scheduled} of {len(rows)} launches scheduled, {kept} of "
            f"{kept + sum(row.dropped for row in rows)} placements kept",
            "",
            *figure_table({"as asked": results.figures_asked, "group calendar": results.figures}),
            "",
            *score_table(results.verdict),
            *gap_summary(solved.case),
            "",
        ]
    if solved.outcome.status is Status.INFEASIBLE:
        lines += [*conflict_lines(solved.case, solved.conflict), ""]
    lines += [f"written to {folder}"]
    return "\n".join(lines)


def profile_words(case: Case) -> str:
    """Say which profile is at work and what it trades for what."""
    name, profile = case.scenario.profile, case.profile
    trades = f": {profile.trades.in_(case.scenario.language)}" if profile.trades else ""
    weighs = "" if profile.is_plain else f" ({', '.join(_weighs(case))})"
    return f"profile {name}{trades}{weighs}"


def _weighs(case: Case) -> Iterator[str]:
    """Say what a profile weighs otherwise than the score does."""
    for name, percent in percents(case.profile).items():
        if percent != 100:
            yield f"{name} {percent} %"
    yield from (f"{rule.id} at {write_cell(rule.weight)} a unit" for rule in case.own_rules)


def verdict_words(solved: Solved) -> str:
    """Say how good the calendar found is known to be."""
    outcome, verdict = solved.outcome, solved.verdict
    if outcome.status is Status.INFEASIBLE:
        return "no calendar keeps every hard rule and demand"
    if verdict is None and outcome.cut_short is Cut.INTERRUPTED:
        return "interrupted before a calendar was found"
    if verdict is None:
        return "nothing found in time, and nothing proven"
    score = f"score {points(verdict.score):,}"
    if not solved.case.profile.is_plain:
        score += f", objective {float(verdict.weighed) / 100:,.2f} under {solved.case.scenario.profile}"
    if outcome.status is Status.OPTIMAL:
        return f"{score}, proven optimal in {outcome.seconds:.1f} s"
    bound = "no bound" if solved.bound is None else f"bound {float(solved.bound) / 100:,.2f}"
    share = "" if solved.gap is None else f", gap {float(solved.gap):.1%}"
    why = {
        Cut.TIME: "the time limit cut the search short",
        Cut.EFFORT: "the effort was spent",
        Cut.INTERRUPTED: "interrupted",
    }
    ended = why[outcome.cut_short] if outcome.cut_short else "the search ended"
    return f"{score}, {bound}{share} after {outcome.seconds:.1f} s ({ended})"


def figure_table(columns: dict[str, Figures]) -> list[str]:
    """Set the figures of some calendars side by side."""
    rows: list[tuple[str, list[str]]] = [
        ("collisions", [str(part.collisions) for part in columns.values()]),
        ("over-contact", [str(part.over_contact) for part in columns.values()]),
        ("pressure peak in 7 days", [str(part.pressure_peak) for part in columns.values()]),
        ("lead breaches", [str(part.lead_breaches) for part in columns.values()]),
        ("crescendo index", [percent(part.crescendo_index) for part in columns.values()]),
        ("kept share", [percent(part.kept_share) for part in columns.values()]),
        ("days moved", [str(part.days_moved) for part in columns.values()]),
        ("launches moved", [str(part.launches_moved) for part in columns.values()]),
        ("synergy", [str(part.synergy) for part in columns.values()]),
    ]
    units = next(iter(columns.values())).kept_share_by_bu
    for name in units:
        rows.append(
            (f"kept share of {name}", [percent(part.kept_share_by_bu[name]) for part in columns.values()])
        )
    return table(["figure", *columns], [[name, *cells] for name, cells in rows])


def score_table(verdict: Verdict) -> list[str]:
    """Say a score part by part, and rule by rule where one costs or earns."""
    rows = [
        ["value kept", f"{points(sum(verdict.value.values())):,}"],
        ["moves", f"{-points(sum(verdict.moves.values())):,}"],
        *([f"penalty of {name}", f"{-cost / 100:,.2f}"] for name, cost in verdict.penalties.items()),
        *([f"reward of {name}", f"{gain / 100:,.2f}"] for name, gain in verdict.rewards.items()),
        ["score", f"{points(verdict.score):,}"],
        *_objective_rows(verdict),
    ]
    return table(["part", "points"], rows)


def _objective_rows(verdict: Verdict) -> Iterator[list[str]]:
    """Say what the profile's own rules cost, and what it makes of the score."""
    case = verdict.case
    for rule in case.own_rules:
        cost = sum((row.weighed for row in verdict.judged if row.finding.rule_id == rule.id), Decimal(0))
        yield [f"{rule.id}, of the profile", f"{cost / 100:,.2f}"]
    if not case.profile.is_plain:
        yield [f"objective under {case.scenario.profile}", f"{float(verdict.weighed) / 100:,.2f}"]


def gap_summary(case: Case) -> Iterator[str]:
    """List what arbitration assumes where the fit table says nothing, after a blank line, if anywhere."""
    assumed = case.arbiter.assumed
    if not assumed:
        return
    names = list(case.charter.arbitration.weights)
    rows = [
        [case.scenario.account_of[account_id].name, bu_id, *(_assumed(found.get(name)) for name in names)]
        for (account_id, bu_id), found in assumed.items()
    ]
    yield ""
    yield "the fit table lacks criteria; arbitration assumes the mean of the account's other BUs, else 0.5:"
    yield from table(["account", "BU", *names], rows[:WORST], texts=2)
    if len(rows) > WORST:
        yield f"  … and {len(rows) - WORST} more: arbitration_gaps of --json lists all"


def _assumed(value: Fraction | None) -> str:
    return "" if value is None else f"{float(value):.2f}"


def collision_summary(case: Case, found: Sequence[Collision]) -> Iterator[str]:
    """List collisions by account, week and pair of BUs, the worst in words."""
    apart = f"other BUs less than {case.charter.collision_days} days apart on an account"
    yield f"{len(found)} collisions ({apart})"
    if not found:
        return
    names = case.scenario.account_of
    for title, counted in (
        ("account", Counter(names[row.account_id].name for row in found)),
        ("week", Counter(row.week for row in found)),
        ("BUs", Counter(" and ".join(row.units) for row in found)),
    ):
        ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        if title == "week":
            ordered = sorted(counted.items())
        yield ""
        yield from table([title, "collisions"], [[name, str(number)] for name, number in ordered])
    yield ""
    yield f"the worst {min(WORST, len(found))}:"
    weight = {row.account_id: row.strategic_weight or 0 for row in case.scenario.accounts}
    worst = sorted(found, key=lambda row: (row.gap, -_value(case, row), -weight[row.account_id], row.day))
    yield from (f"  {collision_words(case, row)}" for row in worst[:WORST])


def _value(case: Case, row: Collision) -> int:
    return case.value_of[row.one.key] + case.value_of[row.other.key]


def collision_words(case: Case, row: Collision) -> str:
    """Say a collision in a sentence."""
    unit = case.scenario.unit_of
    one, other = row.one, row.other
    language = case.scenario.language
    apart = "share a day" if row.gap == 0 else f"are {row.gap} day{'s' * (row.gap > 1)} apart"
    return (
        f"{case.scenario.account_of[row.account_id].name}, {written(row.day, language)}: "
        f"{one.campaign.name} ({unit[one.campaign.bu_id].name}) and "
        f"{other.campaign.name} ({unit[other.campaign.bu_id].name}) {apart}"
    )


def violation_summary(case: Case, verdict: Verdict) -> Iterator[str]:
    """List what a calendar breaks, rule by rule, the worst findings in words."""
    if not verdict.violations:
        yield "nothing is broken"
        return
    by_level = {level: [row for row in verdict.violations if row.level is level] for level in Level}
    for level, rows in by_level.items():
        counted: dict[str, list[Judged]] = {}
        for row in rows:
            counted.setdefault(row.finding.rule_id, []).append(row)
        if not counted:
            continue
        yield f"{level}:"
        for name, part in counted.items():
            total = write_cell(sum((row.finding.measure for row in part), Decimal(0)))
            plain = said(natural(verdict, part), case.scenario.language)
            yield f"  {name}: measure {total} over {len(part)} finding{'s' * (len(part) > 1)}: {plain}"
            worst = max(part, key=lambda row: row.finding.measure)
            yield f"    {explain(case, worst.finding)}"


def rate_summary(case: Case) -> Iterator[str]:
    """Say what weighs how much under the profile, and warn of what is absurd."""
    french = case.scenario.language == "fr"
    head = "taux d'échange sous le profil" if french else "exchange rates under profile"
    colon, careful = (" :", "attention : ") if french else (":", "careful: ")
    yield f"{head} {case.scenario.profile}{colon}"
    for rate in rates(case):
        yield f"  {rate.text}"
        if rate.warning:
            yield f"    {careful}{rate.warning}"


def percent(share: Fraction) -> str:
    """Write percent to one decimal."""
    return f"{float(share):.1f} %"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1) -> list[str]:
    """Align a small table: its first columns, so many texts, to the left, the others to the right."""
    grid = [list(head), *map(list, rows)]
    widths = [max(len(row[at]) for row in grid) for at in range(len(head))]
    return [
        "  "
        + "  ".join(
            cell.ljust(width) if at < texts else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in grid
    ]
