// Shows another page of this site in place of this one, without a reload: films that stay move to their new places.
import { changed } from "./address.js";
import { hideBanner, say, showBanner } from "./notices.js";

const LONGEST_WAIT = 30;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const main = () => document.getElementById("main");
const after = [];

/** The address of what is on the screen, and of what was last asked for. */
let shown = location.href;
let wanted = location.href;
let running = null;

/** Calls this with how the page came about, now and whenever another is shown. */
export const whenShown = (then) => after.push(then);

/** Where a link leads, seen from what was last asked for. */
export const leads = (href) => changed(wanted, shown, href);

/**
 * Goes to a page. While one is under way the newest wish replaces those waiting: however fast one taps, one request runs at a time.
 * `said` is shown with a link that undoes it; `keep` keeps the place on the page; `push` is false where the browser has moved already.
 */
export function go(href, { push = true, keep = false, said = "", top = false } = {}) {
  wanted = new URL(href, location.href).href;
  running ??= run().finally(() => { running = null; });
  wish = { push: push || wish?.push, keep, top, said: said || wish?.said };
  return running;
}
let wish = null;

async function run() {
  document.documentElement.classList.add("busy");
  try {
    // The caller writes its wish first.
    await null;
    while (wish) {
      const { push, keep, said, top } = wish;
      const back = shown;
      const { href, at, html } = await ask();
      if (html === null) return location.assign(href);
      if (wanted !== href) continue;
      wish = null;
      wanted = at;
      await show(new DOMParser().parseFromString(html, "text/html"), () => {
        if (push && location.href !== at) history.pushState(null, "", at);
        shown = at;
      });
      if (top || !keep) scrollTo({ top: 0 });
      for (const then of after) then({ push, said });
      if (said && back !== at) say(said, { undo: back });
    }
  } finally {
    document.documentElement.classList.remove("busy");
  }
}

/** The text of the page last asked for, null where it is none, and the address that it has; waits for as long as the server is busy or there is no connection, and says so. */
async function ask() {
  for (let pause = 1; ; pause = Math.min(2 * pause, LONGEST_WAIT)) {
    const href = wanted;
    let wait = pause;
    try {
      const answer = await fetch(href, { headers: { Accept: "text/html" } });
      if (!answer.headers.get("Content-Type")?.startsWith("text/html")) return { href, html: null };
      if (answer.status !== 503) {
        hideBanner();
        return { href, at: answer.redirected ? answer.url : href, html: await answer.text() };
      }
      wait = Math.max(pause, Number(answer.headers.get("Retry-After")) || 1);
      showBanner("busy");
    } catch {
      showBanner("offline");
    }
    await new Promise((go) => {
      const timer = setTimeout(go, 1000 * wait);
      addEventListener("online", () => { clearTimeout(timer); go(); }, { once: true });
    });
  }
}

async function show(page, moved) {
  const flies = still.matches ? null : newPick(page);
  const swap = () => {
    const focus = focused();
    const next = page.getElementById("main");
    moved();
    main().replaceWith(next);
    const carried = (root) => root.querySelectorAll(".search input[type=hidden]");
    carried(document).forEach((field) => field.remove());
    carried(page).forEach((field) => document.querySelector(".search").append(field));
    document.querySelector(".search").setAttribute("action", page.querySelector(".search").getAttribute("action"));
    document.querySelectorAll("[data-carries]").forEach((link, n) => {
      const fresh = page.querySelectorAll("[data-carries]")[n];
      for (const name of fresh ? ["href", "aria-current"] : []) {
        if (fresh.hasAttribute(name)) link.setAttribute(name, fresh.getAttribute(name));
        else link.removeAttribute(name);
      }
    });
    document.title = page.title;
    nameCards();
    if (flies) flies.chip.style.viewTransitionName = "pick";
    focus();
  };
  if (!document.startViewTransition || still.matches) return swap();
  if (flies) {
    flies.card.style.viewTransitionName = "none";
    flies.cover.style.viewTransitionName = "pick";
  }
  const transition = document.startViewTransition(swap);
  moving = transition;
  transition.ready.catch(() => {});
  transition.finished.catch(() => {}).then(() => {
    flies?.chip.style.removeProperty("view-transition-name");
    if (moving === transition) moving = null;
  });
  await transition.updateCallbackDone;
}
/** The transition under way. */
let moving = null;

