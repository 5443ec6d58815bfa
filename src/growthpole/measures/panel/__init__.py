"""Measures on region x industry x year tables: a frame in, the same kind of frame out."""
