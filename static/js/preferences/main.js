// The personal page: shows at once what is chosen, and says at once when two commands have one key.
// <form data-preferences> is the page's form; without scripts it does the same after saving.

import { watchKeys } from "preferences/keys";
import { preview } from "preferences/preview";

for (const form of document.querySelectorAll("[data-preferences]")) {
  preview(form, document.documentElement);
  watchKeys(form);
}
