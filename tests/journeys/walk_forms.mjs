// Sends every form of the site with everything wrong that can be wrong, in both languages, in Chromium.
//
//   node walk_forms.mjs PROGRAM [--home DIR] [--web DIR] [--shots DIR]
//
// Each form is sent empty, with texts far too long, and with values of the wrong kind. Whatever is refused must say so in
// the title and in a summary whose links lead to its fields, keep what was typed, stay so when the language is switched,
// there and back, and be fit for everybody (axe, 320 px). Faults as in browser.mjs. The home is written to: with --home
// give a copy.
import { checkState, fault, finish, launch, long_word, makeHome, options, serve, watch } from "./browser.mjs";

const secret = new Set(["password", "file", "hidden"]);
let refused_forms = 0;

// How the fields of a form are filled in: by the kind of a field, what a person could type or choose.
const cases = {
  empty: () => null,
  long: (field) => (field.choice ? null : long_word.repeat(60)),
  wrong: (field) => (field.choice ? "first" : { email: "dim", date: "2010-02-31", number: "x" }[field.type] ?? long_word),
};

// Values of the wrong kind come from programs and old browsers, which know no fields of dates.
async function fill(tab, form, fillWith) {
  const fields = await tab.evaluate((id) => {
    const kinds = new Map();
    for (const each of document.getElementById(id).elements)
      if (each.name && each.type !== "submit") kinds.set(each.name, { name: each.name, type: each.type, choice: each.type === "radio" || each.tagName === "SELECT" });
    return [...kinds.values()];
  }, form);
  const typed = {};
  for (const field of fields.filter((each) => !secret.has(each.type))) {
    const value = fillWith(field);
    const selector = `#${form} [name="${field.name}"]`;
    if (value === null) continue;
    if (value === "first") {
      if (field.type === "radio") await tab.locator(selector).first().check();
      continue;
    }
    await tab.evaluate((at) => (document.querySelector(at).type === "date" ? (document.querySelector(at).type = "text") : 0), selector);
    await tab.fill(selector, value);
    typed[field.name] = value;
  }
  return typed;
}

const submitted = (tab, selector) => Promise.all([tab.waitForNavigation(), tab.click(selector)]);

async function checkKept(tab, where, form, typed) {
  for (const [name, value] of Object.entries(typed)) {
    const field = tab.locator(`#${form} [name="${name}"]`);
    const dated = (await field.getAttribute("type")) === "date";  // shows none that is no day
    if (!dated && (await field.inputValue()) !== value) fault(where, `what was typed into ${name} is lost`);
  }
}

async function checkRefusal(tab, where, form, typed) {
  if (!/^(Error|Gwall): /.test(await tab.title())) fault(where, "the title does not say that something is wrong");
  const targets = await tab.evaluate(() => [...document.querySelectorAll(".govuk-error-summary a")].map((each) => [each.hash, !!document.querySelector(each.hash)?.matches("input, textarea, select, form")]));
  if (targets.length === 0) fault(where, "there is no summary of what is wrong");
  for (const [hash, leads] of targets) if (!leads) fault(where, `the summary does not lead to ${hash}`);
  await checkKept(tab, where, form, typed);
  await checkState(tab, where);
}

// In the header; it takes every form of the page along.
const switchLanguage = (tab) => submitted(tab, "[data-switch]");

async function checkSwitch(tab, where, form, typed) {
  const language = await tab.getAttribute("html", "lang");
  await switchLanguage(tab);
  if ((await tab.getAttribute("html", "lang")) === language) fault(where, "the language was not switched");
  await checkRefusal(tab, `${where} switched`, form, typed);
  await switchLanguage(tab);
  if ((await tab.getAttribute("html", "lang")) !== language) fault(where, "the language was not switched back");
  await checkKept(tab, `${where} switched back`, form, typed);
}

async function sendWrong(tab, where, address, form, name) {
  await tab.goto(address);
  if ((await tab.locator(`#${form}`).count()) === 0) return false;  // what was sent before was taken
  const typed = await fill(tab, form, cases[name]);
  await submitted(tab, `#${form} button.govuk-button`);
  if ((await tab.locator(".govuk-error-summary").count()) === 0) return false;
  refused_forms++;
  await checkRefusal(tab, where, form, typed);
  if (form !== "code-form" && form !== "password-form") await checkSwitch(tab, where, form, typed);
  return true;
}

