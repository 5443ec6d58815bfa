"""The programme file: TOML with lines, its schema, every fault at once, and the `Programme` it states."""

from growthpole.programme.file.read import Document, read_document, read_programme
from growthpole.programme.file.shipped import shipped_programme, shipped_programmes

__all__ = ["Document", "read_document", "read_programme", "shipped_programme", "shipped_programmes"]
