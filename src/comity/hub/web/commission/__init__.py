"""The desk of the commission: applications for redress, whole files read only, and the block for the time being."""
