"""From a released body to other people's formats: pure functions, no Django."""
