// The taste that an address names, and changes to it.

const FILMS = ["like", "dislike", "seen", "want"];
const TERMS = ["boost", "less", "mute"];
// Many picks are a token, `t`, with what was changed since: `drop` takes back what it says.
const TASTE = ["t", "drop", ...FILMS, ...TERMS, "never"];

/** The pairs of an address that name films and terms. */
export const taste = (href) => [...new URL(href, location.href).searchParams].filter(([name]) => TASTE.includes(name));

/** Applies what a link changes in its own page's address to another address, so that no tap is lost while a page loads. */
export function changed(address, from, to) {
  const target = new URL(to, location.href);
  if (target.pathname !== "/" || new URL(address, location.href).pathname !== "/") return target.href;
  const pairs = (href) => [...new URL(href, location.href).searchParams];
  const among = (list, [name, value]) => list.some(([n, v]) => n === name && v === value);
  const before = pairs(from);
  const after = pairs(to);
  const kept = pairs(address).filter((pair) => !among(before, pair) || among(after, pair));
  const added = after.filter((pair) => !among(before, pair) && !among(kept, pair));
  // A film or a term is in one list only: the last tap counts.
  const replaced = ([name, value]) => [FILMS, TERMS].some((lists) =>
    lists.includes(name) && added.some(([other, its]) => lists.includes(other) && its === value));
  const rest = kept.filter((pair) => !replaced(pair));
  target.search = new URLSearchParams([...rest, ...added]);
  return target.href;
}

/** The home page, or another that shows picks, with these pairs, in the language of this page. */
export function home(pairs, path = "/") {
  const target = new URL(path + "?" + new URLSearchParams(pairs), location.origin);
  const lang = new URL(location.href).searchParams.get("lang");
  if (lang) target.searchParams.set("lang", lang);
  return target.href;
}
