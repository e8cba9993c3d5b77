// The main stories in Debian's Firefox, driven over WebDriver BiDi: `web/tests/firefox`. Each is short: that the pages work in the
// other engine, too. What they do in detail is told by the stories in Chromium.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { serve } from "./server.js";

const PATIENCE_MS = 10_000;
let browser, server, page;

before(async () => {
  server = await serve();
  browser = await puppeteer.launch({ browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", args: ["--width=1280", "--height=800"] });
  page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  page.setDefaultTimeout(PATIENCE_MS);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const open = (path) => page.goto(server.address + path);
const text = (selector) => page.$eval(selector, (found) => found.textContent.trim());
const click = async (selector) => { await (await page.waitForSelector(selector, { visible: true })).click(); };
const address = (part) => page.waitForFunction((part) => decodeURIComponent(location.href).includes(part), {}, part);
const shows = (selector, part) => page.waitForFunction((selector, part) => document.querySelector(selector)?.textContent.includes(part), {}, selector, part);

test("a first visit: a tap on a cover likes its film and makes a list", async () => {
  await open("/");
  assert.equal(await text("h1"), "What shall we watch?");
  await click(".wall .cover");
  await address("like=");
  await page.waitForSelector(".tonight");
  assert.equal((await page.$$(".list .card")).length, 24);
});

test("a like is said and undone", async () => {
  await open("/?like=alien-1979");
  await (await page.$(".list .card")).hover();
  await click(".list .card [data-act=like]");
  await shows("#toast", "You like");
  await click("#toast .undo");
  await page.waitForFunction(() => location.search === "?like=alien-1979");
});

test("a film's sheet opens, and a reason leaves its term out", async () => {
  await open("/?like=alien-1979");
  await click(".list .card summary");
  const none = await page.waitForSelector(".about[open] .steer a[href*='mute=']", { visible: true });
  await none.click();
  await address("mute=");
  await shows(".tray", "leaves out");
});

test("filters apply as they are set, and have a cross", async () => {
  await open("/?like=alien-1979");
  await click("[data-sheet]");
  await page.waitForSelector("#sheet[open] [name=genre]");
  await page.select("#sheet [name=genre]", "western");
  await address("genre=western");
  await click("#sheet [data-close]");
  await shows(".tray", "western");
});

test("the search box suggests films while one types, and keys like them", async () => {
  await open("/");
  await page.type("#q", "casabl");
  await page.waitForSelector("#suggestions [role=option]", { visible: true });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await address("like=casablanca-1942");
});

test("a wish in words becomes a list", async () => {
  await open("/search?q=korean+thriller");
  await click(".wish .do");
  await address("ask=");
  assert.ok((await page.$$(".card")).length > 2);
});

test("a film's page leads to its people", async () => {
  await open("/film/alien-1979?like=blade-runner-1982");
  assert.equal(await text("h1"), "Alien");
  await Promise.all([page.waitForNavigation(), click(".billing a[href*='/person/']")]);
  assert.equal(await text("h1"), "Ridley Scott");
});

test("the map is drawn, finds a film and likes it", async () => {
  await open("/map?like=alien-1979");
  await page.waitForSelector(".map[data-ready]");
  assert.ok(await page.$eval("canvas", (canvas) => new Set(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data).size > 50));
  await page.type("#seek", "blade run");
  await page.keyboard.press("Enter");
  await shows(".spot h2", "Blade Runner");
  await click(".spot .like");
  await address("like=blade-runner-1982");
});

test("films are brought in by their titles, and moved", async () => {
  await open("/mine");
  await page.type("textarea", "Alien (1979)\nHeat (1995)");
  await Promise.all([page.waitForNavigation(), click(".bring form button")]);
  await Promise.all([page.waitForNavigation(), click(".answers button[value='take']")]);
  await shows(".own-lists", "Heat");
  await Promise.all([page.waitForNavigation(), click("#film-heat-1995 button[value='like.heat-1995']")]);
  await address("like=heat-1995");
});

test("two people choose together; a theme chosen by hand holds on the next page", async () => {
  await open("/together?t=%2F%3Flike%3Dalien-1979&t=%2F%3Flike%3Dcasablanca-1942");
  assert.ok((await page.$$(".group-films > li")).length > 5);
  await click("[name=theme][value=light]");
  await open("/about");
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(250, 248, 243)");
});
