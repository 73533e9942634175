// Lets Node read our scripts as browsers do: "annotate/offsets" is static/js/annotate/offsets.js (the import map),
// and every .js file is a module. Used as `node --import ./tests/js/resolver.mjs`; needs no package.

import { register } from "node:module";

register("./names.mjs", import.meta.url);
