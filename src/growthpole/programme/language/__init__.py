"""The expression language of programme files: read, check, read aloud, execute, explain."""

from growthpole.programme.language.aloud import to_text
from growthpole.programme.language.bounds import Bounds
from growthpole.programme.language.checking import check, kind_of
from growthpole.programme.language.environment import Environment, ordinals
from growthpole.programme.language.evaluation import Evaluation, evaluate
from growthpole.programme.language.explaining import explain, figures_used
from growthpole.programme.language.faults import ExpressionError
from growthpole.programme.language.kinds import Kind, Scope, scope_of
from growthpole.programme.language.logic import count
from growthpole.programme.language.names import SUPPLIED, criteria_used, names, supplied_used
from growthpole.programme.language.nodes import Node
from growthpole.programme.language.parsing import parse

__all__ = [
    "SUPPLIED",
    "Bounds",
    "Environment",
    "Evaluation",
    "ExpressionError",
    "Kind",
    "Node",
    "Scope",
    "check",
    "count",
    "criteria_used",
    "evaluate",
    "explain",
    "figures_used",
    "kind_of",
    "names",
    "ordinals",
    "parse",
    "scope_of",
    "supplied_used",
    "to_text",
]
