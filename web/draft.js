// A draft is saved as it is typed: three seconds after the last key the form of the page goes where its button would send it,
// and what the answer says about itself (which version was seen, which key the next one bears) is taken over. Nothing on the
// page moves; beside the button stands when it was saved. Without this script the button saves.
"use strict";

const draft = document.getElementById("answers");
const rest = 3000;
const hidden_fields = "version, part, key, page".split(", ");
let waiting, said, sending = false;

function freshOf(html) {
  return new DOMParser().parseFromString(html, "text/html").getElementById("answers");
}

// A new item has a number once it is saved; what is typed on goes there.
function takeOver(fresh) {
  for (const name of hidden_fields) {
    const given = fresh.elements.namedItem(name);
    if (given) draft.elements.namedItem(name).value = given.value;
  }
}

function say(text) {
  said ??= draft.appendChild(Object.assign(document.createElement("p"), { className: "govuk-hint", role: "status" }));
  said.textContent = text;
}

async function save() {
  if (sending) return later();
  sending = true;
  try {
    const answer = await fetch(draft.action, { method: "POST", body: new URLSearchParams(new FormData(draft)) });
    const fresh = answer.ok ? freshOf(await answer.text()) : null;
    if (fresh) takeOver(fresh);
    say(fresh ? `${draft.dataset.saved} ${new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}` : draft.dataset.unsaved);
  } catch {
    say(draft.dataset.unsaved);
  }
  sending = false;
}

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(save, rest);
}

if (draft) {
  draft.addEventListener("input", later);
  draft.addEventListener("submit", () => clearTimeout(waiting));
}
