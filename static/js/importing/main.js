// The pages of imports.
// form[data-send="address"]: sends its files in several requests, so that a thousand go through; data-send-largest is
// the most bytes of a file. Its words: data-sent ("[n] of [all] …"), data-too-large, data-failed, data-failed-link and
// data-none. Inside it [data-sending] with a progress bar and [data-sending-words], and [data-sending-error].
// form[data-grid]: its cells, [data-grid-cell="column"], are moved through and filled by keys.
// [data-import] is a part of a page that is kept up to date while it is [data-import-moves]; a[data-import-look] in it
// loads the page anew, which nobody needs while this runs.

import { moveInGrid } from "importing/grid";
import { keepUpToDate } from "importing/looking";
import { sendInParts } from "importing/sending";

for (const form of document.querySelectorAll("form[data-send]")) sendInParts(form);
for (const form of document.querySelectorAll("form[data-grid]")) moveInGrid(form);
for (const part of document.querySelectorAll("[data-import]")) keepUpToDate(part);
