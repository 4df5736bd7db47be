"""The command line: one thin function a command."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

# Commands import what they need when they are called, so that --help answers at once.

app = typer.Typer(
    name="counterpoint",
    help="One group calendar out of every business unit's campaigns.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Scenario = Annotated[str, typer.Argument(help="A scenario's folder, or the name of a shipped one.")]
Profile = Annotated[
    str | None, typer.Option(help="What counts most; the scenario's own profile if left out.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the facts as JSON, for programs.")]


@app.callback()
def counterpoint() -> None:
    """Build one group calendar out of every business unit's campaigns."""


@app.command()
def run(
    scenario: Scenario,
    out: Annotated[
        Path | None, typer.Option(help="The run's folder; runs/NAME-1, -2, … if left out.")
    ] = None,
    time_limit: Annotated[float, typer.Option(min=0, help="Seconds by the clock, at most.")] = 60,
    effort: Annotated[
        float | None, typer.Option(min=0, help="Deterministic work, at most; makes a run repeatable.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="What random choices start from.")] = 0,
    profile: Profile = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="rules.ID.param=VALUE, any number of times.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Solve a scenario, check the calendar, and write the run."""
    from counterpoint.io.commands import run as command
    from counterpoint.scheduler.outcome import Limits

    limits = Limits(seconds=time_limit, effort=effort, seed=seed)
    raise typer.Exit(command.run(scenario, out, limits, settings or [], profile=profile, as_json=as_json))


@app.command()
def check(
    scenario: Scenario,
    schedule: Annotated[
        Path | None,
        typer.Argument(help="A run, a folder with schedule.csv and placements.csv, or the schedule.csv."),
    ] = None,
    profile: Profile = None,
    as_json: AsJson = False,
) -> None:
    """Validate a scenario and list its collisions as asked; or judge a schedule without the solver."""
    from counterpoint.io.commands import check as command

    raise typer.Exit(command.check(scenario, schedule, profile=profile, as_json=as_json))


@app.command()
def classify(
    scenario: Scenario,
    out: Annotated[
        Path | None, typer.Option(help="A new CSV file for the accounts table with what is proposed.")
    ] = None,
    pilot: Annotated[
        Path | None, typer.Option(help="A new folder for the BUs and accounts to begin with.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Propose each account's tier and lead BU, and say why; or a pilot of a few BUs and accounts."""
    from counterpoint.io.commands import classify as command

    raise typer.Exit(command.classify(scenario, out, pilot, as_json=as_json))


@app.command()
def explain(
    run: Annotated[Path, typer.Argument(help="A run's folder.")],
    campaign: Annotated[str, typer.Argument(help="A campaign's id.")],
    wave: Annotated[int | None, typer.Option(min=1, help="One wave of it.")] = None,
    account: Annotated[str | None, typer.Option(help="One account of it, by its id.")] = None,
    at: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Why not on this day? All days if left out.")
    ] = None,
    time_limit: Annotated[float, typer.Option(min=0, help="Seconds for solving anew, at most.")] = 60,
    as_json: AsJson = False,
) -> None:
    """Say why a campaign stands where it does in a run, what it gave up, and why not elsewhere."""
    from counterpoint.io.commands import explain as command
    from counterpoint.scheduler.outcome import Limits

    day = at.date() if at else None
    raise typer.Exit(command.explain(run, campaign, wave, account, day, Limits(time_limit), as_json=as_json))


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
