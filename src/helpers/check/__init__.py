"""What a reviewer asks of the checkout: hashes, figures, environment, notebooks, bytes, pages."""
