// Switches the language of an invented authority's pages in Chromium, with and without scripts, and looks whether anything
// was lost (NAT-08).
//
//   node walk_language.mjs PROGRAM [--home DIR] [--web DIR] [--shots DIR]
//
// Found faults, one a line, and status 1: words typed into one or several forms, filters not yet sent, what a search found,
// or the place on a page that are not there after the switch; a page that loses them without having said so; what a walk
// through the site counts as a fault. Status 77: nothing was checked, because Chromium or the node modules are missing.
import { checkState, fault, finish, launch, makeHome, open, options, serve, watch } from "./browser.mjs";

let checks = 0;
function expect(where, right, what) {
  checks++;
  if (!right) fault(where, what);
}

// A link signs in once; who is signed in stays so without scripts.
async function signIn(browser, link) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(link);
  await Promise.all([tab.waitForNavigation(), tab.click("main button")]);
  const state = await context.storageState();
  await context.close();
  return state;
}

async function tabOf(browser, state, root, scripts) {
  const context = await browser.newContext({ storageState: state, viewport: { width: 1280, height: 900 }, javaScriptEnabled: scripts, reducedMotion: "reduce" });
  const tab = await context.newPage();
  watch(tab, () => `${scripts ? "with" : "without"} scripts ${tab.url()}`, root);
  return tab;
}

const other = "[data-switch]";
const pathOf = (tab) => new URL(tab.url()).pathname;
const partOf = (tab) => new URL(tab.url()).hash;

async function switchHere(tab) {
  await Promise.all([tab.waitForNavigation(), tab.click(other)]);
}

async function pressApart(tab, looked_for) {
  const [opened] = await Promise.all([tab.context().waitForEvent("page"), tab.click(looked_for)]);
  await opened.waitForLoadState();
  return opened;
}

async function fillPerson(tab, root, person) {
  await tab.goto(root + person + "#link-heading");
  await tab.fill("#give-role-organisation", "6802 & <b>");
  await tab.fill("#give-role-from", "2010-11-30");
  await tab.check("#new-link input[value=codes]");
}

async function lookAtPerson(tab, where) {
  expect(where, (await tab.inputValue("#give-role-organisation")) === "6802 & <b>", "the organisation is lost");
  expect(where, (await tab.inputValue("#give-role-from")) === "2010-11-30", "the day is lost");
}

// Several forms on one page.
async function severalForms(tab, root, scripts) {
  await tab.goto(root + "/en/people");
  const person = await tab.evaluate(() => new URL([...document.querySelectorAll("main a[href*='/person/']")].at(-1).href).pathname);
  const where = `several forms ${scripts ? "with" : "without"} scripts`;
  await fillPerson(tab, root, person);
  if (scripts) {
    await tab.fill("#search-box", "Siân");
    await switchHere(tab);
    expect(where, pathOf(tab) === person.replace("/en/", "/cy/") && partOf(tab) === "#link-heading", `leads to ${tab.url()}`);
    await lookAtPerson(tab, where);
    expect(where, await tab.isChecked("#new-link input[value=codes]"), "the choice of the second form is lost");
    expect(where, (await tab.inputValue("#search-box")) === "Siân", "the words of the search box are lost");
    expect(where, !(await tab.isVisible("#switch-note")), "says that it keeps less than it does");
    await checkState(tab, where);
    await switchHere(tab);
    expect(where, pathOf(tab) === person, `leads back to ${tab.url()}`);
    return lookAtPerson(tab, `${where} and back`);
  }
  expect(where, await tab.isVisible("#switch-note"), "does not say what the switch does");
  await checkWordsStay(tab, where, person);
}

// Without scripts nothing is lost, because the page stays; one form is taken along.
async function checkWordsStay(tab, where, person) {
  const apart = await pressApart(tab, other);
  expect(where, pathOf(apart) === person.replace("/en/", "/cy/"), `leads to ${apart.url()}`);
  await apart.close();
  const along = await pressApart(tab, "#give-role button[name=other-language]");
  expect(where, (await along.locator("html").getAttribute("lang")) === "cy", "the form's own switch does not switch");
  await lookAtPerson(along, `${where}, the form’s own switch`);
  await along.close();
  await lookAtPerson(tab, `${where}, the first tab`);
  expect(where, await tab.isChecked("#new-link input[value=codes]"), "the choice of the second form is lost");
}

