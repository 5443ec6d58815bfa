"""Worked cases of a programme: given figures of made-up clusters, and what the rules must decide."""

from growthpole.programme.cases.case import Case, CaseResult, Mismatch
from growthpole.programme.cases.reading import read_cases
from growthpole.programme.cases.running import run_case

__all__ = ["Case", "CaseResult", "Mismatch", "read_cases", "run_case"]
