"""Units, quantities and classifications: what a figure may be measured in and what it is called."""
