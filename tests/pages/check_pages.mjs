// Opens pages in Chromium and fails on what a reader would stumble over.
//
//   node check_pages.mjs FOLDER [--web DIR] [--only TEXT] [--shots DIR]
//
// FOLDER holds pages as files (en/..., cy/...). Each is opened at 1280 and at 320 px, in light and in dark,
// with and without JavaScript. Found faults, one a line, and status 1: accessibility (axe, WCAG 2.2 A and AA),
// a page wider than the window, console errors, requests that leave the folder, a missing page in the other
// language, links to files or fragments that do not exist, words without a message. Status 77: no Chromium or
// no node modules, so nothing was checked. --web names the folder with css/ and node_modules/; styles that
// FOLDER lacks are taken from there. --only limits the pages to those whose path contains TEXT.
import { createRequire } from "node:module";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const skip = (why) => {
  console.log(`skipped: ${why}`);
  process.exit(77);
};

function readArguments(words) {
  const read = { folder: "", web: resolve(here, "../../web"), only: "", shots: "" };
  for (let i = 0; i < words.length; i++) {
    if (words[i].startsWith("--")) read[words[i].slice(2)] = words[i] === "--only" ? words[++i] : resolve(words[++i]);
    else read.folder = resolve(words[i]);
  }
  return read;
}

const options = readArguments(process.argv.slice(2));
const root = options.folder;
const chromium_path = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(chromium_path)) skip(`no Chromium at ${chromium_path}`);
if (!existsSync(join(options.web, "node_modules/playwright-core"))) skip(`no node modules in ${options.web}; run npm ci there`);
if (!existsSync(join(options.web, "css/potensial.css"))) skip(`no styles in ${options.web}; run npm run styles there`);

const require = createRequire(join(options.web, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const assets = {
  "potensial.css": join(options.web, "css/potensial.css"),
  "language.js": join(options.web, "language.js"),
  "potensial.svg": join(options.web, "icons/potensial.svg"),
};
const pages = readdirSync(root, { recursive: true })
  .filter((file) => file.endsWith(".html") && file.includes(options.only))
  .sort();
const faults = [];
const fault = (page, how, what) => faults.push(`${page} (${how}): ${what}`);

const inside = (url) => url.startsWith(pathToFileURL(root).href + "/");
const pathOf = (url) => fileURLToPath(url.split("#")[0]);

async function newContext(browser, { width, scheme, scripts }) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    javaScriptEnabled: scripts,
    reducedMotion: "reduce",
  });
  await context.route("**/*", (route) => {
    const url = route.request().url();
    const asset = inside(url) && basename(pathOf(url));
    if (asset in assets) return route.fulfill({ path: existsSync(pathOf(url)) ? pathOf(url) : assets[asset] });
    return inside(url) ? route.continue() : route.abort();
  });
  return context;
}

function watch(tab, file, how) {
  tab.on("console", (message) => message.type() === "error" && fault(file, how, `console: ${message.text()}`));
  tab.on("pageerror", (error) => fault(file, how, `script: ${error.message}`));
  tab.on("requestfailed", (request) => fault(file, how, `not loaded: ${request.url()}`));
}

async function checkAccessibility(tab, file, how) {
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() =>
    globalThis.axe.run(document, {
      runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    }),
  );
  for (const each of violations)
    fault(file, how, `${each.id}: ${each.help}: ${each.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`);
}

async function checkWidth(tab, file, how, width) {
  const page_width = await tab.evaluate(() => document.documentElement.scrollWidth);
  if (page_width > width) fault(file, how, `the page is ${page_width} px wide in a window of ${width} px`);
}