/** The film that the next page has in its tray and this one in its list: its cover flies there. `null` if there is none, or several. */
function newPick(page) {
  const id = (chip) => /(?:^|\/)film\/([^/?#]+)/.exec(chip.querySelector("a:not(.x)")?.getAttribute("href"))?.[1];
  const chips = (of) => [...of.querySelectorAll(".tray .pick")].filter(id);
  const before = chips(document).map(id);
  const [chip, ...others] = chips(page).filter((chip) => !before.includes(id(chip)));
  const name = chip && decodeURIComponent(id(chip));
  const card = others.length || !chip ? null
    : document.getElementById("film-" + name) ?? document.querySelector(`.tonight:has(h2 [data-film="${CSS.escape(name)}"])`);
  const cover = card?.querySelector(".cover img");
  return cover ? { card, cover, chip } : null;
}

// While films move, the browser hides them from the pointer. A tap is meant for what is under it: the rest of the way is left out.
document.addEventListener("click", async (event) => {
  if (!moving || event.target !== document.documentElement) return;
  const { finished } = moving;
  moving.skipTransition();
  await finished.catch(() => {});
  document.elementFromPoint(event.clientX, event.clientY)?.closest("a, button, summary, label, input, select")?.click();
});

/** Where the focus is, as a function that puts it there again: on the same control, else on its like in the card that took its place. */
function focused() {
  const active = document.activeElement;
  if (!active || !main().contains(active)) return () => {};
  const cards = () => [...document.querySelectorAll("main .card")];
  const place = cards().indexOf(active.closest(".card"));
  const count = cards().length;
  const kind = active.dataset.act;
  const more = "more" in active.dataset;
  // A film's sheet is closed on the new page.
  const control = active.closest("details")?.querySelector("summary") ?? active;
  const label = control.getAttribute("aria-label") ?? control.textContent;
  return () => {
    if (document.activeElement === active && active.isConnected) return;
    const same = [...main().querySelectorAll("a, button, input, select, summary")]
      .find((other) => (other.getAttribute("aria-label") ?? other.textContent) === label && label && other.checkVisibility());
    const card = cards()[Math.min(more ? count : place, cards().length - 1)];
    const instead = (place >= 0 || more) && [`[data-act="${kind}"]`, control.matches("summary") ? "summary" : "h3 a"]
      .map((selector) => card?.querySelector(selector)).find((other) => other?.checkVisibility());
    const target = (more ? null : same) || instead || main().querySelector("h1, h2");
    if (target?.matches("h1, h2")) target.tabIndex = -1;
    target?.focus({ preventScroll: !more });
  };
}

/** Cards that stay keep their place on the way to the new list. Far ones need not move: naming costs time. */
export function nameCards() {
  document.querySelectorAll(".list > .card, .wall > .card").forEach((card, n) => {
    card.style.viewTransitionName = n < 40 ? CSS.escape(card.id) : "none";
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-move]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const onList = document.querySelector(".tray") && !document.querySelector(".wall");
  go(leads(link.href), { keep: Boolean(onList), said: link.dataset.said, top: "top" in link.dataset });
});
addEventListener("popstate", () => {
  // On the page that is shown one goes from film to film.
  const bare = (href) => href.split("#")[0];
  if (location.hash && !running && bare(location.href) === bare(shown)) return;
  go(location.href, { push: false, keep: true });
});

/** A page that says the server is busy asks again by itself. */
export function retryIfBusy() {
  const busy = document.querySelector("[data-retry-after]");
  if (!busy) return;
  showBanner("busy");
  setTimeout(() => go(location.href, { push: false }), 1000 * Number(busy.dataset.retryAfter));
}

