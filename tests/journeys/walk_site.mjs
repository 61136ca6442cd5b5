// Serves an invented authority and walks through it in Chromium, role by role, as people do.
//
//   node walk_site.mjs PROGRAM [--home DIR] [--web DIR] [--shots DIR] [--large yes] [--state empty|long]
//
// Signs in by the links that the program prints, with the keyboard alone; goes from the headteacher's home page to a named
// learner with the keyboard; opens every kind of page that a role's pages lead to, in both languages, at 1280 and 320 px,
// with and without scripts. Found faults, one a line, and status 1: accessibility (axe, WCAG 2.2 A and AA), a page wider
// than the window, also with text of twice the size or wider spacing, what is cut off then, what could run or stays in the
// browser, dialogues, console errors (violations of the content security policy are some), requests to other hosts, answers of
// 400 and above, a page without its twin in the other language, words without a message. Status 77: nothing was checked,
// because Chromium or the node modules are missing. Without --home an authority is made for the walk. Pages of more than
// 300 KB take axe half a minute each; they are searched for faults of accessibility with --large yes, which the nightly run does.
// In the state `empty` there is a census and nothing else: no results, findings or releases; in the state `long` names have
// 60 characters and 300 people hold accounts.
import { checkAccessibility, checkReading, checkStill, checkWidth, checkWords, fault, faults, finish, launch, left_out, long_name, long_word, makeHome, open, options, serve, shoot, targets, watch } from "./browser.mjs";

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

// One page as it is: both widths, the words, its links inside the site, and the address of its twin.
async function checkPage(tab, role, address, root) {
  const where = `${role} ${address}`;
  await tab.setViewportSize({ width: 1280, height: 900 });
  await open(tab, root + address);
  await checkWords(tab, where);
  await checkAccessibility(tab, where);
  await shoot(tab, `${role} ${address} 1280`);
  await checkStill(tab, where);
  await checkWidth(tab, where, 320);
  if (address.startsWith("/en/")) await checkAccessibility(tab, `${where} at 320`);
  await shoot(tab, `${role} ${address} 320`);
  await checkReading(tab, where);
  return tab.evaluate(() => ({
    links: [...document.querySelectorAll("a[href]")].map((each) => new URL(each.href)).filter((each) => each.host === location.host).map((each) => each.pathname + each.search),
    twin: (() => {
      const link = document.querySelector("link[rel=alternate]:not([hreflang=" + document.documentElement.lang + "])");
      return link ? new URL(link.href).pathname + new URL(link.href).search : "";
    })(),
  }));
}

// What a page is asked, whatever the order; what was left empty asks nothing.
function asked(address) {
  const [path, query] = address.split("?");
  return path + "?" + [...new URLSearchParams(query)].filter(([, value]) => value).map((each) => each.join("=")).sort().join("&");
}

// There and back one stands where one was (ACC-6).
function checkWayBack(role, address, twin, { twin: back }) {
  if (asked(back) !== asked(address)) fault(`${role} ${address}`, `its twin ${twin} leads back to ${back}`);
}

// The page and its twin; the links of the page.
async function checkWithTwin(tab, role, address, root) {
  const { links, twin } = await checkPage(tab, role, address, root);
  if (!twin) fault(`${role} ${address}`, "has no twin in the other language");
  else checkWayBack(role, address, twin, await checkPage(tab, role, twin, root));
  return links;
}

// The same of a page to which somebody came without scripts.
async function checkWithScripts(browser, role, address, root, state) {
  const context = await browser.newContext({ storageState: state });
  const tab = await context.newPage();
  watch(tab, () => `${role} ${address}`, root);
  await checkWithTwin(tab, role, address, root);
  await context.close();
}

