"""How an ingest embeds: in chunks that are kept until it publishes, on this machine or on several."""
