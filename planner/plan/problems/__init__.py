"""Every sentence about something wrong in the input, and nothing else words one."""
