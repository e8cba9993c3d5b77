// Your picks, kept in this browser too: an address without any offers them again. They are sent nowhere but in addresses.
import { base, home, taste } from "./address.js";
import { countedWord, say, unsay } from "./notices.js";
import { go, leads, whenShown } from "./page.js";

const KEY = "matinee-taste";
const LISTS = ["like", "dislike", "seen", "want", "boost", "less", "mute", "never"];

const hasToken = (pairs) => pairs.some(([name]) => name === "t");

/** Storage may be switched off; then the address alone keeps the picks. */
function stored() {
  try {
    return taste(home(new URLSearchParams(localStorage.getItem(KEY) ?? "")));
  } catch {
    return [];
  }
}

/** Keeps the pairs of an address that name films and terms in this browser. */
export function store(pairs) {
  try {
    // A token does not tell a script how many picks it holds.
    const count = hasToken(pairs) ? [["picks", document.querySelector("main [data-picks]")?.dataset.picks ?? ""]] : [];
    if (pairs.length) localStorage.setItem(KEY, String(new URLSearchParams([...pairs, ...count])));
    else localStorage.removeItem(KEY);
  } catch { /* Then not. */ }
}

function offer() {
  document.getElementById("resume")?.remove();
  const kept = stored();
  const here = taste(location.href);
  const isLink = /^\/t\/[^/]+\/?$/.test(location.pathname);
  const isMine = location.pathname === base() + "mine";
  if (!kept.length || !(location.pathname === "/" || isLink || isMine) || String(kept) === String(here)) return;
  const line = document.createElement("p");
  line.id = "resume";
  line.className = "notice";
  const link = document.createElement("a");
  link.href = home(kept, isMine ? "/mine" : "/");
  link.dataset.move = "";
  link.dataset.top = "";
  const named = kept.filter(([name]) => LISTS.indexOf(name) >= 0 && LISTS.indexOf(name) < 4).length;
  const picks = hasToken(kept) ? Number(new URLSearchParams(localStorage.getItem(KEY)).get("picks")) || named : named;
  link.textContent = countedWord(isLink ? "sharedpicks" : here.length ? "ownpicks" : "resume", picks);
  line.append(link);
  document.getElementById("main").prepend(line);
}

export function start() {
  whenShown(({ push, said }) => {
    // A link that someone sent is not yours until you change something.
    if (push && said) store(taste(location.href));
    offer();
    showTools();
  });
  offer();
  showTools();
  document.addEventListener("click", (event) => {
    const forgetting = event.target.closest("[data-forget]");
    if (forgetting) {
      try { localStorage.clear(); } catch { /* Then nothing is kept. */ }
      say(forgetting.dataset.forget);
    }
    const undo = event.target.closest(".undo");
    if (!undo) return;
    event.preventDefault();
    unsay();
    go(leads(undo.href), { keep: true }).then(() => { store(taste(location.href)); offer(); });
  });
}

function showTools() {
  document.querySelectorAll("[data-needs-script]").forEach((part) => { part.hidden = false; });
}
