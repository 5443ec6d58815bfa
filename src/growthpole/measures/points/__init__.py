"""Distance-based measures on establishments with coordinates.

``kd`` and its null share one pass over all pairs of sites (``onepass``), whose result holds the exact moments of
every industry's statistic (``moments``). Compiled loops live in ``kernels``; each has a plain twin in ``twins``.
"""
