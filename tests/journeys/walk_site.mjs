// Serves an invented authority and walks through it in Chromium, role by role, as people do.
//
//   node walk_site.mjs PROGRAM [--home DIR] [--web DIR] [--shots DIR] [--large yes]
//
// Signs in by the links that the program prints, with the keyboard alone; goes from the headteacher's home page to a named
// learner with the keyboard; opens every kind of page that a role's pages lead to, in both languages, at 1280 and 320 px,
// with and without scripts. Found faults, one a line, and status 1: accessibility (axe, WCAG 2.2 A and AA), a page wider
// than the window, console errors (violations of the content security policy are some), requests to other hosts, answers of
// 400 and above, a page without its twin in the other language, words without a message. Status 77: nothing was checked,
// because Chromium or the node modules are missing. Without --home an authority is made for the walk. Pages of more than
// 300 KB take axe half a minute each; they are searched for faults of accessibility with --large yes, which the nightly run does.
import { spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const skip = (why) => {
  console.log(`skipped: ${why}`);
  process.exit(77);
};

const options = { program: resolve(process.argv[2]), home: "", web: resolve(here, "../../web"), shots: "", large: "" };
for (let i = 3; i < process.argv.length; i += 2) options[process.argv[i].slice(2)] = resolve(process.argv[i + 1]);
const chromium_path = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(chromium_path)) skip(`no Chromium at ${chromium_path}`);
if (!existsSync(join(options.web, "node_modules/playwright-core"))) skip(`no node modules in ${options.web}; run npm ci there`);
const require = createRequire(join(options.web, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const made = mkdtempSync(join(tmpdir(), "potensial-walk-"));
const run = (words, worst) => {
  const done = spawnSync(options.program, words, { encoding: "utf8" });
  if (done.status === null || done.status > worst) throw new Error(`${words.join(" ")}: ${done.stderr}`);
};
function makeHome() {
  const files = join(made, "files"), home = join(made, "home");
  run(["synthesise", "--authorities", "1", "--learners", "14000", "--years", "5", "--seed", "1", "--out", files], 0);
  run(["--home", home, "import", files], 1);
  run(["--home", home, "find"], 0);
  run(["--home", home, "release"], 0);
  return home;
}

// The running service: its links by the English name of the role.
async function serve(home) {
  const service = spawn(options.program, ["--home", home, "serve", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  const links = new Map();
  for await (const line of createInterface(service.stdout)) {
    const link = line.match(/^([^,]+), .*: (http:\S+\/en\/link\/\S+)$/);
    if (link) links.set(link[1], link[2]);
    const ready = line.match(/(http:\/\/[0-9.]+:\d+)\. /);
    if (ready) return { service, links, root: ready[1] };
  }
  throw new Error("the service ended before it was ready");
}

const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);

// A page that is being worked out says so and loads again by itself.
const isUnderWay = (response) => response.status() === 503 && response.headers()["refresh"] === "2";

async function open(tab, address) {
  for (let tries = 0; tries < 30; tries++) {
    if (!isUnderWay(await tab.goto(address))) return;
    await tab.waitForTimeout(500);
  }
  fault(address, "is never worked out");
}

function watch(tab, where, root) {
  tab.on("console", (message) => message.type() === "error" && !message.text().includes("status of 503") && fault(where(), `console: ${message.text()}`));
  tab.on("pageerror", (error) => fault(where(), `script: ${error.message}`));
  tab.on("request", (request) => !request.url().startsWith(root) && fault(where(), `asks another host: ${request.url()}`));
  tab.on("response", (response) => response.status() >= 400 && !isUnderWay(response) && fault(where(), `answers ${response.status()}: ${response.url()}`));
}

// Tab until the focus stands on what is looked for; every stop must be visible.
async function tabTo(tab, where, looked_for) {
  for (let presses = 0; presses < 200; presses++) {
    await tab.keyboard.press("Tab");
    const found = await tab.evaluate((selector) => document.activeElement?.matches(selector) ?? false, looked_for);
    if (found) return true;
  }
  fault(where, `the keyboard does not reach ${looked_for}`);
  return false;
}

async function pressOn(tab, where, looked_for) {
  if (!(await tabTo(tab, where, looked_for))) return;
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
}

const large_page = 300_000;
let left_out = 0;

async function checkAccessibility(tab, where) {
  const size = await tab.evaluate(() => document.documentElement.outerHTML.length);
  if (size > large_page && !options.large) {
    left_out++;
    return;
  }
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() =>
    globalThis.axe.run(document, { runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } }));
  for (const each of violations)
    fault(where, `${each.id}: ${each.help}: ${each.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(" | ")}`);
}

async function checkWidth(tab, where, width) {
  await tab.setViewportSize({ width, height: 900 });
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) fault(where, `${wide} px wide in a window of ${width} px`);
}

