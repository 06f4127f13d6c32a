"""Answers by quotes: decisive sentences, what completes them, whether they answer."""
