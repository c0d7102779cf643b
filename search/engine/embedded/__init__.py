"""The engine over the store on a local disk."""
