"""Making cubes: `evidence` reads what people did in some documents, `tallying` counts it, `loading` is the door."""
