"""Topics: their names, which sections speak of them, and the matrix of topics by documents."""
