// A picture of the operator's own that cannot be loaded gives way to the drawn cover.

const isCover = (target) => target instanceof HTMLImageElement && new URL(target.src).pathname.startsWith("/cover/");

function draw(image) {
  if (!image.src.endsWith("?drawn")) image.src += "?drawn";
}

export function start() {
  // Errors of images do not bubble; they are seen while the event is captured.
  document.addEventListener("error", ({ target }) => { if (isCover(target)) draw(target); }, true);
  for (const image of document.images) if (isCover(image) && image.complete && !image.naturalWidth) draw(image);
}
