"""Use cases: open, call, store; no arithmetic."""
