import { expect, films, test } from "../site.js";

test("words that are a wish lead to a list whose parts can be taken out", async ({ page }) => {
  await page.goto("/?like=alien-1979");
  await page.getByLabel("Find a film or a person").fill("speilberg 90s");
  await page.getByRole("button", { name: "Search" }).click();
  const wish = page.getByRole("region", { name: "Read as" });
  await expect(wish.getByRole("listitem")).toHaveText(["Steven Spielberg", "1990s"]);
  // Its films are there at once, not only the way to them.
  expect((await films(page)).length).toBeGreaterThan(2);
  await expect(page.locator(".card .facts").first()).toContainText(/199\d .* Steven Spielberg/);
  await wish.getByRole("link", { name: "Open the list" }).click();
  await expect(page).toHaveURL("/?like=alien-1979&ask=speilberg%2090s");
  await expect(page.getByRole("heading", { name: /^As you asked/ })).toBeVisible();
  await expect(page).toHaveTitle("Steven Spielberg, 1990s · Matinee");
  expect((await films(page)).length).toBeGreaterThan(2);
  await expect(page.locator(".card .facts").first()).toContainText(/199\d .* Steven Spielberg/);
  await page.getByRole("link", { name: "Take out: Steven Spielberg" }).click();
  await expect(page).toHaveURL("/?like=alien-1979&ask=90s");
  await page.getByRole("link", { name: "Take out: 1990s" }).click();
  await expect(page).toHaveURL("/?like=alien-1979");
  await expect(page.getByRole("heading", { name: /^For you/ })).toBeVisible();
});

test("a wish to tap asks in the language it is shown in, and the chip says the same", async ({ page }) => {
  await page.goto("/?lang=de");
  await page.getByRole("link", { name: "unter 90 Minuten" }).click();
  await expect(page).toHaveURL((url) => url.searchParams.get("ask") === "unter 90 Minuten");
  await expect(page.getByRole("list", { name: "Dein Wunsch" })).toHaveText(/^unter 90 Minuten/);
  // What is asked for is not offered again.
  await expect(page.locator(".moods").getByRole("link", { name: "unter 90 Minuten" })).toHaveCount(0);
});

test("a like keeps what was asked for", async ({ page }) => {
  await page.goto("/?ask=80s horror");
  await page.locator(".card .like").first().click();
  await expect(page).toHaveURL((url) => url.searchParams.get("ask") === "80s horror" && url.searchParams.has("like"));
  await expect(page.getByRole("list", { name: "You asked for" })).toBeVisible();
});

test("a title that is not in the catalogue is told, with the nearest", async ({ page }) => {
  await page.goto("/search?q=casablanca qwxzyv");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not in this catalogue: “casablanca qwxzyv”");
  // For whoever runs the site, how it comes in.
  await page.getByText("You run this site?").click();
  await expect(page.getByText("matinee scrape --seeds FILE")).toBeVisible();
  await page.getByRole("link", { name: "Casablanca (1942)" }).click();
  await expect(page).toHaveURL("/film/casablanca-1942");
  await page.goto("/search?q=casablanca");
  await expect(page.getByRole("heading", { level: 1 })).not.toContainText("Not in this catalogue");
  // Without anything to show there are wishes to tap.
  await page.goto("/search?q=&like=alien-1979");
  await expect(page).toHaveTitle("Search · Matinee");
  await page.getByRole("link", { name: "feel good" }).click();
  await expect(page).toHaveURL(/\/\?like=alien-1979&ask=feel(\+|%20)good$/);
});
