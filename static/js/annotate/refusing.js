// What becomes of a step that the server refused: put onto what is there now and sent again, dropped where nothing is
// left to do, or put aside for its coder to read, with what was built on it; so that everything else goes on. No data-
// attributes; what happens is passed to `onNews`.

import { concerned, rebased } from "annotate/rebase";

const TRIES = 4; // times that one step is put onto what somebody else changed

export class Refusing {
  /**
   * `onNews(news)`: {kind: "refused", step, lost: [the ops that are not sent any more]}, `step` with `error`,
   * `conflict` and `also`, the words of the others; {kind: "dropped", step, lost}: nothing was left to do; {kind:
   * "became", step, from, passage}: the words that a step makes a passage are one already, so it means that one.
   */
  constructor(outbox, onNews) {
    Object.assign(this, { outbox, onNews });
  }

  /** Takes a step out of the queue, or changes it so that it can be sent again. */
  async take(step, error) {
    const changes = step.body.changes ?? [];
    const place = concerned(changes, error);
    const found = place < 0 ? null : rebased(changes[place], this.#before(step, changes[place]), error);
    const tries = (step.tries ?? 0) + 1;
    if (!found || tries > TRIES + changes.length) await this.#refuse(step, { error, conflict: null });
    else await this.#goOn({ ...step, tries }, place, found, error);
  }

  async #goOn(step, place, { change = null, conflict = null, instead }, error) {
    const next = instead ? await this.#become(step, place, instead, change) : step;
    const left = next.body.changes.with(place, change).filter(Boolean);
    if (!left.length && conflict) await this.#refuse(next, { error, conflict });
    else if (!left.length) await this.#drop(next);
    else await this.outbox.replace("waiting", { ...next, body: { ...next.body, changes: left } });
    if (left.length && conflict) await this.#putBeside(next, { error, conflict });
  }

  /** Out of the way, together with what was built on it. */
  async #refuse(step, found) {
    const lost = await this.#lostWith(step, found.conflict ? [] : created(step));
    const also = lost.filter(({ undoes }) => !undoes).map(({ words, effects }) => ({ words, effects }));
    const entry = { ...step, ...found, also, at: Date.now() };
    for (const each of lost) await this.outbox.remove("waiting", each.place);
    await this.outbox.move("waiting", "refused", entry);
    this.onNews({ kind: "refused", step: entry, lost: [step, ...lost].map(({ op }) => op) });
  }

  /** One of several changes is asked about; the others are sent. */
  async #putBeside({ place: _place, ...step }, found) {
    const entry = { ...step, ...found, also: [], at: Date.now() };
    await this.outbox.add("refused", entry);
    this.onNews({ kind: "refused", step: entry, lost: [] });
  }

  async #drop(step) {
    const lost = await this.#lostWith(step, []);
    for (const each of [step, ...lost]) await this.outbox.remove("waiting", each.place);
    this.onNews({ kind: "dropped", step, lost: [step, ...lost].map(({ op }) => op) });
  }

  /** Later steps that take back what was never stored, or change things that never were. */
  async #lostWith(step, things) {
    const gone = { ops: new Set([step.op]), things: new Set(things) };
    const lost = [];
    for (const each of await this.outbox.all("waiting")) {
      const isBuiltOn = gone.ops.has(each.undoes) || each.effects.some(({ id }) => gone.things.has(id));
      if (each.place === step.place || !isBuiltOn) continue;
      lost.push(each);
      gone.ops.add(each.op);
      for (const id of created(each)) gone.things.add(id);
    }
    return lost;
  }

  /** What the step makes is there already, as `passage`: from now on it means that one, as do the steps behind it. */
  async #become(step, place, passage, change) {
    const { id: from } = step.body.changes[place];
    for (const each of await this.outbox.all("waiting")) {
      const isAbout = each.place !== step.place && each.effects.some(({ id }) => id === from);
      if (isAbout) await this.outbox.replace("waiting", renamed(each, from, passage.id));
    }
    const { do: _verb, ...fields } = change ?? {};
    const own = { kind: "passage", id: passage.id, before: passage, after: { ...passage, ...fields } };
    const next = renamed(step, from, passage.id);
    next.effects = next.effects.map((effect) => (effect.id === passage.id ? own : effect));
    this.onNews({ kind: "became", step: next, from, passage });
    return next;
  }

  #before(step, { id }) {
    return step.effects.find((effect) => effect.id === id)?.before ?? null;
  }
}

/** A step that means another passage by the same words. */
export function renamed(step, from, to) {
  const other = (thing) => (thing?.id === from ? { ...thing, id: to } : thing);
  const effects = step.effects.map((effect) => ({
    ...other(effect), before: other(effect.before), after: other(effect.after),
  }));
  const changes = step.body?.changes?.map((change) => ({
    ...other(change), ...(change.passage === from ? { passage: to } : {}),
  }));
  return { ...step, effects, body: changes ? { ...step.body, changes } : step.body };
}

function created({ effects }) {
  return effects.filter(({ kind, before }) => kind !== "reading" && !before).map(({ id }) => id);
}
