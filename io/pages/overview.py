"""What a run came to: the first words of its report, and its figures before and after."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import NamedTuple

from ...scenarios.results import Results
from ...scheduler.outcome import Status
from ...scheduler.problem.problem import UNITS
from .table import Cell, Column, Table, table
from .words import Words, sentence

#: The figures in the order in which people read them, whether they are shares in percent.
FIGURES = {
    "collisions": False,
    "over_contact": False,
    "pressure_peak": False,
    "lead_breaches": False,
    "crescendo_index": True,
    "kept_share": True,
    "days_moved": False,
    "launches_moved": False,
    "synergy": False,
}


def done(results: Results, words: Words) -> str:
    """Say how much was scheduled and kept, and how many collisions are left."""
    launches = [row.status == "scheduled" for row in results.launches]
    kept = sum(row.kept for row in results.launches)
    asked = sum(len(rows) for rows in results.case.scenario.audience_of.values())
    left, before = results.figures.collisions, results.figures_asked.collisions
    counts = {
        "done_launches": (sum(launches), len(launches)),
        "done_placements": (kept, asked),
        "done_collisions": (left, before),
    }
    return sentence(", ".join(words(key, k=k, n=n, plural=k) for key, (k, n) in counts.items()))


def proof(results: Results, words: Words) -> str:
    """Say the score, and how far from the best possible it can be at most."""
    score, distance = words.points(results.verdict.score), _distance(results, words)
    if results.case.profile.is_plain:
        return sentence(words("done_score", score=score, distance=distance))
    objective = words.points(results.verdict.weighed)
    return sentence(words("done_objective", score=score, objective=objective, distance=distance))


def _distance(results: Results, words: Words) -> str:
    outcome, gap = results.solved.outcome, results.solved.gap
    if outcome.status is Status.OPTIMAL:
        return words("proof_optimal" if results.case.profile.is_plain else "proof_best")
    if gap is None or outcome.objective is None or outcome.bound is None:
        return words("proof_none")
    short = Decimal(outcome.bound - outcome.objective) / UNITS
    points = words.points(short.quantize(Decimal(1), ROUND_CEILING))
    if outcome.objective <= 0:
        return words("proof_points", points=points)
    percent = (100 * Decimal(gap.numerator) / gap.denominator).quantize(Decimal("0.1"), ROUND_CEILING)
    return words("proof_gap", points=points, share=words.percent(percent))


def remarks(results: Results, words: Words) -> Iterator[str]:
    """Give what else a reader should know before reading on."""
    outcome, case = results.solved.outcome, results.case
    if trades := case.profile.trades:
        yield words("trades", profile=case.scenario.profile, text=sentence(trades.in_(words.language)))
    if hard := len(results.verdict.hard):
        yield words("hard_left", n=hard)
    elif hard := len(results.solved.asked.hard):
        yield words("hard_asked", n=hard)
    if outcome.cut_short:
        yield words(f"cut_{outcome.cut_short}")
    if number := sum(case.on_request(account) for _, account in case.value_of):
        yield words("on_request", n=number)
    yield from map(sentence, outcome.notes)


class Figure(NamedTuple):
    """A figure: its name, what it counts, its two values, and whether they are in percent."""

    name: str
    note: str
    asked: Fraction
    group: Fraction
    is_share: bool


def figure_rows(results: Results, words: Words) -> Iterator[Figure]:
    """Give each figure, as asked and in the group calendar, the shares of the BUs last."""
    asked, group = results.figures_asked, results.figures
    limits = {
        "collisions": results.case.charter.collision_days,
        "over_contact": results.case.charter.over_contact_per_week,
    }
    for key, is_share in FIGURES.items():
        note = words(f"{key}_note", n=limits.get(key, 0))
        values = Fraction(getattr(asked, key)), Fraction(getattr(group, key))
        yield Figure(words(key), note, *values, is_share)
    for unit in results.case.scenario.business_units:
        shares = asked.kept_share_by_bu[unit.bu_id], group.kept_share_by_bu[unit.bu_id]
        yield Figure(words("kept_share_of", name=unit.name), "", *shares, True)


def figure_table(results: Results, words: Words) -> Table:
    """Set the figures of the calendar as asked beside those of the group calendar."""
    columns = [
        Column(words("figure"), wide=True),
        Column(words("asked"), numeric=True),
        Column(words("group"), numeric=True),
        Column(words("change"), numeric=True),
    ]
    rows: list[list[Cell | str]] = []
    for name, note, asked, group, is_share in figure_rows(results, words):
        write = words.percent if is_share else words.number
        change = words.signed(group - asked, ".0") if is_share else words.signed(group - asked)
        text = words("percent_points", n=change) if is_share else change
        rows.append([Cell(name, note), write(asked), write(group), text])
    return table(words("figures_caption"), columns, rows)
