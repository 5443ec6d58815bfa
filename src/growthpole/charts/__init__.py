"""A result becomes an Altair chart; no data access."""
