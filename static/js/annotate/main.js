// Starts the annotate screen on the page that carries [data-annotate], from the JSON in #annotate-data.

import { Bars } from "annotate/bars";
import { Chips } from "annotate/chips";
import { Codebook } from "annotate/codebook";
import { Conflicts } from "annotate/conflicts";
import { connect, readData } from "annotate/connect";
import { Covering } from "annotate/covering";
import { Cursor } from "annotate/cursor";
import { Definition } from "annotate/definition";
import { Editor } from "annotate/editor";
import { Ending } from "annotate/ending";
import { Ends } from "annotate/ends";
import { Hints } from "annotate/hints";
import { Keys } from "annotate/keys";
import { Likely } from "annotate/likely";
import { ParagraphMap } from "annotate/map";
import { watchMenu } from "annotate/menu";
import { Mouse } from "annotate/mouse";
import { keepPage } from "annotate/offline";
import { Paint } from "annotate/paint";
import { Palette } from "annotate/palette";
import { Panes } from "annotate/panes";
import { Picked } from "annotate/picked";
import { Screen } from "annotate/screen";
import { Sheet } from "annotate/sheet";
import { Status } from "annotate/status";
import { Store } from "annotate/store";
import { Tagging } from "annotate/tagging";
import { Themes } from "annotate/themes";

const page = document.querySelector("[data-annotate]");
const data = readData(document);
const element = (name) => page.querySelector(`[data-${name}]`);
const { words, preferences, addresses } = data;

const status = new Status(page, words);
const store = new Store(data);
const sheet = new Sheet(element("sheet"));
const { operations, outbox, start } = connect(data, {
  store,
  onState: (state) => status.saving(state),
  onRefused: (step) => conflicts.show(step),
});
const conflicts = new Conflicts(page, {
  store,
  status,
  forget: ({ op }) => outbox.forget("refused", op),
  onMine: (step) => operations.keepMine(step),
  onLeave: () => cursor.focus(),
});
const cursor = new Cursor({ store, sheet, unit: data.unit, onMove });
const say = (name, values) => status.say(name, values);
const tagging = new Tagging({ store, sheet, cursor, operations, say });
const paint = new Paint(store, sheet);
const bars = new Bars(store, sheet);
const chips = new Chips(store, sheet, words);
const panes = new Panes(page);
const go = (paragraph) => {
  panes.close();
  ends.leave();
  cursor.goTo(paragraph);
};
const onLeave = () => {
  panes.close();
  cursor.focus();
};
const map = new ParagraphMap(element("map"), element("go-to"), { store, words, onGo: go, onLeave });
const ends = new Ends(element("ends"), { store, cursor, tagging, say });
const editor = new Editor(element("editor-template"), sheet);
const hints = new Hints(element("hints"), sheet, store);
const ending = new Ending(element("ending"), { store, operations, onRest: () => onCommand("rest"), onGo: go });
const choose = (slug, how) => {
  screen.tag(slug, how);
  likely.hide();
};
const onCommand = (command) => act({ command });
const likely = new Likely(element("likely"), { store, sheet, cursor, onChoose: choose, onCommand });
const themes = new Themes(element("themes"), store, words, { onChoose: choose, onLook: (slug) => screen.look(slug) });
const definition = new Definition(element("definition"), { onRetry: () => codebook.load() });
const codebook = new Codebook(data, { store, onFull, onFail: () => definition.fail(), onNewer });
const palette = new Palette(element("palette"), {
  find: (query) => codebook.find(query),
  onChoose: (theme, { whole, stay }) => {
    screen.tag(theme.slug, { whole });
    if (stay) palette.mark(screen.carried());
  },
  onAsk: () => screen.run({ command: "ask" }),
  recent: () => likely.recent.map((slug) => store.called(slug)),
  keyOf: (slug) => store.themes.get(slug)?.key ?? "",
});
const screen = new Screen({
  isOpen: data.is_open, store, sheet, cursor, operations, tagging, status, map, panes, ends, editor, hints, ending,
  likely, palette, definition, help: element("help"), picked: new Picked(element("picked"), { store, cursor }),
});
const keys = new Keys({ keys: preferences.keys, themes: data.themes, isOn: preferences.keys_on });
new Mouse({
  sheet,
  cursor,
  snaps: () => preferences.word_snap,
  onPick: () => {
    ends.leave();
    if (data.is_open) likely.show();
  },
});

new Covering(page, () => cursor.keepInSight());
watchMenu(element("menu"));

let here = null;
let readBefore = 0; // paragraphs that were read today when the page was opened, less those of this document

function onMove() {
  likely.hide();
  screen.picked.hide();
  themes.mark(screen.carried());
  if (here === cursor.paragraph) return;
  here = cursor.paragraph;
  chips.enter(here);
  element("here").value = store.byId.get(here).ordinal;
  map.enter(here);
}

