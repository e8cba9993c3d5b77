// A film's page, and the pages of people, kinds and themes that it leads to.
import { expect, test } from "../site.js";

test.use({ options: [["--link", "Watch here=https://films.example/watch/{imdb}?from={year}", "--link", "Shelf=https://films.example/shelf/{wikidata}"], { option: true, scope: "worker" }] });

test("a film's page begins with its facts and its story, and themes are links", async ({ page }) => {
  await page.goto("/film/alien-1979");
  const facts = page.locator(".billing .facts");
  await expect(facts).toHaveText(/^1979 · \d+ minutes · Directed by Ridley Scott$/);
  await expect(facts.getByRole("link", { name: "Ridley Scott" })).toHaveAttribute("href", "/person/ridley-scott");
  const [cover, title] = [await page.locator(".poster").boundingBox(), await page.getByRole("heading", { level: 1 }).boundingBox()];
  expect(cover.x + cover.width).toBeLessThan(title.x);
  expect(cover.width).toBeLessThan(page.viewportSize().width / 3);
  await expect(page.locator(".lead")).not.toContainText(/ is a .*film/);
  await page.locator(".told .tags").getByRole("link", { name: "isolation" }).click();
  await expect(page).toHaveURL("/theme/isolation");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Theme: isolation");
});

test("it leads to the film elsewhere, and to the operator's own pages of films it has the numbers of", async ({ page }) => {
  await page.goto("/film/alien-1979?like=heat-1995");
  const elsewhere = page.locator(".credits .tags").getByRole("link");
  const links = await elsewhere.evaluateAll((links) => links.map((link) => [link.textContent, link.href, link.rel]));
  expect(links).toEqual([
    ["Watch here", "https://films.example/watch/tt0078748?from=1979", "noreferrer"],
    ["IMDb", "https://www.imdb.com/title/tt0078748/", "noreferrer"],
    ["Letterboxd", "https://letterboxd.com/imdb/tt0078748", "noreferrer"],
    ["Wikipedia", "https://en.wikipedia.org/wiki/Alien_%28film%29", "noreferrer"],
    ["JustWatch", "https://www.justwatch.com/us/search?q=Alien", "noreferrer"],
  ]);
});

test("a film that suits one neither well nor badly is said to be middling", async ({ page }) => {
  const place = page.locator(".fit p").first();
  await page.goto("/film/aliens-1986?like=alien-1979");
  await expect(place).toContainText(/^Among the \d+ % of all films that suit you best\./);
  await expect(place).not.toContainText("well known");
  const found = await (await page.request.post("/api/v1/recommendations", { data: { likes: ["alien-1979"], limit: 200 } })).json();
  expect(found.results.length).toBeGreaterThan(100);
  let said = "";
  for (const film of ["amelie-2001", "heat-1995", "casablanca-1942", "spirited-away-2001", "ran-1985", "psycho-1960", "tokyo-story-1953", "persona-1966"]) {
    await page.goto(`/film/${film}?like=alien-1979`);
    said += await place.textContent();
    expect(said).not.toMatch(/Among the [4-9]\d %/);
  }
  expect(said).toContain("Middling for you.");
});

test("a person's page has years and roles, the newest first", async ({ page }) => {
  await page.goto("/person/clint-eastwood?like=alien-1979");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clint Eastwood");
  await expect(page).toHaveTitle("Clint Eastwood · Matinee");
  await expect(page.getByText(/^\d+ films, the newest first$/)).toBeVisible();
  const years = await page.locator(".card h3 small").allTextContents();
  const numbers = years.map((text) => Number(text.match(/\d{4}/)[0]));
  expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  const roles = await page.locator(".card .line").allTextContents();
  expect(roles).toContain("In the cast");
  expect(roles.some((role) => role.startsWith("Director"))).toBe(true);
});

test("a page of a kind says that the best known are first, and they are", async ({ page, request }) => {
  await page.goto("/genre/western");
  await expect(page.getByText(/^\d+ films, the best known first$/)).toBeVisible();
  const ids = await page.locator(".card").evaluateAll((cards) => cards.map((card) => card.id.slice("film-".length)));
  const renown = [];
  for (const id of ids) renown.push((await (await request.get(`/api/v1/films/${id}`)).json()).notability.renown);
  expect(renown).toEqual([...renown].sort((a, b) => b - a));
});

test("what the browser keeps is said, and can be forgotten @script", async ({ page }) => {
  await page.goto("/?like=alien-1979");
  await page.locator(".card [data-act=like]").first().click();
  await expect(page.locator("#toast")).toContainText("You like");
  await page.goto("/about");
  await page.getByLabel("Dark").check();
  expect(await page.evaluate(() => localStorage.length)).toBe(2);
  await expect(page.getByText("Your browser keeps two things for you")).toBeVisible();
  await page.getByRole("button", { name: "Forget what this browser keeps" }).click();
  await expect(page.locator("#toast")).toHaveText("This browser keeps nothing of Matinee now.");
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
});

test("only a list that was sent is said to be shared @script", async ({ page }) => {
  await page.goto("/?like=heat-1995");
  await page.locator(".card [data-act=like]").first().click();
  await expect(page.locator("#toast")).toContainText("You like");
  await page.goto("/?like=alien-1979");
  await expect(page.locator("#resume")).toContainText("These are other picks than your last.");
  await page.locator(".share summary").click();
  await page.getByRole("link", { name: "The link to this taste" }).click();
  await expect(page.locator("#resume")).toContainText("This list was shared with you.");
});

test("every page has a title and a heading of its own", async ({ page }) => {
  const seen = new Set();
  for (const path of ["/", "/?like=alien-1979", "/?genre=western", "/?ask=80s+horror", "/film/alien-1979", "/person/ridley-scott", "/genre/western", "/theme/isolation", "/year/1979", "/country/iran", "/search?q=alien", "/map", "/about", "/scorecard"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 }), path).toHaveCount(1);
    seen.add(await page.title());
  }
  expect(seen.size).toBe(14);
});
