"""Predictors: what the program says about the rows of a benchmark, in the benchmark's own format."""
