"""The desk of who runs the secretariat, and decides no case; and the page of who supervises, and opens none."""
