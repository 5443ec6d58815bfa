"""Industry chains: who stands on which stage, what is missing in money, whom to attract, where to sell."""
