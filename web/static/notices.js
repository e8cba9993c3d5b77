// Messages over the page: a toast with a link that undoes, and a banner while the server or the connection fails.

const words = () => document.getElementById("words").dataset;

/** A sentence with a value in the place of its {name}. */
export const filled = (sentence, value) => sentence.replace(/\{\w+\}/, () => value);

/** A sentence in the page's language, with a value in the place of its {name}. */
export const word = (name, value) => filled(words()[name] ?? name, value);

/** A sentence about a number of things, chosen among its `forms`: JSON by the plural categories of the page's language. */
export function counted(forms, n) {
  const given = JSON.parse(forms);
  return filled(given[new Intl.PluralRules(document.documentElement.lang).select(n)] ?? given.other, n.toLocaleString(document.documentElement.lang));
}

/** The same for a sentence of every page. */
export const countedWord = (name, n) => counted(words()[name], n);

const SHOWN_MS = 10_000;
let timer = 0;

/** Shows a message for a while, and as long as the pointer or the focus is on it; `undo` is the address of its link. */
export function say(text, { undo } = {}) {
  const toast = document.getElementById("toast");
  const line = document.createElement("span");
  line.textContent = text;
  toast.replaceChildren(line);
  if (undo) {
    const link = document.createElement("a");
    Object.assign(link, { href: undo, textContent: word("undo"), className: "undo" });
    toast.append(link);
  }
  clearTimeout(timer);
  timer = setTimeout(hide, SHOWN_MS);
}

function hide() {
  const toast = document.getElementById("toast");
  if (toast.matches(":hover, :focus-within")) timer = setTimeout(hide, SHOWN_MS);
  else unsay();
}

export function unsay() {
  clearTimeout(timer);
  document.getElementById("toast").replaceChildren();
}

/** Shows a banner until `hideBanner`. */
export function showBanner(name) {
  const banner = document.getElementById("banner");
  if (banner.textContent !== word(name)) banner.textContent = word(name);
  banner.hidden = false;
}

export function hideBanner() {
  document.getElementById("banner").hidden = true;
}
addEventListener("offline", () => showBanner("offline"));
addEventListener("online", hideBanner);
