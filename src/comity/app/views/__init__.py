"""Read models: what each caller may see, as records; pure of HTTP."""
