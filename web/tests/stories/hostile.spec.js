// A catalogue that somebody wrote who wants a script to run in its readers' browsers: in every field of a film, in every form that a
// page might leave open. A story fails if a dialog opens, a script sets `hacked`, or anything is asked of another host.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, program, test as base } from "../site.js";

const RUN = "globalThis.hacked=1;alert(1);fetch('http://evil.example/x')";
const MARKUP = [
  `<script>${RUN}</script>`,
  `"><img src=http://evil.example/x.png onerror="${RUN}">`,
  `'><svg onload="${RUN}">`,
  `</title></textarea></style></script><script>${RUN}</script>`,
  `javascript:${RUN}//`,
  `{{constructor.constructor('${RUN}')()}}`,
  `"autofocus onfocus="${RUN}" x="`,
  "</script><!--<script>",
  "\u202e\u0000\u001b]0;x\u0007<b>",
];
const URLS = [`javascript:${RUN}`, `data:text/html,<script>${RUN}</script>`, `https://evil.example/"onmouseover="${RUN}`];

/** A film with one of them in every field that may be text. */
function film(markup, n) {
  const texts = (name) => [`${markup} ${name}`, `${name} ${markup}`];
  return {
    id: `hostile-${n}-19${80 + n}`, title: `${markup} ${n}`, original_title: `Original ${markup}`, year: 1980 + n,
    directors: texts("director"), writers: texts("writer"), cast: texts("cast"), genres: ["horror", markup], countries: [markup], languages: [markup],
    keywords: ["shared word", ...texts("keyword")], based_on: markup, series: markup, synopsis: `Shared words of a story. ${markup}`,
    plot: `Shared words of a story.\n${markup}\n${markup}`, composers: texts("composer"), producers: texts("producer"), categories: texts("category"),
    themes: [markup], lists: [markup], beside: [`hostile-${(n + 1) % MARKUP.length}-19${80 + ((n + 1) % MARKUP.length)}`],
    runtime_minutes: 90 + n, notability: { renown: 5 }, source: { name: markup, url: URLS[n % URLS.length], licence: markup },
  };
}

const test = base.extend({
  prepare: [async ({}, use) => use(async (data) => {
    const lines = [...Array(4)].flatMap((_, k) => MARKUP.map((markup, n) => JSON.stringify(film(markup, n + 9 * k))));
    const catalogue = join(data, "hostile.jsonl");
    await writeFile(catalogue, lines.join("\n") + "\n");
    await promisify(execFile)(program, ["train", "--data", data, "--catalogue", catalogue]);
  }), { scope: "worker" }],
});

// Some of the pages are of films that are not there.
test.use({ expected: [[/404/], { option: true }] });

/** Whatever a script of the catalogue's would show. */
async function watch(page) {
  const seen = [];
  page.on("dialog", (dialog) => { seen.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => new URL(request.url()).host === "evil.example" && seen.push(`asked ${request.url()}`));
  return async () => {
    if (await page.evaluate(() => globalThis.hacked).catch(() => undefined)) seen.push(`a script ran on ${page.url()}`);
    return seen;
  };
}

test("the watch of this story sees a script, a dialog and a request @script", async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  const faults = await watch(page);
  await page.route("http://evil.example/**", (route) => route.abort());
  await page.setContent(`<body>${MARKUP[0]}${MARKUP[1]}</body>`);
  await expect.poll(faults).toEqual(expect.arrayContaining([expect.stringContaining("a dialog"), expect.stringContaining("asked http://evil")]));
  expect((await faults()).join()).toContain("a script ran");
  await page.context().close();
});

test("no text of a hostile catalogue runs on any page", async ({ page, request }) => {
  test.slow();
  const faults = await watch(page);
  const found = await (await request.get("/api/v1/films?q=shared&limit=3")).json();
  expect(found.results.length).toBe(3);
  const [one, two] = found.results.map(({ id }) => id);
  const escaped = encodeURIComponent(MARKUP[0]);
  const paths = [
    "/", `/?like=${one}`, `/?like=${one}&dislike=${two}&n=60`, `/?like=${one}&mute=${escaped}&boost=${encodeURIComponent(MARKUP[1])}&ask=${escaped}`,
    `/film/${one}`, `/film/${two}?like=${one}`, `/search?q=${escaped}`, "/search?q=shared", `/search?q=${encodeURIComponent(MARKUP[1])}`, "/map", `/map?like=${one}`,
    "/about", "/scorecard", "/genre/horror", "/year/1981", `/person/${escaped}`, `/theme/shared-word?like=${one}`, `/film/${escaped}`, `/t/${escaped}`,
  ];
  for (const path of paths) {
    await page.goto(path, { waitUntil: "load" });
    // What a pointer or the keyboard could set off.
    for (const link of await page.locator("main a:visible").all().then((links) => links.slice(0, 12))) await link.focus().catch(() => {});
    expect(await faults(), path).toEqual([]);
    const odd = await page.locator("[onerror], [onload], [onfocus], [onmouseover], a[href^='javascript:' i], a[href^='data:' i], iframe, object, embed").count();
    expect(odd, path).toBe(0);
  }
  // Every page that a film of it leads to.
  await page.goto(`/film/${one}`);
  const links = await page.locator("main dl a, main .card h3 a").evaluateAll((all) => all.map((link) => link.href));
  // Links out of the site are not followed.
  const own = links.filter((href) => new URL(href).host === new URL(page.url()).host);
  for (const href of [...new Set(own)].slice(0, 20)) {
    await page.goto(href);
    expect(await faults(), href).toEqual([]);
  }
});

test("what is said, suggested, undone and drawn of a hostile catalogue is text @script", async ({ page }) => {
  const faults = await watch(page);
  await page.goto("/");
  await page.locator(".card [data-act=like]").first().click();
  await expect(page.locator("#toast")).not.toBeEmpty();
  expect(await page.locator("#toast").locator("script, img, svg, b, title, textarea").count()).toBe(0);
  await page.getByRole("combobox").first().fill("shared");
  await expect(page.locator("#suggestions li").first()).toBeVisible();
  expect(await page.locator("#suggestions :is(script, img, iframe, input, b, [onerror], [onload], [onfocus])").count()).toBe(0);
  await page.locator("#suggestions li").first().click();
  await expect(page).toHaveURL(/like=.*like=/);
  const map = new URL(page.url()).search;
  await page.goto("/map" + map);
  await expect(page.locator(".map")).toHaveAttribute("data-ready", "");
  await page.locator("canvas").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".spot h2")).toBeVisible();
  expect(await page.locator(".spot h2 *:not(a)").count()).toBe(0);
  expect(await faults()).toEqual([]);
});
