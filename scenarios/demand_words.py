"""What the demands of a conflict ask for, in sentences."""

from collections.abc import Mapping
from decimal import Decimal

from babel.dates import get_day_names

from ..constraints.charter.case import Case
from ..constraints.charter.finding import counted, in_days, listed, written
from ..constraints.charter.wide import DECISION
from ..scheduler.choices import Action, Commitment, DependencyType, IfAbsent, Status, Weekday
from ..scheduler.problem.demands import Demand
from ..scheduler.tables import Campaign, Decision, Dependency

#: What the campaigns table and the audiences demand, in English and French.
ASKED = {
    "earliest_start": ("{name} starts on {day} at the earliest", "{name} commence au plus tôt le {day}"),
    "latest_start": ("{name} starts on {day} at the latest", "{name} commence au plus tard le {day}"),
    "start_days": ("{name} starts on a {days}", "{name} commence un {days}"),
    "requested_start": ("{name} starts on {day}, its fixed date", "{name} commence le {day}, sa date fixe"),
    "running": ("{name} has been running since {day}", "{name} est en cours depuis le {day}"),
    "status": ("{name} is running: it is in the calendar", "{name} est en cours : elle est au calendrier"),
    "mandatory": (
        "{name} is mandatory: it must be scheduled",
        "{name} est obligatoire : elle doit être planifiée",
    ),
    "fixed": ("{name} is fixed: it must be scheduled", "{name} est fixe : elle doit être planifiée"),
    "min_accounts": ("{name} keeps at least {least}", "{name} garde au moins {least}"),
    "max_accounts": ("{name} keeps at most {most}", "{name} garde au plus {most}"),
    "required": ("{name} keeps {account}, which is required", "{name} garde {account}, qui est requis"),
    "waves": ("the waves of {name} start in order", "les vagues de {name} commencent dans l'ordre"),
}
#: What a decision asks for, in English and French.
DECIDED = {
    Action.PIN: ("{what} starts {when}", "{what} commence {when}"),
    Action.BAN: ("{what} does not start {when}", "{what} ne commence pas {when}"),
    Action.KEEP: ("{what} is kept", "{what} est gardée"),
    Action.DROP: ("{what} is dropped", "{what} est écartée"),
    Action.UNSCHEDULE: ("{what} does not run", "{what} n'a pas lieu"),
}
SCHEDULED = ("{what} is scheduled", "{what} est planifiée")
#: Where a rule counts, by what its demand is about, in English and French.
PLACES = {
    "account": ("on {}", "sur {}"),
    "persona": ("towards the persona {}", "auprès du persona {}"),
    "parent": ("on {} and its companies", "sur {} et ses sociétés"),
    "bu": ("for {}", "pour {}"),
    "resource": ("on the resource {}", "sur la ressource {}"),
    "channel": ("on the channel {}", "sur le canal {}"),
    "campaign": ("for {}", "pour {}"),
    "bundle": ("in the bundle {}", "dans le lot {}"),
    "budget": ("for the budget {}", "pour le budget {}"),
}


