"""How each document was read, for a person to check before publication."""
