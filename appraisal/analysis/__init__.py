"""The sums: pure functions, one module an idea. ``results.analyse`` is the one door."""
