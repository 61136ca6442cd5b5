// What the walks through the site share: Chromium, a home to serve, the running service, and what counts as a fault.
//
// Faults are gathered over a whole walk, printed one a line at its end, and make its status 1. Status 77: nothing was
// checked, because Chromium or the node modules are missing.
import { spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const skip = (why) => {
  console.log(`skipped: ${why}`);
  process.exit(77);
};

// PROGRAM [--home DIR] [--web DIR] [--shots DIR] and what else a walk takes, each with a value.
export const options = { program: resolve(process.argv[2]), home: "", web: resolve(here, "../../web"), shots: "", large: "", state: "filled" };
const words = new Set(["large", "state"]);
for (let i = 3; i < process.argv.length; i += 2) {
  const name = process.argv[i].slice(2);
  options[name] = words.has(name) ? process.argv[i + 1] : resolve(process.argv[i + 1]);
}
const chromium_path = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(chromium_path)) skip(`no Chromium at ${chromium_path}`);
if (!existsSync(join(options.web, "node_modules/playwright-core"))) skip(`no node modules in ${options.web}; run npm ci there`);
const require = createRequire(join(options.web, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

// A folder of this walk, removed when it ends.
export const made = mkdtempSync(join(tmpdir(), "potensial-walk-"));
process.on("exit", () => rmSync(made, { recursive: true, force: true }));

export function run(words, worst = 0) {
  const done = spawnSync(options.program, words, { encoding: "utf8" });
  if (done.status === null || done.status > worst) throw new Error(`${words.join(" ")}: ${done.stderr}`);
  return done.stdout;
}

// The files of one invented authority.
export function filesOfNation() {
  const files = join(made, "files");
  if (!existsSync(files)) run(["synthesise", "--authorities", "1", "--learners", "14000", "--years", "5", "--seed", "1", "--out", files]);
  return files;
}

// 60 characters: of a school that could be, and one word that nothing breaks.
export const long_name = "Ysgol Gynradd Gymunedol Gymraeg Llanfairpwllgwyngyllgogerych";
export const long_word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochwy";

// The columns of a table given other values, row by row.
function rewrite(path, values) {
  const [heading, ...rows] = readFileSync(path, "utf8").trimEnd().split("\n");
  const columns = heading.split(",");
  const written = rows.map((row, number) => {
    const cells = row.split(",");
    for (const [name, value] of Object.entries(values)) cells[columns.indexOf(name)] = value(number);
    return cells.join(",");
  });
  writeFileSync(path, [heading, ...written, ""].join("\n"));
}

function giveLongNames(files) {
  rewrite(join(files, "organisations/schools.csv"), { name_en: (number) => `${long_name.slice(0, 56)} ${number}`, name_cy: (number) => `${long_word.slice(0, 56)} ${number}` });
  for (const year of readdirSync(join(files, "census")))
    for (const file of readdirSync(join(files, "census", year))) rewrite(join(files, "census", year, file), { surname: () => long_word, forename: () => "Angharad-Gwenllian-Myfanwy-Rhiannon-Buddug-Olwen-Heulwen-Non" });
}

// What would run, or be worked out, where a name is taken for something else (SEC-20). Each holds the mark.
export const hostile_mark = "zq7";
const hostile_names = [`<img src=x onerror=alert(1)>zq7`, `"><script>alert(1)</script>zq7`, `zq7' onmouseover='alert(1)`, `zq7" autofocus onfocus="alert(1)`, `</title><svg onload=alert(1)>zq7`,
  `javascript:alert(1)//zq7`, `zq7{{7*7}}`, "zq7&lt;b&gt;&#60;i&#62;", `<!--zq7--><base href=//x>`, `]]><zq7/>`];
const quoted = (value) => `"${value.replaceAll('"', '""')}"`;
const hostileName = (number) => quoted(hostile_names[number % hostile_names.length]);

function giveHostileNames(files) {
  rewrite(join(files, "organisations/schools.csv"), { name_en: (number) => hostileName(number), name_cy: (number) => hostileName(number + 1) });
  for (const year of readdirSync(join(files, "census")))
    for (const file of readdirSync(join(files, "census", year))) rewrite(join(files, "census", year, file), { surname: (number) => hostileName(number), forename: (number) => hostileName(number + 3) });
}

// filled: everything; long: with names as long as they may be; hostile: with names that would run; empty: a census and nothing else.
export function makeHome(state = "filled") {
  const home = join(made, "home"), files = filesOfNation();
  if (state === "long") giveLongNames(files);
  if (state === "hostile") giveHostileNames(files);
  run(["--home", home, "import", ...(state === "empty" ? [join(files, "organisations"), join(files, "census")] : [files])], 1);
  if (state === "empty") return home;
  run(["--home", home, "find"]);
  run(["--home", home, "release"]);
  return home;
}

// The running service: its links by the English name of the role, of a second person with it by the name and 2.
export async function serve(home) {
  const service = spawn(options.program, ["--home", home, "serve", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const links = new Map();
  for await (const line of createInterface(service.stdout)) {
    const link = line.match(/^([^,]+), .*: (http:\S+\/en\/link\/\S+)$/);
    if (link) links.set(links.has(link[1]) ? `${link[1]} 2` : link[1], link[2]);
    const ready = line.match(/(http:\/\/[0-9.]+:\d+)\. /);
    if (ready) return { service, links, root: ready[1] };
  }
  throw new Error("the service ended before it was ready");
}

export const launch = () =>
  chromium.launch({
    executablePath: chromium_path,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

export const faults = [];
process.on("uncaughtExceptionMonitor", () => faults.forEach((each) => console.log(each)));  // of a walk that cannot go on
export const fault = (where, what) => faults.push(`${where}: ${what}`);

// A page that is being worked out says so and loads again by itself.
const isUnderWay = (response) => response.status() === 503 && ["2", "10"].includes(response.headers()["refresh"]);

export async function open(tab, address) {
  for (let tries = 0; tries < 30; tries++) {
    if (!isUnderWay(await tab.goto(address))) return;
    await tab.waitForTimeout(500);
  }
  fault(address, "is never worked out");
}

// Violations of the content security policy are errors of the console. Answers that a walk provokes are named by it.
export function watch(tab, where, root, expected = () => false) {
  tab.on("console", (message) => message.type() === "error" && !message.text().includes("status of 503") && !(expected(0) && message.text().startsWith("Failed to load resource")) && fault(where(), `console: ${message.text()}`));
  tab.on("dialog", (dialog) => {
    fault(where(), `opens a dialogue: ${dialog.message()}`);
    return dialog.dismiss();
  });
  tab.on("pageerror", (error) => fault(where(), `script: ${error.message}`));
  tab.on("request", (request) => !request.url().startsWith(root) && fault(where(), `asks another host: ${request.url()}`));
  tab.on("response", (response) => response.status() >= 400 && !isUnderWay(response) && !expected(response.status()) && fault(where(), `answers ${response.status()}: ${response.url()}`));
}

const large_page = 300_000;
export const left_out = { views: 0 };
export const left_to_people = new Map(), targets = { looked_at: 0 };  // of axe: rules and how often; targets of a sufficient size

export async function checkAccessibility(tab, where) {
  const size = await tab.evaluate(() => document.documentElement.outerHTML.length);
  if (size > large_page && !options.large) {
    left_out.views++;
    return;
  }
  await tab.evaluate(axe);
  const { violations, incomplete, passes } = await tab.evaluate(() =>
    globalThis.axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }, rules: { "target-size": { enabled: true } } }));
  for (const each of violations)
    fault(where, `${each.id}: ${each.help}: ${each.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`);
  for (const each of incomplete) left_to_people.set(each.id, (left_to_people.get(each.id) ?? 0) + each.nodes.length);
  for (const each of passes) if (each.id === "target-size") targets.looked_at += each.nodes.length;
}

// As people set their browsers (WCAG 1.4.4, 1.4.12): nothing is cut off, and the page is not moved sideways.
const reading = [
  ["text of twice the size", 1280, "html { font-size: 200% }"],
  ["wider spacing", 320, "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"],
];

export async function checkReading(tab, where) {
  for (const [setting, width, rules] of reading) {
    await tab.setViewportSize({ width, height: 900 });
    const { wide, cut } = await tab.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [sheet];
      const hides = (style) => [style.overflowX, style.overflowY].some((each) => each === "hidden" || each === "clip");
      const isCut = (each) => each.clientWidth > 2 && each.clientHeight > 2 && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
      const cut = [...document.querySelectorAll("body *:not(svg *, input, textarea, select)")].filter((each) => hides(getComputedStyle(each)) && isCut(each) && each.textContent.trim());
      const found = { wide: document.documentElement.scrollWidth, cut: cut.slice(0, 3).map((each) => each.tagName + "." + each.className) };
      document.adoptedStyleSheets = [];
      return found;
    }, rules);
    if (wide > width) fault(where, `${wide} px wide in a window of ${width} px with ${setting}`);
    for (const each of cut) fault(where, `cuts off ${each} with ${setting}`);
  }
}

// Nothing of a page runs, and nothing of it stays in the browser (SEC-20, SEC-37).
export async function checkStill(tab, where) {
  const { active, stored } = await tab.evaluate(async () => {
    const runs = "script:not([src='/assets/language.js'], [src='/assets/draft.js']), iframe, object, embed, base, style, img[src='x'], a[href^='javascript:'], form[action^='//']";
    const handled = [...document.querySelectorAll("*")].filter((each) => each.getAttributeNames().some((name) => name.startsWith("on")));
    const stored = localStorage.length + sessionStorage.length + (await indexedDB.databases()).length + (await caches.keys()).length;
    return { active: [...document.querySelectorAll(runs), ...handled].map((each) => each.outerHTML.slice(0, 80)), stored };
  });
  for (const each of active) fault(where, `holds what could run: ${each}`);
  if (stored > 0) fault(where, `leaves ${stored} things in the browser`);
}

export async function checkWidth(tab, where, width) {
  await tab.setViewportSize({ width, height: 900 });
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) fault(where, `${wide} px wide in a window of ${width} px`);
}

