"""Plans of action kept as tables, and the table of all actions."""
