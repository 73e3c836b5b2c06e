"""What the program is measured by, outside the test run: `make bench`."""
