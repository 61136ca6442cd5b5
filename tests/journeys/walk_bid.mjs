// A bid of twenty lines filled in by the keyboard alone, in one language after the other: begun from the page of bids, its need
// frozen, every part and line filled in, a mistake made and mended, submitted; then assessed by two, awarded on condition.
//
//   node walk_bid.mjs PROGRAM [--home DIR] [--web DIR] [--shots DIR]
//
// English with scripts, Welsh without, each under its own guidance. Faults: those of the keyboard (keyboard.mjs), of the browser
// (browser.mjs), of axe (in English), pages wider than their window, and a bid whose sums or state are not what they must be. The home is
// written to: with --home give a copy.
import { checkAccessibility, checkWidth, fault, finish, launch, makeHome, options, serve, shoot, watch } from "./browser.mjs";
import { choose, enter, expectAt, expectSummary, pathOf, pick, press, reach, walked } from "./keyboard.mjs";

const lines = 20;
const nouns = {
  en: { link: "link", bids: "bids", bid: "bid", assessment: "assessment", improvement: "improvement" },
  cy: { link: "dolen", bids: "ceisiadau", bid: "cais", assessment: "asesiad", improvement: "gwelliant" },
};
const guidance = { en: ["bsf-2006-07", "1C", "physical-education", "2007-03-31"], cy: ["bsf-2007-08", "2C", "thinking-skills", "2008-03-31"] };
const texts = {
  en: { need: "The group falls short in every year.", priority: "Reading of the group", reason: "It has the widest gap.", title: "Small groups", purpose: "The group reads as well as others like it.",
        done: "Two teachers lead groups of three for thirty weeks.", how: "Compared with like learners in schools that join later.", rest: "Nothing else is ready to be carried through.", seen: "What the bid says shows it." },
  cy: { need: "Mae’r grŵp yn is na’r disgwyl bob blwyddyn.", priority: "Darllen y grŵp", reason: "Yno y mae’r bwlch mwyaf.", title: "Grwpiau bach", purpose: "Mae’r grŵp yn darllen cystal ag eraill tebyg.",
        done: "Mae dau athro’n arwain grwpiau o dri am ddeg wythnos ar hugain.", how: "O gymharu â dysgwyr tebyg mewn ysgolion sy’n ymuno wedyn.", rest: "Nid oes dim arall yn barod i’w gyflawni.", seen: "Mae’r hyn a ddywed y cais yn ei ddangos." },
};

