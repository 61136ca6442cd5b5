// A person at the browser who uses the keyboard alone: signs in by the link of the role, fills in forms, takes steps. In English
// with scripts, in Welsh without.
import { checkAccessibility, checkWidth, fault, open, shoot, watch } from "./browser.mjs";
import { choose, enter, pathOf, pick, press, reach } from "./keyboard.mjs";

export const nouns = {
  en: { link: "link", bids: "bids", bid: "bid", assessment: "assessment", improvement: "improvement", guidance: "guidance", share: "fund-allocation", allocation: "allocation", forum: "forum",
        alignment: "alignment", plan: "plan", spend: "spend", line: "spend-line", money: "money", claim: "claim", school: "school", support: "support", authority: "authority" },
  cy: { link: "dolen", bids: "ceisiadau", bid: "cais", assessment: "asesiad", improvement: "gwelliant", guidance: "canllawiau", share: "dyraniad-cronfa", allocation: "dyraniad", forum: "fforwm",
        alignment: "aliniad", plan: "cynllun", spend: "gwariant", line: "llinell-wariant", money: "arian", claim: "hawliad", school: "ysgol", support: "cymorth", authority: "awdurdod" },
};

export class Officer {
  constructor(browser, served, language) {
    Object.assign(this, { browser, served, language, noun: nouns[language] });
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
  go(address) {
    return open(this.tab, this.served.root + address);
  }
  says(words) {
    return this.tab.innerText("main").then((all) => all.includes(words) || fault(this.where, `${pathOf(this.tab)} does not say “${words}”`));
  }
  at(noun, id) {
    return `/${this.language}/${this.noun[noun]}/${id}`;
  }
  press(selector) {
    return press(this.tab, this.where, selector);
  }
  // Every field named, in the order in which it stands in the form.
  async fillIn(form, values) {
    for (const [name, value] of values) {
      const field = `${form} [name="${name}"]`;
      const kind = await this.tab.evaluate((at) => { const found = document.querySelector(at); return found?.tagName === "SELECT" ? "select" : found?.type ?? "none"; }, field);
      if (kind === "none") fault(this.where, `there is no field ${name} on ${pathOf(this.tab)}`);
      else if (kind === "radio") await choose(this.tab, this.where, name, value);
      else if (kind === "select") await pick(this.tab, this.where, field, value === "first" ? await this.firstChoice(field) : value);
      else if (kind === "date") await this.enterDay(field, value);
      else await enter(this.tab, this.where, field, value);
    }
  }
  fill(answers) {
    return this.fillIn("#answers", answers.map(([name, value]) => [`a.${name}`, value]));
  }
  // A form of the page filled in and sent.
  async send(form, values) {
    await this.fresh();
    await this.fillIn(form, values);
    await this.press(`${form} button.govuk-button`);
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
  // The first choice whose value fits the pattern; without any that does, the first of all.
  firstChoice(select, pattern = "") {
    return this.tab.evaluate(([at, fits]) => {
      const values = [...document.querySelectorAll(`${at} option`)].map((each) => each.value).slice(1);
      return values.find((each) => new RegExp(fits).test(each)) ?? values[0];
    }, [select, pattern]);
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
