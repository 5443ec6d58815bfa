"""Results and charts become HTML, PDF and Excel."""

from __future__ import annotations

from growthpole.reports.html.document import write_html

__all__ = ["write_html"]
