"""Tools that make what the package carries. Nothing here is needed at run time."""
