"""One file an engine; serve.py says what each must offer."""
