"""Plans: which remedies to take under a budget, how far the ladder will come, and the work manual."""
