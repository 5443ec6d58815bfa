"""Measures of regions x industries matrices: specialisation, relatedness, complexity, co-agglomeration.

Every measure takes a NumPy array, a SciPy sparse matrix, a :class:`CrossTable` or a labelled frame (pandas,
Polars, pyarrow ...), regions in the rows and industries in the columns, and a mapping from year to any of
these where many years are wanted in one call.
"""
