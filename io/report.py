"""``report.html``: a run for the planner and the committee, one page that needs nothing else."""

import re
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined

from .. import __version__
from ..scenarios.results import Results
from .pages.broken import broken_table, worst_cases
from .pages.clashes import clash_table
from .pages.gantt import drawn, gantt
from .pages.heat import heat
from .pages.lists import drop_table, gap_table, launch_table, rule_table
from .pages.overview import done, figure_table, proof, remarks
from .pages.score import part_table, rule_score_table, unit_table
from .pages.words import Words

#: The sections of the page in their order, each the id of its heading's label.
SECTIONS = (
    "figures",
    "calendar",
    "heat",
    "launches",
    "drops",
    "score",
    "broken",
    "clashes",
    "charter",
)
#: What no page may hold, whatever the input's names do.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def report_html(results: Results) -> str:
    """Write the report of a run, in the scenario's language.

    Parameters
    ----------
    results
        What the run says.

    Returns
    -------
    str
        A page without scripts that loads nothing; the same results give the same text.
    """
    scenario = results.case.scenario
    words = Words(scenario.language)
    shown, launches = len(drawn(results)), len(results.launches)
    page = _templates().get_template("report.html")
    text = page.render(
        words=words,
        version=__version__,
        sections=SECTIONS,
        title=words("report_title", name=scenario.name),
        period=words(
            "period",
            first=words.long_day(scenario.start),
            last=words.long_day(scenario.end),
            today=words.long_day(scenario.as_of),
            profile=scenario.profile,
        ),
        done=done(results, words),
        proof=proof(results, words),
        remarks=list(remarks(results, words)),
        figures=figure_table(results, words),
        charts=gantt(results, words),
        charts_note=words("gantt_more", n=shown, all=launches) if shown < launches else "",
        heat_maps=heat(results, words),
        launches=launch_table(results, words),
        drops=drop_table(results, words),
        score_parts=part_table(results, words),
        score_rules=rule_score_table(results, words),
        score_units=unit_table(results, words),
        gaps=gap_table(results, words),
        broken=broken_table(results, words),
        cases=worst_cases(results, words),
        clashes=clash_table(results, words),
        charter=rule_table(results, words),
    )
    return _UNPRINTABLE.sub("\ufffd", text)


def _templates() -> Environment:
    """Give the page templates: every value is escaped, and a missing one is an error."""
    return Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


def _source(name: str) -> str:
    folder = files("counterpoint.io") / "templates"
    return (folder / name).read_text(encoding="utf-8")
