"""Figures of the diagnosis: from its tables and from its sentences."""
