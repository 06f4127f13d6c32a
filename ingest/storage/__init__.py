"""What is kept on disk and loaded from it: the store, its database, its copies and locks."""
