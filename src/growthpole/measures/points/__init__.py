"""Distance-based measures on establishments with coordinates."""