export async function checkWords(tab, where) {
  const text = await tab.evaluate(() => document.body.textContent);
  for (const match of text.matchAll(/⟦[^⟧]*⟧/g)) fault(where, `words without a message: ${match[0]}`);
  if ((await tab.locator("main h1").count()) !== 1) fault(where, "there is not one heading of the first level");
}

export async function shoot(tab, name) {
  if (!options.shots) return;
  mkdirSync(options.shots, { recursive: true });
  await tab.screenshot({ path: join(options.shots, `${name.replace(/[^a-z0-9]+/gi, "-")}.png`), fullPage: true });
}

// As it stands: its words, what is wrong for those who cannot see or point, and both widths.
export async function checkState(tab, where) {
  await tab.setViewportSize({ width: 1280, height: 900 });
  await checkWords(tab, where);
  await checkAccessibility(tab, where);
  await checkWidth(tab, where, 320);
  await shoot(tab, `${where} 320`);
  await tab.setViewportSize({ width: 1280, height: 900 });
}

export function finish(words) {
  for (const each of faults) console.log(each);
  console.log(`${targets.looked_at} targets; axe leaves to people: ${[...left_to_people].map(([rule, times]) => `${rule} ${times}`).join(", ") || "nothing"}`);
  console.log(`${words}, ${faults.length} faults`);
  process.exit(faults.length === 0 ? 0 : 1);
}
