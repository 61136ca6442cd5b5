// The way of a pound at the browser, by the keyboard alone and in one language after the other: guidance, the authority's share,
// a bid with its baseline, an improvement required, the award; delegation by need after the Forum's view; a school's plan, its
// score, agreed; a cost on the line of its activity; a claim, paid; and who is missed on the page of the same school.
//
//   node walk_pound.mjs PROGRAM [--home DIR] [--web DIR] [--shots DIR]
//
// English with scripts, Welsh without, each in a financial year of its own. Faults as of walk_bid.mjs. The home is written to: with --home give
// a copy, in which no delegation of 2006-07 or 2007-08 was released.
import { bidToAward, guidance, peopleOf, texts } from "./bid_to_award.mjs";
import { fault, finish, launch, makeHome, options, serve } from "./browser.mjs";
import { pathOf, walked } from "./keyboard.mjs";
import { Officer } from "./officer.mjs";

const years = { en: "2006-07", cy: "2007-08" }, days = { en: "2006-11-06", cy: "2007-11-06" }, meetings = { en: "2006-03-14", cy: "2007-03-13" };

const authorityOf = (officer) => officer.tab.getAttribute(`main a[href*="/${officer.noun.spend}/"]`, "href").then((address) => address.split("/").pop().split("?")[0]);

async function readGuidance(officer, authority) {
  const [id] = guidance[officer.language];
  await officer.go(officer.at("guidance", id));
  await officer.look("guidance");
  await officer.go(officer.at("share", `${authority}-${id}`));
  await officer.look("how the share arose");
}

// What if need weighed more; an option is kept, the Forum asked, and the option released by a second person.
async function delegate(officer, colleague, authority) {
  const words = texts[officer.language], year = years[officer.language], page = `${officer.at("allocation", authority)}?year=${year}`;
  await officer.go(page);
  await officer.send("#weights", [["total", "900,000"], ["learners", "50"], ["lump", "10"], ["need", "40"]]);
  await officer.look("what if need weighed more");
  await officer.send("#keep", [["name", "B"], ["reason", words.reason], ["on-schools", words.done], ["on-services", words.rest]]);
  await officer.go(officer.at("forum", authority));
  await officer.send("#meeting", [["year", year], ["day", meetings[officer.language]], ["paper", words.title], ["options", "A, B"], ["members", "9"], ["view", "agrees"]]);
  await officer.look("forum");
  await colleague.go(page);
  await colleague.send("#release", [["option", await colleague.tab.getAttribute("#release input[name=option]", "value")]]);
  await colleague.look("delegation released");
  await officer.go(`${officer.at("alignment", authority)}?year=${year}`);
  await officer.look("need and money");
}

// What was taken over from last year's plan, item by item: what was done, paid, scored and left unfinished.
async function reviewLastYear(head) {
  const words = texts[head.language];
  const said = { "past-activities": [["past-cost", "120.50"], ["past-finished", "yes"], ["past-effect", words.seen]], "past-lines": [["past-line-right", "yes"]],
                 "past-scores": [["past-score-answer", words.done]], "past-outcomes": [["past-outcome-next", "carried-on"], ["past-outcome-why", words.need]] };
  await head.go(`${head.bid}?part=last-year`);
  const parts = await head.tab.locator("main a").evaluateAll((links) => links.map((each) => new URL(each.href).searchParams.get("part")).filter((part) => part && /^past-[a-z]+\/\d+$/.test(part)));
  for (const part of new Set(parts)) await head.part(part, said[part.split("/")[0]]);
  await head.part("last-year", [["review", words.rest]]);
}

async function writePlan(head, school) {
  const words = texts[head.language], year = years[head.language];
  await head.press(`nav.pt-nav a[href$="/${head.noun.bids}"]`);
  await head.send("form[id^=begin-plan]", [["year", year]]);
  head.bid = pathOf(head.tab);
  await head.press("#freeze button");
  await reviewLastYear(head);
  await head.go(`${head.bid}?part=plan-priorities/new`);
  const first = (question, pattern) => head.firstChoice(`#answers select[name="a.plan-outcomes/1/${question}"]`, pattern);
  const group = await first("plan-group", "^fsm:"), indicator = await first("plan-indicator", "^ks[23]-points$");
  await head.part("plan-priorities/new", [["priority-number", "1"], ["plan-priority", words.priority], ["plan-outcomes/1/plan-group", group], ["plan-outcomes/1/plan-indicator", indicator],
                                          ["plan-outcomes/1/plan-target", "99.9"], ["plan-outcomes/1/plan-date", "2011-08-31"]]);
  await head.part("activities/new", [["activity", words.title], ["activity-priority", "1"], ["activity-serves", "whole-school"], ["activity-purpose", words.purpose], ["activity-done", words.done],
                                     ["activity-people", "4"], ["activity-days", "8"], ["activity-cost", "500.00"], ["activity-outcome", words.how], ["activity-indicator", indicator]]);
  await head.go(head.bid);
  await head.look("plan");
  await head.step("submit");
  if ((await head.tab.locator(".govuk-error-summary").count()) > 0) fault(head.where, `the plan of ${school} is not submitted: ${await head.tab.innerText(".govuk-error-summary")}`);
  return head.bid;
}

