"""Importing: other people's data into a folder of tables for ``--knowledge``. One source a file."""