async function checkWords(tab, where) {
  const text = await tab.evaluate(() => document.body.textContent);
  for (const match of text.matchAll(/⟦[^⟧]*⟧/g)) fault(where, `words without a message: ${match[0]}`);
  if ((await tab.locator("main h1").count()) !== 1) fault(where, "there is not one heading of the first level");
}

async function shoot(tab, name) {
  if (!options.shots) return;
  mkdirSync(options.shots, { recursive: true });
  await tab.screenshot({ path: join(options.shots, `${name}.png`), fullPage: true });
}

// One page as it is: both widths, the words, its links inside the site, and the address of its twin.
async function checkPage(tab, role, address, root) {
  const where = `${role} ${address}`;
  await tab.setViewportSize({ width: 1280, height: 900 });
  await open(tab, root + address);
  await checkWords(tab, where);
  await checkAccessibility(tab, where);
  await shoot(tab, `${role}-${address.replace(/[^a-z0-9]+/gi, "-")}-1280`.replaceAll(" ", "-"));
  await checkWidth(tab, where, 320);
  if (address.startsWith("/en/")) await checkAccessibility(tab, `${where} at 320`);
  await shoot(tab, `${role}-${address.replace(/[^a-z0-9]+/gi, "-")}-320`.replaceAll(" ", "-"));
  return tab.evaluate(() => ({
    links: [...document.querySelectorAll("a[href]")].map((each) => new URL(each.href)).filter((each) => each.host === location.host).map((each) => each.pathname + each.search),
    twin: (() => {
      const link = document.querySelector("link[rel=alternate]:not([hreflang=" + document.documentElement.lang + "])");
      return link ? new URL(link.href).pathname + new URL(link.href).search : "";
    })(),
  }));
}

// One noun may stand for a thing and for the page from which such things are reached.
const kindOf = (address) => {
  const [, , noun, id] = address.split("?")[0].split("/");
  return noun === "groups" && !id ? "groups asked for" : (noun ?? "");
};

// Pages that differ from role to role; of the others one of a kind is enough.
const own = new Set(["home", "account", "finding", "school", "core-data"]);
const seen = new Set();

// The first page of each kind that is reached, and its twin.
async function walk(tab, role, root) {
  const waiting = ["/en/home"];
  let walked = 0;
  while (waiting.length > 0) {
    const address = waiting.shift(), kind = kindOf(address), key = own.has(kind) ? `${role} ${kind}` : kind;
    if (seen.has(key)) continue;
    seen.add(key);
    walked++;
    const { links, twin } = await checkPage(tab, role, address, root);
    if (!twin) fault(`${role} ${address}`, "has no twin in the other language");
    else await checkPage(tab, role, twin, root);
    waiting.push(...links.filter((each) => each.startsWith("/en/")));
  }
  return walked;
}

async function signIn(browser, role, link, root, scripts) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: scripts, reducedMotion: "reduce" });
  const tab = await context.newPage();
  let where = `${role} signing in`;
  watch(tab, () => where || tab.url(), root);
  await tab.goto(link);
  await pressOn(tab, where, "main button");
  if (!tab.url().endsWith("/en/home")) fault(where, `leads to ${tab.url()}`);
  where = "";
  return { context, tab };
}

// From the home page to a named learner, with the keyboard: how many steps it took.
async function learnerByKeyboard(tab) {
  await tab.goto(new URL("/en/home", tab.url()).href);
  if ((await tab.locator("main table a").count()) === 0) return fault("headteacher", "no group falls short, so there is nobody to find");
  await pressOn(tab, "headteacher home", "main table a[href*='/learners/']");
  await pressOn(tab, "headteacher learners", "main table a[href*='/learner/']");
  const name = await tab.locator("h1").innerText();
  console.log(`a named learner in 2 steps by keyboard: ${name.length > 0 ? "reached" : "not reached"}`);
  await checkWords(tab, "headteacher learner");
}

