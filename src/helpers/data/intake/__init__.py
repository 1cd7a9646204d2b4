"""Everything about a stranger's file: read, checked, refused in sentences."""
