"""Input-output tables: coefficients, inverses, multipliers, linkages, balancing, regional tables."""
