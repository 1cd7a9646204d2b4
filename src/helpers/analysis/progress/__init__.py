"""Published progress methods behind one signature: arrays of records in, assessments out."""
