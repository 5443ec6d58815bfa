"""Files into evidence: read, convert, check, and report every fault at once."""
