// A bid of twenty lines filled in by the keyboard alone, in one language after the other, and its way to a confirmed award.
//
//   node walk_bid.mjs PROGRAM [--home DIR] [--web DIR] [--shots DIR]
//
// English with scripts, Welsh without, each under its own guidance. Faults: those of the keyboard (keyboard.mjs), of the browser
// (browser.mjs), of axe (in English), pages wider than their window, and a bid whose sums or state are not what they must be. The home is
// written to: with --home give a copy.
import { bidToAward, peopleOf } from "./bid_to_award.mjs";
import { finish, launch, makeHome, options, serve } from "./browser.mjs";
import { walked } from "./keyboard.mjs";

const lines = 20;
const home = options.home || makeHome();
const browser = await launch();
for (const language of ["en", "cy"]) {
  const served = await serve(home);
  const people = await peopleOf(browser, served, language);
  await bidToAward(people, lines);
  for (const each of Object.values(people)) await each.signOut();
  served.service.kill();
}
await browser.close();
finish(`a bid of ${lines} lines in each language by the keyboard alone, ${walked.steps} pages led to`);