// Words of charts that lie outside their drawing or on top of each other.
async function checkChartWords(tab, file, how) {
  const clashes = await tab.evaluate(() => {
    const found = [];
    for (const chart of document.querySelectorAll("svg.pt-chart[role=img]")) {
      const frame = chart.closest("figure").getBoundingClientRect();
      const boxes = [...chart.querySelectorAll("text")].map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() })).filter(({ box }) => box.width > 0);  // spare labels are hidden in narrow windows
      for (const [i, one] of boxes.entries()) {
        if (one.box.right > Math.min(frame.right + 16, innerWidth) || one.box.left < Math.max(frame.left - 16, 0))
          found.push(`“${one.words}” leaves its chart`);
        for (const two of boxes.slice(i + 1)) {
          const across = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
          const down = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
          if (across > 1 && down > 6) found.push(`“${one.words}” and “${two.words}” overlap`);
        }
      }
    }
    return found;
  });
  for (const each of clashes.slice(0, 5)) fault(file, how, `chart: ${each}`);
}

const ids = new Map();
function idsOf(path) {
  if (!ids.has(path)) ids.set(path, new Set([...readFileSync(path, "utf8").matchAll(/ id="([^"]*)"/g)].map((match) => match[1])));
  return ids.get(path);
}

async function checkLinks(tab, file, how) {
  const links = await tab.evaluate(() => [...document.querySelectorAll("a[href], link[href]")].map((each) => each.href));
  for (const link of new Set(links)) {
    if (!inside(link)) {
      fault(file, how, `leads out of the folder: ${link}`);
      continue;
    }
    const path = pathOf(link), fragment = decodeURIComponent(new URL(link).hash.slice(1));
    if (basename(path) in assets) continue;
    if (!existsSync(path)) fault(file, how, `leads to a page that does not exist: ${relative(root, path)}`);
    else if (fragment && !idsOf(path).has(fragment)) fault(file, how, `leads to a place that does not exist: ${relative(root, path)}#${fragment}`);
  }
}

async function checkLanguages(tab, file, how) {
  const language = file.slice(0, 2), other = language === "en" ? "cy" : "en";
  const told = await tab.evaluate(() => document.documentElement.lang);
  if (told !== language) fault(file, how, `the page says its language is “${told}”`);
  const href = await tab.evaluate((code) => document.querySelector(`link[rel=alternate][hreflang=${code}]`)?.href ?? "", other);
  if (!href || !existsSync(pathOf(href))) fault(file, how, "there is no page in the other language");
  const text = await tab.evaluate(() => document.body.textContent);
  for (const match of text.matchAll(/⟦[^⟧]*⟧/g)) fault(file, how, `words without a message: ${match[0]}`);
}

async function shoot(tab, file, how) {
  if (!options.shots) return;
  mkdirSync(options.shots, { recursive: true });
  await tab.screenshot({ path: join(options.shots, `${file.replaceAll("/", "-").replace(/\.html$/, "")}-${how.replaceAll(" ", "-")}.png`), fullPage: true });
}

async function checkOne(context, file, view) {
  const how = `${view.width} ${view.scheme}${view.scripts ? "" : " without scripts"}`;
  const tab = await context.newPage();
  watch(tab, file, how);
  await tab.goto(pathToFileURL(join(root, file)).href);
  if (view.scripts) {
    await checkAccessibility(tab, file, how);
    await checkWidth(tab, file, how, view.width);
    await checkChartWords(tab, file, how);
    if (view.scheme === "light" && view.width === 1280) {
      await checkLinks(tab, file, how);
      await checkLanguages(tab, file, how);
    }
  } else if ((await tab.locator("main h1").count()) !== 1) {
    fault(file, how, "there is not one heading of the first level");
  }
  if (view.scripts) await shoot(tab, file, how);
  await tab.close();
}

const browser = await chromium.launch({
  executablePath: chromium_path,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const views = [];
for (const width of [1280, 320])
  for (const scheme of ["light", "dark"]) views.push({ width, scheme, scripts: true });
views.push({ width: 320, scheme: "light", scripts: false }, { width: 1280, scheme: "light", scripts: false });
for (const view of views) {
  const context = await newContext(browser, view);
  for (const file of pages) await checkOne(context, file, view);
  await context.close();
}
await browser.close();

if (pages.length === 0) faults.push("there is no page to check");
for (const each of faults) console.log(each);
console.log(`${pages.length} pages, ${views.length} views each, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
