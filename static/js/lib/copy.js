// Copies a text to the clipboard: data-copy around, data-copy-text on the text field, data-copy-button on the button
// (shown only where copying works), data-copy-done with the word to show afterwards.

for (const box of document.querySelectorAll("[data-copy]")) {
  const button = box.querySelector("[data-copy-button]");
  const text = box.querySelector("[data-copy-text]");
  if (!navigator.clipboard || !button || !text) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    text.select();
    await navigator.clipboard.writeText(text.value);
    button.textContent = button.dataset.copyDone;
  });
}
