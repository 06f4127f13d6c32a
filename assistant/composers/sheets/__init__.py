"""Answers about actions: sheets, themes, publics, calendars."""
