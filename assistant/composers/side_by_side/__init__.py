"""Answers over several contracts or several places of one."""
