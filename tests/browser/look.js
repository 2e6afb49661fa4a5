// Looks at feeds/ as people do: the page in light and dark, on a phone and a desk, with and without scripts, and the
// feeds themselves opened in the browser. Nothing is asked of any other host than this machine's own.
//
//   npm test -- [FOLDER [PICTURES]]
//
// FOLDER is the feeds/ to look at, the repository's own by default; PICTURES a folder for screenshots.
// CHROMIUM is the browser, /usr/bin/chromium by default. Exit status: 0, or 1 with the look that failed.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const folder = process.argv[2] ?? fileURLToPath(new URL("../../feeds/", import.meta.url));
const pictures = process.argv[3];
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".json": "application/feed+json",
  ".opml": "text/x-opml",
  ".xml": "application/xml",
};
const SCREENS = [
  { name: "phone", viewport: { width: 360, height: 740 }, hasTouch: true },
  { name: "desk", viewport: { width: 1280, height: 900 } },
];

const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  if (path === "/favicon.ico") return response.writeHead(204).end(); // which browsers ask for by themselves
  try {
    const body = await readFile(join(folder, path));
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/plain" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const home = `http://127.0.0.1:${server.address().port}/`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

// Opens a page in a context of its own and holds that nothing went wrong in it and nothing was asked of others.
async function open(path, options, look) {
  const context = await browser.newContext({ locale: "en-US", ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: home });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith("data:")) faults.push(request.url());
  });
  await page.goto(home + path);
  await look(page);
  assert.deepEqual(faults, [], path);
  await context.close();
}

async function picture(page, name) {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: name.startsWith("index") });
}

