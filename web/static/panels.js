// Sheets that open at a film. On a phone a tap on its cover opens it; Escape closes it.

const phone = matchMedia("(max-width: 37.49rem)");

export function start() {
  document.addEventListener("click", (event) => {
    const cover = phone.matches && event.target.closest(".list .cover");
    if (!cover || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    cover.closest(".card").querySelector("summary").click();
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && document.querySelector(".about[open]");
    if (!open) return;
    open.removeAttribute("open");
    open.querySelector("summary").focus();
  });
}
