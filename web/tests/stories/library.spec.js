import { fileURLToPath } from "node:url";
import { expect, films, test } from "../site.js";

test.use({ options: [["--library", fileURLToPath(new URL("../library.json", import.meta.url))], { scope: "worker" }] });

test("a list is chosen from what the operator owns, and a film of it played", async ({ page, javaScriptEnabled }) => {
  await page.goto("/?like=predator-1987");
  // All else of a film is in its panel.
  const card = page.locator(".card, #tonight").filter({ has: page.getByRole("link", { name: "Aliens", exact: true }) }).first();
  await card.locator("summary").click();
  const play = card.getByRole("link", { name: "Play Aliens in home" }).last();
  await expect(play).toHaveAttribute("href", "http://127.0.0.1:8096/web/#/details?id=a2&serverId=5e11");
  await expect(play).toHaveAttribute("rel", "noreferrer");
  await card.locator("summary").click();
  // On a phone the filters are a sheet, if there is a script.
  const sheet = page.locator("[data-sheet]");
  const opens = javaScriptEnabled !== false && (await sheet.isVisible());
  if (await sheet.isVisible()) await sheet.click();
  const filters = opens ? page.locator("#sheet[open]") : page.locator("#filters");
  await filters.getByLabel("Our library").selectOption("in our library");
  await filters.getByLabel("What was watched there is seen").check();
  const show = filters.getByRole("button", { name: "Show", exact: true });
  if (await show.isVisible()) await show.click();
  await expect(page).toHaveURL(/library=in&watched=seen/);
  await expect.poll(() => films(page)).toEqual(["heat-1995"]);
  await expect(page.locator("#tonight-film a")).toHaveAttribute("data-film", "aliens-1986");
  // The film for tonight can be played at once.
  await expect(page.locator("#tonight .actions:has(.main) > .play")).toBeVisible();
  await page.goto("/?like=predator-1987&library=out");
  expect(await films(page)).not.toContain("aliens-1986");
  await expect(page.locator("#tonight-film a")).not.toHaveAttribute("data-film", "aliens-1986");
  await page.goto("/film/alien-1979?like=predator-1987");
  await expect(page.locator("article").getByRole("link", { name: "Play Alien in home" })).toBeVisible();
});
