"""Answers in the words of articles and definitions."""
