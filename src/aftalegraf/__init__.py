"""A knowledge graph of Danish health agreements, their sources and the rules they answer to."""

__version__ = "0.1.0"
