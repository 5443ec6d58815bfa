"""The work manual: one document as blocks, printed as Word, PDF and HTML."""
