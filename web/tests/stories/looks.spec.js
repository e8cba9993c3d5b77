// How the pages look: what stands in the first screen, how much there is to press, what is said once.
import { expect, films, open, test } from "../site.js";

const TWO = "/?like=alien-1979&like=blade-runner-1982";

test("headings are set in the display face, which comes with the page and may come late @script", async ({ page, request }) => {
  const faces = [];
  page.on("response", (answer) => answer.url().endsWith(".woff2") && faces.push(answer));
  await page.goto("/");
  await page.evaluate(() => document.fonts.ready);
  expect(faces).toHaveLength(1);
  expect((await faces[0].body()).length).toBeLessThan(40 * 1024);
  expect(await page.evaluate(() => document.fonts.check("740 40px Display"))).toBe(true);
  expect(await page.evaluate(() => getComputedStyle(document.querySelector("h1")).fontFamily)).toMatch(/^Display/);
  const style = await page.locator("link[rel=stylesheet]").getAttribute("href");
  expect(await (await request.get(style)).text()).toContain("font-display: swap");
});

test("the ground is near-black, and light where the system is", async ({ page }) => {
  const lightness = () => page.evaluate(() => Math.max(...getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number)));
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto("/");
  expect(await lightness()).toBeLessThan(24);
  await page.emulateMedia({ colorScheme: "light" });
  expect(await lightness()).toBeGreaterThan(240);
});

test("the header leads to the films, the map and one's own films, and says where one is", async ({ page }) => {
  await page.goto("/map?like=alien-1979");
  const places = page.getByRole("navigation", { name: "Matinee" }).getByRole("link");
  await expect(places).toHaveText(["Discover", "Map", "My films"]);
  await expect(places.nth(1)).toHaveAttribute("aria-current", "page");
  await expect(places.nth(2)).toHaveAttribute("href", "/mine?like=alien-1979");
  await places.first().click();
  await expect(page).toHaveURL("/?like=alien-1979");
  await expect(places.first()).toHaveAttribute("aria-current", "page");
});

test("one button a screen is filled", async ({ page }) => {
  for (const path of [TWO, "/film/alien-1979", "/search?q=korean+thriller", "/about", "/mine", "/mine?like=alien-1979", "/together", "/which"]) {
    await page.goto(path);
    const filled = await page.locator("main a, main button, header button").evaluateAll((controls) => {
      const probe = document.createElement("i");
      probe.style.color = getComputedStyle(document.documentElement).getPropertyValue("--fill");
      document.body.append(probe);
      const fill = getComputedStyle(probe).color;
      probe.remove();
      return controls.filter((control) => control.checkVisibility() && getComputedStyle(control).backgroundColor === fill).length;
    });
    expect(filled, path).toBe(path === "/about" ? 0 : 1);
  }
});

test("a phone shows six films in its first screen, two or three in a row", async ({ page, isMobile }) => {
  test.skip(!isMobile, "rows are longer on a wide screen");
  for (const path of ["/", TWO]) {
    await page.goto(path);
    const covers = await page.locator(".card .cover").evaluateAll((faces) => faces.map((face) => face.getBoundingClientRect()).map(({ top, bottom, left, right }) => ({ top, bottom, left, right })));
    expect(covers.filter(({ bottom }) => bottom <= 844).length, path).toBeGreaterThanOrEqual(6);
    expect(covers.filter(({ top }) => top === covers[0].top).length, path).toBe(3);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const tops = await page.locator(".card .cover").evaluateAll((faces) => faces.map((face) => face.getBoundingClientRect().top));
  expect(tops.filter((top) => top === tops[0]).length).toBe(2);
});

test("rows are full and of one height, whatever the width", async ({ page, isMobile }) => {
  await page.goto(TWO);
  for (const width of isMobile ? [390, 600] : [700, 1280, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    const cards = await page.locator(".card").evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect()).map(({ top, height }) => ({ top, height })));
    const rows = [...new Set(cards.map(({ top }) => top))].map((top) => cards.filter((card) => card.top === top));
    expect(new Set(rows.map((row) => row.length)).size, `at ${width} px`).toBe(1);
    for (const row of rows) expect(new Set(row.map(({ height }) => Math.round(height))).size).toBe(1);
  }
});

