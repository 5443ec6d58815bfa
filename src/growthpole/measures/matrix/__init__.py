"""Measures on region x industry matrices: relatedness, complexity, co-agglomeration."""
