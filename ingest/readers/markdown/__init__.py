"""The reader of Markdown, including GOV.UK's Govspeak."""
