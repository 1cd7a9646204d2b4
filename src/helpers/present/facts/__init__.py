"""What the sentences and tables of a page need, computed."""
