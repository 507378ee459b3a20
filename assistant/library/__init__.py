"""What the corpus holds: status, links, gaps and topics of its sources, and fixed notices."""
