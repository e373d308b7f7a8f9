"""What authors of rules need beside a text editor: scaffolds, a layout, and what is unfinished."""
