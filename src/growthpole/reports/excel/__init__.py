"""The report as an Excel workbook: every list in full, numbers as numbers."""
