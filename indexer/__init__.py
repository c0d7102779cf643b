"""Documents → index: reading, understanding and indexing notices."""
