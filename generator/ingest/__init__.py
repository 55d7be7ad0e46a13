"""A digest becomes pages: identify, tag, combine, merge, plan."""
