"""Answers about when: signing, duration, amendments, what came before."""
