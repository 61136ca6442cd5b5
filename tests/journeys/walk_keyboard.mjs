// Goes through the site as people who only have a keyboard: Tab, Enter, Space and arrows, role by role, in both languages.
//
//   node walk_keyboard.mjs PROGRAM [--home DIR] [--web DIR] [--shots DIR]
//
// English with scripts, Welsh without. A headteacher goes from the home page to a named learner, agrees a next step and asks
// another school; the administrator invites the head of that school and gives a role; the new head chooses a password,
// sets up one-time codes, signs in by them, answers; the officer decides about a finding, sends files, imports one and
// releases one that was held; everybody else reaches what their home page offers and signs out. Faults: what the keyboard
// does not reach; a stop that cannot be seen, is out of view or out of order; a trap; after a mistake, a focus that does not
// stand on the summary or whose link does not lead to the field; and what browser.mjs watches for. The home is written to:
// with --home give a copy.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { fault, filesOfNation, finish, launch, makeHome, options, serve, shoot, watch } from "./browser.mjs";
import { choose, enter, expectAt, expectSummary, pathOf, pick, press, reach, skipLink, walked } from "./keyboard.mjs";

const nouns = {
  en: { home: "home", learners: "learners", learner: "learner", progress: "progress", school: "school", finding: "finding", contact: "contact", people: "people",
        person: "person", link: "link", imports: "imports", import: "import", load: "load", quarantine: "quarantine", core: "core-data", body: "body", wales: "wales",
        authority: "authority", attendance: "attendance", signIn: "sign-in", signInCode: "sign-in-code" },
  cy: { home: "hafan", learners: "dysgwyr", learner: "dysgwr", progress: "cynnydd", school: "ysgol", finding: "canfyddiad", contact: "cyswllt", people: "pobl",
        person: "person", link: "dolen", imports: "mewnforion", import: "mewnforio", load: "llwyth", quarantine: "cwarantin", core: "data-craidd", body: "corff", wales: "cymru",
        authority: "awdurdod", attendance: "presenoldeb", signIn: "mewngofnodi", signInCode: "cod-mewngofnodi" },
};
const password = "chwarel lechi uwchben y dyffryn";

// RFC 6238, six digits of SHA-1, from a secret as an app is given it.
function codeOf(secret, later = 0) {
  const bits = [...secret.replace(/[\s=]/g, "").toUpperCase()].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const moment = Buffer.alloc(8);
  moment.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + later));
  const hash = createHmac("sha1", key).update(moment).digest(), at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

// A visitor of one language: English with scripts, Welsh without.
class Visitor {
  constructor(browser, root, links, language) {
    Object.assign(this, { browser, root, links, language, noun: nouns[language] });
  }
  async open(who) {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: this.language === "en", reducedMotion: "reduce", locale: "en-GB" });
    const tab = await context.newPage();
    const where = `${who} (${this.language})`;
    watch(tab, () => `${where} ${pathOf(tab)}`, this.root, (status) => status === 0 || status === 422 || status === 401);
    return { tab, where };
  }
  async signedIn(role) {
    const { tab, where } = await this.open(role);
    const token = this.links.get(role).split("/").pop();
    await tab.goto(`${this.root}/${this.language}/${this.noun.link}/${token}`);
    await press(tab, where, "main button");
    await expectAt(tab, where, this.noun.home);
    await skipLink(tab, where);
    return { tab, where };
  }
  async home(tab) {
    await tab.goto(`${this.root}/${this.language}/${this.noun.home}`);
  }
  to(noun) {
    return `main a[href*="/${this.noun[noun]}/"]`;
  }
  async signOut(tab, where) {
    await press(tab, where, ".pt-account__button");
    await this.home(tab);
    await expectAt(tab, where, this.noun.signIn);
    await tab.context().close();
  }
}

async function stepFor(at, tab, where) {
  await press(tab, where, at.to("progress"));
  await press(tab, where, "#next-step button");
  await expectSummary(tab, `${where} next step`);
  const subject = await tab.getAttribute('input[name="subject"]', "value");
  await tab.evaluate(() => (globalThis.keyboard_walk = undefined));
  await choose(tab, where, "subject", subject);
  await enter(tab, where, "#next-step-next", "Darllen pennod bob nos");
  await enter(tab, where, "#next-step-how", "Gyda’r clwb darllen");
  await choose(tab, where, "agreed", "yes");
  await press(tab, where, "#next-step button.govuk-button");
  if (!(await tab.innerText("main table")).includes("Darllen pennod bob nos")) fault(where, "the next step that was agreed does not stand there");
}

