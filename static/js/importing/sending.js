// Sends the files of a form in parts small enough for any server, into one import; then shows that import.

const MOST_FILES = 50; // of one request
const MOST_BYTES = 16 * 1024 * 1024; // of one request, unless one file alone has more
const TRIES = 5;
const PAUSE = 1000; // milliseconds before a part is sent again, and longer each time

export function sendInParts(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}

async function send(form) {
  const files = chosen(form);
  const large = files.filter((file) => file.size > Number(form.dataset.sendLargest));
  if (!files.length) return refuse(form, form.dataset.none);
  if (large.length) return refuse(form, `${form.dataset.tooLarge} ${large.map(pathOf).join(", ")}`);
  const button = form.querySelector("button");
  button.disabled = true;
  let address = "";
  try {
    let sent = 0;
    const parts = inParts(files);
    tell(form, 0, files.length);
    for (const [number, part] of parts.entries()) {
      const body = bodyOf(form, part, number < parts.length - 1);
      const answer = await (address ? again(`${address}files/`, body) : once(form.dataset.send, body));
      address ||= new URL(answer.url).pathname;
      sent += part.length;
      tell(form, sent, files.length);
    }
    location.assign(address);
  } catch {
    button.disabled = false;
    refuse(form, form.dataset.failed, address);
  }
}

function chosen(form) {
  const all = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
  all.sort((one, other) => pathOf(one).localeCompare(pathOf(other), "en", { numeric: true }));
  const isTable = (file) => file.name.startsWith("metadata.");
  return [...all.filter(isTable), ...all.filter((file) => !isTable(file))];
}

function inParts(files) {
  const parts = [];
  let bytes = Infinity;
  for (const file of files) {
    if (bytes + file.size > MOST_BYTES || parts.at(-1).length >= MOST_FILES) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1).push(file);
    bytes += file.size;
  }
  return parts;
}

function bodyOf(form, files, isMore) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  if (isMore) body.set("more", "on");
  for (const file of files) {
    body.append("upload", file);
    body.append("path", pathOf(file));
  }
  return body;
}

function pathOf(file) {
  return file.webkitRelativePath || file.name;
}

async function once(address, body) {
  const answer = await fetch(address, { method: "POST", body });
  if (!answer.ok || !answer.redirected) throw new Error(`${answer.status}`);
  return answer;
}

// A part that came twice counts once, so it may be sent as often as it takes.
async function again(address, body) {
  for (let tried = 1; ; tried += 1) {
    try {
      return await once(address, body);
    } catch (error) {
      if (tried >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE * 2 ** tried));
    }
  }
}

function tell(form, n, all) {
  form.querySelector("[data-sending-error]").hidden = true;
  const place = form.querySelector("[data-sending]");
  place.hidden = false;
  place.querySelector("progress").value = n / all;
  place.querySelector("[data-sending-words]").textContent = form.dataset.sent.replace("[n]", n).replace("[all]", all);
}

function refuse(form, words, address = "") {
  const place = form.querySelector("[data-sending-error]");
  place.textContent = words;
  place.hidden = false;
  if (address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = form.dataset.failedLink;
    place.append(" ", link);
  }
}
