"""Writers: neutral blocks as docx, PDF, HTML, Markdown and text."""
