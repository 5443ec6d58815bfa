"""Composite indicators whose ranks carry an error bar."""
