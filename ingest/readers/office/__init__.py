"""What the readers of office formats share: archives, drawings, headings told by their look."""
