"""Who takes part: parties, persons, organisations, and what they bind themselves to."""
