// The Django admin in the colours that somebody chose on the page of preferences, before anything is drawn.
// data-appearance of this script's element is auto, light or dark; the admin's own style sheets read data-theme.
document.documentElement.dataset.theme = document.currentScript.dataset.appearance;
