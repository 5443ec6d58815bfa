"""The command line: each command is a short translation to a service."""
