// A catalogue that knows little: seven films, of each its title and year.
import AxeBuilder from "@axe-core/playwright";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, films, program, test } from "../site.js";

const run = promisify(execFile);
const FILMS = ["Alien,1979", "Heat,1995", "Some Unknown Film,2003", "Der Himmel über Berlin,1987", "千と千尋の神隠し,2001", "X,1950",
  "A Very Long Title Of A Film That Goes On And On And On Until The End,1999"];

test.use({
  prepare: [async ({}, use) => use(async (data) => {
    const [table, catalogue] = [join(data, "films.csv"), join(data, "films.jsonl.zst")];
    await writeFile(table, ["title,year", ...FILMS].join("\n"));
    await run(program, ["catalogue", "import", table, "--out", catalogue]);
    await run(program, ["train", "--catalogue", catalogue, "--data", data]);
  }), { scope: "worker" }],
});

test("its pages say what they know and claim nothing else", async ({ page }) => {
  await page.goto("/");
  expect(await films(page)).toHaveLength(FILMS.length);
  await expect(page.getByRole("heading", { name: /^A bit of everything/ })).toBeVisible();
  await page.goto("/film/alien-1979?like=heat-1995");
  await expect(page.getByText("This catalogue knows no more of it.")).toBeVisible();
  await expect(page.getByText("Text by Matinee")).toHaveCount(0);
  await page.goto("/film/a-very-long-title-of-a-film-that-goes-on-and-on-and-on-until-the-end-1999");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.goto("/map");
  for (const heading of await page.locator("[data-region]").all()) await expect(heading).toHaveText(/\S/);
});

test("its pages have no violation of WCAG or of good practice @script", async ({ page, isMobile }) => {
  test.skip(isMobile, "the same as on a wide screen");
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const path of ["/", "/film/alien-1979?like=heat-1995", "/map?like=heat-1995", "/?like=heat-1995", "/mine?like=heat-1995"]) {
    await page.goto(path);
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
    expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map((node) => node.html).slice(0, 3)}`)).toEqual([]);
  }
});
