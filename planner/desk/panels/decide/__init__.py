"""The Decide tab: options as switches, and the combinations that close the gap."""
