"""What is read: sources, documents, revisions, paragraphs."""
