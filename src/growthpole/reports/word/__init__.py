"""Documents as Word files that an office can edit."""
