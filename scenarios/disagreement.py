"""The failure that no calendar may be written after."""


class Disagreement(RuntimeError):  # noqa: N818 - it names what happened
    """The checker and the engine do not agree on a calendar, which is therefore not written."""
