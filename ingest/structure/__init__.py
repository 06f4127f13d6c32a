"""The structure of a document: its lines, headings, labels and sections."""
