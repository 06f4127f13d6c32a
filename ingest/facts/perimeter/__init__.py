"""The perimeter: groupings, communes and inhabitants."""
