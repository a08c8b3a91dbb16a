"""Public pages: read by anyone, kept by no one."""
