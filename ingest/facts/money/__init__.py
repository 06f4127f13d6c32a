"""Amounts of money, wherever a text or a table gives them: how much, whose, for when, how firm."""
