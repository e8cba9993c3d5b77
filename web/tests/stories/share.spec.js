import { expect, films, open, test } from "../site.js";

const TWO = "/?like=alien-1979&like=blade-runner-1982&mute=android";

/** Opens the part of the page from which a taste can be taken elsewhere. */
const take = (page) => page.locator(".share summary").click();

test("the link to a taste shows the same list, with a title, a QR code and files for other programs", async ({ page, request }) => {
  await page.goto(TWO);
  const list = await films(page);
  await take(page);
  const code = page.getByRole("img", { name: "The link as a QR code" });
  await expect(code).toBeVisible();
  await expect.poll(() => code.evaluate((picture) => picture.naturalWidth)).toBeGreaterThan(200);
  await page.getByRole("link", { name: "The link to this taste" }).click();
  await expect(page).toHaveURL(/\/t\/[\w-]+$/);
  await expect(page).toHaveTitle(/^Twelve films to watch, for someone who loves Alien and Blade Runner/);
  expect(await films(page)).toEqual(list);
  await take(page);
  for (const name of ["Feed (Atom)", "Table (CSV)", "Letterboxd", "Radarr", "Stremio"]) {
    const href = await page.getByRole("link", { name, exact: true }).getAttribute("href");
    expect((await request.get(href)).status(), href).toBe(200);
  }
  // From here on it is a taste like any other.
  await page.getByRole("link", { name: "Take Alien back" }).click();
  await expect(page).toHaveURL(/\/\?like=blade-runner-1982&mute=android$/);
});

test("the share button hands the link over, or copies it @script", async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.sent = [];
    navigator.share = async (what) => { sent.push(what); };
  });
  await page.goto(TWO);
  await take(page);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const [sent] = await page.evaluate(() => globalThis.sent);
  expect(sent.title).toBe("Twelve films to watch, for someone who loves Alien and Blade Runner");
  expect(new URL(sent.url).pathname).toMatch(/^\/t\/[\w-]+$/);
  await page.evaluate(() => {
    navigator.share = undefined;
    navigator.clipboard.writeText = async (text) => { globalThis.copied = text; };
  });
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.locator("#toast")).toHaveText("The link is copied.");
  expect(await page.evaluate(() => globalThis.copied)).toBe(sent.url);
});

test("many picks are a short address that is kept, changed, undone and offered again @script", async ({ page, request }) => {
  const found = await request.post("/api/v1/recommendations", { data: { likes: ["alien-1979"], limit: 100 } });
  const seen = (await found.json()).results.map(({ id }) => `&seen=${id}`).join("");
  await page.goto("/?like=alien-1979" + seen);
  await expect(page).toHaveURL(/\/t\/[\w-]+\/$/);
  expect(page.url().length).toBeLessThan(450);
  const liked = (await films(page))[0];
  await page.locator(".card [data-act=like]").first().click();
  await expect(page).toHaveURL(new RegExp(`/t/[\\w-]+/\\?like=${liked}$`));
  await expect(page.getByRole("link", { name: "and 98 more" })).toHaveAttribute("href", /\bmine\?like=/);
  const before = page.url();
  const list = await films(page);
  await open(page.locator(".card").first());
  await page.locator(".card [data-act=seen]").first().click();
  await expect(page).toHaveURL(new RegExp(`/t/[\\w-]+/\\?like=${liked}&seen=${list[0]}$`));
  await page.getByRole("link", { name: "Undo" }).click();
  await expect(page).toHaveURL(before);
  await expect.poll(() => films(page)).toEqual(list);
  await page.goto("/");
  await page.getByRole("link", { name: "Go on with your 102 picks" }).click();
  await expect(page).toHaveURL(before);
  await page.getByRole("link", { name: "My films" }).click();
  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Picks as JSON" }).click();
  expect((await saving).suggestedFilename()).toBe("matinee-picks.json");
});

test("many picks go along to films, search, map and back, with and without script", async ({ page, request }) => {
  const found = await request.post("/api/v1/recommendations", { data: { likes: ["alien-1979"], limit: 80 } });
  const seen = (await found.json()).results.map(({ id }) => `&seen=${id}`).join("");
  await page.goto("/?like=alien-1979" + seen);
  await page.locator(".card h3 a").first().click();
  await expect(page).toHaveURL(/\/t\/[\w-]+\/film\/[\w-]+$/);
  await page.getByRole("link", { name: "Like", exact: true }).first().click();
  await expect(page).toHaveURL(/\/t\/[\w-]+\/\?like=[\w-]+$/);
  const changed = new URL(page.url()).search;
  await page.getByRole("searchbox").or(page.getByRole("combobox")).first().fill("kurosawa");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/\/t\/[\w-]+\/search\?q=kurosawa&like=[\w-]+$/);
  await page.getByRole("link", { name: "Map", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/t/[\\w-]+/map\\${changed}$`));
  await page.getByRole("link", { name: "Matinee", exact: true }).click();
  await expect(page.getByRole("link", { name: "and 78 more" })).toBeVisible();
  await page.getByRole("link", { name: "Start over" }).or(page.locator(".clear a")).first().click();
  await expect(page).toHaveURL(/\/$/);
  await expect(page.locator(".tray")).toHaveCount(0);
});
