"""The library: status, links, gaps and topics of the sources, and the fixed notices."""
