"""Evidence files: read, checked row by row, and handed over whole or not at all."""

from growthpole.tables.reading import examine, read_dossier

__all__ = ["examine", "read_dossier"]
