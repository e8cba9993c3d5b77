// Light, dark, or as the system has it. The head of the page sets what is stored before anything is drawn.

const KEY = "matinee-theme";

/** The browser's own frame in the page's colour: each tag says what one scheme of the system's would have, unless one was chosen here. */
function frame() {
  const { theme } = document.documentElement.dataset;
  const tags = [...document.querySelectorAll("meta[name=theme-color]")];
  for (const tag of tags) {
    tag.dataset.own ??= tag.content;
    const chosen = tags.find((other) => other.media.includes(theme));
    tag.content = chosen?.dataset.own ?? chosen?.content ?? tag.dataset.own;
  }
}

export function start() {
  const root = document.documentElement;
  frame();
  const chosen = document.querySelector(`[name=theme][value="${root.dataset.theme || "system"}"]`);
  if (chosen) chosen.checked = true;
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "theme") return;
    if (target.value === "system") delete root.dataset.theme;
    else root.dataset.theme = target.value;
    frame();
    try {
      if (target.value === "system") localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, target.value);
    } catch { /* For this page only, then. */ }
  });
}
