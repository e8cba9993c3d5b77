// The search box as an ARIA combobox with a listbox of films, people, kinds and themes. On the home page choosing a film likes
// it, elsewhere it opens the film's page; the other of both is beside it: for a finger at the right, for keys with Shift.
import { base, taste } from "./address.js";
import { go } from "./page.js";
import { countedWord, word } from "./notices.js";

const box = document.getElementById("q");
const list = document.getElementById("suggestions");
let selected = -1;
let asked = 0;

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const picksHere = () => location.pathname === base();
const carried = () => [...document.querySelectorAll(".search input[type=hidden]")].map(({ name, value }) => [name, value]);

/** A text in which every word that begins as a typed one is marked. */
function marked(text, query) {
  const typed = plain(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const part = document.createDocumentFragment();
  for (const piece of text.split(/([^\p{L}\p{N}]+)/u)) {
    const hit = typed.find((start) => plain(piece).startsWith(start));
    if (hit && plain(piece).length === piece.length) {
      const mark = document.createElement("mark");
      mark.textContent = piece.slice(0, hit.length);
      part.append(mark, piece.slice(hit.length));
    } else {
      part.append(piece);
    }
  }
  return part;
}

function close() {
  list.hidden = true;
  selected = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function select(place) {
  const options = [...list.children];
  selected = (place + options.length) % options.length;
  options.forEach((option, n) => option.setAttribute("aria-selected", String(n === selected)));
  box.setAttribute("aria-activedescendant", options[selected].id);
  options[selected].scrollIntoView({ block: "nearest" });
}

/** Does what an option is for; `other` does what else there is. */
function choose(option, other) {
  const { film, title, href } = option.dataset;
  box.value = "";
  close();
  if (film && picksHere() !== other) return like(film, title);
  // The page's taste and language go along.
  const { pathname, searchParams } = new URL(href, location.origin);
  const page = new URL(base() + pathname.slice(1), location.origin);
  const ask = searchParams.get("ask");
  if (ask) page.searchParams.set("ask", ask);
  for (const [name, value] of carried()) if (!ask || name !== "ask") page.searchParams.append(name, value);
  location.assign(page);
}

function like(film, title) {
  const url = new URL(picksHere() ? location.href : base(), location.origin);
  for (const [name, value] of carried()) {
    if (!url.searchParams.getAll(name).includes(value)) url.searchParams.append(name, value);
  }
  const known = taste(url).some(([, value]) => value === film);
  if (!known) url.searchParams.append("like", film);
  url.searchParams.delete("wall");
  go(url.href, { said: known ? "" : word("liked", title) });
}

/** A line of the list: a name, what else is said of it, and the page it has; films have a second action. */
function option({ id, name, note, href }, n, query) {
  const line = document.createElement("li");
  Object.assign(line, { id: "option-" + n, role: "option", ariaSelected: "false" });
  line.dataset.href = href;
  const label = document.createElement("span");
  const small = document.createElement("small");
  small.append(" ", id ? marked(note, query) : note);
  label.append(marked(name, query), small);
  line.append(label);
  if (id) {
    Object.assign(line.dataset, { film: id, title: name });
    line.append(Object.assign(document.createElement("span"), { className: "other", textContent: picksHere() ? list.dataset.page : list.dataset.like }));
  }
  return line;
}

async function suggest() {
  const query = box.value.trim();
  const turn = ++asked;
  if (query.length < 2) return close();
  try {
    const answer = await fetch(`/suggest?q=${encodeURIComponent(query)}&lang=${document.documentElement.lang}`);
    if (!answer.ok || turn !== asked) return;
    const { wishes, people, films, pages } = await answer.json();
    if (turn !== asked || document.activeElement !== box) return;
    list.replaceChildren(...[...wishes, ...people, ...films, ...pages].map((found, n) => option(found, n, query)));
    list.dataset.how = films.length ? (picksHere() ? list.dataset.howLike : list.dataset.howPage) : "";
    selected = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = !list.children.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    list.nextElementSibling.textContent = countedWord("found", films.length);
  } catch {
    close();
  }
}

export function start() {
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": "suggestions", "aria-expanded": "false", "aria-autocomplete": "list" })) {
    box.setAttribute(name, value);
  }
  box.addEventListener("input", suggest);
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") select(selected + 1);
    else if (event.key === "ArrowUp") select(selected < 0 ? -1 : selected - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && selected >= 0) choose(list.children[selected], event.shiftKey);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    const chosen = event.target.closest("li");
    if (!chosen) return;
    event.preventDefault();
    choose(chosen, Boolean(event.target.closest(".other")));
  });
  box.addEventListener("blur", close);
}
