"""From build/docs to a finished site: run the site engine, index for search, check, list in a manifest, and switch."""
