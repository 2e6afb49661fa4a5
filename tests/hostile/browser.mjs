// Opens each text of made.json in Chromium, as it is and once more as the browser writes it, and tells what ran or was
// fetched. raw.json is opened first, to show that what would run is seen. pages.json are pages of feeds, each opened with
// its own policy and once more without one.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.argv[2], headless: true, args: flags });
const schemes = ["http:", "https:", "mailto:", "tel:", "sms:", "geo:", "webcal:", "xmpp:"];

// What a page tried: the policy forbids everything but pictures, and tells.
async function tried(page, html) {
  const seen = [];
  let document = html;
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => { seen.push("dialog"); dialog.dismiss().catch(() => {}); });
  await page.unroute("**/*");
  await page.route("**/*", (route) => {
    const request = route.request();
    if (request.isNavigationRequest() && request.url() === "https://gazette.example/page") {
      const head = "<!DOCTYPE html><meta charset=utf-8>";
      const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'; img-src *; style-src 'none'; base-uri 'none'; form-action 'none'" };
      return route.fulfill({ headers, body: head + document });
    }
    if (request.resourceType() !== "image") seen.push(`${request.resourceType()} ${request.url()}`);
    return route.abort();
  });
  for (const round of [1, 2]) {
    await page.goto("https://gazette.example/page", { waitUntil: "domcontentloaded", timeout: 10000 }).catch((error) => seen.push(`navigation: ${error.message.split("\n")[0]}`));
    const found = await page.evaluate(async (schemes) => {
      await new Promise((done) => setTimeout(done, 5));
      const wrong = [...(window.violations ?? [])];
      for (const element of document.querySelectorAll("*")) {
        if (/^(script|iframe|object|embed|form|svg|math|base|link)$/i.test(element.localName)) wrong.push(`<${element.localName}>`);
        for (const { name, value } of element.attributes) {
          if (name.startsWith("on") || name === "style") wrong.push(`${element.localName} ${name}`);
          if (["href", "src", "cite", "longdesc"].includes(name) && !schemes.includes(new URL(value, location).protocol)) wrong.push(value);
        }
      }
      return [wrong, document.body?.innerHTML ?? ""];
    }, schemes).catch((error) => [[`script: ${error.message.split("\n")[0]}`], ""]);
    seen.push(...found[0]);
    document = found[1];
  }
  return seen;
}

// What a page of feeds did that it should not: it has one script, and asks for nothing.
async function disturbed(page, html) {
  const seen = [];
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => { seen.push("dialog"); dialog.dismiss().catch(() => {}); });
  await page.unroute("**/*");
  await page.route("**/*", (route) => {
    if (route.request().isNavigationRequest() && route.request().url() === "https://gazette.example/feeds/") {
      return route.fulfill({ headers: { "content-type": "text/html; charset=utf-8" }, body: html });
    }
    seen.push(`${route.request().resourceType()} ${route.request().url()}`);
    return route.abort();
  });
  await page.goto("https://gazette.example/feeds/", { waitUntil: "load", timeout: 10000 }).catch((error) => seen.push(`navigation: ${error.message.split("\n")[0]}`));
  const found = await page.evaluate(async (schemes) => {
    await new Promise((done) => setTimeout(done, 20));
    const wrong = [...(window.violations ?? [])];
    if (document.scripts.length !== 1) wrong.push(`${document.scripts.length} scripts`);
    for (const element of document.querySelectorAll("*")) {
      if (/^(iframe|object|embed|form|math|base|img|video|audio)$/i.test(element.localName)) wrong.push(`<${element.localName}>`);
      for (const { name, value } of element.attributes) {
        if (name.startsWith("on") || name === "style" || name === "srcdoc") wrong.push(`${element.localName} ${name}`);
        const isIcon = element.localName === "link" && value === "data:,";
        if (["href", "src", "action"].includes(name) && !isIcon && !schemes.includes(new URL(value, location).protocol)) wrong.push(value);
      }
    }
    return wrong;
  }, schemes).catch((error) => [`script: ${error.message.split("\n")[0]}`]);
  return [...seen, ...found];
}

async function openPages(name) {
  const pages = JSON.parse(readFileSync(name, "utf8"));
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`), true);
  });
  const wrong = [];
  for (const html of pages) {
    const bare = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
    if (bare === html) wrong.push("a page has no policy");
    for (const text of [html, bare]) wrong.push(...(await disturbed(page, text)));
  }
  return [pages.length, wrong];
}

async function open(name) {
  const texts = JSON.parse(readFileSync(name, "utf8"));
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`), true);
  });
  const wrong = [];
  for (const text of texts) {
    const seen = await tried(page, text);
    if (seen.length > 0) wrong.push(`${seen[0]} in ${text.slice(0, 300)}`);
  }
  return [texts.length, wrong];
}

const [raw, dangerous] = await open("raw.json");
console.log(`as they are: ${dangerous.length} of ${raw} inputs run, fetch or hold what could`);
const [made, wrong] = await open("made.json");
console.log(`as feeds have them: ${wrong.length} of ${made} texts`);
console.log(wrong.slice(0, 20).join("\n"));
const [pages, disturbances] = await openPages("pages.json");
console.log(`on the page of the feeds: ${disturbances.length} disturbances of ${pages} pages, each opened with its policy and without`);
console.log(disturbances.slice(0, 20).join("\n"));
await browser.close();
process.exit(wrong.length + disturbances.length > 0 || dangerous.length < raw / 4 ? 1 : 0);