// Filters that were chosen and not yet sent; the page goes on saying what it was asked.
async function filters(tab, root, scripts) {
  const where = `filters ${scripts ? "with" : "without"} scripts`;
  await open(tab, root + "/en/gaps/680");
  await tab.click("details:has(#filters) summary");
  const asked = await tab.inputValue("#filters-indicator");
  const last = await tab.locator("#filters-indicator option").last().getAttribute("value");
  await tab.selectOption("#filters-indicator", last);
  await switchHere(tab);
  expect(where, pathOf(tab) === "/cy/bylchau/680", `leads to ${tab.url()}`);
  expect(where, asked !== last && (await tab.inputValue("#filters-indicator")) === last, "the chosen outcome is lost");
  if (scripts) await checkState(tab, where);
  await Promise.all([tab.waitForNavigation(), tab.click("#filters button.govuk-button")]);
  expect(where, new URL(tab.url()).searchParams.get("indicator") === last, "the filters cannot be sent any more");
  await switchHere(tab);
  expect(where, tab.url() === root + `/en/gaps/680?${new URL(tab.url()).searchParams}` && (await tab.inputValue("#filters-indicator")) === last, `sent filters lead to ${tab.url()}`);
}

const linksFound = (tab) => tab.evaluate(() => [...document.querySelectorAll("main table a")].map((each) => new URL(each.href).pathname.split("/").at(-1)));

// What a search found, which stands in no address.
async function found(tab, root, scripts) {
  const where = `a search ${scripts ? "with" : "without"} scripts`;
  await tab.goto(root + "/en/home");
  await tab.fill("#search-box", "ysgol");
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
  const english = (await linksFound(tab)).sort().join();
  await tab.fill("#look-q", "ysgol arall");
  await switchHere(tab);
  expect(where, pathOf(tab) === "/cy/chwilio" && !tab.url().includes("ysgol"), `leads to ${tab.url()}`);
  expect(where, english !== "" && (await linksFound(tab)).sort().join() === english, "finds something else");
  expect(where, (await tab.inputValue("#look-q")) === "ysgol arall", "what was typed since is lost");
  if (scripts) await checkState(tab, where);
}

// A file cannot be kept; it is said before, and the rest is.
async function chosenFile(tab, root, scripts) {
  const where = `a chosen file ${scripts ? "with" : "without"} scripts`;
  await tab.goto(root + "/en/imports");
  const note = await tab.locator(other).getAttribute("aria-describedby");
  expect(where, note !== null && (await tab.isVisible(`#${note}`)), "is not said to be left behind");
  await tab.setInputFiles("#send-file", { name: "680.csv", mimeType: "text/csv", buffer: Buffer.from("upn\n") });
  await tab.selectOption("#send-year", { index: 1 });
  const year = await tab.inputValue("#send-year");
  await switchHere(tab);
  expect(where, pathOf(tab) === "/cy/anfon-ffeil" && year !== "" && (await tab.inputValue("#send-year")) === year, "the year is lost");
  if (scripts) await checkState(tab, where);
}

// The place on a page that an address names.
async function place(tab, root) {
  await tab.goto(root + "/en/account#roles");
  await switchHere(tab);
  expect("the place on a page", pathOf(tab) === "/cy/cyfrif" && partOf(tab) === "#roles", `leads to ${tab.url()}`);
}

const home = options.home || makeHome();
const { service, links, root } = await serve(home);
const browser = await launch();
try {
  const administrator = await signIn(browser, links.get("System administrator"));
  const officer = await signIn(browser, links.get("Authority data officer"));
  for (const scripts of [true, false]) {
    const people = await tabOf(browser, administrator, root, scripts);
    await severalForms(people, root, scripts);
    await people.context().close();
    const tab = await tabOf(browser, officer, root, scripts);
    await filters(tab, root, scripts);
    await found(tab, root, scripts);
    await chosenFile(tab, root, scripts);
    if (scripts) await place(tab, root);
    await tab.context().close();
  }
} finally {
  await browser.close();
  service.kill("SIGTERM");
}
finish(`${checks} checks of the switch of language`);
