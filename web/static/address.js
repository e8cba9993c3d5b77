// The taste that an address names, and changes to it.

// Many picks are a token, `t`, with what was changed since: `drop` takes back what it says.
const TASTE = ["t", "drop", "like", "dislike", "seen", "boost", "mute"];

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
  // A film is in one list only: the last tap counts.
  const films = added.filter(([name]) => ["like", "dislike", "seen"].includes(name)).map(([, value]) => value);
  const rest = kept.filter(([name, value]) => !(["like", "dislike", "seen"].includes(name) && films.includes(value)));
  target.search = new URLSearchParams([...rest, ...added]);
  return target.href;
}

/** The home page with these pairs, in the language of this page. */
export function home(pairs) {
  const target = new URL("/?" + new URLSearchParams(pairs), location.origin);
  const lang = new URL(location.href).searchParams.get("lang");
  if (lang) target.searchParams.set("lang", lang);
  return target.href;
}
