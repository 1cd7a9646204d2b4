"""What a version is: notebooks as files, parameters, fingerprint, run record, publishing."""
