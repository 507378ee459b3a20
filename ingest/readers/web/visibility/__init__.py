"""What a reader sees of a web page: styles, hidden elements, the looks of words."""
