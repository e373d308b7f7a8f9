"""Tables drawn: one module a kind of picture, and what they share (`picture`, `axes`, `png`)."""
