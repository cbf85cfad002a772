"""Records into files: one format a file, each a function from readings to bytes."""