function drawCounts() {
  const progress = store.progress();
  status.progress(progress);
  status.today(readBefore + progress.read);
  ending.draw(progress);
}

store.onChange((touched) => {
  for (const paragraph of touched) {
    if (sheet.isNear(paragraph)) {
      paint.draw(paragraph);
      bars.draw(paragraph);
    }
    chips.draw(paragraph);
    map.draw(paragraph);
    drawState(paragraph);
  }
  drawCounts();
  if (cursor.paragraph) themes.mark(screen.carried());
});

function drawState(paragraph) {
  const [section, state] = [sheet.section(paragraph), store.stateOf(paragraph)];
  section.dataset.state = state;
  if (state === "silent") return;
  const place = { ordinal: store.byId.get(paragraph).ordinal, total: store.paragraphs.length };
  section.setAttribute("aria-label", status.put("paragraph_is", { ...place, state: words[`map_${state}`] }));
}

const REPEATED = new Set(["paragraph", "unit", "extend"]); // what a key does again while it is held

/** Runs a command or tags; false where it is neither. */
function act(meaning, chip = null) {
  if (!meaning.theme) return screen.run(meaning, chip);
  screen.tag(meaning.theme, { whole: meaning.whole });
  return true;
}

sheet.element.addEventListener("keydown", (event) => {
  const isWriting = event.target.closest("textarea, input, summary, a");
  const chip = event.target.closest("[data-chips] button");
  const meaning = !isWriting && keys.meaning(event);
  const isButton = event.target.closest("button") && !chip;
  if (!meaning || (isButton && [" ", "Enter"].includes(event.key))) return;
  if (meaning.command === "ends" && !chip && !ends.isOpen) return;
  if (meaning.command === "read" && chip) return;
  if (event.repeat && !REPEATED.has(meaning.command)) return event.preventDefault();
  if (act(meaning, chip)) event.preventDefault();
  return undefined;
});
document.addEventListener("keydown", (event) => {
  const isElsewhere = !sheet.element.contains(event.target) && !event.target.closest("textarea, input, dialog");
  const meaning = isElsewhere && (event.ctrlKey || event.metaKey || event.key === "Escape") && keys.meaning(event);
  if (meaning && act(meaning)) event.preventDefault();
  if (isElsewhere && event.key === "Escape") cursor.focus();
});
sheet.element.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-chips] button");
  if (chip) screen.pick(chip);
});
sheet.element.addEventListener("focusin", ({ target }) => {
  const suggestion = store.suggestions.byId.get(target.dataset.suggestion);
  if (suggestion) cursor.goTo(suggestion.paragraph, suggestion.start, { quietly: true }); // its words are shown
});
page.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-command]");
  if (!button || button.closest("[data-likely]")) return;
  act({ command: button.dataset.command }, button.closest("[data-picked]") ? screen.picked.chip : null);
});
page.addEventListener("click", ({ detail, target }) => {
  const isMouse = detail > 0 && target.closest("[data-themes], [data-foot]");
  if (isMouse && target.closest("button") === document.activeElement) cursor.focus();
});
addEventListener("beforeprint", () => {
  paint.drawAll();
  bars.drawAll(sheet.sections.keys());
});

function onFull(full) {
  definition.load(full);
  palette.refresh();
}

/** What was tagged with is what the codebook says by now. */
function onNewer(version) {
  operations.codebookVersion = version;
  keys.learn([...store.themes.values()]);
  themes.fill();
  themes.mark(screen.carried());
  if (definition.slug) definition.show(store.called(definition.slug));
}

/** Asked when the server has everything, and again if the coder has gone on before it answered. */
async function fetchDay() {
  await operations.saved();
  const before = store.progress().read;
  const since = new Date(new Date().setHours(0, 0, 0, 0)).toISOString();
  const asked = new URLSearchParams({ since, document: data.document.id, round: data.round.id });
  const answer = await fetch(`${addresses.progress}?${asked}`).catch(() => null);
  if (!answer?.ok) return; // offline, or signed out
  const { read, next } = await answer.json();
  ending.goOnWith(next);
  if (store.progress().read !== before) {
    fetchDay();
    return;
  }
  readBefore = read - before;
  drawCounts();
}

sheet.once(drawState);
for (const paragraph of store.codable) map.draw(paragraph.id);
drawCounts();
if (store.codable.length) {
  const asked = store.paragraphs.find(({ ordinal }) => `#p${ordinal}` === location.hash);
  const first = (asked?.is_mine && asked) ?? store.codable.find(({ id }) => !store.isRead(id)) ?? store.codable[0];
  cursor.goTo(first.id);
}
if (location.hash === `#${ending.box.id}`) ending.show();

/** What can come after the text: the definitions, the day's count, the page itself for when there is no network. */
function fetchRest() {
  codebook.load();
  fetchDay();
  keepPage(addresses.worker);
}

start().then(() => {
  page.dataset.ready = "";
  requestIdleCallback(fetchRest, { timeout: 500 });
});
