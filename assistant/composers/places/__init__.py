"""Answers about the perimeter and its places."""