// To a named learner and a next step, and a question to another school: which one.
async function headteacher(at) {
  const { tab, where } = await at.signedIn("Headteacher");
  await press(tab, where, `main table ${at.to("learners").slice(5)}`);
  await press(tab, where, `main table ${at.to("learner").slice(5)}`);
  await expectAt(tab, where, at.noun.learner);
  await stepFor(at, tab, where);
  await at.home(tab);
  await press(tab, where, at.to("school"));
  const asked = await tab.getAttribute("#ask input[name=to]", "value");
  await choose(tab, where, "to", asked);
  await enter(tab, where, "#ask-words", "How do you teach reading to boys? / Sut ydych chi’n dysgu darllen?");
  await press(tab, where, "#ask button.govuk-button");
  await expectAt(tab, where, at.noun.contact);
  await at.signOut(tab, where);
  return asked;
}

// A headteacher is invited for the school: the address of the invitation, and the page of the person.
async function invited(at, tab, where, mail, school) {
  await press(tab, where, `nav.pt-nav a[href$="/${at.noun.people}"]`);
  await enter(tab, where, "#invite-name", "Angharad ap Rhys-Llywelyn o Lanfairpwllgwyngyll");
  await press(tab, where, "#invite button.govuk-button");
  await expectSummary(tab, `${where} invitation`);
  await tab.keyboard.type(mail);
  await choose(tab, where, "language", at.language);
  await press(tab, where, "#invite button.govuk-button");
  const invitation = await tab.getAttribute(at.to("link"), "href");
  await press(tab, where, at.to("person"));
  const person = pathOf(tab);
  await choose(tab, where, "role", "headteacher");
  await enter(tab, where, "#give-role-organisation", school);
  await choose(tab, where, "purpose", "improvement");
  await press(tab, where, "#give-role button.govuk-button");
  if ((await tab.locator("main form[id^=end-]").count()) < 2) fault(where, "the role was not given");
  return { invitation, person };
}

async function signInByCode(at, tab, where, mail, secret) {
  await tab.goto(`${at.root}/${at.language}`);
  await press(tab, where, `main a[href$="/${at.noun.signIn}"]`);
  await enter(tab, where, "#sign-in-form-mail", mail);
  await enter(tab, where, "#sign-in-form-password", "not the right one at all");
  await press(tab, where, "#sign-in-form button");
  await expectSummary(tab, `${where} signing in`);
  if ((await tab.inputValue("#sign-in-form-mail")) !== mail) fault(where, "the address that was typed is lost");
  await enter(tab, where, "#sign-in-form-password", password);
  await tab.keyboard.press("Enter");
  await tab.waitForURL(`**/${at.noun.signInCode}`);
  await enter(tab, where, "#code-form-code", codeOf(secret, 1));
  await press(tab, where, "#code-form button");
  await expectAt(tab, where, at.noun.home);
}

// Chooses a password, sets up codes, signs out and in again by them, and answers the school that asks.
async function newHead(at, invitation, mail) {
  const { tab, where } = await at.open("Invited headteacher");
  await tab.goto(at.root + invitation);
  await enter(tab, where, "#password-form-password", password);
  await press(tab, where, "#password-form button");
  const secret = await tab.innerText("main dd >> nth=0");
  await enter(tab, where, "#code-form-code", "000000");
  await press(tab, where, "#code-form button");
  await expectSummary(tab, `${where} code`);
  await tab.keyboard.type(codeOf(secret));
  await press(tab, where, "#code-form button");
  await expectAt(tab, where, at.noun.home);
  await press(tab, where, ".pt-account__button");
  await signInByCode(at, tab, where, mail, secret);
  await press(tab, where, at.to("contact"));
  await choose(tab, where, "answer", await tab.getAttribute("input[name=answer]", "value"));
  await enter(tab, where, "#answer-words", "Dewch i’n gweld");
  await press(tab, where, "#answer button.govuk-button");
  if ((await tab.locator("#answer").count()) > 0) fault(where, "the answer was not taken");
  await at.signOut(tab, where);
}

async function contactBetweenSchools(at) {
  const school = await headteacher(at);
  const mail = `pennaeth-${at.language}@ysgol.invalid`;
  const { tab, where } = await at.signedIn("System administrator");
  const { invitation, person } = await invited(at, tab, where, mail, school);
  await newHead(at, invitation, mail);
  await tab.goto(at.root + person);
  await press(tab, where, "form[id^=end-] button");
  if (pathOf(tab) !== person) fault(where, "ending a role leads elsewhere");
  await at.signOut(tab, where);
}

// Chromium without a window now and then opens none at the first press.
async function chooserOf(tab, presses = 3) {
  const [chooser] = await Promise.all([tab.waitForEvent("filechooser", { timeout: 8000 }).catch(() => null), tab.keyboard.press("Space")]);
  if (!chooser && presses === 1) throw new Error("no window to choose a file opens");
  return chooser ?? chooserOf(tab, presses - 1);
}

