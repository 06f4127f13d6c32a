"""Answers about figures of the diagnosis."""
