"""Compiled loops over pairs of sites: arrays and scalars in, arrays out, nothing checked.

Distances are measured in bin widths, so that a pair falls into bin ``ceil(d)``: bin 0 holds the pairs at one
address, bin b the pairs with ``b - 1 < d <= b``. The loops count in *slots*, ``top - bin`` with ``top = B + 1``:
truncating ``top - d`` towards zero then rounds the distance up, sends everything beyond the last bin to slot 0
and keeps distance zero apart, all for the price of one conversion.
"""
