"""Parameters, plan, notebook execution, normalising, lint and the run record. Knows no HTML."""
