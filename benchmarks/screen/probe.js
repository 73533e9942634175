// What somebody at the annotate screen waits for, as the browser itself times it. Runs before the page's own scripts;
// browser.py reads and resets window.probe.

window.probe = { ready: 0, keys: [], painted: [], handled: [], frames: [], long: [] };

// Event Timing: from the key to the next frame shown, in steps of 8 ms; less than 16 ms is not reported.
new PerformanceObserver((list) => {
  for (const { name, duration } of list.getEntries()) if (name === "keydown") probe.keys.push(duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });

new PerformanceObserver((list) => {
  for (const { startTime, duration } of list.getEntries()) probe.long.push({ startTime, duration });
}).observe({ type: "longtask", buffered: true });

new MutationObserver((_changes, observer) => {
  if (!document.querySelector("[data-ready]")) return;
  probe.ready = performance.now();
  observer.disconnect();
}).observe(document, { attributeFilter: ["data-ready"], subtree: true });

// The second frame after a key: what the key painted is on the screen.
addEventListener("keydown", ({ timeStamp }) => {
  requestAnimationFrame(() => requestAnimationFrame(() => probe.painted.push(performance.now() - timeStamp)));
}, true);

// How long the page's own handlers of a released mouse button take, layout that they ask for included.
addEventListener("mouseup", () => (probe.began = performance.now()), true);
addEventListener("mouseup", () => probe.handled.push(performance.now() - probe.began));

/** Collects the time from frame to frame until probe.stop(). */
probe.watch = () => {
  probe.frames = [];
  probe.isWatching = true;
  let before = performance.now();
  const next = (now) => {
    probe.frames.push(now - before);
    before = now;
    if (probe.isWatching) requestAnimationFrame(next);
  };
  requestAnimationFrame((now) => {
    before = now;
    requestAnimationFrame(next);
  });
};

probe.stop = () => {
  probe.isWatching = false;
  return probe.frames;
};
