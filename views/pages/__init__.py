"""The five pages: Ask, Where guidance sits, Read, Sources and Maintain."""
