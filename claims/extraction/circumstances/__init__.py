"""Through whom, when, where and on what occasion something was said."""
