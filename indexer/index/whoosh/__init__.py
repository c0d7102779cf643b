"""The store on a local disk: segments of Whoosh, a manifest, and the switch between states."""
