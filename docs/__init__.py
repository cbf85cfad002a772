"""Documents that are built from the code."""
