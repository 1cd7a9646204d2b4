"""Trajectories, positions and progress methods, on arrays and tables. Opens no file, draws nothing."""
