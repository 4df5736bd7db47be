"""The words that a cell may choose from."""

from enum import StrEnum


class Tier(StrEnum):
    """How tightly an account is coordinated."""

    STRATEGIC = "strategic"
    MULTI_BU = "multi_bu"
    SINGLE_BU = "single_bu"
    OPPORTUNISTIC = "opportunistic"


class Weekday(StrEnum):
    """A day of the week, Monday first."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class Presence(StrEnum):
    """Which days of its flight a placement occupies."""

    CONTINUOUS = "continuous"
    TOUCHES = "touches"


class Commitment(StrEnum):
    """Whether a campaign may stay unscheduled, and whether it may move."""

    OPTIONAL = "optional"
    MANDATORY = "mandatory"
    FIXED = "fixed"


class Status(StrEnum):
    """Where a campaign stands in its BU's own planning."""

    DRAFT = "draft"
    PLANNED = "planned"
    APPROVED = "approved"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class LaunchBy(StrEnum):
    """What of a campaign takes one start."""

    TOGETHER = "together"
    PER_WAVE = "per_wave"
    PER_ACCOUNT = "per_account"


class DealStatus(StrEnum):
    """The state of an opportunity."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    TARGET = "target"


class DependencyType(StrEnum):
    """Between which days a lag is counted."""

    END_TO_START = "end_to_start"
    START_TO_START = "start_to_start"


class IfAbsent(StrEnum):
    """What an unscheduled predecessor means for its successor."""

    FREE = "free"
    BLOCK = "block"


class AnswerKind(StrEnum):
    """A BU's answer to its part of the calendar."""

    ACCEPT = "accept"
    OBJECT = "object"


class Action(StrEnum):
    """What a decision of the committee does."""

    PIN = "pin"
    BAN = "ban"
    KEEP = "keep"
    DROP = "drop"
    UNSCHEDULE = "unschedule"
    WAIVE = "waive"
    LEAD = "lead"


class DecisionStatus(StrEnum):
    """Whether a decision counts."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    REVOKED = "revoked"