class Officer {
  constructor(browser, served, language) {
    Object.assign(this, { browser, served, language, noun: nouns[language], text: texts[language] });
  }
  async signIn(role) {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: this.language === "en", reducedMotion: "reduce", locale: "en-GB" });
    this.tab = await context.newPage();
    this.where = `${role} (${this.language})`;
    watch(this.tab, () => `${this.where} ${pathOf(this.tab)}`, this.served.root, (status) => status === 0 || status === 422);
    const token = this.served.links.get(role).split("/").pop();
    await this.tab.goto(`${this.served.root}/${this.language}/${this.noun.link}/${token}`);
    await press(this.tab, this.where, "main button");
    return this;
  }
  signOut() {
    return this.tab.context().close();
  }
  fresh() {
    return this.tab.evaluate(() => (globalThis.keyboard_walk = undefined));
  }
  async go(address) {
    await this.tab.goto(this.served.root + address);
  }
  press(selector) {
    return press(this.tab, this.where, selector);
  }
  // Every field named, in the order in which it stands on the page.
  async fill(values) {
    for (const [name, value] of values) {
      const kind = await this.tab.evaluate((field) => { const at = document.querySelector(`#answers [name="${field}"]`); return at?.tagName === "SELECT" ? "select" : at?.type ?? "none"; }, `a.${name}`);
      if (kind === "none") fault(this.where, `there is no field ${name}`);
      else if (kind === "radio") await choose(this.tab, this.where, `a.${name}`, value);
      else if (kind === "select") await pick(this.tab, this.where, `#answers select[name="a.${name}"]`, value === "first" ? await this.firstChoice(name) : value);
      else if (kind === "date") await this.enterDay(`#answers input[name="a.${name}"]`, value);
      else await enter(this.tab, this.where, `#answers [name="a.${name}"]`, value);
    }
  }
  // The parts of a day in the order that the browser asks for: month first, or day first.
  async enterDay(field, iso) {
    await reach(this.tab, this.where, field);
    const [year, month, day] = iso.split("-");
    const typed = () => this.tab.evaluate(() => document.activeElement.value);
    await this.tab.keyboard.type(month + day + year);
    if ((await typed()) === iso) return;
    for (let back = 0; back < 3; back++) await this.tab.keyboard.press("ArrowLeft");
    await this.tab.keyboard.type(day + month + year);
    if ((await typed()) !== iso) fault(this.where, `the day typed is ${await typed()}, not ${iso}`);
  }
  firstChoice(name) {
    return this.tab.evaluate((field) => document.querySelector(`#answers select[name="${field}"] option:nth-child(2)`).value, `a.${name}`);
  }
  save() {
    return this.press("#answers button.govuk-button");
  }
  async part(name, values) {
    await this.go(`${this.bid}?part=${name}`);
    await this.fill(values);
    await this.save();
  }
  async look(name) {
    if (this.language === "en") await checkAccessibility(this.tab, `${this.where} ${name}`);  // axe needs scripts
    for (const width of [1280, 320]) {
      await checkWidth(this.tab, `${this.where} ${name}`, width);
      await shoot(this.tab, `${this.where} ${name} ${width}`);
    }
    await this.tab.setViewportSize({ width: 1280, height: 900 });
  }
  step(id) {
    return this.take(id, []);
  }
  async take(id, said) {
    const folded = said.length > 0;
    if (folded) {
      await reach(this.tab, this.where, `details:has(#step-${id}) summary`);
      await this.tab.keyboard.press("Enter");
      for (const [ask, words] of said) await enter(this.tab, this.where, `#step-${id} [name="said.${ask}"]`, words);
    }
    await this.press(`#step-${id} button.govuk-button`);
  }
}

function lineOf(officer, number, figure) {
  const [, area, initiative, ends] = guidance[officer.language];
  return [["line-title", `${officer.text.title} ${number}`], ["line-priority", "1"], ["activity-area", area], ["initiative", initiative], ["purpose", officer.text.purpose],
          ["activity", officer.text.done], ["activity-ends", ends], ["serves", "group"], ["line-group", figure.group], ["learners-reached", "1,060"], ["staff-reached", "4"], ["support", "capacity"],
          ["cost", "10,000.05"], ["outcomes/1/outcome-group", figure.group], ["outcomes/1/outcome-indicator", figure.indicator], ["outcomes/1/target", "99.5"],
          ["outcomes/1/outcome-date", "2008-08-31"], ["evaluation", officer.text.how]];
}

// A group and an outcome of the frozen analysis with room above its value.
async function figureOf(officer) {
  await officer.go(`${officer.bid}?part=lines/new`);
  return { group: await officer.firstChoice("outcomes/1/outcome-group"), indicator: await officer.firstChoice("outcomes/1/outcome-indicator") };
}

