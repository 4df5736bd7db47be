"""Exchange rates: what moves, accounts, soft rules and rewards weigh against each other, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from statistics import median_low

from ..constraints.charter.case import Case
from ..constraints.charter.finding import counted, figure, in_days
from ..constraints.charter.rule import Level, Rule
from ..scheduler.choices import LaunchBy
from ..scheduler.tables import Audience, Campaign

#: What is said, in English and French.
SENTENCES = {
    "move": (
        "moving {name} by {days} weighs as much as losing one account of it",
        "décaler {name} de {days} pèse autant que perdre un de ses comptes",
    ),
    "dear": (
        "moving {name} by a day weighs as much as losing {accounts} of it",
        "décaler {name} d'un jour pèse autant que perdre {accounts}",
    ),
    "nothing": (
        "moving {name} by a day weighs {points}, its accounts nothing",
        "décaler {name} d'un jour pèse {points}, ses comptes rien",
    ),
    "free": ("moving costs nothing", "les décalages ne coûtent rien"),
    "unit": ("{rule}: {unit} weighs {points}", "{rule} : {unit} pèse {points}"),
    "reward": ("{rule}: one reward weighs {points}", "{rule} : une récompense pèse {points}"),
    "change": ("{rule}: one change weighs {points}", "{rule} : un changement pèse {points}"),
    "days": (", as much as moving {name} by {days}", ", autant que décaler {name} de {days}"),
    "accounts": (", or as losing {accounts}", ", ou que perdre {accounts}"),
    "times": (
        "; a typical account weighs {times} times that",
        " ; un compte typique pèse {times} fois autant",
    ),
}
#: What is warned of, in English and French.
WARNINGS = {
    "light": (
        "less than moving any campaign by a day: the rule gives way before anything moves",
        "moins que décaler d'un jour n'importe quelle campagne : la règle cède avant que rien ne bouge",
    ),
    "heavy": (
        "more than all that is asked for: the rule is as good as hard",
        "plus que tout ce qui est demandé : la règle est pour ainsi dire stricte",
    ),
    "stuck": (
        "more than all of its accounts: it is dropped rather than moved by a day",
        "plus que tous ses comptes : elle est écartée plutôt que décalée d'un jour",
    ),
}
NAMED = ("'{name}'", "« {name} »")
A_LAUNCH = ("a launch of {name}", "un lancement de {name}")
ACCOUNTS = (("account", "accounts"), ("de ses comptes", "de ses comptes"))
TYPICAL = (("typical account", "typical accounts"), ("compte typique", "comptes typiques"))
POINTS = (("point", "points"), ("point", "points"))


@dataclass(frozen=True, slots=True)
class Rate:
    """An exchange rate.

    Attributes
    ----------
    code
        What is weighed: ``move`` (a launch by a day), ``unit`` (of a soft rule, or a lot of them),
        ``reward`` or ``change`` (of a rule).
    name
        The campaign's or the rule's id; empty where no move costs anything.
    points
        What it weighs, in the profile's points.
    text
        The rate in words, in the scenario's language.
    warning
        Why it is absurd; empty if it is not.
    """

    code: str
    name: str
    points: Fraction
    text: str
    warning: str = ""


def rates(case: Case) -> tuple[Rate, ...]:
    """Give the rates that matter under a case's profile.

    They are those of the dearest and the typical campaign to move and of any that cannot, of each soft
    rule's unit, and of each reward. A *typical* one is the median.
    """
    return tuple(_Rates(case).all())


class _Rates:
    """What things weigh in a case, and how it is said."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._language = case.scenario.language

    def all(self) -> Iterator[Rate]:
        """Give the rates."""
        if self._moves:
            stuck = [row for row in self._moves if self._day(row) > self._launched(row)]
            for campaign in dict.fromkeys((self._moves[-1], self._typical, *stuck)):
                yield self._move(campaign, stuck=campaign in stuck)
        else:
            yield Rate("move", "", Fraction(0), self._say("free"))
        for rule in self._case.rules:
            yield from self._of_rule(rule)

    # -- what things weigh --------------------------------------------------------------------------

    def _day(self, campaign: Campaign) -> Fraction:
        """Give what a day's move of a launch weighs."""
        return self._case.move_rate[campaign.campaign_id] * self._case.profile.moves / 100

    @cached_property
    def _moves(self) -> list[Campaign]:
        """The campaigns whose moves cost something, the dearest last."""
        scenario = self._case.scenario
        wished = sorted({row.id.campaign_id for row in scenario.launches.values() if row.wish})
        rows = [scenario.campaign_of[name] for name in wished]
        return sorted((row for row in rows if self._day(row)), key=self._day)

    @property
    def _typical(self) -> Campaign:
        """The campaign whose move costs the median."""
        return self._moves[(len(self._moves) - 1) // 2]

    def _values(self, campaign: Campaign) -> list[Fraction]:
        """Give what the accounts that a campaign asks for weigh."""
        return [self._value(row) for row in self._case.scenario.audience_of[campaign.campaign_id]]

    def _launched(self, campaign: Campaign) -> Fraction:
        """Give what the accounts of a campaign's largest launch weigh."""
        launches = self._case.scenario.launches_of[campaign.campaign_id]
        return max(sum(map(self._value, launch.audience), Fraction(0)) for launch in launches)

    def _value(self, row: Audience) -> Fraction:
        """Give what an account that is asked for weighs."""
        return Fraction(
            self._case.value_of[row.campaign_id, row.account_id] * self._case.profile.value, 10_000
        )

    @cached_property
    def _asked(self) -> list[Fraction]:
        """What the accounts that are asked for weigh, those of no value aside."""
        campaigns = self._case.scenario.campaign_of.values()
        return [value for row in campaigns for value in self._values(row) if value]

    # -- rates --------------------------------------------------------------------------------------

    def _move(self, campaign: Campaign, *, stuck: bool) -> Rate:
        """Set a day's move of a campaign against its accounts."""
        day, account, name = self._day(campaign), median_low(self._values(campaign)), self._named(campaign)
        if not account:
            text = self._say("nothing", name=name, points=self._counted(day, POINTS))
        elif account >= day:
            text = self._say("move", name=name, days=self._days(account / day))
        else:
            text = self._say("dear", name=name, accounts=self._counted(day / account, ACCOUNTS))
        return Rate("move", campaign.campaign_id, day, text, self._warn("stuck") if stuck else "")

    def _of_rule(self, rule: Rule) -> Iterator[Rate]:
        """Set a soft rule's unit, a reward and the price of a change against days and accounts."""
        if rule.level is Level.SOFT:
            points = self._points(rule, rule.lot * rule.weight, earned=False)
            # A rule that rewards may leave all else to its reward.
            light = self._moves and points < self._day(self._moves[0]) and not getattr(rule, "reward", 0)
            warning = "light" if light else "heavy" if points > sum(self._asked) else ""
            yield self._weighed("unit", rule, points, self._warn(warning), unit=rule.unit[self._column])
        if rule.level is not Level.REPORT:
            for code, key in (("reward", "reward"), ("change", "change_weight")):
                points = self._points(rule, getattr(rule, key, Decimal(0)), earned=code == "reward")
                if points:
                    yield self._weighed(code, rule, points)

    def _points(self, rule: Rule, points: Decimal, *, earned: bool) -> Fraction:
        return Fraction(points) * self._case.profile.percent(rule, earned=earned) / 100

    def _weighed(self, code: str, rule: Rule, points: Fraction, warning: str = "", **parts: str) -> Rate:
        """Say what points come to in days of the typical campaign and in typical accounts."""
        text = self._say(code, rule=rule.id, points=self._counted(points, POINTS), **parts)
        if self._moves and points:
            days = self._days(points / self._day(self._typical))
            text += self._say("days", name=self._named(self._typical), days=days)
        if self._asked and points:
            account = median_low(self._asked)
            if points < account:
                text += self._say("times", times=self._number(account / points))
            else:
                text += self._say("accounts", accounts=self._counted(points / account, TYPICAL))
        return Rate(code, rule.id, points, text, warning)

    # -- words --------------------------------------------------------------------------------------

    @property
    def _column(self) -> int:
        return ("en", "fr").index(self._language)

    def _say(self, code: str, **parts: str) -> str:
        return SENTENCES[code][self._column].format(**parts)

    def _warn(self, code: str) -> str:
        return WARNINGS[code][self._column] if code else ""

    def _named(self, campaign: Campaign) -> str:
        name = NAMED[self._column].format(name=campaign.name)
        return name if campaign.launch is LaunchBy.TOGETHER else A_LAUNCH[self._column].format(name=name)

    def _days(self, number: Fraction) -> str:
        return in_days(_rounded(number), self._language)

    def _number(self, number: Fraction) -> str:
        return figure(_rounded(number), self._language)

    def _counted(self, number: Fraction, words: tuple[tuple[str, str], tuple[str, str]]) -> str:
        return counted(_rounded(number), *words, self._language)


def _rounded(number: Fraction) -> Decimal:
    """Round to what people read: whole from 10 on, one decimal from 1 on, else two."""
    places = 0 if number >= 10 else 1 if number >= 1 else 2
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP).normalize()
