// What the page says by itself: a toast with a way back, and a banner while something is amiss.

/** A sentence in the page's language, with a value in the place of its {name}. */
export const word = (name, value) => (document.getElementById("words").dataset[name] ?? name).replace(/\{\w+\}/, () => value);

/** A sentence about a number of things. */
export const counted = (name, n) => word(name + (n === 1 ? "1" : ""), n);

const SHOWN_MS = 10_000;
let timer = 0;

/** Says something for a while; `undo` is where its link leads. It stays as long as one is on it. */
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

/** Shows a banner until `untell`. */
export function tell(name) {
  const banner = document.getElementById("banner");
  if (banner.textContent !== word(name)) banner.textContent = word(name);
  banner.hidden = false;
}

export function untell() {
  document.getElementById("banner").hidden = true;
}
addEventListener("offline", () => tell("offline"));
addEventListener("online", untell);
