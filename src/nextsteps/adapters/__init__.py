"""Other engines, which give the same answers; each needs an extra."""
