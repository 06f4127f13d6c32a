"""Search over the passages: words, index, retrieval."""
