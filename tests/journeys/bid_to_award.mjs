// A bid on its way from its guidance to a confirmed award: begun from the page of bids, its need frozen, every part and line
// filled in, a mistake made and mended, submitted; assessed by two, awarded on condition, the condition met.
import { expectAt, expectSummary, pathOf, pick } from "./keyboard.mjs";
import { Officer } from "./officer.mjs";

export const guidance = { en: ["bsf-2006-07", "1C", "physical-education", "2007-03-31"], cy: ["bsf-2007-08", "2C", "thinking-skills", "2008-03-31"] };
export const texts = {
  en: { need: "The group falls short in every year.", priority: "Reading of the group", reason: "It has the widest gap.", title: "Small groups", purpose: "The group reads as well as others like it.",
        done: "Two teachers lead groups of three for thirty weeks.", how: "Compared with like learners in schools that join later.", rest: "Nothing else is ready to be carried through.", seen: "What the bid says shows it." },
  cy: { need: "Mae’r grŵp yn is na’r disgwyl bob blwyddyn.", priority: "Darllen y grŵp", reason: "Yno y mae’r bwlch mwyaf.", title: "Grwpiau bach", purpose: "Mae’r grŵp yn darllen cystal ag eraill tebyg.",
        done: "Mae dau athro’n arwain grwpiau o dri am ddeg wythnos ar hugain.", how: "O gymharu â dysgwyr tebyg mewn ysgolion sy’n ymuno wedyn.", rest: "Nid oes dim arall yn barod i’w gyflawni.", seen: "Mae’r hyn a ddywed y cais yn ei ddangos." },
};

function lineOf(officer, number, figure) {
  const words = texts[officer.language];
  const [, area, initiative, ends] = guidance[officer.language];
  return [["line-title", `${words.title} ${number}`], ["line-priority", "1"], ["activity-area", area], ["initiative", initiative], ["purpose", words.purpose],
          ["activity", words.done], ["activity-ends", ends], ["serves", "group"], ["line-group", figure.group], ["learners-reached", "1,060"], ["staff-reached", "4"], ["support", "capacity"],
          ["cost", "10,000.05"], ["outcomes/1/outcome-group", figure.group], ["outcomes/1/outcome-indicator", figure.indicator], ["outcomes/1/target", "99.5"],
          ["outcomes/1/outcome-date", "2008-08-31"], ["evaluation", words.how]];
}

// A group and an outcome of the frozen analysis with room above its value.
async function figureOf(officer) {
  await officer.go(`${officer.bid}?part=lines/new`);
  const first = (question, pattern) => officer.firstChoice(`#answers select[name="a.outcomes/1/${question}"]`, pattern);
  return { group: await first("outcome-group", "^fsm:"), indicator: await first("outcome-indicator", "^ks[23]-points$") };
}

// Of lines of £10,000.05 each: cost, grant and contribution at 60%, half a penny to the grant.
function sumsOf(lines) {
  const cost = lines * 1000005, grant = Math.floor((cost * 60 + 50) / 100);
  return [cost, grant, cost - grant].map((pence) => `£${(pence / 100).toLocaleString("en-GB", { minimumFractionDigits: 2 })}`);
}

async function write(officer, lines) {
  const words = texts[officer.language];
  await officer.press(`nav.pt-nav a[href$="/${officer.noun.bids}"]`);
  await officer.look("bids");
  await pick(officer.tab, officer.where, "main select[name=guidance]", guidance[officer.language][0]);
  await officer.press("main form[id^=begin-bid] button.govuk-button");
  await expectAt(officer.tab, officer.where, officer.noun.bid);
  officer.bid = pathOf(officer.tab);
  await officer.look("new bid");
  await officer.press("#freeze button");
  await officer.part("partners", [["joint", "no"]]);
  await officer.part("need", [["need-analysis", "first"], ["need", words.need]]);
  await officer.part("priorities/new", [["priority-rank", "1"], ["priority", words.priority], ["priority-reason", words.reason], ["priority-analysis", "first"]]);
  await officer.part("priorities", [["left-out", words.rest]]);
  const figure = await figureOf(officer);
  for (let number = 1; number <= lines; number++) {
    const values = lineOf(officer, number, figure);
    if (number === 2) await mistaken(officer, values);
    else await officer.part("lines/new", values);
  }
  await officer.part("last-year", [["no-evaluation-reason", words.rest], ["last-year-issues", words.rest]]);
  await officer.part("consultation", [["schools-asked", "2006-09-29"], ["consultation", words.rest]]);
  await officer.go(officer.bid);
  await officer.look(`bid of ${lines} lines`);
  for (const sum of sumsOf(lines)) await officer.says(sum);
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
  const words = texts[officer.language];
  await officer.go(bid);
  await officer.press("#assess button");
  const own = pathOf(officer.tab);
  officer.bid = own;
  await officer.look("assessment");
  await officer.part("before", [["improvements-read", "yes"]]);
  for (const criterion of ["need", "outcomes", "priorities", "collaboration", "evaluation"]) {
    const is_short = below && criterion === "need";
    const values = [[`${criterion}-grade`, is_short ? "below" : "meets"], [`${criterion}-reason`, words.seen]];
    if (is_short) values.push([`${criterion}-improvement`, words.purpose], [`${criterion}-owner`, "A. N. Other"], [`${criterion}-by`, "2030-05-31"]);
    await officer.part(criterion, values);
  }
  await officer.part("recommendation", [["recommendation", below ? "conditional" : "award"]]);
  await officer.go(own);
  await officer.step("sign");
}


// Those who meet about it, signed in; the bid's writer keeps its address.
export async function peopleOf(browser, served, language) {
  const signedIn = (role) => new Officer(browser, served, language).signIn(role);
  return { writer: await signedIn("Authority grants and finance officer"), first: await signedIn("Government grants officer"), second: await signedIn("Government grants officer 2") };
}

export async function bidToAward({ writer, first, second }, lines) {
  await write(writer, lines);
  const bid = writer.bid, words = texts[writer.language];
  await assess(first, bid, true);
  await assess(second, bid, false);
  await first.go(bid);
  await first.look("bid assessed by two");
  await first.take("propose-award", [["reason", words.reason]]);
  await second.go(bid);
  await second.take("award-conditionally", [["conditions", words.purpose]]);
  await writer.go(bid);
  await writer.look("bid awarded on conditions");
  await writer.press(`main a[href*="/${writer.noun.improvement}/"]`);
  await writer.look("required improvement");
  await writer.take("report-done", [["evidence", words.done]]);
  await first.go(pathOf(writer.tab));
  await first.step("close");
  await second.go(bid);
  await second.step("confirm-award");
  await second.look("bid awarded");
  return bid;
}
