"""Print a programme as an official measure, in Chinese or English."""

from growthpole.programme.printing.keys import print_keys
from growthpole.programme.printing.measure import print_programme

__all__ = ["print_keys", "print_programme"]
