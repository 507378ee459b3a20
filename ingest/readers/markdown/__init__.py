"""The reader of Markdown, GOV.UK's Govspeak among it."""
