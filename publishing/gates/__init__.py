"""Gates: checks that stop a publication until a person overrides them."""
