"""Index → results: queries, pages' contents and look-ups, without a word of HTTP."""