async function write(officer) {
  await officer.press(`nav.pt-nav a[href$="/${officer.noun.bids}"]`);
  await officer.look("bids");
  await pick(officer.tab, officer.where, "main select[name=guidance]", guidance[officer.language][0]);
  await officer.press("main form[id^=begin-bid] button.govuk-button");
  await expectAt(officer.tab, officer.where, officer.noun.bid);
  officer.bid = pathOf(officer.tab);
  await officer.look("new bid");
  await officer.press("#freeze button");
  await officer.part("partners", [["joint", "no"]]);
  await officer.part("need", [["need-analysis", "first"], ["need", officer.text.need]]);
  await officer.part("priorities/new", [["priority-rank", "1"], ["priority", officer.text.priority], ["priority-reason", officer.text.reason], ["priority-analysis", "first"]]);
  await officer.part("priorities", [["left-out", officer.text.rest]]);
  const figure = await figureOf(officer);
  for (let number = 1; number <= lines; number++) {
    const values = lineOf(officer, number, figure);
    if (number === 2) await mistaken(officer, values);
    else await officer.part("lines/new", values);
  }
  await officer.part("last-year", [["no-evaluation-reason", officer.text.rest], ["last-year-issues", officer.text.rest]]);
  await officer.part("consultation", [["schools-asked", "2006-09-29"], ["consultation", officer.text.rest]]);
  await officer.go(officer.bid);
  await officer.look("bid of twenty lines");
  const whole = await officer.tab.innerText("main");
  for (const sum of ["£200,001.00", "£120,000.60", "£80,000.40"]) if (!whole.includes(sum)) fault(officer.where, `the bid does not say ${sum}`);
  await officer.step("submit");
}

// A line with a cost of nothing and a target below its baseline: the summary names both, and what was typed is there.
async function mistaken(officer, values) {
  await officer.part("lines/new", values.map(([name, value]) => [name, name === "cost" ? "0" : name.endsWith("target") ? "0.1" : value]));
  await expectSummary(officer.tab, `${officer.where} line with mistakes`);
  await officer.look("line with mistakes");
  await officer.fresh();
  await officer.fill([["cost", "10,000.05"], ["outcomes/1/target", "99.5"]]);
  await officer.save();
}

async function assess(officer, bid, below) {
  await officer.go(bid);
  await officer.press("#assess button");
  const own = pathOf(officer.tab);
  officer.bid = own;
  await officer.look("assessment");
  await officer.part("before", [["improvements-read", "yes"]]);
  for (const criterion of ["need", "outcomes", "priorities", "collaboration", "evaluation"]) {
    const is_short = below && criterion === "need";
    const values = [[`${criterion}-grade`, is_short ? "below" : "meets"], [`${criterion}-reason`, officer.text.seen]];
    if (is_short) values.push([`${criterion}-improvement`, officer.text.purpose], [`${criterion}-owner`, "A. N. Other"], [`${criterion}-by`, "2030-05-31"]);
    await officer.part(criterion, values);
  }
  await officer.part("recommendation", [["recommendation", below ? "conditional" : "award"]]);
  await officer.go(own);
  await officer.step("sign");
}

const home = options.home || makeHome();
const browser = await launch();
for (const language of ["en", "cy"]) {
  const served = await serve(home);
  const writer = await new Officer(browser, served, language).signIn("Authority grants and finance officer");
  await write(writer);
  const bid = writer.bid;
  const first = await new Officer(browser, served, language).signIn("Government grants officer");
  await assess(first, bid, true);
  const second = await new Officer(browser, served, language).signIn("Government grants officer 2");
  await assess(second, bid, false);
  await first.go(bid);
  await first.look("bid assessed by two");
  await first.take("propose-award", [["reason", first.text.reason]]);
  await second.go(bid);
  await second.take("award-conditionally", [["conditions", second.text.purpose]]);
  await writer.go(bid);
  await writer.look("bid awarded on conditions");
  await writer.press(`main a[href*="/${writer.noun.improvement}/"]`);
  await writer.look("required improvement");
  await writer.take("report-done", [["evidence", writer.text.done]]);
  await first.go(pathOf(writer.tab));
  await first.step("close");
  await second.go(bid);
  await second.step("confirm-award");
  await second.look("bid awarded");
  for (const each of [writer, first, second]) await each.signOut();
  served.service.kill();
}
await browser.close();
finish(`a bid of ${lines} lines in each language by the keyboard alone, ${walked.steps} pages led to`);
