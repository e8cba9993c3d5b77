// What the search box suggests, and what choosing it does.
import { expect, test } from "../site.js";

test("on the first page choosing a suggestion likes the film, with Shift it opens its page @script", async ({ page }) => {
  await page.goto("/");
  const box = page.getByRole("combobox");
  await box.fill("blade run");
  const first = page.getByRole("option").first();
  await expect(first).toContainText("Blade Runner");
  await expect(first.locator(".other")).toHaveText("Its page");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+Enter");
  await expect(page).toHaveURL("/film/blade-runner-1982");
  // Where one reads, the page comes first.
  await box.fill("alien");
  await expect(first.locator(".other")).toHaveText("Like");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/film/alien-1979");
});

test("a finger reaches both too, and the taste goes along @script", async ({ page }) => {
  await page.goto("/?like=heat-1995");
  const box = page.getByRole("combobox");
  const first = page.getByRole("option").first();
  await box.fill("blade run");
  const other = await first.locator(".other").boundingBox();
  expect(Math.min(other.width, other.height)).toBeGreaterThanOrEqual(24);
  await first.locator(".other").click();
  await expect(page).toHaveURL("/film/blade-runner-1982?like=heat-1995");
  await box.fill("blade run");
  await first.locator(".other").click();
  await expect(page).toHaveURL("/?like=heat-1995&like=blade-runner-1982");
});

test("people, kinds and themes are suggested, with their pages @script", async ({ page }) => {
  await page.goto("/?like=alien-1979");
  const box = page.getByRole("combobox");
  for (const [typed, name, path] of [["kuros", "Akira Kurosawa person", "/person/akira-kurosawa"], ["weste", "western kind", "/genre/western"], ["heist", "heist film theme", "/theme/heist-film"]]) {
    await box.fill(typed);
    await page.getByRole("option", { name, exact: true }).click();
    await expect(page).toHaveURL(path + "?like=alien-1979");
  }
});

test("tapping a cover on a first visit likes its film; its page is beside it", async ({ page }) => {
  await page.goto("/");
  const card = page.locator(".card").nth(2);
  const film = (await card.getAttribute("id")).slice("film-".length);
  await expect(card.locator("h3 a")).toHaveAttribute("href", `/film/${film}`);
  await card.locator(".cover").click();
  await expect(page).toHaveURL(`/?like=${film}`);
});
