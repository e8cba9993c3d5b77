// The search box as an ARIA combobox with a listbox of films.
import { base, taste } from "./address.js";
import { go } from "./page.js";
import { countedWord, word } from "./notices.js";

const box = document.getElementById("q");
const list = document.getElementById("suggestions");
let selected = -1;
let asked = 0;

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

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

function choose(option) {
  const own = base();
  const url = new URL(location.pathname === own ? location.href : own, location.origin);
  for (const { name, value } of document.querySelectorAll(".search input[type=hidden]")) {
    if (!url.searchParams.getAll(name).includes(value)) url.searchParams.append(name, value);
  }
  const known = taste(url).some(([, value]) => value === option.dataset.film);
  if (!known) url.searchParams.append("like", option.dataset.film);
  url.searchParams.delete("wall");
  box.value = "";
  close();
  go(url.href, { said: known ? "" : word("liked", option.dataset.title) });
}

function option(film, n, query) {
  const line = document.createElement("li");
  line.id = "option-" + n;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", "false");
  line.dataset.film = film.id;
  line.dataset.title = film.title;
  const small = document.createElement("small");
  small.append(` ${film.year} `, marked((film.directors ?? []).join(", "), query));
  line.append(marked(film.title, query), small);
  return line;
}

async function suggest() {
  const query = box.value.trim();
  const turn = ++asked;
  if (query.length < 2) return close();
  try {
    const answer = await fetch(`/api/v1/films?limit=${list.dataset.limit}&q=${encodeURIComponent(query)}`);
    if (!answer.ok || turn !== asked) return;
    const { results } = await answer.json();
    if (turn !== asked || document.activeElement !== box) return;
    list.replaceChildren(...results.map((film, n) => option(film, n, query)));
    selected = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = results.length === 0;
    box.setAttribute("aria-expanded", String(results.length > 0));
    list.nextElementSibling.textContent = countedWord("found", results.length);
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
    else if (event.key === "Enter" && selected >= 0) choose(list.children[selected]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    const chosen = event.target.closest("li");
    if (!chosen) return;
    event.preventDefault();
    choose(chosen);
  });
  box.addEventListener("blur", close);
}
