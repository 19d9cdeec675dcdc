"""All that knows .docx: neutral blocks in, a package of bytes out."""