async function sentByKeyboard(at, tab, where, name, text) {
  await press(tab, where, `nav.pt-nav a[href$="/${at.noun.imports}"]`);
  await reach(tab, where, "#send-file");
  const chooser = await chooserOf(tab);
  await chooser.setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await pick(tab, where, "#send-year", "2010");
  await press(tab, where, "#send button.govuk-button");
  await expectAt(tab, where, at.noun.import);
}

// Work of minutes is shown as it goes; whoever waits loads the page again.
async function waitFor(tab, selector) {
  for (let tries = 0; tries < 120 && (await tab.locator(selector).count()) === 0; tries++) {
    await tab.waitForTimeout(500);
    await tab.reload();
  }
}

async function imported(at, tab, where) {
  await waitFor(tab, "form#import");
  await press(tab, where, "form#import button");
  await waitFor(tab, at.to("load"));
  await press(tab, where, at.to("load"));
  await expectAt(tab, where, at.noun.load);
}

// A file of the nation without its last line, so that it is none that was imported.
function wholeFile(language) {
  const lines = readFileSync(join(filesOfNation(), "attendance/2010/680.csv"), "utf8").trimEnd().split("\n");
  return lines.slice(0, language === "en" ? -1 : -2).join("\n") + "\n";
}

async function dataOfficer(at) {
  const { tab, where } = await at.signedIn("Authority data officer");
  await press(tab, where, at.to("finding"));
  await enter(tab, where, "#decide-reason", "");
  await press(tab, where, "#decide button.govuk-button");
  await expectSummary(tab, `${where} decision`);
  await tab.evaluate(() => (globalThis.keyboard_walk = undefined));
  await choose(tab, where, "verdict", "act");
  await enter(tab, where, "#decide-reason", `Mae’r angen yn amlwg (${at.language})`);
  await enter(tab, where, "#decide-owner", "Cynghorydd ysgolion");
  await reach(tab, where, "#decide-due");
  await tab.keyboard.type("01032030");
  await press(tab, where, "#decide button.govuk-button");
  if (!(await tab.innerText("main")).includes(`Mae’r angen yn amlwg (${at.language})`)) fault(where, "the decision does not stand there");
  await sentByKeyboard(at, tab, where, "whole.csv", wholeFile(at.language));
  await imported(at, tab, where);
  const rows = Array.from({ length: 60 }, (_, i) => `Z68028010${String(i).padStart(2, "0")},Prys,Anna,31/31/1999,F,6802801,C,${at.language}`).join("\n");
  await sentByKeyboard(at, tab, where, "broken.csv", `upn,surname,forename,dob,sex,school,enrolment_status,nc_year\n${rows}\n`);
  await imported(at, tab, where);
  await press(tab, where, "#release button.govuk-button");
  await expectSummary(tab, `${where} release`);
  await tab.keyboard.type("Gwiriwyd gyda’r ysgol");
  await press(tab, where, "#release button.govuk-button");
  await expectAt(tab, where, at.noun.import);
  await at.signOut(tab, where);
}

// What the home page of the other roles offers.
const tasks = {
  "School adviser": [["school"]],
  "Consortium adviser": [["body", "authority"]],
  "Government statistician": [["wales", "authority"]],
  "Inspector or auditor": [["authority", "school"], ["attendance"]],
  Governor: [["core"]],
  "Elected member": [["core"]],
  "Government grants officer": [["core"]],
};

async function reader(at, role) {
  const { tab, where } = await at.signedIn(role);
  for (const path of tasks[role]) {
    await at.home(tab);
    for (const noun of path) {
      await press(tab, where, noun === "wales" ? `main a[href$="/${at.noun.wales}"]` : at.to(noun));
      await expectAt(tab, where, at.noun[noun]);
    }
  }
  await at.signOut(tab, where);
}

// A link to sign in by works once: each language has a service of its own.
async function walkIn(language, home, browser) {
  const { service, links, root } = await serve(home);
  const at = new Visitor(browser, root, links, language);
  const stories = { "contact between schools": () => contactBetweenSchools(at), "data officer": () => dataOfficer(at) };
  for (const role of Object.keys(tasks).filter((each) => links.has(each))) stories[role] = () => reader(at, role);
  for (const [name, story] of Object.entries(stories)) await story().catch((reason) => fault(`${name} (${language})`, reason.stack.split("\n").filter((line) => /^Error|walk_keyboard/.test(line)).slice(0, 3).join(" ")));
  service.kill("SIGTERM");
  await new Promise((ended) => service.on("exit", ended));
  return links.size;
}

const home = options.home || makeHome();
const browser = await launch();
let roles = 0;
try {
  for (const language of ["en", "cy"]) roles = await walkIn(language, home, browser);
} finally {
  await browser.close();
}
finish(`${roles} roles in two languages by keyboard alone, ${walked.steps} steps`);
