"""How well the program reads: predictions scored against gold that stays outside the project."""
