// Walks in Chromium through the pages of an authority whose schools and learners have names that would run, or be worked
// out, where a page took them for something else (SEC-20).
//
//   node walk_hostile.mjs PROGRAM [--web DIR]
//
// Found faults, one a line, and status 1: what could run, dialogues, errors of the console, requests to other hosts, words
// without a message, and a role on none of whose pages such a name stands as it was sent: then nothing was tried. Status 77:
// nothing was checked, because Chromium or the node modules are missing.
import { checkStill, checkWords, fault, finish, hostile_mark, launch, makeHome, open, serve, watch } from "./browser.mjs";

const most_pages = 14;  // of one role
let pages = 0, named = 0;

const kindOf = (address) => address.split("?")[0].split("/")[2] ?? "";
const isPage = (address) => address.startsWith("/en/") && !/\.(csv|xlsx|pdf|print)(\?|$)/.test(address);

// Both languages of one page; its links, and whether a name with the mark stands on it as text.
async function look(tab, role, root, address) {
  await open(tab, root + address);
  await checkStill(tab, `${role} ${address}`);
  await checkWords(tab, `${role} ${address}`);
  pages++;
  return tab.evaluate((mark) => ({
    links: [...document.querySelectorAll("main a[href], nav a[href]")].map((each) => new URL(each.href)).filter((each) => each.host === location.host).map((each) => each.pathname + each.search),
    twin: ((twin) => twin.pathname + twin.search)(new URL(document.querySelector("link[hreflang=cy]").href)),
    named: document.body.innerText.includes(mark) || document.title.includes(mark),
  }), hostile_mark);
}

async function walk(tab, role, root) {
  const waiting = ["/en/home"], seen = new Set();
  let with_names = 0;
  while (waiting.length > 0 && seen.size < most_pages) {
    const address = waiting.shift();
    if (seen.has(kindOf(address))) continue;
    seen.add(kindOf(address));
    const { links, twin, named: is_named } = await look(tab, role, root, address);
    await look(tab, role, root, twin);
    if (is_named) with_names++;
    waiting.push(...links.filter(isPage));
  }
  if (with_names === 0) fault(role, "no page shows a hostile name, so nothing was tried");
  named += with_names;
}

// What a search finds shows the words that were searched for, too.
async function search(tab, role) {
  await tab.goto(new URL("/en/home", tab.url()).href);
  await tab.fill("form[role=search] input[name=q]", `"><img src=x onerror=alert(1)>${hostile_mark}`);
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
  await checkStill(tab, `${role} search`);
}

const { service, links, root } = await serve(makeHome("hostile"));
const browser = await launch();
try {
  for (const role of ["Headteacher", "Authority data officer", "Government statistician", "Governor"]) {
    const tab = await (await browser.newContext()).newPage();
    watch(tab, () => `${role} ${tab.url()}`, root);
    await tab.goto(links.get(role));
    await Promise.all([tab.waitForNavigation(), tab.click("main button")]);
    await walk(tab, role, root);
    await search(tab, role);
    await tab.context().close();
  }
} finally {
  await browser.close();
  service.kill("SIGTERM");
}
finish(`${pages} pages, ${named} kinds of page with hostile names`);
