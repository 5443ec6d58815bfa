"""The report as a PDF on A4 paper."""
