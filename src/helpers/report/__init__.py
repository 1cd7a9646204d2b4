"""Pages: the nbconvert template, the site and its index. Starts no kernel."""
