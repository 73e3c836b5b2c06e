"""The test suite, laid out as the code it tests."""
