"""What the readers of office formats share: archives, drawings, headings recognised by look."""
