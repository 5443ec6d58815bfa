"""Evidence files: read, checked row by row, and handed over whole or not at all."""

from growthpole.tables.against import check_against
from growthpole.tables.marked import write_marked_copy
from growthpole.tables.reading import examine, read_dossier
from growthpole.tables.template import write_template

__all__ = ["check_against", "examine", "read_dossier", "write_marked_copy", "write_template"]
