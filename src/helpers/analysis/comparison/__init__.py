"""A reported value compared with the paths to the targets."""
