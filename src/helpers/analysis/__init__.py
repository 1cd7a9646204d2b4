"""Trajectories, positions, progress methods: arrays and tables in, tables out. Opens no file."""
