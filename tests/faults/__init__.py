"""Faults provoked on whole commands; too slow for the everyday suite, run by hand or at night."""
