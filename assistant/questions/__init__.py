"""What is asked: the question, spelling and glossary expansion, personal details, the fact it asks for."""
