"""The rules, in files by theme; `comity.compliance.catalogue` lists the files that are part of the edition."""
