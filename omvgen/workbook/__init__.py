"""All that knows xlsx: safe opening, layout, template, reader, annotated copy."""
