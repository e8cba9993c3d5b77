// The taste that an address names, and changes to it.

const FILMS = ["like", "dislike", "seen", "want"];
const TERMS = ["boost", "less", "mute"];
// Many picks are a token, with what was changed since: `drop` takes back what it says. A pair `t` stands for the token.
const TASTE = ["t", "drop", ...FILMS, ...TERMS, "never"];

/** The path of the home page that an address belongs to: many picks have one of their own, `/t/TOKEN/`. */
export const base = (href = location.href) => /^\/t\/[^/]+\//.exec(new URL(href, location.href).pathname)?.[0] ?? "/";

/** The pairs of an address that name films and terms. */
export function taste(href) {
  const pairs = [...new URL(href, location.href).searchParams].filter(([name]) => TASTE.includes(name));
  const token = base(href).split("/")[2];
  return token ? [["t", token], ...pairs.filter(([name]) => name !== "t")] : pairs;
}

/** Applies what a link changes in its own page's address to another address, so that no tap is lost while a page loads. */
export function changed(address, from, to) {
  const target = new URL(to, location.href);
  const own = base(target);
  if (target.pathname !== own || new URL(address, location.href).pathname !== own) return target.href;
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
  const all = [...pairs];
  const token = all.find(([name]) => name === "t")?.[1];
  const others = all.filter(([name]) => name !== "t");
  const target = new URL((token ? `/t/${token}` : "") + path + "?" + new URLSearchParams(others), location.origin);
  const lang = new URL(location.href).searchParams.get("lang");
  if (lang) target.searchParams.set("lang", lang);
  return target.href;
}
