import { expect, test } from "../site.js";

const TASTE = "?like=alien-1979&like=blade-runner-1982";

/** The map, drawn. */
async function drawn(page, path = "/map") {
  await page.goto(path);
  await expect(page.locator(".map[data-ready]")).toBeVisible();
}

test("the map is a list too: regions with names and their best-known films, whose links keep the taste", async ({ page }) => {
  await page.goto("/about" + TASTE);
  await page.getByRole("link", { name: "The map of films" }).click();
  await expect(page).toHaveURL("/map" + TASTE);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("films, each beside those most like it");
  const names = await page.locator("[data-region]").allTextContents();
  expect(names.length).toBeGreaterThan(11);
  expect(new Set(names).size).toBe(names.length);
  await expect(page.getByRole("heading", { name: "You like" })).toBeVisible();
  await expect(page.locator("[data-lit=for-you] a")).toHaveCount(20);
  await page.locator("[data-regions] a").first().click();
  await expect(page).toHaveURL(/\/film\/.*\?like=alien-1979&like=blade-runner-1982/);
});

test("without a taste nothing is lit, and without a script there is no empty picture", async ({ page, javaScriptEnabled }) => {
  await page.goto("/map");
  await expect(page.locator("[data-lit]")).toHaveCount(0);
  await expect(page.locator("canvas")).toBeVisible({ visible: javaScriptEnabled !== false });
});

test("a film is found by its title, flown to, and liked on the map; Undo takes that back @script", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await drawn(page, "/map?like=alien-1979");
  await page.getByLabel("Find a film on the map").fill("blade run");
  await page.keyboard.press("Enter");
  const card = page.locator(".spot");
  await expect(card.getByRole("heading")).toHaveText("Blade Runner");
  await expect(card.getByRole("link", { name: "Blade Runner" })).toHaveAttribute("href", "/film/blade-runner-1982?like=alien-1979");
  // The list follows what is on the screen.
  await expect(page.locator("[data-in-view] h2")).toContainText("on the screen");
  await expect(page.locator("[data-in-view] [data-film=blade-runner-1982]")).toBeVisible();
  await card.getByRole("link", { name: "Like" }).click();
  await expect(page).toHaveURL("/map" + TASTE);
  await expect(page.locator("[data-lit=you] a")).toHaveText(["Alien", "Blade Runner"]);
  // The place on the map is kept.
  await expect(page.locator("[data-in-view] [data-film=blade-runner-1982]")).toBeVisible();
  await page.getByRole("link", { name: "Undo" }).click();
  await expect(page).toHaveURL("/map?like=alien-1979");
});

test("a title that no film has is said to be none @script", async ({ page }) => {
  await drawn(page);
  const box = page.getByLabel("Find a film on the map");
  await box.fill("zzzzzzzz");
  await page.keyboard.press("Enter");
  expect(await box.evaluate((input) => input.validationMessage)).toContain("No film on this map");
});

test("the keyboard moves, zooms and names the film in the middle @script", async ({ page }) => {
  await drawn(page);
  const inView = page.locator("[data-in-view]");
  const count = async () => Number((await inView.locator("h2").textContent()).match(/\d+/)[0]);
  await expect(inView).toBeHidden();
  await page.getByRole("application", { name: "Map of films" }).focus();
  for (const key of ["+", "+", "+", "+"]) await page.keyboard.press(key);
  await expect(inView).toBeVisible();
  await expect.poll(count).toBeLessThan(1000);
  const before = await inView.locator("li").allTextContents();
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
  await expect.poll(() => inView.locator("li").allTextContents()).not.toEqual(before);
  await page.keyboard.press("Enter");
  await expect(page.locator(".spot h2 a")).not.toBeEmpty();
  await page.keyboard.press("Escape");
  await expect(page.locator(".spot")).toBeHidden();
  await page.keyboard.press("0");
  await expect(page.locator("[data-regions]")).toBeVisible();
});

test("drag, wheel and buttons move the picture; a tap on a dot names its film @script", async ({ page, isMobile }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await drawn(page);
  await page.getByRole("button", { name: "Zoom in" }).click();
  const inView = page.locator("[data-in-view]");
  await expect(inView).toBeVisible();
  const films = () => inView.locator("li").allTextContents();
  await expect.poll(async () => (await films()).length).toBeGreaterThan(5);
  const before = await films();
  if (!isMobile) {
    const box = await page.locator("canvas").boundingBox();
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(...middle);
    await page.mouse.down();
    await page.mouse.move(middle[0] - 200, middle[1] - 60, { steps: 5 });
    await page.mouse.up();
    await expect.poll(films).not.toEqual(before);
    await page.mouse.wheel(0, -400);
  }
  const box = page.getByLabel("Find a film on the map");
  await box.fill("Alien (1979)");
  await expect(page.locator(".spot h2")).toHaveText("Alien");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.locator(".spot")).toBeHidden();
  // What was flown to is in the middle.
  await page.locator("canvas").click();
  await expect(page.locator(".spot h2")).toHaveText("Alien");
});

