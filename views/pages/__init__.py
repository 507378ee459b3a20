"""The pages: Ask, Topics, Read, Sources, Changes and Maintain."""
