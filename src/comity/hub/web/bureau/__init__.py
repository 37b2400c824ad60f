"""The bureau's desk: its requests, the notices that reach it, its campaigns and colleagues."""
