"""A question as typed: put into plain French, its intents, its contracts, places and periods."""
