"""``growthpole plan``: the subcommands, each loaded when it is called."""

from __future__ import annotations

from growthpole.cli.command import command_app
from growthpole.cli.lazy import family

__all__ = ["COMMANDS", "app"]

# subcommand -> (module that holds a Typer ``app``, the line shown by --help)
COMMANDS: dict[str, tuple[str, str]] = {
    "awards": ("growthpole.cli.plan_awards", "Split the award fund by other methods, and show how even each is."),
    "echelon": ("growthpole.cli.plan_echelon", "Simulate the ladder for years ahead: targets, and who is next."),
    "manual": ("growthpole.cli.plan_manual", "Write the work manual as Word, PDF and HTML."),
    "portfolio": ("growthpole.cli.plan_portfolio", "Choose which remedies to begin, where and in which year."),
    "progress": ("growthpole.cli.plan_progress", "Hold tasks, money and last year's forecast against what happened."),
    "tasks": ("growthpole.cli.plan_tasks", "Write the task ledger, carrying on the states of last year's."),
}

app = command_app(cls=family(COMMANDS), no_args_is_help=True)


@app.callback()
def plan() -> None:
    """Plans: remedies under a budget, the ladder ahead, awards, manual and tasks."""
