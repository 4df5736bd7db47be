"""The text of a cell as a value, and back."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from ..scheduler.choices import Weekday
from ..scheduler.spelling import Spelling
from ..scheduler.tables import Amount

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
#: A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@")
YES, NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"})

_ISO_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_ISO_WEEK = re.compile(r"([0-9]{4}-W[0-9]{2})(-[1-7])?")
_OTHER_DAY = re.compile(r"([0-9]{1,4})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{1,4})")
# Thousands may stand apart by any kind of blank, and the decimals follow a point or a comma.
_NUMBER = re.compile(r"([+-]?)([0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+|[0-9]+)(?:[.,]([0-9]{1,2}))?")
#: What no id holds: controls, invisible characters, line ends.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class CellError(ValueError):
    """A cell that cannot be read.

    Attributes
    ----------
    wrong, right
        What is wrong, and what would be right.
    """

    def __init__(self, wrong: str, right: str) -> None:
        self.wrong, self.right = wrong, right
        super().__init__(f"{wrong}; {right}")


def read_text(text: str) -> str:
    """Read free text: composed (NFC), with plain line ends, without control characters."""
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in clean):
        raise CellError(f"{clean!r} holds a control character", "remove it")
    return clean


@lru_cache(maxsize=100_000)
def read_id(text: str) -> str:
    """Read an id, or a name that others refer to."""
    clean = read_text(text)
    if any(unicodedata.category(letter) in _UNSEEN for letter in clean):
        raise CellError(f"{clean!r} holds an invisible character", "retype it")
    if clean.startswith(FORMULA):
        raise CellError(
            f"'{clean}' begins with '{clean[0]}', which a spreadsheet would run as a formula",
            "begin it with a letter or a digit",
        )
    return clean


def read_date(text: str) -> date:
    """Read a day: ``2027-05-31``, or ``2027-W22`` for its Monday."""
    day, week = _ISO_DAY.fullmatch(text), _ISO_WEEK.fullmatch(text)
    try:
        if day:
            found = date.fromisoformat(day[1])
        elif week:
            found = date.fromisoformat(week[1] + (week[2] or "-1"))
        else:
            raise CellError(f"'{text}' is no ISO 8601 day", f"write {_iso_forms(text)}")
    except CellError:
        raise
    except ValueError:
        raise CellError(f"there is no day '{text}'", "correct it") from None
    if not EARLIEST <= found <= LATEST:
        raise CellError(f"{found} is out of reach", f"use a day from {EARLIEST} to {LATEST}")
    return found


def _iso_forms(text: str) -> str:
    """Suggest how a day that was written otherwise is written: both ways where it may be either."""
    parts = _OTHER_DAY.fullmatch(text)
    forms: list[str] = []
    if parts:
        a, b, c = (int(part) for part in parts.groups())
        orders = [(a, b, c)] if len(parts[1]) == 4 else [(c, b, a), (c, a, b)]
        for year, month, day in orders:
            try:
                form = date(year + 2000 if year < 100 else year, month, day).isoformat()
            except ValueError:
                continue
            if form not in forms:
                forms.append(form)
    return " or ".join(forms) or "it as 2027-05-31, or 2027-W22 for a Monday"


@lru_cache(maxsize=10_000)
def read_decimal(text: str) -> Decimal:
    """Read a number of at most two decimals."""
    match = _NUMBER.fullmatch(text)
    if not match:
        raise CellError(f"'{text}' is no number of at most two decimals", "write it as 1234.50")
    sign, whole, decimals = match.groups()
    number = Decimal(re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else ""))
    return -number if sign == "-" and number else number


def read_int(text: str) -> int:
    """Read a whole number."""
    try:
        number = read_decimal(text)
    except CellError:
        number = None
    if number is None or number != int(number):
        raise CellError(f"'{text}' is no whole number", "write digits only, such as 14")
    return int(number)


def read_bool(text: str) -> bool:
    """Read yes or no."""
    word = text.casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise CellError(f"'{text}' is neither yes nor no", "write yes or no")


def read_enum(kind: type[StrEnum], text: str) -> StrEnum:
    """Read one of a few words."""
    try:
        return kind(text)
    except ValueError:
        words = ", ".join(kind)
        near = Spelling(str(word) for word in kind).nearest(text)
        hint = f"did you mean '{near}'? (one of {words})" if near else f"write one of {words}"
        raise CellError(f"'{text}' is not known here", hint) from None


def read_weekdays(text: str) -> tuple[Weekday, ...]:
    """Read weekdays, such as ``tue wed thu``, in the week's order."""
    words = re.split(r"[\s,;]+", text.strip(" ,;").casefold())
    for word in words:
        if word not in set(Weekday):
            near = Spelling(str(day) for day in Weekday).nearest(word[:3])
            hint = f"did you mean '{near}'?" if near else "write them as mon tue wed thu fri sat sun"
            raise CellError(f"'{word}' is no weekday", hint)
    return tuple(day for day in Weekday if day in words)


def read_texts(text: str) -> tuple[str, ...]:
    """Read names separated by semicolons, each once."""
    parts = (read_id(part) for part in text.split(";") if part.strip())
    return tuple(dict.fromkeys(parts))


def read_amount(text: str) -> Amount:
    """Read a number of accounts, or a share such as ``25%``."""
    if not text.endswith("%"):
        return Amount(Decimal(read_int(text)))
    share = read_decimal(text[:-1].rstrip())
    if not 0 <= share <= 100:
        raise CellError(f"'{text}' is no share", "write a share from 0% to 100%")
    return Amount(share, percent=True)


def write_cell(value: object) -> str:
    """Write a value as the text that reads back as it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return _plain(value)
    if isinstance(value, Amount):
        return _plain(value.number) + ("%" if value.percent else "")
    if isinstance(value, tuple):
        return _join(value)
    return str(value)


def _join(values: Iterable[object]) -> str:
    parts = list(values)
    return (" " if all(isinstance(part, Weekday) for part in parts) else "; ").join(map(str, parts))


def _plain(number: Decimal) -> str:
    """Write a number without an exponent or idle zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
