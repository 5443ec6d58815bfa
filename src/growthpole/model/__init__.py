"""The nouns, frozen: what is registered, what is known about it, and what was decided."""
