"""Labels, numbers and days as a reader of a language expects them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from babel.dates import format_date
from babel.numbers import format_decimal

from ...constraints.charter.finding import written
from ...scheduler.choices import LaunchBy
from ...scheduler.scenario import Launch, Scenario
from .labels import LABELS

Number = int | Decimal | Fraction


class Words:
    """What pages and workbooks say in one language.

    Parameters
    ----------
    language
        ``en`` or ``fr``.
    labels
        What is said; those of pages and workbooks if left out.
    """

    def __init__(self, language: str, labels: Mapping[str, tuple[str, str]] = LABELS) -> None:
        self.language = language
        self._labels = labels
        self._column = ("en", "fr").index(language)
        self._singular = (1,) if language == "en" else (0, 1)

    def __call__(self, key: str, **parts: object) -> str:
        """Give a label, its blanks filled; ``plural``, else ``n``, chooses between one and many."""
        text = self._labels[key][self._column]
        if "|" in text:
            one, many = text.split("|")
            number = parts["plural"] if "plural" in parts else parts["n"]
            text = one if number in self._singular else many
        return text.format(**parts)

    # -- numbers ------------------------------------------------------------------------------------

    def number(self, value: Number, decimals: str = ".##") -> str:
        """Write a number, with two decimals at most and a real minus."""
        return str(format_decimal(_decimal(value), f"#,##0{decimals}", self.language)).replace("-", "−")

    def points(self, hundredths: Number) -> str:
        """Write hundredths of a point as points, always with two decimals."""
        return self.number(_decimal(hundredths) / 100, ".00")

    def signed(self, value: Number, decimals: str = ".##") -> str:
        """Write a number with its sign, 0 without."""
        return f"{'+' if value > 0 else ''}{self.number(value, decimals)}"

    def percent(self, share: Number) -> str:
        """Write percent with one decimal."""
        text = self.number(share, ".0")
        return f"{text}\u202f%" if self.language == "fr" else f"{text}%"

    # -- days and names -----------------------------------------------------------------------------

    def day(self, day: date | None) -> str:
        """Write a day briefly: ``10 Mar 2027``, ``10 mars 2027``."""
        return str(format_date(day, "d MMM y", locale=self.language)) if day else ""

    def long_day(self, day: date) -> str:
        """Write a day out: ``10 March 2027``."""
        return written(day, self.language)

    def month(self, day: date, *, year: bool) -> str:
        """Write a day's month: ``Mar`` or ``Mar 2027``."""
        return str(format_date(day, "LLL y" if year else "LLL", locale=self.language))

    def launch(self, scenario: Scenario, launch: Launch, room: int | None = None) -> str:
        """Name a launch: its campaign, and which wave or account of it; in so many characters."""
        which = ""
        if launch.wave is not None:
            which = self("wave", n=launch.wave)
        elif launch.campaign.launch is LaunchBy.PER_ACCOUNT:
            which = scenario.account_of[launch.id.key].name
        name = launch.campaign.name
        if room is None:
            return f"{name} – {which}" if which else name
        which = shortened(which, room // 2)
        return f"{shortened(name, room - len(which) - 3)} – {which}" if which else shortened(name, room)


def shortened(text: str, room: int) -> str:
    """Cut a text to so many characters, the last being an ellipsis where something is lost."""
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"


def _decimal(value: Number) -> Decimal:
    return (
        Decimal(value.numerator) / Decimal(value.denominator)
        if isinstance(value, Fraction)
        else Decimal(value)
    )
