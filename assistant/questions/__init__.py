"""Questions: spelling, glossary expansion, personal details, and the fact asked for."""