class DemandWords:
    """Says the demands of a case, in its language; a rule's note is quoted the first time only.

    Parameters
    ----------
    quoted
        The ids of rules that are quoted already.
    """

    def __init__(self, case: Case, quoted: set[str] | None = None) -> None:
        self._scenario, self._case = case.scenario, case
        self._language = case.scenario.language
        self._quoted = set() if quoted is None else quoted

    def say(self, demand: Demand) -> str:
        """Say what a demand asks for."""
        about = dict(demand.about)
        if demand.origin == DECISION:
            rows = {row.decision_id: row for row in self._scenario.decisions}
            return self._decided(rows[about["decision"]], presence="part" in about)
        if demand.origin.startswith("input:"):
            return self._asked(demand.origin.removeprefix("input:"), about)
        return self._ruled(demand, about)

    def _pick(self, texts: tuple[str, str]) -> str:
        return texts[("en", "fr").index(self._language)]

    # -- the input's own ----------------------------------------------------------------------------

    def _asked(self, origin: str, about: Mapping[str, str]) -> str:
        """Say what a cell of the campaigns table, or a required placement, asks for."""
        campaign = self._scenario.campaign_of[about["campaign"]]
        code = about.get("column", origin)
        if code == "commitment":
            code = Commitment(campaign.commitment).value
        if code == "requested_start" and campaign.status is Status.RUNNING:
            code = "running"
        days = [launch.wish for launch in self._scenario.launches_of[campaign.campaign_id]]
        if code in ("earliest_start", "latest_start"):
            days = [getattr(campaign, code)]
        return self._pick(ASKED[code]).format(
            name=campaign.name,
            day=listed(dict.fromkeys(written(day, self._language) for day in days), self._language),
            days=self._weekdays(campaign),
            least=self._accounts(campaign, least=True),
            most=self._accounts(campaign, least=False),
            account=self._scenario.account_of[about["account"]].name if "account" in about else "",
        )

    def _weekdays(self, campaign: Campaign) -> str:
        """Name the days of the week on which a campaign starts."""
        names = get_day_names("wide", locale=self._language)
        days = [names[tuple(Weekday).index(day)] for day in campaign.start_days]
        return self._pick((" or ", " ou ")).join(days)

    def _accounts(self, campaign: Campaign, *, least: bool) -> str:
        """Say the least or greatest number of accounts of a campaign."""
        amount = campaign.min_accounts if least else campaign.max_accounts
        total = len(self._scenario.audience_of[campaign.campaign_id])
        number = Decimal(amount.of(total) if amount else total)
        return counted(number, ("account", "accounts"), ("compte", "comptes"), self._language)

    def _decided(self, row: Decision, *, presence: bool) -> str:
        """Say what a decision settles (of a pin, the presence or the span), who took it and why."""
        name = row.campaign_id or ""
        what = self._scenario.campaign_of[name].name if name in self._scenario.campaign_of else name
        if row.wave is not None:
            what += self._pick((", wave {}", ", vague {}")).format(row.wave)
        if row.account_id:
            what += self._pick((" on {}", " sur {}")).format(self._scenario.account_of[row.account_id].name)
        texts = SCHEDULED if presence else DECIDED[row.action]
        said = self._pick(texts).format(what=what, when=self._when(row))
        text = ("decision {} ({}): {} ({})", "décision {} ({}) : {} ({})")
        return self._pick(text).format(row.decision_id, row.decided_by, said, row.reason)

    def _when(self, row: Decision) -> str:
        """Say a decision's span."""
        first, last = written(row.from_, self._language), written(row.until, self._language)
        if first and last:
            return self._pick(("from {} to {}", "du {} au {}")).format(first, last)
        if first:
            return self._pick(("from {} on", "à partir du {}")).format(first)
        return (
            self._pick(("until {}", "jusqu'au {}")).format(last)
            if last
            else self._pick(("at all", "du tout"))
        )

    # -- rules --------------------------------------------------------------------------------------

    def _ruled(self, demand: Demand, about: Mapping[str, str]) -> str:
        """Name a rule by its id and note, and where it counts."""
        rule = self._case.rule(demand.origin)
        said = self._pick(("rule {}", "règle {}")).format(rule.id)
        if "dependency" in about:
            row = self._scenario.dependencies[int(about["dependency"])]
            said += self._pick((": {}", " : {}")).format(self._lag(row))
        else:
            said += "".join(f" {self._place(sort, name)}" for sort, name in demand.about)
        if rule.note is None or rule.id in self._quoted:
            return said
        self._quoted.add(rule.id)
        return said + self._pick((" (“{}”)", " (« {} »)")).format(rule.note.rstrip("."))

    def _place(self, sort: str, name: str) -> str:
        """Say what a rule's demand is about."""
        named: Mapping[str, Mapping[str, object]] = {
            "account": self._scenario.account_of,
            "parent": self._scenario.account_of,
            "bu": self._scenario.unit_of,
            "campaign": self._scenario.campaign_of,
            "channel": self._scenario.channel_of,
        }
        row = named.get(sort, {}).get(name)
        text = PLACES.get(sort, ("for " + sort + " {}", "pour " + sort + " {}"))
        return self._pick(text).format(getattr(row, "name", None) or name)

    def _lag(self, row: Dependency) -> str:
        """Say a row of the dependencies."""
        names = {part.campaign_id: part.name for part in self._scenario.campaigns}
        bounds = [self._bound(row.min_lag_days, least=True)]
        if row.max_lag_days is not None:
            bounds.append(self._bound(row.max_lag_days, least=False))
        ends = row.type is DependencyType.END_TO_START
        text = ("{} starts {} {} {}", "{} commence {} {} {}")
        side = ("the end of", "la fin de") if ends else ("the start of", "le début de")
        said = self._pick(text).format(
            names[row.successor], listed(bounds, self._language), self._pick(side), names[row.predecessor]
        )
        alone = (", and not without it", ", et pas sans elle")
        return said + (self._pick(alone) if row.if_absent is IfAbsent.BLOCK else "")

    def _bound(self, lag: int, *, least: bool) -> str:
        """Say a bound on a lag; a negative one lies on the other side."""
        texts = {
            (True, True): ("at least {} after", "au moins {} après"),
            (True, False): ("at most {} before", "au plus {} avant"),
            (False, True): ("at most {} after", "au plus {} après"),
            (False, False): ("at least {} before", "au moins {} avant"),
        }
        return self._pick(texts[least, lag >= 0]).format(in_days(Decimal(abs(lag)), self._language))
