"""What each notebook says and shows in words and tables: one module a notebook."""
