"""A page as JSON, CSV, Atom, reference, terminal lines or HTML, and how these are described."""
