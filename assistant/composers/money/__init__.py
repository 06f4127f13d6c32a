"""Answers about money: amounts, payers, totals, calculations."""
