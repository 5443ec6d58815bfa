"""The rule engine: a programme file is read, checked, printed and executed."""
