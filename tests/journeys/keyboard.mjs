// What people do who only have a keyboard: Tab, Enter, Space and arrows. Every stop on the way is judged: one that cannot be
// seen, is out of view or out of order, and a trap, are faults; what the keyboard does not reach ends the walk.
import { fault, shoot } from "./browser.mjs";

export const walked = { steps: 0 };  // pages that were led to

// What stands under the focus: whether it is seen, in view, after the stop before it, and looked for.
function stopOf(looked_for) {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const looks = () => {
    const seen = (element, pseudo) => {
      const style = getComputedStyle(element, pseudo);
      const outline = style.outlineStyle === "none" || /, 0\)$/.test(style.outlineColor) ? "" : style.outlineWidth + style.outlineColor;
      return [outline, style.boxShadow, style.backgroundColor, style.borderTopColor, style.borderTopWidth, style.color, style.clip].join();
    };
    const parts = [at, at.nextElementSibling].filter(Boolean);
    return parts.flatMap((each) => [null, "::before", "::after"].map((pseudo) => seen(each, pseudo))).join("|");
  };
  const memory = (globalThis.keyboard_walk ??= { last: null, top: 0, checked: new Set() });
  const box = at.getBoundingClientRect();
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].map(([x, y]) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y));
  const fresh = !memory.checked.has(at);
  let seen = true;
  if (fresh && at.type !== "date") {
    const focused = looks();
    at.blur();
    seen = looks() !== focused;
    at.focus({ preventScroll: true });
  }
  memory.checked.add(at);
  const before = memory.last !== at && memory.last?.isConnected && !(memory.last.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
  const jumps = memory.last && memory.last !== at && box.bottom + scrollY < memory.top - 1;
  const again = memory.last === at;
  memory.last = at;
  memory.top = box.top + scrollY;
  return {
    name: `${at.tagName.toLowerCase()}${at.id ? "#" + at.id : ""} ${(at.innerText ?? at.name ?? "").trim().slice(0, 40)}`,
    seen, again, out_of_order: before || jumps, date: at.type === "date",
    in_view: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    covered: !points.some((each) => each && (at.contains(each) || each.contains(at) || [...(at.labels ?? [])].some((label) => label.contains(each)))),
    found: at.matches(looked_for),
  };
}

function judge(where, stop, stays) {
  if (!stop.seen) fault(where, `the focus cannot be seen on ${stop.name}`);
  if (!stop.in_view || stop.covered) fault(where, `the focus is out of view on ${stop.name}`);
  if (stop.out_of_order) fault(where, `the focus does not follow the reading order at ${stop.name}`);
  if (stays > 8) fault(where, `the focus is trapped on ${stop.name}`);
}

// Tab until the focus stands on what is looked for; every stop on the way is judged.
export async function reach(tab, where, looked_for) {
  let rounds = 0, stays = 0;
  for (let presses = 0; presses < 600 && rounds < 2 && stays <= 8; presses++) {
    await tab.keyboard.press("Tab");
    const stop = await tab.evaluate(stopOf, looked_for);
    if (!stop) {
      rounds++;
      await tab.evaluate(() => (globalThis.keyboard_walk = undefined));
      continue;
    }
    stays = stop.again ? stays + 1 : 0;
    judge(where, stop, stays);
    if (stop.found) return true;
  }
  fault(where, `the keyboard does not reach ${looked_for} of ${new URL(tab.url()).pathname}`);
  throw new Error(`${where}: stopped at ${looked_for}`);
}

export const pathOf = (tab) => new URL(tab.url()).pathname;

export async function press(tab, where, looked_for, key = "Enter") {
  await reach(tab, where, looked_for);
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press(key)]);
  walked.steps++;
}

export async function enter(tab, where, field, text) {
  await reach(tab, where, field);
  await tab.keyboard.press("Control+A");
  await tab.keyboard.press("Delete");
  await tab.keyboard.type(text);
}

// A group of choices: into it with Tab, through it with the arrows.
export async function choose(tab, where, name, value) {
  await reach(tab, where, `input[name="${name}"]`);
  const chosen = () => tab.evaluate(() => document.activeElement.checked && document.activeElement.value);
  if ((await chosen()) === false) await tab.keyboard.press("Space");
  for (let presses = 0; presses < 40 && (await chosen()) !== value; presses++) await tab.keyboard.press("ArrowDown");
  if ((await chosen()) !== value) fault(where, `the arrows do not reach ${value} of ${name}`);
}

export async function pick(tab, where, field, value) {
  await reach(tab, where, field);
  const picked = () => tab.evaluate(() => document.activeElement.value);
  for (let presses = 0; presses < 200 && (await picked()) !== value; presses++) await tab.keyboard.press("ArrowDown");
  if ((await picked()) !== value) fault(where, `the arrows do not reach ${value} of ${field}`);
}

export async function expectAt(tab, where, noun) {
  if (pathOf(tab).split("/")[2] !== noun) fault(where, `leads to ${pathOf(tab)}, not to ${noun}`);
}

// After a mistake: the summary has the focus, and its first link leads to a field.
export async function expectSummary(tab, where) {
  const on_summary = await tab.evaluate(() => document.activeElement?.matches(".govuk-error-summary") ?? false);
  if (!on_summary) fault(where, "after a mistake the focus does not stand on the summary");
  if (!/^(Error|Gwall): /.test(await tab.title())) fault(where, "the title does not say that something is wrong");
  await reach(tab, where, ".govuk-error-summary a");
  await tab.keyboard.press("Enter");
  const in_form = await tab.evaluate(() => (document.activeElement?.matches("main form input, main form textarea, main form select") ?? false) || location.hash.length > 1 && document.querySelector(location.hash)?.matches("form"));
  if (!in_form) fault(where, "the link of the summary does not lead to its field");
  await shoot(tab, where);
}

export async function skipLink(tab, where) {
  await tab.evaluate(() => (globalThis.keyboard_walk = undefined));
  await reach(tab, where, ".govuk-skip-link");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  const inside = await tab.evaluate(() => !document.activeElement || document.activeElement === document.body || !document.activeElement.closest("header, .pt-nav, .govuk-breadcrumbs"));
  if (!inside) fault(where, "the skip link does not lead past what stands around the page");
}
