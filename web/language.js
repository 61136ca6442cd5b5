// The switch of language takes along what a page would lose without this script: what is typed into any of its forms or the
// box of every page, and the place on it that the address names (NAT-08). What is typed goes by POST and is kept nowhere;
// passwords, codes and files stay behind.
"use strict";

const other = document.querySelector("[data-switch]");
const box = document.querySelector("[role=search] input[type=search]");
const stays_behind = "[type=hidden], [type=password], [type=file], [autocomplete=one-time-code]";

function fieldsOf(form) {
  const is_sent = (field) => field.name && field.type !== "submit" && !field.matches(stays_behind) && (field.type !== "radio" || field.checked);
  return [...form.elements].filter(is_sent).map((field) => [`${form.id}/${field.name}`, field.value]);
}

// What was wrong with a form stands in its own button.
function faultOf(form) {
  const button = form.querySelector("button[name=other-language]");
  return button ? [[`${form.id}/${button.name}`, button.value]] : [];
}

function hidden(name, value) {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name, value });
  return field;
}

// To the page in the other language, with all that stands in its forms.
function takeAlong(forms) {
  const sent = document.createElement("form");
  Object.assign(sent, { method: "post", action: other.href });
  const fields = [["other-language", ""], ...forms.flatMap(fieldsOf), ...forms.flatMap(faultOf)];
  if (box?.value) fields.push(["search-words", box.value]);
  sent.append(...fields.map(([name, value]) => hidden(name, value)));
  document.body.append(sent);
  sent.submit();
}

// A link: it keeps nothing itself.
function followed(event) {
  const forms = [...document.querySelectorAll("form[data-kept]")];
  other.hash = location.hash;
  if (forms.length === 0 && !box?.value) return;
  event.preventDefault();
  takeAlong(forms);
}

// A button: it sends its form.
function pressed() {
  other.formAction = other.formAction.split("#")[0] + location.hash;
  if (box?.value) other.form.append(hidden("search-words", box.value));
}

document.documentElement.classList.add("pt-scripts");
if (other) other.addEventListener("click", other.form ? pressed : followed);
