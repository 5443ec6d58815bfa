"""Results and charts become HTML, PDF and Excel."""

from __future__ import annotations

from growthpole.reports.excel.document import write_excel
from growthpole.reports.html.document import write_html
from growthpole.reports.pdf.document import write_pdf

__all__ = ["write_excel", "write_html", "write_pdf"]
