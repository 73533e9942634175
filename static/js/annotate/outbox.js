// What was done and not yet sent, on this computer's disk: it survives a reload, a crash and a flat battery. One
// database a user, so that nobody sends another's work. Strict durability: a step counts as kept when the disk has it.
// No data- attributes.
//
// Three lists: `waiting` (steps to send, in order), `told` (what the server answered since the page was made, for a
// page that is opened again without a network), `refused` (what could not be saved and was not yet read by its coder).
// What the disk does not take (a private window, a full disk) waits in memory behind everything that it took.

const LISTS = ["waiting", "told", "refused"];
const STRICT = { durability: "strict" };

export class Outbox {
  /** Opens the outbox of a user at once; what is asked before the disk answers waits for it, in order. */
  constructor(user, disk = globalThis.indexedDB) {
    this.memory = Object.fromEntries(LISTS.map((list) => [list, new Map()]));
    this.last = 0;
    this.isDurable = true;
    this.database = opened(disk, `tifa ${user}`).catch(() => this.#giveUp());
  }

  /** Keeps an entry at the end of a list; resolves with its place when the disk has it. */
  async add(list, entry) {
    const database = await this.database;
    if (!database || this.memory[list].size) return this.#remember(list, entry);
    try {
      return await inOne(database, [list], STRICT, (store) => store(list).add(entry));
    } catch {
      this.#giveUp();
      return this.#remember(list, entry);
    }
  }

  /** Puts an entry in the place that it has. */
  async replace(list, entry) {
    if (isRemembered(entry)) this.memory[list].set(entry.place, entry);
    else await inOne(await this.database, [list], STRICT, (store) => store(list).put(entry));
  }

  async remove(list, place) {
    if (isRemembered({ place })) this.memory[list].delete(place);
    else await inOne(await this.database, [list], {}, (store) => store(list).delete(place));
  }

  /** Takes all entries of an operation out of a list. */
  async forget(list, op) {
    const found = (await this.all(list)).filter((entry) => entry.op === op);
    for (const { place } of found) await this.remove(list, place);
  }

  /** Takes an entry out of a list and puts it at the end of another, both or neither. */
  async move(from, into, { place, ...entry }) {
    const database = await this.database;
    if (isRemembered({ place })) {
      this.memory[from].delete(place);
      await this.add(into, entry);
      return;
    }
    // what was told and is sent again changes nothing, so only refusals need the disk's word for it
    await inOne(database, [from, into], into === "told" ? {} : STRICT, (store) => {
      store(from).delete(place);
      store(into).add(entry);
    });
  }

  /** The entries of a list in their order, each with its `place`. */
  async all(list) {
    const kept = await this.#read(list);
    return [...kept, ...this.memory[list].values()];
  }

  /** The entry that is next, or undefined. */
  async first(list) {
    const [entry] = await this.#read(list, 1);
    return entry ?? this.memory[list].values().next().value;
  }

  async #read(list, most) {
    const database = await this.database;
    if (!database) return [];
    return answered(database.transaction(list).objectStore(list).getAll(null, most)).catch(() => []);
  }

  #remember(list, entry) {
    this.last += 1;
    const place = `memory ${this.last}`;
    this.memory[list].set(place, { ...entry, place });
    return place;
  }

  #giveUp() {
    this.isDurable = false;
    return null;
  }
}

function isRemembered({ place }) {
  return typeof place === "string";
}

/** Runs `act(store)` in one transaction and asks for its end at once: it ends even when the page does not live on. */
async function inOne(database, lists, options, act) {
  const transaction = database.transaction(lists, "readwrite", options);
  const request = act((list) => transaction.objectStore(list));
  transaction.commit?.();
  await new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  return request?.result;
}

async function opened(disk, name) {
  const request = disk.open(name, 1);
  request.onupgradeneeded = () => {
    for (const list of LISTS) request.result.createObjectStore(list, { keyPath: "place", autoIncrement: true });
  };
  return answered(request);
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
