"""``scenario.yaml``: the horizon, the language, and where the charter and each table come from."""

from contextlib import suppress
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
    ValidationError,
    model_validator,
)

from ..scheduler.choices import Weekday
from ..scheduler.days_off import public_holidays
from ..scheduler.spelling import Spelling
from ..scheduler.tables import TABLES
from .cells import EARLIEST, LATEST, CellError, read_date, read_text
from .faults import Log
from .models import log_errors
from .yaml import Document

LANGUAGES = ("en", "fr")
_ANY_DAY = date(2027, 1, 4)


def _day(value: object) -> object:
    """Let only days through, quoted or not: pydantic takes a number for seconds since 1970."""
    if isinstance(value, str):
        try:
            return read_date(value)
        except CellError as error:
            raise ValueError(str(error)) from None
    if not isinstance(value, date):
        raise ValueError(f"'{value}' is no day; write it as 2027-05-31")
    return value


def _text(value: object) -> object:
    try:
        return read_text(value) if isinstance(value, str) else value
    except CellError as error:
        raise ValueError(str(error)) from None


def _words(value: object) -> object:
    """Take ``all``, or a list of weekdays."""
    if value == "all":
        return None
    if not isinstance(value, list) or not value:
        raise ValueError("working_days is no list of weekdays; write [mon, tue, wed, thu, fri] or all")
    for word in value:
        if word not in set(Weekday):
            right = Spelling(str(day) for day in Weekday).nearest(str(word)[:3])
            advice = f"did you mean '{right}'?" if right else "write them as mon tue wed thu fri sat sun"
            raise ValueError(f"'{word}' is no weekday; {advice}")
    return value


Day = Annotated[date, BeforeValidator(_day), Field(ge=EARLIEST, le=LATEST)]
Text = Annotated[StrictStr, BeforeValidator(_text), Field(min_length=1)]


def check_country(country: str) -> str | None:
    """Say what is wrong with a country, and what would be right; None if nothing is."""
    try:
        public_holidays(country, None, 2027)
    except NotImplementedError:
        return (
            f"no public holidays are known for country '{country}'; use its ISO 3166 code, such as FR or DE"
        )
    return None


def _country(value: object) -> object:
    wrong = check_country(value) if isinstance(value, str) else None
    if wrong:
        raise ValueError(wrong)
    return value


class Horizon(BaseModel):
    """The days that are planned, both ends included."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: Day
    end: Day

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(
                f"the horizon ends on {self.end}, before it starts on {self.start}; let it end later"
            )
        if (self.end - self.start).days > 3660:
            raise ValueError("the horizon is longer than ten years; shorten it")
        return self


class Settings(BaseModel):
    """The keys of ``scenario.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Text | None = None
    horizon: Horizon
    as_of: Day | None = None
    overrun_days: Annotated[StrictInt, Field(ge=0, le=3660)] = 0
    working_days: Annotated[frozenset[Weekday] | None, BeforeValidator(_words)] = Field(
        default_factory=lambda: frozenset(tuple(Weekday)[:5])
    )
    country: Annotated[StrictStr | None, BeforeValidator(_country)] = None
    language: Literal["en", "fr"] = "en"
    profile: Text = "balanced"
    charter: Text = "charter.yaml"
    tables: dict[Text, Text] = Field(default_factory=dict)

    @classmethod
    def stand_in(cls, document: Document | None) -> Self:
        """Give settings to read on with where the document's are wrong: the files that it names count."""
        found = cls.model_validate({"horizon": {"start": _ANY_DAY, "end": _ANY_DAY}})
        for key in ("charter", "tables"):
            if document and key in document.value:
                with suppress(ValidationError):
                    alone = cls.model_validate({"horizon": found.horizon, key: document.value[key]})
                    found = found.model_copy(update={key: getattr(alone, key)})
        return found

    @classmethod
    def read(cls, document: Document, log: Log) -> Self | None:
        """Read the settings from a document; None, with the faults logged, if they are wrong."""
        before = len(log.faults)
        try:
            found = cls.model_validate(document.value)
        except ValidationError as error:
            log_errors(error, document, cls, log)
            return None
        if found.as_of and found.as_of > found.horizon.end:
            log.fault(
                document.entry(("as_of",)),
                f"as_of {found.as_of} lies after the horizon's end",
                f"use a day up to {found.horizon.end}",
            )
        tables = Spelling(TABLES)
        for name in found.tables:
            if name not in tables:
                log.fault(document.key(("tables", name)), f"unknown table '{name}'", tables.advice(name))
        return found if len(log.faults) == before else None
