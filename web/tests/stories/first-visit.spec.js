import { expect, films, test } from "../site.js";

test("a first visit is one sentence, a search box and a wall; a tap makes a list", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What shall we watch?");
  await expect(page.getByRole("searchbox").or(page.getByRole("combobox", { name: "Find a film" })).first()).toBeFocused();
  const wall = await films(page);
  expect(wall.length).toBeGreaterThanOrEqual(24);

  const first = page.locator(`[id="film-${wall[0]}"]`);
  await first.getByRole("link", { name: /^I like / }).click();
  await expect(page).toHaveURL(new RegExp(`like=${wall[0]}`));
  await expect(page.getByRole("heading", { name: /^For you/ })).toBeVisible();
  const list = await films(page);
  expect(list).toHaveLength(24);
  expect(list).not.toContain(wall[0]);
});
