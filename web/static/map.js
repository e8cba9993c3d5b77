// The map of films: its controls, and the list beside it that follows.
import { base } from "./address.js";
import { counted, filled, word } from "./notices.js";
import { go } from "./page.js";
import { Picture } from "./map-picture.js";
import { View } from "./map-view.js";

const STEP = 80;
const REACH = { mouse: 12, touch: 26, pen: 16 };
/** How near a found film is shown: among some twenty others. */
const foundAt = (films) => Math.min(Math.max(Math.sqrt(films.count) / 5, 4), 14);
const REGION_AT = 4;
const LISTED = 40;
const OFFERED = 8;
const PAUSE_MS = 120;
const WHOLE = 65_535;

/** What stays when a page gives way to the same with other picks. */
let kept = null;
let spots = null;
let picture = null;
/** The films of the tour that was last shown. */
let shownTour = "";

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The films of a model, fetched once. */
async function load(address) {
  if (spots?.address === address) return spots;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the map was answered with ${answer.status}`);
  const { ids, titles, years, places, kinds } = await answer.json();
  const along = [0, 1].map((axis) => places.filter((_, n) => n % 2 === axis));
  const bounds = [Math.min, Math.max].flatMap((edge) => along.map((places) => places.reduce((a, b) => edge(a, b)) / WHOLE));
  spots = { address, ids, titles, years, kinds, bounds, count: ids.length, places: Float32Array.from(places, (place) => place / WHOLE) };
  return spots;
}

/** Shows the map in its part of the page. */
export async function start(part) {
  const canvas = part.querySelector("canvas");
  let films;
  try {
    films = await load(part.dataset.spots);
  } catch {
    part.querySelector(".frame").replaceChildren(Object.assign(document.createElement("p"), { className: "notice", textContent: part.dataset.failed }));
    return;
  }
  const place = (element) => ({ x: element.dataset.x / WHOLE, y: element.dataset.y / WHOLE });
  const regions = [...part.querySelectorAll("[data-region]")]
    .map((heading) => ({ name: heading.textContent, films: Number(heading.dataset.films), ...place(heading) }))
    .sort((a, b) => b.films - a.films);
  const lit = [...part.querySelectorAll("[data-lit] [data-film]")]
    .map((link) => ({ title: link.textContent, id: link.dataset.film, you: link.closest("[data-lit]").dataset.lit === "you", ...place(link) }))
    .sort((a, b) => b.you - a.you);
  const way = [...part.querySelectorAll("[data-tour] [data-film]")].map((link) => ({ title: link.textContent, id: link.dataset.film, ...place(link) }));
  const view = new View(() => { kept = view; picture?.ask(); list.follow(); }, films.bounds, kept);
  const list = new List(part, films, view, lit);
  picture = new Picture(canvas, view, films, regions, lit, way);
  const card = new Card(part, films, lit, picture);
  new ResizeObserver(() => picture.resize()).observe(canvas);
  picture.resize();
  const toured = way.map(({ id }) => id).join();
  if (toured && toured !== shownTour) view.fit(way);
  shownTour = toured;
  tours(part, films);
  listen(part, canvas, view, card);
  search(part, films, view, card);
  for (const button of part.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => Number(button.dataset.zoom) ? view.fly(view.x, view.y, view.zoom * button.dataset.zoom) : view.leave());
  }
  for (const button of part.querySelectorAll("[data-kind]")) {
    button.addEventListener("click", () => {
      const chosen = button.getAttribute("aria-pressed") === "false";
      part.querySelectorAll("[data-kind]").forEach((other) => other.setAttribute("aria-pressed", String(chosen && other === button)));
      picture.only = chosen ? Number(button.dataset.kind) : null;
      picture.ask();
      list.write();
    });
  }
  for (const heading of part.querySelectorAll("[data-region]")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: heading.textContent });
    heading.replaceChildren(button);
    button.addEventListener("click", () => { view.fly(place(heading).x, place(heading).y, REGION_AT); canvas.scrollIntoView({ block: "nearest" }); });
  }
  part.dataset.ready = "";
}

/** Hands and keys on the canvas. */
function listen(part, canvas, view, card) {
  const fingers = new Map();
  let moved = 0;
  const at = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    canvas.setPointerCapture(event.pointerId);
    if (!fingers.size) moved = 0;
    fingers.set(event.pointerId, at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    const to = at(event);
    const from = fingers.get(event.pointerId);
    if (!from) {
      card.hover(event.pointerType === "mouse" ? picture.at(...to, REACH.mouse) : null);
      canvas.classList.toggle("over", picture.ringed !== null);
      return;
    }
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    moved += Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (other) {
      const apart = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]);
      view.move((to[0] - from[0]) / 2, (to[1] - from[1]) / 2);
      view.enlarge(apart(to) / Math.max(apart(from), 1), (to[0] + other[0]) / 2, (to[1] + other[1]) / 2);
    } else if (moved > 4) {
      canvas.classList.add("dragged");
      view.move(to[0] - from[0], to[1] - from[1]);
    }
    fingers.set(event.pointerId, to);
  });
  const lift = (event) => {
    const alone = fingers.size === 1;
    if (!fingers.delete(event.pointerId)) return;
    canvas.classList.remove("dragged");
    if (event.type === "pointerup" && alone && moved <= 4) card.show(picture.at(...at(event), REACH[event.pointerType] ?? REACH.mouse));
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => card.hover(null));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    view.enlarge(2 ** (-event.deltaY * (event.deltaMode ? 20 : 1) / 300), ...at(event));
  }, { passive: false });
  canvas.addEventListener("dblclick", (event) => view.enlarge(2, ...at(event)));
  const keys = {
    ArrowLeft: () => view.move(STEP, 0), ArrowRight: () => view.move(-STEP, 0), ArrowUp: () => view.move(0, STEP), ArrowDown: () => view.move(0, -STEP),
    "+": () => view.enlarge(1.5), "=": () => view.enlarge(1.5), "-": () => view.enlarge(1 / 1.5), 0: () => view.leave(),
    Enter: () => card.show(picture.at(view.width / 2, view.height / 2, Infinity)), Escape: () => card.show(null),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  // What is pointed at in the list is shown on the map.
  const point = (event) => {
    const link = event.target.closest?.("[data-film]");
    if (link && part.querySelector(".guide").contains(link)) {
      card.ring({ title: link.textContent, year: link.nextElementSibling.textContent, x: link.dataset.x / WHOLE, y: link.dataset.y / WHOLE });
    }
  };
  const leave = (event) => event.target.closest?.("[data-film]") && card.ring(null);
  for (const [name, then] of [["mouseover", point], ["focusin", point], ["mouseout", leave], ["focusout", leave]]) part.addEventListener(name, then);
}

/** The film that was tapped, with what can be done about it. */
class Card {
  constructor(part, films, lit, picture) {
    Object.assign(this, { part, films, lit, picture, shown: null, element: part.querySelector(".spot") });
    this.element.addEventListener("click", (event) => {
      if (event.target.closest(".x")) return this.close();
      const link = event.target.closest("a[data-said]");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(link.href, { keep: true, said: link.dataset.said });
    });
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  film(n) {
    const { titles, years, places } = this.films;
    return n === null ? null : { title: titles[n], year: years[n], x: places[2 * n], y: places[2 * n + 1] };
  }

  ring(film) { this.picture.ringed = film ?? this.film(this.shown); this.picture.ask(); }

  hover(n) { this.ring(this.film(n)); }

  close() { this.show(null); this.picture.canvas.focus(); }

  /** Puts a film into the form of a tour, whose other end is then asked for. */
  tour(n) {
    const [from, to] = this.part.querySelectorAll(".tour [list]");
    from.value = name(this.films, n);
    if (to.value === from.value) to.value = "";
    to.focus();
    to.select();
  }

  show(n) {
    this.shown = n;
    this.ring(null);
    this.element.hidden = n === null;
    if (n === null) return;
    const { dataset } = this.part;
    const { ids, titles, years, kinds } = this.films;
    const make = (tag, text, more = {}) => Object.assign(document.createElement(tag), { textContent: text, ...more });
    const heading = document.createElement("h2");
    heading.append(make("a", titles[n], { href: filmAddress(ids[n]) }));
    const kind = this.part.querySelector(`[data-kind="${kinds[n]}"]`)?.textContent.trim() ?? dataset.other;
    const liked = this.lit.some((film) => film.you && film.id === ids[n]);
    const like = make("a", liked ? dataset.back : dataset.like, { href: tasteWith(ids[n], !liked), className: liked ? "do" : "do like" });
    like.dataset.said = liked ? filled(dataset.taken, titles[n]) : word("liked", titles[n]);
    const actions = make("p", "", { className: "actions" });
    actions.append(like, make("a", dataset.page, { href: filmAddress(ids[n]), className: "do" }));
    const tour = make("button", dataset.tourHere, { type: "button" });
    tour.addEventListener("click", () => this.tour(n));
    actions.append(tour);
    const close = make("button", "×", { type: "button", className: "x", ariaLabel: dataset.close });
    this.element.replaceChildren(heading, make("p", `${years[n]} · ${kind}`, { className: "facts" }), actions, close);
  }
}

const filmAddress = (id) => base() + "film/" + encodeURIComponent(id) + location.search;

/** This page for a taste with a film liked, or no longer. */
function tasteWith(id, liked) {
  const url = new URL(location.href);
  for (const list of ["like", "dislike", "seen"]) {
    const others = url.searchParams.getAll(list).filter((other) => other !== id);
    url.searchParams.delete(list);
    others.forEach((other) => url.searchParams.append(list, other));
  }
  if (liked) url.searchParams.append("like", id);
  else if (base() !== "/") url.searchParams.append("drop", id);
  return url.href;
}

/** The list of films on the screen, in place of the regions once one has come nearer. */
class List {
  constructor(part, films, view, lit) {
    Object.assign(this, { part, films, view, lit, timer: 0, own: part.querySelector("[data-in-view]"), regions: part.querySelector("[data-regions]") });
  }

  follow() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(), PAUSE_MS);
  }

  write() {
    const whole = this.view.zoom < 1.5;
    this.own.hidden = whole;
    this.regions.hidden = !whole;
    if (whole || !picture) return;
    // The legend filters the list, too.
    const seen = [...picture.seen()].filter((n) => picture.only === null || this.films.kinds[n] === picture.only);
    this.own.querySelector("h2").textContent = counted(this.part.dataset.inview, seen.length);
    this.own.querySelector("ul").replaceChildren(...seen.slice(0, LISTED).map((n) => this.line(n)));
  }

  line(n) {
    const { ids, titles, years, places } = this.films;
    const line = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: filmAddress(ids[n]), textContent: titles[n] });
    Object.assign(link.dataset, { film: ids[n], x: places[2 * n] * WHOLE, y: places[2 * n + 1] * WHOLE });
    line.append(link, " ", Object.assign(document.createElement("small"), { textContent: years[n] }));
    return line;
  }
}

/** A film as boxes and lists of titles name it. */
const name = (films, n) => `${films.titles[n]} (${films.years[n]})`;

/** The films whose titles begin with what was typed, then those that have it somewhere. */
function find(films, typed) {
  films.folded ??= films.titles.map((_, n) => fold(name(films, n)));
  const query = fold(typed.trim());
  if (!query) return [];
  const [first, second] = [[], []];
  for (let n = 0; n < films.count && first.length < OFFERED; n++) {
    if (films.folded[n].startsWith(query)) first.push(n);
    else if (second.length < OFFERED && films.folded[n].includes(query)) second.push(n);
  }
  return [...first, ...second].slice(0, OFFERED);
}

/** Writes titles into the list that a box offers. */
function offer(box, films, found) {
  box.list.replaceChildren(...found.map((n) => Object.assign(document.createElement("option"), { value: name(films, n) })));
}

/** The form of a tour offers titles, too. */
function tours(part, films) {
  for (const box of part.querySelectorAll(".tour [list]")) box.addEventListener("input", () => offer(box, films, find(films, box.value)));
}

/** Finds a film by its title and goes there. */
function search(part, films, view, card) {
  const form = part.querySelector(".seek");
  const box = form.querySelector("input");
  const visit = (n) => {
    view.fly(films.places[2 * n], films.places[2 * n + 1], Math.max(view.zoom, foundAt(films)));
    card.show(n);
  };
  box.addEventListener("input", () => {
    box.setCustomValidity("");
    const found = find(films, box.value);
    offer(box, films, found);
    if (found.length && name(films, found[0]) === box.value) visit(found[0]);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = find(films, box.value);
    if (found.length) return visit(found[0]);
    box.setCustomValidity(box.value.trim() ? part.dataset.nosuch : "");
    box.reportValidity();
  });
}

// Colours change with the system's and with the switch's.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => picture?.restyle());
new MutationObserver(() => picture?.restyle()).observe(document.documentElement, { attributeFilter: ["data-theme"] });
