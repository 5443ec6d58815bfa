"""``growthpole chain``: the subcommands, each loaded when it is called."""

from __future__ import annotations

from growthpole.cli.command import command_app
from growthpole.cli.lazy import family

__all__ = ["COMMANDS", "app"]

# subcommand -> (module that holds a Typer ``app``, the line shown by --help)
COMMANDS: dict[str, tuple[str, str]] = {
    "diversify": ("growthpole.cli.chain_diversify", "Where a coal region might go: related, less energy, complex."),
    "regional": ("growthpole.cli.chain_regional", "A county's or city's coefficients and multipliers, as intervals."),
    "table": ("growthpole.cli.chain_table", "Linkages, multipliers and key sectors of an input-output table."),
}

app = command_app(cls=family(COMMANDS), no_args_is_help=True)


@app.callback()
def chain() -> None:
    """Industry chains: what is missing, who leads, whom to attract, where to sell."""