// What is wrong with a form is said, linked and kept, also without scripts.
async function formWithFaults(browser, root, state) {
  const context = await browser.newContext({ storageState: state, javaScriptEnabled: true });
  const tab = await context.newPage();
  await tab.goto(root + "/en/people");
  await tab.fill("input[name=name]", "Siân ap Huw <b>");
  await Promise.all([tab.waitForNavigation(), tab.click("form#invite button")]);
  await checkAccessibility(tab, "people with faults");
  if ((await tab.locator(".govuk-error-summary a").count()) === 0) fault("people with faults", "no summary of what is wrong");
  if ((await tab.inputValue("input[name=name]")) !== "Siân ap Huw <b>") fault("people with faults", "what was typed is lost");
  if (!(await tab.title()).startsWith("Error: ")) fault("people with faults", "the title does not say that something is wrong");
  await shoot(tab, "people-with-faults");
  await context.close();
}

// A file sent without scripts: its preview, in both languages and widths, and a form without a file.
async function sendFile(browser, role, root, state) {
  const context = await browser.newContext({ storageState: state, javaScriptEnabled: false });
  const tab = await context.newPage();
  await tab.goto(root + "/en/imports");
  await Promise.all([tab.waitForNavigation(), tab.click("form#send button")]);
  if ((await tab.locator(".govuk-error-summary a").count()) === 0) fault("imports without a file", "no summary of what is wrong");
  const rows = Array.from({ length: 60 }, (_, i) => `Z680280100${i},Prys,Anna,31/31/1999,F,6802801,C,6`).join("\n");
  await tab.setInputFiles("input[name=file]", { name: "680.csv", mimeType: "text/csv", buffer: Buffer.from(`upn,surname,forename,dob,sex,school,enrolment_status,nc_year\n${rows}\n`) });
  await tab.selectOption("select[name=year]", { index: 1 });
  await Promise.all([tab.waitForNavigation(), tab.click("form#send button")]);
  const address = new URL(tab.url()).pathname;
  if (!address.startsWith("/en/import/")) fault("imports with a file", `leads to ${address}`);
  await context.close();
  const scripted = await browser.newContext({ storageState: state });
  const checked = await scripted.newPage();
  watch(checked, () => `${role} ${address}`, root);
  const { twin } = await checkPage(checked, role, address, root);
  await checkPage(checked, role, twin, root);
  await scripted.close();
}

// A search asked for without scripts: its page comes by itself when it is worked out.
async function searchGroups(browser, role, root, state) {
  const context = await browser.newContext({ storageState: state, javaScriptEnabled: false });
  const tab = await context.newPage();
  await open(tab, root + "/cy/grwpiau");
  await tab.selectOption("select[name=indicator]", "ks2-points");
  await Promise.all([tab.waitForNavigation(), tab.click("form#search button")]);
  await tab.waitForSelector("#not-searched", { state: "attached", timeout: 60000 }).catch(() => fault(`${role} ${tab.url()}`, "the search has no end"));
  const address = new URL(tab.url()).pathname + new URL(tab.url()).search;
  await context.close();
  const scripted = await browser.newContext({ storageState: state });
  const checked = await scripted.newPage();
  watch(checked, () => `${role} ${address}`, root);
  const { twin } = await checkPage(checked, role, address, root);
  await checkPage(checked, role, twin, root);
  await scripted.close();
}

const home = options.home || makeHome();
const { service, links, root } = await serve(home);
const browser = await chromium.launch({
  executablePath: chromium_path,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let pages = 0;
try {
  for (const [role, link] of links) {
    const { context, tab } = await signIn(browser, role, link, root, true);
    if (role === "Headteacher") await learnerByKeyboard(tab);
    pages += await walk(tab, role, root);
    if (role === "Authority data officer") await searchGroups(browser, role, root, await context.storageState());
    if (role === "Authority data officer") await sendFile(browser, role, root, await context.storageState());
    if (role === "System administrator") await formWithFaults(browser, root, await context.storageState());
    const plain = await browser.newContext({ storageState: await context.storageState(), javaScriptEnabled: false, viewport: { width: 320, height: 900 } });
    const still = await plain.newPage();
    await still.goto(root + "/cy/hafan");
    if ((await still.locator("main h1").count()) !== 1) fault(`${role} without scripts`, "the home page is not there");
    await plain.close();
    await context.close();
  }
  const out = await browser.newContext();
  const tab = await out.newPage();
  watch(tab, () => "signed out", root);
  for (const address of ["/", "/cy", "/en/sign-in", "/cy/mewngofnodi"]) await checkPage(tab, "signed out", address, root);
  await out.close();
} finally {
  await browser.close();
  service.kill("SIGTERM");
  rmSync(made, { recursive: true, force: true });
}
if (links.size === 0) faults.push("no link was printed");
for (const each of faults) console.log(each);
console.log(`${links.size} roles, ${pages} kinds of pages in both languages, ${left_out} views of large pages left to the nightly run, ${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
