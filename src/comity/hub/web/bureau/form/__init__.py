"""The form of a request, said once: sections and fields bound to the records that they fill."""
