"""Importing: other people's data into a folder of tables for ``--knowledge``. One source a file.

Each offers one function ``(file, into, ...)`` that writes below the folder ``into`` what it can use, says
what it cannot, and raises ``KnowledgeError`` where the file is not what it should be. Its verb stands in
``cli/importing.py``, its source and query in ``docs/import.md``.
"""
