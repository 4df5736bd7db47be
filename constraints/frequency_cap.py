"""``frequency_cap``: no more pressure on an account (or persona, or group of companies) than a limit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, NamedTuple, Self

import numpy as np
from pydantic import Field, model_validator

from ..scheduler.days import Period, next_period, period_start
from ..scheduler.problem.arrays import Lists
from ..scheduler.problem.labels import Label, Labels
from ..scheduler.problem.load import ALONE, Load
from ..scheduler.problem.primitive import Primitive
from ..scheduler.scenario import Scenario
from ..scheduler.schedule import GroupCalendar, Touch
from .charter.finding import Finding, figure, listed, written
from .charter.labels import label
from .charter.natural import Amount, Broken
from .charter.rule import AccountRule, Hundredths, TouchScope

if TYPE_CHECKING:
    from .charter.case import Case
    from .charter.lowering import Lowering

#: Who may be over a limit, in English and French.
WHO = {
    "account": ("account over the limit|accounts over the limit", "compte au-delà|comptes au-delà"),
    "persona": (
        "person over the limit|persons over the limit",
        "interlocuteur au-delà|interlocuteurs au-delà",
    ),
    "parent": ("group over the limit|groups over the limit", "groupe au-delà|groupes au-delà"),
}


class Window(NamedTuple):
    """A span of days, both ends included, with the limit that holds in it."""

    first: date
    last: date
    limit: Decimal

    def holds(self, day: date) -> bool:
        """Whether the day lies in the window."""
        return self.first <= day <= self.last


class Place(NamedTuple):
    """What a limit is on: an account, a persona of it, or a group of companies (by its head)."""

    account_id: str
    persona: str = ""
    control: bool = False


class FrequencyCap(AccountRule, TouchScope):
    """A limit on the pressure in any window of some days, or in each calendar period."""

    varying: ClassVar[frozenset[str]] = frozenset({"max", "window_days"})
    two_decimals: ClassVar[bool] = True
    unit = ("1 of pressure too much in one window", "1 de pression de trop dans une fenêtre")

    kind: Literal["frequency_cap"]
    max: Hundredths
    window_days: Annotated[int, Field(ge=1, strict=True)] | None = None
    period: Period | None = None
    per: Literal["account", "persona", "parent"] = "account"
    count_history: bool = True

    @model_validator(mode="after")
    def _one_kind_of_window(self) -> Self:
        if (self.window_days is None) == (self.period is None):
            raise ValueError("give either window_days or period")
        return self

    # -- windows and places -------------------------------------------------------------------------

    def windows(self, scenario: Scenario) -> Iterator[Window]:
        """Give the windows over which the rule counts, with their limits."""
        if self.period:
            first = period_start(scenario.start, self.period)
            while first <= scenario.end:
                following = next_period(first, self.period)
                if rule := self.on(first):
                    yield Window(first, following - timedelta(days=1), rule.max)
                first = following
            return
        longest = max(rule.window_days or 0 for rule in (self, *self._variants) if rule)
        for number in range((scenario.last_day - scenario.start).days + longest):
            last = scenario.start + timedelta(days=number)
            rule = self.on(last)
            if rule and rule.window_days and (last - scenario.last_day).days < rule.window_days:
                yield Window(last - timedelta(days=rule.window_days - 1), last, rule.max)

    def places(self, case: "Case", account_id: str, personas: Iterable[str]) -> list[Place]:
        """Give where a touch counts."""
        if self.per == "persona":
            return [Place(account_id, name) for name in personas if self.covers_persona(name)]
        if self.per == "parent":
            return [Place(head_of(case.scenario, account_id), "", case.controls(account_id))]
        return [Place(account_id)]

    def _label(self, place: Place) -> Label:
        """Say what a limit is on."""
        if self.per == "parent":
            return label("parent", place.account_id)
        account = label("account", place.account_id)
        return account + label("persona", place.persona) if place.persona else account

    def past(self, case: "Case") -> Mapping[Place, Mapping[date, Decimal]]:
        """Give the pressure of history on each place, by day."""
        found: dict[Place, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        for row in case.scenario.history_that_counts if self.count_history else ():
            personas = (row.persona,) if row.persona else ()
            if (
                case.covers_bu(self, row.bu_id)
                and case.covers_account(self, row.account_id)
                and self.covers_touch(row.channel, personas)
            ):
                for place in self.places(case, row.account_id, personas):
                    found[place][row.date_] += case.pressure(row)
        return found

    # -- lower, check, explain ----------------------------------------------------------------------

    def lower(self, lowering: "Lowering") -> Iterator[Primitive]:
        """Lower to a load per place, what history leaves of the limit being its room."""
        case = lowering.case
        windows = list(self.windows(case.scenario))
        terms: dict[Place, list[tuple[int, int, int]]] = defaultdict(list)
        for account_id, members in lowering.on_accounts(self):
            for member in members:
                for slot, step, channel in lowering.contacts(member.campaign):
                    pressure = case.scenario.channel_of[channel].pressure
                    amount = int(100 * (pressure if step.pressure is None else step.pressure))
                    if amount and self.covers_touch(channel, step.personas):
                        for place in self.places(case, account_id, step.personas):
                            terms[place].append((lowering.carrier(member), slot, amount))
        if not terms or not windows:
            return
        past = self.past(case)
        carrier, step, amount = np.array([row for part in terms.values() for row in part]).T
        yield Load(
            origin=self.id,
            price=lowering.price(self),
            on="touches",
            about=Labels.per_row(self._label(place) for place in terms),
            terms=Lists.counting([len(part) for part in terms.values()]),
            carrier=carrier,
            step=step,
            amount=amount,
            merge=np.full(len(carrier), ALONE),
            lo=np.array([window.first.toordinal() for window in windows]),
            hi=np.array([window.last.toordinal() for window in windows]),
            limit=np.array([_room(windows, past.get(place, {})) for place in terms]),
        )

    def check(self, case: "Case", calendar: GroupCalendar) -> Iterator[Finding]:
        """Find the windows in which a place's pressure is over its limit."""
        for place, touches in sorted(self._loads(case, calendar).items()):
            yield from self._over(case, place, touches)

    def _loads(self, case: "Case", calendar: GroupCalendar) -> Mapping[Place, list[Touch]]:
        """Give the touches that count on each place."""
        loads: dict[Place, list[Touch]] = defaultdict(list)
        for touch in calendar.touches:
            if case.covers(self, touch.campaign, touch.account_id) and self.covers_touch(
                touch.channel, touch.personas
            ):
                for place in self.places(case, touch.account_id, touch.personas):
                    loads[place].append(touch)
        return loads

    def _over(self, case: "Case", place: Place, touches: list[Touch]) -> Iterator[Finding]:
        """Find the windows in which a place's touches are too much."""
        made = self._made(case, place)
        for first, last, limit in self._spans_to_check(case, touches):
            inside = [row for row in touches if first <= row.day <= last]
            before = sum((part for day, part in made if first <= day <= last), Decimal(0))
            amount = before + sum(row.pressure for row in inside)
            if inside and amount > max(limit, before):
                yield Finding(
                    self.id,
                    amount - max(limit, before),
                    account_id=self._named(case, place, inside),
                    campaigns=tuple(sorted({row.campaign.campaign_id for row in inside})),
                    first=first,
                    last=last,
                    limit=max(limit, before),
                    amount=amount,
                    subject=place.persona,
                )

    def _named(self, case: "Case", place: Place, touches: list[Touch]) -> str:
        """Name the account of a finding: a group's head, but where it is watched and the others are not."""
        if self.per == "parent" and case.controls(place.account_id) != place.control:
            return touches[0].account_id
        return place.account_id

    def _made(self, case: "Case", place: Place) -> list[tuple[date, Decimal]]:
        """Give history's pressure on a place, dated, as the checker sees it."""
        return [
            (row.date_, case.pressure(row))
            for row in case.scenario.history_that_counts
            if self.count_history
            and case.covers_bu(self, row.bu_id)
            and case.covers_account(self, row.account_id)
            and self.covers_touch(row.channel, [row.persona] if row.persona else [])
            and place in self.places(case, row.account_id, [row.persona] if row.persona else [])
        ]

    def _spans_to_check(self, case: "Case", touches: list[Touch]) -> Iterator[tuple[date, date, Decimal]]:
        """Give the windows that hold one of some touches, by their dates, each with its limit."""
        scenario = case.scenario
        if self.period:
            for first in sorted({period_start(row.day, self.period) for row in touches}):
                last = next_period(first, self.period) - timedelta(days=1)
                rule = self.on(first)
                if rule and first <= scenario.end and last >= scenario.start:
                    yield first, last, rule.max
            return
        widest = max(rule.window_days or 0 for rule in (self, *self._variants) if rule)
        ends = {row.day + timedelta(days=later) for row in touches for later in range(widest)}
        for last in sorted(ends):
            rule = self.on(last)
            if rule and rule.window_days and last >= scenario.start:
                overhang = (last - scenario.end).days
                if overhang <= scenario.overrun_days + rule.window_days - 1:
                    yield last - timedelta(days=rule.window_days - 1), last, rule.max

    def explain(self, case: "Case", finding: Finding) -> str:
        """Say how much pressure falls on whom, from which campaigns."""
        language = case.scenario.language
        names = listed((case.scenario.campaign_of[name].name for name in finding.campaigns), language)
        who = self._said(case, finding)
        amount, limit = figure(finding.amount, language), figure(finding.limit, language)
        first, last = written(finding.first, language), written(finding.last, language)
        if language == "fr":
            return f"pression de {amount} sur {who} du {first} au {last}, limite {limit} : {names}"
        return f"pressure of {amount} on {who} from {first} to {last}, limit {limit}: {names}"

    def natural(self, broken: Broken) -> Iterator[Amount]:
        """Count who is over the limit, the touches to take away, and the pressure too much at worst."""
        over = {(row.account_id, row.subject) for row in broken.findings}
        yield Amount("over", len(over), *WHO[self.per])
        wanted, away = set(broken.findings), set[int]()
        for place, touches in self._loads(broken.case, broken.calendar).items():
            rows = [row for row in self._over(broken.case, place, touches) if row in wanted]
            away |= {id(touch) for touch in _taken_away(rows, touches)}
        english = "touch too many|touches too many"
        yield Amount("touches_too_many", len(away), english, "sollicitation de trop|sollicitations de trop")
        english = "of pressure too much at worst"
        yield Amount("worst", broken.worst, english, "de pression de trop au pire")

    def _said(self, case: "Case", finding: Finding) -> str:
        """Say whom a finding is on: an account, one of its personas, or a group of companies."""
        account_id = finding.account_id or ""
        if self.per == "parent":
            head = case.scenario.account_of[head_of(case.scenario, account_id)].name
            return f"le groupe de {head}" if case.scenario.language == "fr" else f"the group of {head}"
        account = case.scenario.account_of[account_id].name
        return f"{finding.subject} ({account})" if finding.subject else account


def _taken_away(over: list[Finding], touches: list[Touch]) -> list[Touch]:
    """Give touches without which no window of a place is over its limit: of each window its latest ones."""
    away: list[Touch] = []
    for row in sorted(over, key=lambda row: row.last or date.max):
        inside = [part for part in touches if row.first and row.last and row.first <= part.day <= row.last]
        excess = row.measure - sum(part.pressure for part in inside if any(part is one for one in away))
        for part in sorted(inside, key=lambda part: (part.day, part.pressure), reverse=True):
            if excess > 0 and not any(part is one for one in away):
                away.append(part)
                excess -= part.pressure
    return away


def head_of(scenario: Scenario, account_id: str) -> str:
    """Give the account at the head of an account's group of companies."""
    while parent := scenario.account_of[account_id].parent_id:
        account_id = parent
    return account_id


def _room(windows: Iterable[Window], past: Mapping[date, Decimal]) -> list[int]:
    """Give what history leaves of each window's limit, in hundredths."""
    return [
        int(
            100 * max(Decimal(0), window.limit - sum(part for day, part in past.items() if window.holds(day)))
        )
        for window in windows
    ]
