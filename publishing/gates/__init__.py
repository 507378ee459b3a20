"""Gates: why a publication is refused until a person accepts the reason."""
