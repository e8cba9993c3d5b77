// What the page does without this, it does quicker with it: lists change in place, and search answers as you type.

const main = () => document.getElementById("main");

/** Fetches a page of this site and shows its main part in place of this one's. */
async function go(href, { push = true, keep = false } = {}) {
  document.documentElement.classList.add("busy");
  try {
    const answer = await fetch(href, { headers: { Accept: "text/html" } });
    if (answer.status === 503) {
      await new Promise((wait) => setTimeout(wait, 1000 * (Number(answer.headers.get("Retry-After")) || 1)));
      return go(href, { push, keep });
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const show = () => {
      main().replaceWith(page.getElementById("main"));
      const carried = (root) => root.querySelectorAll(".search input[type=hidden]");
      carried(document).forEach((field) => field.remove());
      const form = document.querySelector(".search");
      carried(page).forEach((field) => form.append(field));
      document.querySelector(".brand").href = page.querySelector(".brand").href;
      document.querySelector(".bottom").replaceWith(page.querySelector(".bottom"));
      document.title = page.title;
      nameCards();
    };
    if (push) history.pushState(null, "", href);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (document.startViewTransition && !still) await document.startViewTransition(show).updateCallbackDone;
    else show();
    if (push && !keep) scrollTo({ top: 0 });
  } catch {
    location.assign(href);
  } finally {
    document.documentElement.classList.remove("busy");
  }
}

/** Cards that stay keep their place on the way to the new list. */
function nameCards() {
  document.querySelectorAll(".list > .card, .wall > .card").forEach((card) => {
    card.style.viewTransitionName = CSS.escape(card.id);
  });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-move]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  go(link.href, { keep: "keep" in link.dataset });
});
addEventListener("popstate", () => go(location.href, { push: false }));
nameCards();

// The search box as an ARIA combobox with a listbox of films.
const box = document.getElementById("q");
const list = document.getElementById("suggestions");
let selected = -1;
let asked = 0;
box.setAttribute("role", "combobox");
box.setAttribute("aria-controls", "suggestions");
box.setAttribute("aria-expanded", "false");
box.setAttribute("aria-autocomplete", "list");

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
}

function choose(option) {
  const url = new URL(location.pathname === "/" ? location.href : "/", location.origin);
  document.querySelectorAll(".search input[type=hidden]").forEach((field) => {
    if (!url.searchParams.getAll(field.name).includes(field.value)) url.searchParams.append(field.name, field.value);
  });
  url.searchParams.append("like", option.dataset.film);
  box.value = "";
  close();
  go(url.pathname + url.search);
}

box.addEventListener("input", async () => {
  const query = box.value.trim();
  const turn = ++asked;
  if (query.length < 2) return close();
  try {
    const answer = await fetch("/api/v1/films?limit=8&q=" + encodeURIComponent(query));
    if (!answer.ok || turn !== asked) return;
    const { results } = await answer.json();
    if (turn !== asked) return;
    list.replaceChildren(...results.map((film, n) => {
      const option = document.createElement("li");
      option.id = "option-" + n;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.film = film.id;
      const small = document.createElement("small");
      small.textContent = ` ${film.year} ${(film.directors || []).join(", ")}`;
      option.append(film.title, small);
      return option;
    }));
    selected = -1;
    list.hidden = results.length === 0;
    box.setAttribute("aria-expanded", String(results.length > 0));
  } catch {
    close();
  }
});
box.addEventListener("keydown", (event) => {
  if (list.hidden) return;
  if (event.key === "ArrowDown") select(selected + 1);
  else if (event.key === "ArrowUp") select(selected - 1);
  else if (event.key === "Escape") close();
  else if (event.key === "Enter" && selected >= 0) choose(list.children[selected]);
  else return;
  event.preventDefault();
});
list.addEventListener("mousedown", (event) => {
  const option = event.target.closest("li");
  if (!option) return;
  event.preventDefault();
  choose(option);
});
box.addEventListener("blur", close);
