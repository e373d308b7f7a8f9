// The plan: its steps with their reasons, what is not among them and why, and what has moved.

import { button, fill, focusedNear, h, html, isStill } from "./dom.js";

export class Plan {
  constructor(form, uid, { explain, sayTried }) {
    this.words = form.words;
    this.outcomes = form.outcomes;
    this.uid = uid;
    this.explain = explain;
    this.sayTried = sayTried;
    this.view = null;
    this.element = h("section", { class: "plan", "aria-labelledby": `${uid}-plan` });
  }

  /** Draw *view*; a step that says the same as before stays as it is, opened or in focus. */
  draw(view) {
    const before = this.view;
    this.view = view;
    this.old = new Map([...this.element.querySelectorAll("[data-step]")].map((one) => [one.dataset.step, one]));
    const places = new Map([...this.old].map(([key, one]) => [key, one.getBoundingClientRect().top]));
    const focused = focusedNear(this.element);
    const key = this.element.contains(focused) ? focused.dataset.key : undefined;
    this.element.replaceChildren(...this.parts(view, before).filter(Boolean));
    if (key) this.element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
    if (before && !isStill()) this.slide(places);
  }

  parts(view, before) {
    const { words } = this;
    const isUrgent = view.safety.level === "same_day";
    return [
      h("h2", { id: `${this.uid}-plan` }, view.title),
      view.conflicts.length > 0 && h("div", { class: "box note" },
        h("h3", {}, view.conflicts_title), h("ul", {}, ...view.conflicts.map((one) => h("li", {}, one)))),
      isUrgent && this.warnings(view),
      view.steps.length > 0 ? this.steps(view, before) : h("p", {}, words.no_steps),
      before && view.safety.kind !== "alarm" && this.gone(view, before),
      !isUrgent && this.warnings(view),
      ...view.withheld.map((group) => this.withheld(group)),
      h("p", { class: "faint" }, view.footer),
    ];
  }

  warnings(view) {
    return view.warnings.length > 0 && h("div", { class: "box warning" },
      h("h3", {}, view.warnings_title), ...view.warnings.map(html));
  }

  steps(view, before) {
    const ranks = new Map((before?.steps ?? []).map((step, place) => [step.id, place]));
    return h("ol", { class: "steps" }, ...view.steps.map((step, place) => {
      const member = this.member(`given-${step.id}`, step, true);
      if (!before && place === 0) member.firstElementChild.open = true;
      this.mark(member, before && (ranks.has(step.id) ? ranks.get(step.id) - place : "new"));
      member.querySelector('[data-ask="why_not"]').hidden = place === 0;
      return member;
    }));
  }

  gone(view, before) {
    const left = before.steps.filter((one) => !view.steps.some((step) => step.id === one.id));
    return left.length > 0
      && h("p", { class: "gone" }, `${this.words.gone}: ${left.map((one) => one.title).join("; ")}.`);
  }

  withheld(group) {
    return h("div", { class: "withheld" }, h("h3", {}, group.title),
      h("ul", {}, ...group.steps.map((step) => this.member(`${group.id}-${step.id}`, step, false))));
  }

  /** The member of a list for one step: the one from before, if it says the same. */
  member(key, step, isGiven) {
    const made = JSON.stringify(step);
    const old = this.old.get(key);
    if (old?.made === made) return old;
    const member = this.step(key, step, isGiven);
    member.made = made;
    if (old) member.firstElementChild.open = old.firstElementChild.open;
    return member;
  }

  step(key, step, isGiven) {
    return h("li", { "data-step": key }, h("details", {},
      h("summary", { "data-key": `open-${key}` },
        h("span", { class: "what" }, step.title),
        step.when && h("span", { class: "when" }, step.when),
        isGiven && h("span", { class: "move" }),
        h("span", { class: "because" }, step.because)),
      h("div", { class: "body" },
        isGiven && html(step.html), this.asking(key, step, isGiven), this.tried(key, step))));
  }

  asking(key, step, isGiven) {
    const { words } = this;
    const told = h("div", { class: "told", "aria-live": "polite" });
    const asked = isGiven
      ? [["why", words.why], ["why_not", words.why_not_first], ["what_would_change", words.change_out]]
      : [["why_not", words.why_not], ["what_would_change", words.change_in]];
    const buttons = asked.map(([what, text]) => button(
      text, ({ target }) => this.tell(target, buttons, told, { ask: what, recommendation: step.id }),
      { "data-ask": what, "data-key": `${what}-${key}`, "aria-pressed": "false" }));
    return h("div", {}, h("div", { class: "asking", role: "group", "aria-label": step.title }, ...buttons), told);
  }

  async tell(pressed, buttons, told, request) {
    const isOpen = pressed.getAttribute("aria-pressed") === "true";
    for (const one of buttons) one.setAttribute("aria-pressed", String(one === pressed && !isOpen));
    told.textContent = isOpen ? "" : this.words.waiting;
    if (isOpen) return;
    const answer = await this.explain(request);
    if (pressed.getAttribute("aria-pressed") !== "true") return;
    if (answer.problems) told.textContent = answer.problems[""];
    else told.replaceChildren(html(answer.html));
  }

  tried(key, step) {
    const id = `${this.uid}-tried-${key}`;
    const chosen = h("select", { id, "data-key": id }, h("option", { value: "" }, this.words.not_known),
      ...this.outcomes.map(([value, text]) => h("option", { value }, text)));
    chosen.value = step.tried ?? "";
    chosen.addEventListener("change", () => this.sayTried(step.id, chosen.value));
    return h("p", { class: "tried" }, h("label", { for: id }, this.words.tried), chosen);
  }

  /** Say how far a step has moved. */
  mark(member, moved) {
    const { words } = this;
    const mark = member.querySelector(".move");
    const kind = moved === "new" ? "came" : moved > 0 ? "rose" : moved < 0 ? "fell" : "";
    const texts = { came: words.new, rose: fill(words.up, moved), fell: fill(words.down, -moved) };
    mark.textContent = texts[kind] ?? "";
    mark.className = `move ${kind}`;
  }

  slide(places) {
    for (const member of this.element.querySelectorAll(".steps > li")) {
      const from = places.get(member.dataset.step);
      const by = from === undefined ? 0 : from - member.getBoundingClientRect().top;
      if (from === undefined) member.animate([{ opacity: 0 }, { opacity: 1 }], 250);
      else if (by) member.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], 250);
    }
  }
}
