"""``growthpole chain``: the subcommands, each loaded when it is called."""

from __future__ import annotations

from growthpole.cli.command import command_app
from growthpole.cli.lazy import family

__all__ = ["COMMANDS", "app"]

# subcommand -> (module that holds a Typer ``app``, the line shown by --help)
COMMANDS: dict[str, tuple[str, str]] = {
    "show": ("growthpole.cli.chain_show", "Each chain: its stages, who is on them, what is missing."),
    "gap": ("growthpole.cli.chain_gap", "The local gap of every input in money, and who around could supply it."),
    "leaders": ("growthpole.cli.chain_leaders", "Leading enterprises: dominance, size, pull; linkage."),
    "diversify": ("growthpole.cli.chain_diversify", "Where a coal region might go: related, less energy, complex."),
    "markets": ("growthpole.cli.chain_markets", "Where exports go, why they changed, and where to sell."),
    "multiregion": ("growthpole.cli.chain_multiregion", "Multipliers and trade of a table of several regions."),
    "partners": ("growthpole.cli.chain_partners", "Universities and institutes matched with the clusters' needs."),
    "projects": ("growthpole.cli.chain_projects", "What projects close of each gap, and what they draw on."),
    "regional": ("growthpole.cli.chain_regional", "A county's or city's coefficients and multipliers, as intervals."),
    "table": ("growthpole.cli.chain_table", "Linkages, multipliers and key sectors of an input-output table."),
    "talent": ("growthpole.cli.chain_talent", "Workers by occupation, openings and graduates."),
    "targets": ("growthpole.cli.chain_targets", "Rank the industries and firms to attract, each with its reason."),
}

app = command_app(cls=family(COMMANDS), no_args_is_help=True)


@app.callback()
def chain() -> None:
    """Industry chains: what is missing, who leads, whom to attract, where to sell."""
