"""What was published later, compared with what could be known in March 2017."""
