"""Answers about organisations and people: parties, roles, offices, contacts."""