test("a film is a cover, a sentence and its title, with at most four stops for the keyboard", async ({ page }) => {
  await page.goto(TWO);
  for (const card of await page.locator(".card").all()) {
    await expect(card.locator(".line")).toHaveText(/^\S.*[.!?”“"…]$/);
    const stops = await card.locator("a, button, summary").evaluateAll((stops) => stops.filter((stop) => stop.tabIndex >= 0 && stop.checkVisibility()).length);
    expect(stops).toBeLessThanOrEqual(4);
  }
  // A sentence that names a liked film says of it what is true.
  await expect(page.locator(".card .line", { hasText: /, as in (Alien|Blade Runner)\.$/ }).first()).toBeVisible();
});

test("the keyboard goes on from film to film, by a link that nobody else sees", async ({ page }) => {
  await page.goto(TWO);
  const [first, second, last] = [page.locator(".card").first(), page.locator(".card").nth(1), page.locator(".card").last()];
  const next = first.getByRole("link", { name: "Next film" });
  expect((await next.boundingBox()).width).toBeLessThanOrEqual(1);
  await next.focus();
  expect((await next.boundingBox()).width).toBeGreaterThan(40);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`#film-${(await films(page))[1]}$`));
  await page.keyboard.press("Tab");
  await expect(second.getByRole("link", { name: "Next film" })).toBeFocused();
  await expect(last.getByRole("link", { name: "Next film" })).toHaveCount(0);
  // The list stays as it is, on the way back too.
  await page.goBack();
  await expect(page).toHaveURL(TWO);
  await expect(first.getByRole("link", { name: "Next film" })).toHaveCount(1);
});

test("what is said under a film is told whole, or cut between words, and its title can be read", async ({ page, isMobile }) => {
  await page.goto("/?ask=80s+horror");
  const told = await page.locator(".card").evaluateAll((cards) => cards.map((card) => {
    const [title, line] = [card.querySelector("h3"), card.querySelector(".line")];
    const lines = (part) => Math.round(part.clientHeight / parseFloat(getComputedStyle(part).lineHeight));
    return { hidden: line.scrollHeight - line.clientHeight, lines: lines(line), titleLines: lines(title) };
  }));
  for (const { hidden, lines, titleLines } of told) {
    expect(hidden).toBeLessThanOrEqual(1);
    expect(lines).toBeLessThanOrEqual(5);
    if (isMobile) expect(titleLines).toBeLessThanOrEqual(2);
  }
  // A phone shows the beginning of a story, a wide screen more of it.
  const rest = page.locator(".cut .rest").first();
  if (isMobile) await expect(rest).toBeHidden();
  else await expect(rest).toBeVisible();
});

test("all else is in a sheet: it opens on a tap, has reasons to steer by, and Escape closes it", async ({ page, isMobile, javaScriptEnabled }) => {
  await page.goto(TWO);
  const card = page.locator(".card").nth(3);
  await expect(page.locator(".panel:visible")).toHaveCount(0);
  // On a phone with a script the cover opens the sheet; without one it leads to the film's page.
  if (isMobile && javaScriptEnabled) await card.locator(".cover").click();
  else await open(card);
  const panel = card.locator(".panel");
  await expect(panel).toBeVisible();
  await expect(panel.getByRole("link", { name: /^Less of this: / }).first()).toBeVisible();
  const box = await panel.boundingBox();
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(page.viewportSize().width);
  if (javaScriptEnabled) {
    await page.keyboard.press("Escape");
    await expect(panel).toBeHidden();
    await expect(card.locator("summary")).toBeFocused();
    await open(card);
  }
  // All around it closes it too.
  await page.mouse.click(5, 5);
  await expect(panel).toBeHidden();
});

test("the cover leads to the film's page where no sheet opens", async ({ page, isMobile, javaScriptEnabled }) => {
  test.skip(isMobile && javaScriptEnabled, "a sheet opens");
  await page.goto(TWO);
  const [first] = await films(page);
  await page.locator(".card .cover").first().click();
  await expect(page).toHaveURL(new RegExp(`/film/${first}\\?like=`));
});

test("on paper nothing lies over anything", async ({ page }) => {
  await page.goto(TWO);
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 794, height: 1123 });
  const boxes = await page.locator(".card .line, .card h3, .card img").evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect()).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })));
  const lies = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const over = boxes.flatMap((a, n) => boxes.slice(n + 1).filter((b) => lies(a, b)));
  expect(over).toEqual([]);
});

test("a message is one line, however long the title @script", async ({ page }) => {
  await page.goto(TWO);
  await page.evaluate(() => { document.querySelector(".card [data-act=like]").dataset.said = `You like ${"a very long title ".repeat(12)}.`; });
  await page.locator(".card [data-act=like]").first().click();
  const toast = page.locator("#toast");
  await expect(toast.getByRole("link", { name: "Undo" })).toBeVisible();
  expect((await toast.boundingBox()).height).toBeLessThan(60);
});