async function isAccessible(page) {
  const found = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }));
  const told = found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join(" ")}`);
  assert.deepEqual(told, []);
  assert(found.passes.some((rule) => rule.id === "color-contrast"), "contrast was measured");
}

async function fitsItsWindow(page) {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert(wide <= window, `${wide} pixels wide in a window of ${window}`);
}

let looked = 0;
async function step(name, run) {
  await run();
  looked += 1;
  console.log(`ok  ${name}`);
}

try {
  for (const { name: screen, ...options } of SCREENS) {
    for (const colorScheme of ["light", "dark"]) {
      await step(`index.html, ${screen}, ${colorScheme}`, () =>
        open("index.html", { ...options, colorScheme }, async (page) => {
          await fitsItsWindow(page);
          const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
          const [red] = paper.match(/\d+/).map(Number);
          assert(colorScheme === "dark" ? red < 60 : red > 200, `${paper} is not ${colorScheme}`);
          await picture(page, `index-${screen}-${colorScheme}`);
        }),
      );
      await step(`index.html is accessible, ${screen}, ${colorScheme}`, () =>
        // The page's policy keeps every other script out, the checker too.
        open("index.html", { ...options, colorScheme, bypassCSP: true }, async (page) => {
          await page.addScriptTag({ path: axe });
          await isAccessible(page);
        }),
      );
      for (const feed of ["rss.xml", "atom.xml"]) {
        await step(`${feed}, ${screen}, ${colorScheme}`, () =>
          open(feed, { ...options, colorScheme }, async (page) => {
            await fitsItsWindow(page);
            await isReadable(page);
            await picture(page, `${feed.replace(".", "-")}-${screen}-${colorScheme}`);
          }),
        );
      }
    }
  }

  await step("every copy button copies its address, and says so", () =>
    open("index.html", {}, async (page) => {
      const buttons = await page.locator("button").all();
      assert(buttons.length >= 1, "buttons");
      for (const button of buttons) {
        await button.click();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.equal(copied, await button.getAttribute("value"));
        const address = button.locator("xpath=preceding-sibling::code");
        assert.equal(copied, await address.textContent());
      }
      const status = page.locator("[role=status]", { hasText: /\S/ });
      await status.waitFor({ state: "attached" });
      const said = await status.textContent();
      assert((await buttons.at(-1).innerText()).startsWith(said), "the button says it too");
    }),
  );

  await step("every link to a feed leads to it", () =>
    open("index.html", {}, async (page) => {
      const links = await page.locator("a[type]").evaluateAll((all) => all.map((link) => [link.href, link.type]));
      assert(links.length >= 1, "links");
      for (const [href, type] of links) {
        const response = await page.request.get(href);
        assert(response.ok(), href);
        const text = await response.text();
        const begins = { "application/rss+xml": "<rss", "application/atom+xml": "<feed" }[type] ?? "{";
        assert(text.includes(begins), `${href} is not ${type}`);
      }
      await page.locator("a[type$=xml]").first().click();
      await page.waitForURL(/\.xml$/);
      await isReadable(page);
    }),
  );

  await step("what is discovered is what is linked", () =>
    open("index.html", {}, async (page) => {
      const hrefs = (selector) => page.locator(selector).evaluateAll((all) => all.map((link) => link.getAttribute("href")));
      const [found, linked] = [await hrefs("link[rel=alternate]"), await hrefs("a[type]")];
      assert.equal(found.length, linked.length);
      for (const [at, href] of found.entries()) assert(href.endsWith(linked[at]), `${href}, ${linked[at]}`);
    }),
  );

  await step("dates are in the reader's language", () =>
    open("index.html", { locale: "pt-PT" }, async (page) => {
      const time = page.locator("time").first();
      assert.match(await time.textContent(), /^\d+ de \p{L}+ de \d{4}$/u);
      assert.equal(await time.getAttribute("lang"), "pt-PT");
    }),
  );

  await step("a day is the paper's, wherever the reader is", () =>
    open("index.html", { timezoneId: "Pacific/Kiritimati" }, async (page) => {
      const days = await page.locator("time").evaluateAll((all) => all.map((time) => [time.dateTime, time.textContent]));
      for (const [datetime, text] of days) assert.match(text, new RegExp(`\\b${Number(datetime.slice(8, 10))}\\b`));
    }),
  );

  await step("the page is complete without scripts", () =>
    open("index.html", { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator("button:visible").count(), 0, "a button that does nothing");
      assert(await page.locator("code:visible").count() >= 1, "addresses");
      for (const time of await page.locator("time").all()) assert.match(await time.textContent(), /\d{4}/);
      await picture(page, "index-without-scripts");
    }),
  );

  await step("the page can be walked by keyboard alone", () =>
    open("index.html", {}, async (page) => {
      const wanted = await page.locator("a:visible, button:visible").count();
      const reached = new Set();
      for (let at = 0; at < wanted; at += 1) {
        await page.keyboard.press("Tab");
        reached.add(await page.evaluate(() => [...document.querySelectorAll("a, button")].indexOf(document.activeElement)));
      }
      reached.delete(-1);
      assert.equal(reached.size, wanted);
    }),
  );
} finally {
  await browser.close();
  server.close();
}
console.log(`${looked} looks, no fault`);

// That a feed opened in the browser says what it is, and shows its articles without a tag of their texts.
async function isReadable(page) {
  const seen = await page.evaluate(() => {
    const root = document.documentElement;
    const shown = (element) => element.getClientRects().length > 0;
    const of = (selector) => [...root.querySelectorAll(selector)].filter(shown);
    return {
      notice: getComputedStyle(root, "::before").content,
      title: of("channel > title, feed > title").map((element) => element.textContent),
      articles: of("item > title, entry > title").length,
      all: root.querySelectorAll("item, entry").length,
      texts: [...root.getElementsByTagName("*")].filter((e) => e.localName === "encoded" || e.matches("entry > content"))
        .filter(shown).length,
    };
  });
  assert.match(seen.notice, /\w/, "it says what it is");
  assert.match(seen.title[0], /\S/);
  assert.equal(seen.articles, seen.all);
  assert.equal(seen.texts, 0, "a text of HTML is shown as its source");
}
