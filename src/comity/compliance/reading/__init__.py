"""What free text says, read in Arabic, English, French and Spanish by word lists that show the words they rest on."""
