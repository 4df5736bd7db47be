"""The sheets with a row per launch, placement, touch, rule and collision."""

from decimal import Decimal

from ...constraints.charter.rule import Level
from ...scenarios.results import Results
from ...scheduler.days import iso_week
from ...scheduler.scenario import LaunchId
from ..pages.broken import by_rule
from ..pages.clashes import became, clashes
from ..pages.words import Words, sentence
from .sheet import Kind, Sheet


def schedule_sheet(results: Results, words: Words) -> Sheet:
    """List launches: what was asked, what is planned, and why."""
    scenario = results.case.scenario
    head = (
        (words("launch"), Kind.NAME),
        (words("bu"), Kind.NAME),
        (words("status"), Kind.WORD),
        (words("requested_start"), Kind.DAY),
        (words("start"), Kind.DAY),
        (words("first_day"), Kind.DAY),
        (words("last_day"), Kind.DAY),
        (words("moved"), Kind.COUNT),
        (words("kept"), Kind.COUNT),
        (words("dropped"), Kind.COUNT),
        (words("value_kept"), Kind.NUMBER),
        (words("reason"), Kind.LONG),
        (words("campaign_id"), Kind.ID),
        (words("launch_id"), Kind.ID),
        (words("bu_id"), Kind.ID),
    )
    rows = [
        (
            words.launch(scenario, scenario.launches[LaunchId(row.campaign_id, row.launch)]),
            scenario.unit_of[row.bu_id].name,
            words(row.status),
            row.requested_start,
            row.start,
            row.first_day,
            row.last_day,
            (row.start - row.requested_start).days if row.start and row.requested_start else None,
            row.kept,
            row.dropped,
            row.value_kept,
            row.reason,
            row.campaign_id,
            row.launch,
            row.bu_id,
        )
        for row in results.launches
    ]
    return Sheet(words("sheet_schedule"), head, rows, "schedule.csv")


def placement_sheet(results: Results, words: Words) -> Sheet:
    """List placements, kept or dropped, and why."""
    scenario = results.case.scenario
    head = (
        (words("campaign"), Kind.NAME),
        (words("account"), Kind.NAME),
        (words("bu"), Kind.NAME),
        (words("status"), Kind.WORD),
        (words("start"), Kind.DAY),
        (words("first_day"), Kind.DAY),
        (words("last_day"), Kind.DAY),
        (words("value"), Kind.NUMBER),
        (words("reason_code"), Kind.WORD),
        (words("reason"), Kind.LONG),
        (words("campaign_id"), Kind.ID),
        (words("account_id"), Kind.ID),
    )
    rows = [
        (
            (campaign := scenario.campaign_of[row.campaign_id]).name,
            scenario.account_of[row.account_id].name,
            scenario.unit_of[campaign.bu_id].name,
            words(f"is_{row.status}"),
            row.start,
            row.first_day,
            row.last_day,
            row.value,
            row.reason_code,
            row.reason,
            row.campaign_id,
            row.account_id,
        )
        for row in results.placements
    ]
    return Sheet(words("sheet_placements"), head, rows, "placements.csv")


def touch_sheet(results: Results, words: Words) -> Sheet:
    """List touches by day."""
    scenario = results.case.scenario
    head = (
        (words("date"), Kind.DAY),
        (words("week"), Kind.WORD),
        (words("account"), Kind.NAME),
        (words("campaign"), Kind.NAME),
        (words("bu"), Kind.NAME),
        (words("step"), Kind.COUNT),
        (words("channel"), Kind.WORD),
        (words("personas"), Kind.NAME),
        (words("pressure"), Kind.NUMBER),
        (words("account_id"), Kind.ID),
        (words("campaign_id"), Kind.ID),
    )
    rows = [
        (
            row.date,
            iso_week(row.date),
            scenario.account_of[row.account_id].name,
            scenario.campaign_of[row.campaign_id].name,
            scenario.unit_of[row.bu_id].name,
            row.step,
            scenario.channel_of[row.channel].name or row.channel,
            "; ".join(row.personas),
            row.pressure,
            row.account_id,
            row.campaign_id,
        )
        for row in results.touches
    ]
    return Sheet(words("sheet_touches"), head, rows, "touches.csv")


def rule_sheet(results: Results, words: Words) -> Sheet:
    """List the charter's rules: what each says, what is broken of it, and what it costs and earns."""
    head = (
        (words("rule"), Kind.ID),
        (words("kind"), Kind.WORD),
        (words("level"), Kind.WORD),
        (words("weight"), Kind.NUMBER),
        (words("findings"), Kind.COUNT),
        (words("measure"), Kind.NUMBER),
        (words("natural"), Kind.LONG),
        (words("measure_asked"), Kind.NUMBER),
        (words("penalty"), Kind.NUMBER),
        (words("reward"), Kind.NUMBER),
        (words("worst_case"), Kind.LONG),
        (words("note"), Kind.LONG),
        (words("owner"), Kind.NAME),
    )
    verdict, asked, zero = results.verdict, results.solved.asked, Decimal(0)
    found = {breach.rule_id: breach for breach in reversed(by_rule(results))}
    rows = [
        (
            rule.id,
            rule.kind,
            words(f"level_{rule.level}"),
            rule.weight if rule.level is Level.SOFT else None,
            sum(row.finding.rule_id == rule.id for row in verdict.violations),
            verdict.measures.get(rule.id, zero),
            found[rule.id].natural(results) if rule.id in found else None,
            asked.measures.get(rule.id, zero),
            (0 - verdict.penalties.get(rule.id, zero)) / 100,
            verdict.rewards.get(rule.id, zero) / 100,
            found[rule.id].in_words(results) if rule.id in found else None,
            rule.note,
            rule.owner,
        )
        for rule in results.case.rules
    ]
    return Sheet(words("sheet_rules"), head, rows, "run.json")


def asked_sheet(results: Results, words: Words) -> Sheet:
    """List the collisions of the calendar as asked, and what became of them."""
    scenario = results.case.scenario
    head = (
        (words("account"), Kind.NAME),
        (words("first_campaign"), Kind.NAME),
        (words("first_bu"), Kind.NAME),
        (words("second_campaign"), Kind.NAME),
        (words("second_bu"), Kind.NAME),
        (words("second_begins"), Kind.DAY),
        (words("week"), Kind.WORD),
        (words("gap"), Kind.COUNT),
        (words("became"), Kind.LONG),
    )
    rows = [
        (
            scenario.account_of[(row := clash.collision).account_id].name,
            row.one.campaign.name,
            scenario.unit_of[row.one.campaign.bu_id].name,
            row.other.campaign.name,
            scenario.unit_of[row.other.campaign.bu_id].name,
            row.day,
            row.week,
            row.gap,
            sentence(became(clash, results, words)),
        )
        for clash in clashes(results)
    ]
    return Sheet(words("sheet_asked"), head, rows)