test("a region in the list is flown to, and a kind stands out alone @script", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await drawn(page);
  const picture = () => page.locator("canvas").evaluate((canvas) => canvas.toDataURL());
  const before = await picture();
  const kind = page.locator("[data-kind]").nth(2);
  await kind.click();
  await expect(kind).toHaveAttribute("aria-pressed", "true");
  await expect.poll(picture).not.toBe(before);
  await kind.click();
  await expect.poll(picture).toBe(before);
  await page.locator("[data-region] button").first().click();
  await expect(page.locator("[data-in-view]")).toBeVisible();
});

test("the picture follows the theme @script", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await drawn(page);
  const picture = () => page.locator("canvas").evaluate((canvas) => canvas.toDataURL());
  const light = await picture();
  await page.getByLabel("Dark").check();
  await expect.poll(picture).not.toBe(light);
});

test("the map's script is fetched on its page alone, and again from another page by Back @script", async ({ page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/");
  await page.waitForLoadState("networkidle");
  expect(asked.filter((path) => path.includes("map"))).toEqual([]);
  await drawn(page);
  await page.goto("/");
  await page.goBack();
  await expect(page.locator(".map[data-ready]")).toBeVisible();
});

test("labels never overlap, at any zoom, with films lit and one named @script", async ({ page }) => {
  await page.addInitScript(() => {
    window.texts = [];
    const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...given) { window.texts = []; return clearRect.apply(this, given); };
    CanvasRenderingContext2D.prototype.fillText = function (text, left, middle) {
      window.texts.push({ text, left, right: left + this.measureText(text).width, top: middle - 6, bottom: middle + 6 });
      return fillText.call(this, text, left, middle);
    };
  });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await drawn(page, "/map" + TASTE + "&tour-from=alien-1979&tour-to=amelie-2001");
  const overlapping = () => page.evaluate(() => window.texts.flatMap((a, n) => window.texts.slice(n + 1)
    .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).map((b) => [a.text, b.text])));
  await page.getByRole("button", { name: "Show the whole map" }).click();
  await page.getByRole("application", { name: "Map of films" }).focus();
  for (let zoom = 0; zoom < 11; zoom++) {
    await expect.poll(() => page.evaluate(() => window.texts.length)).toBeGreaterThan(0);
    expect(await overlapping()).toEqual([]);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => window.texts.some(({ text }) => text === `${document.querySelector(".spot h2").textContent} (${document.querySelector(".spot .facts").textContent.slice(0, 4)})`))).toBe(true);
    expect(await overlapping()).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("+");
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
});

test("the legend filters the list, too @script", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await drawn(page);
  await page.getByRole("button", { name: "Zoom in" }).click();
  const heading = page.locator("[data-in-view] h2");
  await expect(heading).toContainText("on the screen");
  const count = async () => Number((await heading.textContent()).match(/[\d,]+/)[0].replaceAll(",", ""));
  const all = await count();
  const kind = page.locator("[data-kind]").nth(2);
  await kind.click();
  await expect.poll(count).toBeLessThan(all / 2);
  await kind.click();
  await expect.poll(count).toBe(all);
});

test("a tour goes from one film to another by way of films between, and says what each has in common", async ({ page }) => {
  await page.goto("/map?like=alien-1979");
  const form = page.getByRole("form", { name: "A tour between two films" });
  await expect(form.getByLabel("From")).toHaveValue("Alien (1979)");
  await form.getByLabel("To").fill("Amélie");
  await form.getByRole("button", { name: "Show the way" }).click();
  await expect(page).toHaveURL(/like=alien-1979.*tour-from=Alien.*tour-to=Am/);
  await expect(page.getByRole("heading", { name: "From Alien to Amélie" })).toBeVisible();
  await expect(page).toHaveTitle(/^From Alien to Amélie/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("From Alien to Amélie");
  const stops = page.locator("[data-tour] li");
  const titles = await stops.locator("a").allTextContents();
  expect(titles.length).toBeGreaterThan(3);
  expect([titles[0], titles.at(-1)]).toEqual(["Alien", "Amélie"]);
  await expect(stops.locator(".shared")).toHaveCount(titles.length - 1);
  await expect(stops.first().getByRole("link")).toHaveAttribute("href", "/film/alien-1979?like=alien-1979");
  await page.goto("/map?tour-from=alien-1979&tour-to=qwxzyvqwxzyv");
  await expect(page.getByRole("alert")).toContainText("Not in this catalogue");
});

test("a tour begins at a film that was tapped, and the picture shows all of it @script", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await drawn(page);
  await page.locator("#seek").fill("Heat (1995)");
  await page.getByRole("button", { name: "A tour from here" }).click();
  const form = page.getByRole("form", { name: "A tour between two films" });
  await expect(form.getByLabel("From")).toHaveValue("Heat (1995)");
  await expect(form.getByLabel("To")).toBeFocused();
  await page.keyboard.type("ran (19");
  await expect(page.locator("#sought-to option").first()).toHaveAttribute("value", "Ran (1985)");
  await page.keyboard.press("Enter");
  await expect(page.locator(".map[data-ready]")).toBeVisible();
  await expect(page.locator("[data-tour] li").first()).toContainText("Heat");
  await expect(page.locator("[data-tour] li").last()).toContainText("Ran");
});
