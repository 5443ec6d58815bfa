"""The arithmetic: arrays and scalars in, arrays out; nothing is checked here."""
