"""How a reading is shown to people: on a terminal, as Markdown, as a page in a browser."""
