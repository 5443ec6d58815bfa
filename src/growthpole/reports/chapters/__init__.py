"""Chapters: what chains and plans add to a report, each written once and printed as HTML, PDF and Excel alike."""
