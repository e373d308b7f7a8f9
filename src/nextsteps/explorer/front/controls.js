// One fact as a control of the form: three-state switch, choice, number with its unit, text.

import { fill, focusedNear, h } from "./dom.js";

/** A control with `element`, `show(value)` and `tell(fault)`; `give(value)` is called on a change. */
export function control(fact, id, words, give) {
  return fact.kind === "yes_no" ? threeStates(fact, id, words, give) : field(fact, id, words, give);
}

function threeStates(fact, id, words, give) {
  const states = [[true, words.yes], [false, words.no], [undefined, words.not_known]];
  const made = states.map(([value, text], place) => {
    const radio = h("input", { type: "radio", name: id, id: `${id}-${place}` });
    radio.addEventListener("change", () => give(value ?? null));
    return { value, radio, label: h("label", { for: radio.id }, text) };
  });
  return {
    element: h("fieldset", { class: "fact", "data-fact": fact.name },
      h("legend", {}, fact.question),
      h("span", { class: "switch" }, ...made.flatMap(({ radio, label }) => [radio, label]))),
    show(value) {
      for (const one of made) one.radio.checked = one.value === value;
    },
    tell() {},
  };
}

function field(fact, id, words, give) {
  const typed = input(fact, id, words);
  const error = h("p", { class: "wrong", id: `${id}-wrong` });
  typed.setAttribute("aria-describedby", error.id);
  const slider = fact.slider ? h("input", {
    type: "range", ...limits(fact), "aria-label": fill(words.slider, fact.question),
  }) : null;
  typed.addEventListener("change", () => give(read(fact, typed)));
  slider?.addEventListener("input", () => {
    typed.value = slider.value;
    give(read(fact, typed));
  });
  return {
    element: h("div", { class: "fact", "data-fact": fact.name },
      h("label", { for: id }, fact.question), row(fact, typed, slider, words), suggestions(fact, id), error),
    show(value) {
      if (focusedNear(typed) === typed && read(fact, typed) === (value ?? null)) return;
      typed.value = value ?? "";
      if (slider) slider.value = value ?? fact.low;
    },
    tell(fault) {
      error.textContent = fault ? fill(words.wrong, fault) : "";
      if (fault) typed.setAttribute("aria-invalid", "true");
      else typed.removeAttribute("aria-invalid");
    },
  };
}

/** What a fact is typed or chosen in. */
export function input(fact, id, words) {
  if (fact.choices) {
    return h("select", { id }, h("option", { value: "" }, words.not_known),
      ...fact.choices.map(([value, text]) => h("option", { value }, text)));
  }
  if (isNumber(fact)) return h("input", { id, type: "number", inputmode: "decimal", ...limits(fact) });
  return h("input", {
    id, type: "text", autocomplete: "off", list: fact.suggested ? `${id}-list` : null,
    maxlength: fact.suggested ? 2 : 200,
  });
}

export function row(fact, typed, slider, words) {
  const range = slider && h("span", { class: "faint" }, fill(words.range, fact.low, fact.high));
  return h("span", { class: "field" }, typed, fact.unit && h("span", { class: "unit" }, fact.unit), slider, range);
}

export function suggestions(fact, id) {
  return fact.suggested
    ? h("datalist", { id: `${id}-list` }, ...fact.suggested.map((value) => h("option", { value })))
    : null;
}

/** What was typed, as the situation holds it; null where nothing was. */
export function read(fact, typed) {
  const text = typed.value.trim();
  if (text === "") return null;
  if (isNumber(fact)) return Number(text);
  return fact.suggested ? text.toUpperCase() : text;
}

function isNumber(fact) {
  return fact.kind === "whole" || fact.kind === "decimal";
}

function limits(fact) {
  return { min: fact.low, max: fact.high, step: fact.kind === "whole" ? 1 : "any" };
}