// Each form of a page that has fields.
async function breakForms(tab, who, address, names) {
  await tab.goto(address);
  const forms = await tab.evaluate(() => [...document.querySelectorAll("main form")].filter((each) => [...each.elements].some((field) => field.name && field.type !== "hidden" && field.type !== "submit")).map((each) => each.id));
  const refused = new Set();
  for (const name of names)
    for (const form of forms)
      if (await sendWrong(tab, `${who} ${form} ${name} ${new URL(address).pathname.slice(0, 3)}`, address, form, name)) refused.add(form);
  return forms.filter((form) => !refused.has(form)).concat(forms.length === 0 ? "the page" : []);
}

// In both languages; what some forms of the page might take comes last.
async function breakPage(tab, who, addresses) {
  for (const address of addresses)
    for (const each of await breakForms(tab, who, address, ["empty", "long"])) fault(`${who} ${address}`, `${each} takes everything`);
  for (const address of addresses) await breakForms(tab, who, address, ["wrong"]);
}

async function firstLink(tab, start, ...selectors) {
  await tab.goto(start);
  for (const selector of selectors) {
    const href = await tab.locator(selector).first().getAttribute("href");
    await tab.goto(new URL(href, start).href);
  }
  return tab.url();
}

// A file whose rows are all broken, imported and therefore held: the address of its load.
async function heldLoad(tab, root) {
  const rows = Array.from({ length: 60 }, (_, i) => `Z68028010${String(i).padStart(2, "0")},${long_word},Anna,31/31/1999,F,6802801,C,6`).join("\n");
  await tab.goto(`${root}/en/imports`);
  await tab.setInputFiles("#send-file", { name: `${long_word}.csv`, mimeType: "text/csv", buffer: Buffer.from(`upn,surname,forename,dob,sex,school,enrolment_status,nc_year\n${rows}\n`) });
  await tab.selectOption("#send-year", { index: 1 });
  await submitted(tab, "#send button.govuk-button");
  await submitted(tab, "#import button");
  for (let tries = 0; tries < 60 && (await tab.locator("main a[href*='/load/']").count()) === 0; tries++) {
    await tab.waitForTimeout(500);
    await tab.reload();
  }
  return firstLink(tab, tab.url(), "main a[href*='/load/']");
}

async function twin(tab, address) {
  await tab.goto(address);
  return tab.evaluate(() => document.querySelector("link[rel=alternate][hreflang=cy]").href);
}

const pages = {
  "System administrator": async (tab, root) => [`${root}/en/people`, await firstLink(tab, `${root}/en/people`, "main table a")],
  "Authority data officer": async (tab, root) => [await firstLink(tab, `${root}/en/home`, "main a[href*='/finding/']"), `${root}/en/imports`, await heldLoad(tab, root)],
  Headteacher: async (tab, root) => [await firstLink(tab, `${root}/en/home`, "main table a[href*='/learners/']", "main table a[href*='/learner/']", "main a[href*='/progress/']"),
                                     await firstLink(tab, `${root}/en/home`, "main a[href*='/school/']")],
};

async function tabOf(browser, who, root) {
  const tab = await (await browser.newContext()).newPage();
  watch(tab, () => `${who} ${tab.url()}`, root, (status) => status === 0 || status === 422);
  return tab;
}

async function breakFormsOf(browser, root, role, link) {
  const tab = await tabOf(browser, role, root);
  await tab.goto(link);
  await submitted(tab, "main button");
  for (const english of await pages[role](tab, root)) await breakPage(tab, role, [english, await twin(tab, english)]);
}

const { service, links, root } = await serve(options.home || makeHome());
const browser = await launch();
const gone = (who) => (reason) => fault(who, reason.message.split("\n")[0]);
try {
  const signed_out = await tabOf(browser, "signed out", root);
  await breakPage(signed_out, "signed out", [`${root}/en/sign-in`, `${root}/cy/mewngofnodi`]).catch(gone("signed out"));
  for (const role of Object.keys(pages)) await breakFormsOf(browser, root, role, links.get(role)).catch(gone(role));
} finally {
  await browser.close();
  service.kill("SIGTERM");
}
finish(`${refused_forms} forms refused and looked at in both languages`);