async function agreePlan({ head, adviser, officer }, plan) {
  const words = texts[head.language];
  await adviser.go(plan);
  await adviser.take("comment", [["comment", words.seen]]);
  await officer.go(plan);
  await officer.press("#assess button");
  const score = pathOf(officer.tab);
  officer.bid = score;
  for (const criterion of ["review", "links", "outcomes", "balance"]) await officer.part(criterion, [[`${criterion}-grade`, "meets"], [`${criterion}-reason`, words.seen]]);
  await officer.go(score);
  await officer.step("sign");
  await head.go(plan);
  await head.look("plan scored");
  await head.step("sign");
  await officer.go(plan);
  await officer.step("agree");
  await officer.look("plan agreed");
}

// On the line of the activity, as it was agreed.
async function spend(head, school) {
  await head.go(head.at("money", school));
  await head.look("money of the school");
  await head.go(`${head.at("spend", school)}?year=${years[head.language]}`);
  await head.press(`main a[href*="/${head.noun.line}/"]`);
  await head.send("#post-cost", [["kind", "actual"], ["amount", "120.50"], ["day", days[head.language]], ["spend", "training"], ["document", `Llyfrau ${head.language} 17`]]);
  await head.look("line of the activity");
  await head.says("£379.50");
}

// A cost on the line of the award, claimed with evidence, approved by a second person and paid by a third.
async function claim(officer, colleague, payer, authority) {
  await officer.go(`${officer.at("spend", authority)}?year=${years[officer.language]}`);
  await officer.look("spend of the authority");
  await officer.press(`main a[href*="/${officer.noun.line}/"]`);
  await officer.send("#post-cost", [["kind", "actual"], ["amount", "100.01"], ["day", days[officer.language]], ["spend", "training"], ["document", `Mentor ${officer.language} 1`]]);
  await officer.go(`${officer.at("spend", authority)}?year=${years[officer.language]}`);
  await officer.press("form[id^=make-claim] button.govuk-button");
  const at = pathOf(officer.tab);
  await officer.send("#prove-contribution", [["document", "Account 5"], ["amount", "40.00"]]);
  await officer.send("#step-claim", [["step", "submit"]]);
  await colleague.go(at);
  await colleague.send("#step-claim", [["step", "approve"]]);
  await payer.go(at);
  await payer.send("#step-claim", [["step", "pay"]]);
  await payer.look("claim paid");
  await payer.says("£60.01");
}

async function whoIsMissed(head, school) {
  await head.go(head.at("school", school));
  if ((await head.tab.locator("#who-is-missed").count()) === 0) fault(head.where, "the page of the school does not say who is missed");
  await head.look("page of the school");
  await head.go(head.at("support", school));
  await head.look("support register");
}

const home = options.home || makeHome();
const browser = await launch();
for (const language of ["en", "cy"]) {
  const served = await serve(home);
  const people = await peopleOf(browser, served, language);
  const signedIn = (role) => new Officer(browser, served, language).signIn(role);
  const colleague = await signedIn("Authority grants and finance officer 2"), head = await signedIn("Headteacher"), adviser = await signedIn("School adviser");
  const authority = await authorityOf(people.writer);
  const school = await head.tab.getAttribute(`main a[href*="/${head.noun.money}/"]`, "href").then((address) => address.split("/").pop());
  await readGuidance(people.writer, authority);
  await bidToAward(people, 1);
  await delegate(people.writer, colleague, authority);
  const plan = await writePlan(head, school);
  await agreePlan({ head, adviser, officer: colleague }, plan);
  await spend(head, school);
  await claim(people.writer, colleague, people.first, authority);
  await whoIsMissed(head, school);
  for (const each of [...Object.values(people), colleague, head, adviser]) await each.signOut();
  served.service.kill();
}
await browser.close();
finish(`the way of a pound in each language by the keyboard alone, ${walked.steps} pages led to`);
