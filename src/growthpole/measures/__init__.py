"""Figures from data, by the shape of the data."""
