"""Tiny cases drawn at random, tables and charter alike, and schedules of them."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from counterpoint.constraints.charter.case import Case
from counterpoint.constraints.charter.registry import KINDS
from counterpoint.io.faults import InputFaults
from counterpoint.scheduler.days import days_between
from counterpoint.scheduler.scenario import LaunchId
from counterpoint.scheduler.schedule import Schedule
from counterpoint.scheduler.starts import allowed_starts
from tests.cases import make_case

UNITS = ("a", "b", "c")
ACCOUNTS = ("x", "y", "z")
CHANNELS = ("email", "call", "ad", "internal", "post")
PERSONAS = ("cfo", "cto")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DEALS = ("talk", "offer")
CONTENT = ("film", "leaf")
LEVELS = ("hard", "soft")
Row = Sequence[object]


class Drawing:
    """One case being drawn.

    Parameters
    ----------
    random
        Where chance comes from.
    monday
        A Monday; the horizon begins there or a few days later.
    """

    def __init__(self, random: Random, monday: date) -> None:
        self.random = random
        self.start = monday + timedelta(days=random.randint(0, 6))
        self.end = self.start + timedelta(days=random.randint(3, 9))
        self.campaigns = ["p", "q", "r", "s"][: random.randint(2, 4)]

    # -- small draws --------------------------------------------------------------------------------

    def chance(self, share: float) -> bool:
        """Give true in a share of the draws."""
        return self.random.random() < share

    def day(self, before: int = 2, after: int = 2) -> date:
        """Draw a day around the horizon."""
        reach = (self.end - self.start).days
        return self.start + timedelta(days=self.random.randint(-before, reach + after))

    def perhaps(self, value: object, share: float = 0.5) -> object:
        """Give a value in a share of the draws, else an empty cell."""
        return value if self.chance(share) else ""

    def some(self, values: Sequence[str]) -> list[str]:
        """Draw at least one of some values."""
        return self.random.sample(values, self.random.randint(1, len(values)))

    # -- the tables ---------------------------------------------------------------------------------

    def tables(self) -> dict[str, str]:
        """Draw every table."""
        pick = self.random.choice
        tables: dict[str, tuple[str, list[Row]]] = {
            "business_units": (
                "bu_id,name,country,subdivision,corporate,sales_cycle_months",
                [
                    (
                        unit,
                        unit,
                        *pick([("", ""), ("FR", ""), ("FR", "57"), ("DE", "")]),
                        self.perhaps("yes", 0.1),
                        pick(["0.1", "0.33", 1]),
                    )
                    for unit in UNITS
                ],
            ),
            "accounts": (
                "account_id,name,tier,lead_bu,parent_id,country,control",
                [self._account(name) for name in ACCOUNTS],
            ),
            "channels": (
                "channel,name,pressure,send_days",
                [("post", "Post", pick(["1", "0.5"]), " ".join(self.some(WEEKDAYS)))],
            ),
            "campaigns": (
                "campaign_id,bu_id,name,stage,requested_start,earliest_start,latest_start,start_days,"
                "duration_days,presence,channel,commitment,status,launch,min_accounts,max_accounts,"
                "wave_gap_days,value,move_cost,partners,offer,journey,tags,bundle,"
                "cost,cost_per_account,group_share",
                [self._campaign(name) for name in self.campaigns],
            ),
            "touches": (
                "campaign_id,step,offset_days,channel,personas,pressure",
                [row for name in self.campaigns for row in self._touches(name)],
            ),
            "audiences": (
                "campaign_id,account_id,wave,value,required",
                [
                    (
                        name,
                        account,
                        pick([1, 2]),
                        self.perhaps(pick([2, "3.5"]), 0.2),
                        self.perhaps("yes", 0.1),
                    )
                    for name in self.campaigns
                    for account in sorted(self.random.sample(ACCOUNTS, pick([1, 1, 2, 2, 3])))
                ],
            ),
            "fit": (
                "bu_id,account_id,relationship,capacity",
                [
                    (unit, account, self.perhaps(pick(["0.2", "0.77"])), self.perhaps(pick(["0.5", "1"])))
                    for unit in UNITS
                    for account in ACCOUNTS
                    if self.chance(0.5)
                ]
                if self.chance(0.3)
                else [],
            ),
            "opportunities": (
                "opportunity_id,bu_id,account_id,deal_stage,status,opened_on,expected_close",
                [self._opportunity(number) for number in range(pick([0, 1, 2, 4]))],
            ),
            "engagement": (
                "account_id,bu_id,stage,date",
                [
                    (account, pick(UNITS), self.random.randint(1, 5), self.day(9, 1))
                    for account in ACCOUNTS
                    if self.chance(0.4)
                ],
            ),
            "history": (
                "date,account_id,bu_id,campaign_id,channel,persona,pressure",
                [
                    (
                        self.day(5, 3),
                        pick(ACCOUNTS),
                        pick(UNITS),
                        pick(["", "old", *self.campaigns]),
                        pick(["", *CHANNELS]),
                        pick(["", *PERSONAS]),
                        pick(["", "0.5", "2"]),
                    )
                    for _ in range(pick([0, 2, 5]))
                ],
            ),
            "dependencies": (
                "predecessor,successor,type,min_lag_days,max_lag_days,if_absent",
                [
                    (
                        *self.random.sample(self.campaigns, 2),
                        pick(["", "start_to_start"]),
                        pick(["", -2, 1, 3]),
                        pick(["", "", 4]),
                        pick(["", "block"]),
                    )
                    for _ in range(pick([0, 1, 2]))
                ],
            ),
            "resources": ("resource_id,capacity", [("van", 1), ("kit", 3)]),
            "campaign_resources": (
                "campaign_id,resource_id,units",
                [
                    (name, kit, pick([1, 2]))
                    for name in self.campaigns
                    for kit in ("van", "kit")
                    if self.chance(0.4)
                ],
            ),
            "content": (
                "content_id,ready_on",
                [(name, self.day()) for name in CONTENT],
            ),
            "campaign_content": (
                "campaign_id,content_id",
                [(name, item) for name in self.campaigns for item in CONTENT if self.chance(0.3)],
            ),
            "blackouts": (
                "from,until,account_id,tier,bu_id,country,channel,persona,calendar",
                [self._blackout(name) for name in ["plant.ics", *pick([[], [""], ["", "", "plant.ics"]])]],
            ),
            "budgets": (
                "payer,period_start,period_end,amount",
                [
                    (payer, first, first + timedelta(days=pick([0, 2, 20])), pick([0, "3.49", 60, 100]))
                    for payer in (*UNITS, "group")
                    if self.chance(0.5)
                    for first in [self.day()]
                ],
            ),
            "published": (
                "campaign_id,account_id,start",
                [
                    (name, account, self.day(1, 0))
                    for name in [*self.campaigns, "old"]
                    for account in ACCOUNTS
                    if self.chance(0.5)
                ],
            ),
            "decisions": (
                "decision_id,action,campaign_id,wave,account_id,bu_id,rule_id,from,until,status,"
                "decided_by,decided_on,reason,expires_on",
                [self._decision(number) for number in range(pick([0, 0, 1, 2]))],
            ),
        }
        return {
            name: "\n".join([header, *(",".join(map(str, row)) for row in rows)])
            for name, (header, rows) in tables.items()
            if rows
        }

    def _account(self, name: str) -> Row:
        pick = self.random.choice
        tier = pick(["", "", "strategic", "opportunistic", "multi_bu"])
        parent = pick(["", "x", "x"]) if name != "x" else ""
        return (
            name,
            name,
            tier,
            pick(["", *UNITS]),
            parent,
            pick(["", "DE", "FR"]),
            self.perhaps("yes", 0.15),
        )

    def _campaign(self, name: str) -> Row:
        pick = self.random.choice
        unit = pick(UNITS)
        status = pick(["", "", "", "", "approved", "running", "draft"])
        fixed = pick(["", "", "", "mandatory", "fixed"])
        wish = self.day(3, 0) if status == "running" else self.day(0, 0)
        return (
            name,
            unit,
            name.upper(),
            self.random.randint(1, 3),
            wish if status == "running" or fixed == "fixed" else self.perhaps(wish, 0.7),
            self.perhaps(self.start + timedelta(days=1), 0.15),
            self.perhaps(self.end, 0.15),
            self.perhaps(" ".join(self.some(WEEKDAYS)), 0.15),
            pick([1, 1, 2, 4]),
            pick(["", "touches"]),
            pick(["", "", *CHANNELS]),
            fixed,
            status,
            pick(["", "per_wave", "per_account"]),
            pick(["", "", "2", "50%"]),
            pick(["", "", "1", "60%", "2"]),
            pick(["", 2]),
            pick([1, "2.5", "3.33", 5]),
            pick(["", "0.07", 1]),
            self.perhaps(pick([other for other in UNITS if other != unit]), 0.2),
            self.perhaps(pick(["o1", "o2"])),
            self.perhaps(pick(["j1", "j2"]), 0.4),
            self.perhaps(pick(["t1", "t1; t2"])),
            self.perhaps(pick(["g1", "g1", "g2"]), 0.6),
            pick(["", "0.99", 70]),
            pick(["", "3.5"]),
            pick(["", "", "0.33", 1]),
        )

    def _touches(self, name: str) -> list[Row]:
        pick = self.random.choice
        return [
            (
                name,
                step,
                pick([-2, -1, 0, 0, 1, 1, 2, 3]),
                pick(["", "", *CHANNELS]),
                "; ".join(self.random.sample(PERSONAS, pick([0, 1, 2]))),
                pick(["", "", "0", "0.25", "3"]),
            )
            for step in range(pick([0, 1, 2, 3]))
        ]

    def _opportunity(self, number: int) -> Row:
        pick, close = self.random.choice, self.day(4, 8)
        opened = self.perhaps(close - timedelta(days=self.random.randint(0, 8)))
        status = pick(["", "", "target", "won"])
        return (number, pick(UNITS), pick(ACCOUNTS), pick(DEALS), status, opened, self.perhaps(close, 0.7))

    def _blackout(self, calendar: str) -> Row:
        pick, first = self.random.choice, self.day()
        return (
            first,
            self.perhaps(first + timedelta(days=self.random.randint(0, 2)), 0.8),
            pick(["", "", *ACCOUNTS]),
            pick(["", "", "strategic"]),
            pick(["", "", *UNITS]),
            pick(["", "", "DE"]),
            pick(["", "", *CHANNELS]),
            pick(["", "", *PERSONAS]),
            calendar,
        )

    def _decision(self, number: int) -> Row:
        pick = self.random.choice
        action = pick(["pin", "ban", "keep", "drop", "unschedule", "waive", "lead"])
        campaign, wave, account, unit, rule = pick(self.campaigns), "", pick(["", *ACCOUNTS]), "", ""
        first = self.day(1, 0) if action in ("pin", "ban", "lead") else ""
        last = (
            self.perhaps(first + timedelta(days=self.random.randint(0, 3))) if isinstance(first, date) else ""
        )
        if action in ("pin", "ban"):
            wave = pick(["", "", "1", "2"])
        elif action == "unschedule":
            account = ""
        elif action == "waive":
            rule = "r0"
            campaign = pick([campaign, ""]) if account else campaign
        elif action == "lead":
            campaign, account, unit = "", pick(ACCOUNTS), pick(UNITS)
        status = pick(["", "", "", "proposed"])
        expires = self.perhaps(self.start - timedelta(days=1), 0.1)
        target = (campaign, wave, account, unit, rule, first, last)
        return (number, action, *target, status, "me", self.start, "so", expires)

    # -- the charter --------------------------------------------------------------------------------

    def rules(self) -> list[dict[str, Any]]:
        """Draw some rules of any kind."""
        kinds = [
            self._cap,
            self._spacing,
            self._concurrency,
            self._lead,
            self._crescendo,
            self._dependency,
            self._capacity,
            self._blackout_rule,
            self._fairness,
            self._compatibility,
            self._sales_cycle,
            self._deal_protection,
            self._reservation,
            self._content,
            self._commitments,
            self._minimum_contact,
            self._bundle,
            self._stability,
            self._budget,
        ]
        drawn = [self.random.choice(kinds)() for _ in range(self.random.randint(1, 5))]
        return [{"id": f"r{number}", **rule} for number, rule in enumerate(drawn)]

    def _rule(
        self, kind: str, varying: dict[str, Any], *, accounts: bool = True, touches: bool = False
    ) -> dict[str, Any]:
        """Draw what every rule has: level, weight, scope and exceptions."""
        pick = self.random.choice
        rule: dict[str, Any] = {"kind": kind, "level": pick(LEVELS)}
        if rule["level"] == "soft":
            rule["weight"] = pick([1, "0.01", "0.37", 2])
        scopes: dict[str, list[Any]] = {
            "bus": list(UNITS),
            "stages": [1, 2, 3],
            "campaigns": list(self.campaigns),
        }
        if accounts:
            scopes |= {"accounts": list(ACCOUNTS)}
        if touches:
            scopes |= {"channels": list(CHANNELS), "personas": list(PERSONAS)}
        for name, values in scopes.items():
            if self.chance(0.12):
                chosen = self.random.sample(values, self.random.randint(1, len(values) - 1))
                rule[self.random.choice(["", "not_"]) + name] = chosen
        if not KINDS[kind].dated:
            return rule
        if self.chance(0.15):
            rule["from"] = self.start + timedelta(days=1)
        if self.chance(0.15):
            rule["until"] = self.end - timedelta(days=1)
        if self.chance(0.35):
            first = self.day(0, 0)
            last = first + timedelta(days=self.random.randint(0, 2))
            yearly = self.chance(0.4)
            span = {
                name: f"{day:%m-%d}" if yearly else day for name, day in (("from", first), ("until", last))
            }
            changed = {name: value for name, value in varying.items() if self.chance(0.6)}
            rule["exceptions"] = [{**span, **(changed or {"off": True})}]
        return rule

    def _cap(self) -> dict[str, Any]:
        pick = self.random.choice
        span: dict[str, Any] = pick(
            [{"window_days": pick([1, 2, 3, 7])}, {"period": pick(["week", "month", "quarter"])}]
        )
        varying = {"max": pick([0, 1, 3])} | (
            {"window_days": pick([1, 2, 4])} if "window_days" in span else {}
        )
        rule = self._rule("frequency_cap", varying, touches=True)
        return (
            rule
            | span
            | {
                "max": pick([1, 2, "2.5", "0.25"]),
                "per": pick(["account", "persona", "parent"]),
                "count_history": self.chance(0.7),
            }
        )

    def _spacing(self) -> dict[str, Any]:
        pick = self.random.choice
        rule = self._rule("spacing", {"min_gap_days": pick([1, 4]), "penalty_by_gap": [0, 1]})
        return rule | {
            "between": pick(["other_bu", "same_bu", "any"]),
            "min_gap_days": pick([1, 2, 3]),
            "penalty_by_gap": pick([[], [2, 0, 1], [0, 0, 3]]),
        }

    def _concurrency(self) -> dict[str, Any]:
        pick = self.random.choice
        return self._rule("concurrency", {"max": pick([0, 2])}) | {"max": pick([0, 1, 1])}

    def _lead(self) -> dict[str, Any]:
        pick = self.random.choice
        varying = {"lag_days": pick([0, 2]), "lookback_days": 1, "when_absent": pick(["allow", "block"])}
        rule = self._rule("lead_bu", varying)
        if self.chance(0.3):
            rule["release_after"] = pick([2, 5])
        return rule | {
            "lag_days": pick([0, 1, 3]),
            "lookback_days": pick([2, 180]),
            "when_absent": pick(["allow", "block"]),
        }

    def _crescendo(self) -> dict[str, Any]:
        pick = self.random.choice
        rule = self._rule(
            "crescendo", {"reset_days": pick([0, 1, 5]), "reward": pick([1, 2]), "min_gap_days": 2}
        )
        if self.chance(0.5):
            rule["max_gap_days"] = pick([3, 5])
        return rule | {
            "along": pick(["journey", "bu", "account"]),
            "reset_days": pick([1, 2, 90]),
            "reward": pick([0, "0.5", 3]),
            "min_gap_days": pick([0, 1, 2]),
        }

    def _dependency(self) -> dict[str, Any]:
        return self._rule("dependency", {}, accounts=False)

    def _capacity(self) -> dict[str, Any]:
        pick = self.random.choice
        form = pick(["parallel", "resources", "channel"])
        if form == "parallel":
            return self._rule("capacity", {"max_parallel": 0}, accounts=False) | {
                "max_parallel": pick([0, 1, 2])
            }
        if form == "resources":
            return self._rule("capacity", {}, accounts=False) | {"resources": True}
        rule = self._rule("capacity", {"max_per_week": 0}, accounts=False)
        return rule | {
            "channel": pick(["email", "post", "call"]),
            "max_per_week": pick([0, 1, 2]),
            "count": pick(["sends", "touches"]),
        }

    def _blackout_rule(self) -> dict[str, Any]:
        rule = self._rule("blackout", {}, touches=True)
        drawn = {
            "calendars": ["plant.ics"],
            "account_holidays": True,
            "bridges": True,
            "school_holidays": self.some(["A", "B", "C"]),
        }
        return rule | {name: value for name, value in drawn.items() if self.chance(0.4)}

    def _fairness(self) -> dict[str, Any]:
        pick = self.random.choice
        rule = self._rule("fairness", {})
        limits = {"max_difference": pick([0, 10, "33.33"]), "min_share": pick([5, "33.34", 80])}
        return rule | pick([limits, *({name: limit} for name, limit in limits.items())])

    def _compatibility(self) -> dict[str, Any]:
        pick = self.random.choice
        mode = pick(["never_together", "never_followed_by", "only_after", "no_repeat"])
        if mode == "only_after":
            own: dict[str, Any] = {"min_lag_days": pick([0, 1]), "max_lag_days": pick([1, 3, 9])}
            varying: dict[str, Any] = {"min_lag_days": 1, "max_lag_days": pick([2, 5])}
        else:
            own, varying = pick([{}, {"within_days": pick([0, 1, 3])}]), {"within_days": pick([0, 2, 5])}
        if mode == "no_repeat":
            own["same"] = pick(["offer", "content", "tags"])
        else:
            own |= {"first": self._selector(), "second": self._selector()}
        return self._rule("compatibility", varying) | {"mode": mode} | own

    def _selector(self) -> dict[str, Any]:
        values = {
            "campaigns": self.campaigns,
            "offers": ("o1", "o2"),
            "journeys": (*UNITS, "j1", "j2"),
            "tags": ("t1", "t2"),
        }
        keys = self.random.sample(sorted(values), self.random.choice([1, 1, 2]))
        return {key: self.some(values[key]) for key in keys}

    def _sales_cycle(self) -> dict[str, Any]:
        pick = self.random.choice
        windows = [
            {1: [0, "0.25"], 2: ["0.2", "0.5"], 3: [1, 1]},
            {1: ["0.33", "0.33"], 3: [0, 1]},
            {2: ["0.5", "0.75"]},
        ]
        rule = self._rule("sales_cycle", {"windows": pick(windows), "cap_days": pick([0, 1])})
        if self.chance(0.5):
            rule["cap_days"] = pick([1, 5])
        return rule | {"windows": pick(windows)}

    def _deal_protection(self) -> dict[str, Any]:
        varying = {"deal_stages": self.some(DEALS), "allow_stages": [self.random.randint(1, 3)]}
        rule = self._rule("deal_protection", varying, touches=True)
        if self.chance(0.3):
            rule["allow_stages"] = [1, 3]
        return rule | {"deal_stages": self.some(DEALS)}

    def _reservation(self) -> dict[str, Any]:
        pick = self.random.choice
        rule = self._rule("account_reservation", {"bu": pick(UNITS)}, touches=True)
        which: dict[str, Any] = pick(
            [{"accounts": self.some(ACCOUNTS)}, {"tiers": ["strategic", "single_bu"]}]
        )
        return rule | which | {"bu": pick(UNITS)}

    def _content(self) -> dict[str, Any]:
        return self._rule("content", {}, accounts=False)

    def _commitments(self) -> dict[str, Any]:
        rule = self._rule("commitments", {}, accounts=False)
        # Hard, it leaves a calendar or none from the start.
        return rule | {
            "level": self.random.choice(["soft", "soft", "hard"]),
            "max_share": self.random.choice([30, "66.67"]),
        }

    def _minimum_contact(self) -> dict[str, Any]:
        pick = self.random.choice
        rule = self._rule("minimum_contact", {"min": pick([1, 3])}, touches=True)
        return rule | {"min": pick([1, 2]), "period": pick(["week", "week", "month"])}

    def _bundle(self) -> dict[str, Any]:
        pick = self.random.choice
        varying = {"within_days": pick([0, 1, 4]), "all_or_none": True, "reward": pick([1, "0.25"])}
        own = {"within_days": pick([0, 2, 5]), "all_or_none": self.chance(0.5), "reward": pick([0, 2])}
        return self._rule("bundle", varying) | pick([own, own, {"all_or_none": True}, {"reward": "0.5"}])

    def _stability(self) -> dict[str, Any]:
        pick = self.random.choice
        limits = {"frozen_until": self.day(0, 1), "max_changes": pick([0, 1, 3])}
        limits["change_weight"] = pick(["0.03", 1])
        return self._rule("stability", {}, accounts=False) | {
            name: limits[name] for name in self.some(list(limits))
        }

    def _budget(self) -> dict[str, Any]:
        return self._rule("budget", {}, accounts=False)

    # -- the whole ----------------------------------------------------------------------------------

    def settings(self) -> dict[str, Any]:
        """Draw the settings."""
        settings: dict[str, Any] = {
            "working_days": self.random.choice(["all", ["mon", "tue", "wed", "thu", "fri"], ["tue", "sat"]]),
            "overrun_days": self.random.choice([0, 0, 3]),
        }
        if self.chance(0.3):
            settings["as_of"] = str(self.start + timedelta(days=self.random.randint(0, 3)))
        if self.chance(0.3):
            settings["country"] = "FR"
        if self.chance(0.4):
            settings["profile"] = self.random.choice(["drawn", "value", "on_time", "equity", "calm"])
        return settings

    def charter(self) -> dict[str, Any]:
        """Draw the rest of the charter."""
        charter: dict[str, Any] = {}
        if self.chance(0.2):
            charter["tiers"] = {"opportunistic": {"planned": False}}
        if self.chance(0.2):
            charter["values"] = {"normalise": "per_bu", "points": 70}
        if self.chance(0.2):
            charter["arbitration"] = {"relationship": 2, "capacity": "0.5"}
        charter["profiles"] = {"drawn": self._profile()}
        return charter

    def _profile(self) -> dict[str, Any]:
        """Draw a profile with a rule of its own."""
        parts = ("value", "moves", "penalties", "rewards")
        own = {
            "id": "own",
            "kind": "frequency_cap",
            "level": "soft",
            "weight": "0.37",
            "max": 1,
            "window_days": 2,
        }
        return {**{part: self.random.choice([0, 45, 100, 133]) for part in parts}, "rules": [own]}


def draw_case(random: Random, *, order: Random | None = None) -> Case:
    """Draw a case, again until the reader takes it; some begin just before Easter or New Year.

    ``order`` puts the rows of each table into another order.
    """
    while True:
        monday = random.choice([date(2027, 3, 22), date(2026, 12, 28), date(2027, 5, 3)])
        drawing = Drawing(random, monday)
        tables, rules = drawing.tables(), drawing.rules()
        if order:
            tables = {name: reordered(text, order) for name, text in tables.items()}
        try:
            return make_case(
                *rules,
                charter=drawing.charter(),
                start=str(drawing.start),
                end=str(drawing.end),
                settings=drawing.settings(),
                **tables,
            )
        except InputFaults:
            continue


def reordered(table: str, order: Random) -> str:
    """Put a table's rows into another order."""
    header, *rows = table.splitlines()
    return "\n".join([header, *order.sample(rows, len(rows))])


def draw_schedule(random: Random, case: Case) -> Schedule:
    """Draw a schedule: mostly allowed starts and demands that hold, sometimes anything."""
    scenario = case.scenario
    starts: dict[LaunchId, date | None] = {}
    kept: set[tuple[str, str]] = set()
    everything = list(days_between(scenario.start - timedelta(days=3), scenario.last_day))
    wild = random.random() < 0.2
    for launch in scenario.launches.values():
        days = everything if wild and random.random() < 0.5 else allowed_starts(scenario, launch)
        absent = not days or random.random() < 0.2
        starts[launch.id] = None if absent else random.choice(days)
        rows = [
            row
            for row in launch.audience
            if (wild and random.random() < 0.2) or not case.on_request(row.account_id)
        ]
        if rows and not absent:
            keep = [row for row in rows if row.required or random.random() < 0.7]
            kept.update((row.campaign_id, row.account_id) for row in keep or rows[:1])
    return Schedule(starts, frozenset(kept))