const isFile = (address) => /\.(csv|xlsx|pdf|print)(\?|$)/.test(address);
// One noun may stand for a thing and for the page from which such things are reached.
const kindOf = (address) => {
  const [, , noun, id] = address.split("?")[0].split("/");
  return (noun === "groups" || noun === "searches") && !id ? `${noun} asked for` : (noun ?? "");
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
    const links = await checkWithTwin(tab, role, address, root);
    waiting.push(...links.filter((each) => each.startsWith("/en/") && !isFile(each)));
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

// What is typed into the box of a page is found, and stands in no address.
async function searchByName(tab) {
  await tab.goto(new URL("/cy/hafan", tab.url()).href);
  await tab.fill("form[role=search] input[name=q]", "ysgol");
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
  if (!tab.url().endsWith("/cy/chwilio")) fault("search", `leads to ${tab.url()}`);
  if ((await tab.locator("main table a").count()) === 0) fault("search", "finds no school");
  await checkWords(tab, "search");
  await checkAccessibility(tab, "search");
  await checkWidth(tab, "search", 320);
  await shoot(tab, "search-320");
}

// The page for paper of whatever page is open.
async function pageForPaper(tab) {
  await tab.goto(new URL("/en/home", tab.url()).href);
  await pressOn(tab, "home for paper", ".pt-forms a[href$='.print']");
  await checkWords(tab, "home for paper");
  await checkAccessibility(tab, "home for paper");
  if ((await tab.locator("form, nav, a[href]").count()) !== 0) fault("home for paper", "holds what paper cannot");
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
  await checkWithScripts(browser, role, address, root, state);
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
  await checkWithScripts(browser, role, address, root, state);
}

// A search whose findings are kept, started and stopped by keyboard and without scripts; its page while it works, stopped and done.
async function startSearch(browser, role, root, state) {
  const context = await browser.newContext({ storageState: state, javaScriptEnabled: false });
  const tab = await context.newPage();
  const scripted = await browser.newContext({ storageState: state });
  const checked = await scripted.newPage();
  let address = "";
  watch(checked, () => `${role} ${address}`, root);
  for (const stops of [true, false]) {
    await tab.goto(root + "/en/imports");
    await pressOn(tab, `${role} imports`, "form#search-now button");
    address = new URL(tab.url()).pathname;
    if (!address.startsWith("/en/searches/")) return fault(`${role} imports`, `a search leads to ${address}`);
    if (stops) {
      await checked.goto(root + address);
      await checkAccessibility(checked, `${role} ${address} while it works`);
      await shoot(checked, `${role} ${address} while it works`);
      await pressOn(tab, `${role} ${address}`, "form#stop button");
    }
    for (let tries = 0; tries < 60 && (await tab.locator("main a[href$='" + address + "']").count()) > 0; tries++) {
      await tab.waitForTimeout(500);
      await tab.goto(root + address);
    }
    const { twin } = await checkPage(checked, role, address, root);
    await checkPage(checked, role, twin, root);
  }
  await context.close();
  await scripted.close();
}

// More people than fit on a screen, with names as long as they may be.
async function invitePeople(tab, root) {
  const cookie = (await tab.context().cookies()).map((each) => `${each.name}=${each.value}`).join("; ");
  for (let number = 0; number < 300; number++) {
    const answer = await fetch(`${root}/en/invite-person`, {
      method: "POST", headers: { cookie, "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ name: number % 2 ? long_name : long_word, mail: `${long_word}.${number}@${long_word}.invalid`, language: "cy" }).toString(),
    });
    if (answer.status !== 200) throw new Error(`a person was not invited: ${answer.status}`);
  }
}

const empty = options.state === "empty";
const home = options.home || makeHome(options.state);
const { service, links, root } = await serve(home);
const browser = await launch();
let pages = 0;
try {
  for (const [role, link] of links) {
    const { context, tab } = await signIn(browser, role, link, root, true);
    if (role === "Headteacher" && !empty) {
      await learnerByKeyboard(tab);
      await searchByName(tab);
      await pageForPaper(tab);
    }
    if (role === "System administrator" && options.state === "long") await invitePeople(tab, root);
    pages += await walk(tab, role, root);
    if (role === "Authority data officer" && !empty) {
      await searchGroups(browser, role, root, await context.storageState());
      await sendFile(browser, role, root, await context.storageState());
      await startSearch(browser, role, root, await context.storageState());
    }
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
}
if (links.size === 0) faults.push("no link was printed");
if (targets.looked_at === 0) faults.push("no target was looked at");
finish(`${links.size} roles, ${pages} kinds of pages in both languages, ${left_out.views} views of large pages left to the nightly run`);
