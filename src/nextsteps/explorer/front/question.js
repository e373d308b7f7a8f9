// The next question, to be answered where it stands.

import { input, read, row, suggestions } from "./controls.js";
import { button, focusedNear, h } from "./dom.js";

export class Question {
  constructor(form, uid, { say, leaveOpen }) {
    this.words = form.words;
    this.facts = new Map(form.sections.flatMap((one) => one.facts.map((fact) => [fact.name, fact])));
    this.id = `${uid}-asked`;
    this.say = say;
    this.leaveOpen = leaveOpen;
    this.element = h("section", { class: "question", "aria-labelledby": `${this.id}-title` });
  }

  /** Draw the question; whoever had the focus in the last one has it at the title of this one. */
  draw({ question, is_first_step_settled: isSettled }) {
    const had = this.element.contains(focusedNear(this.element));
    const title = h("h2", { tabindex: "-1", id: `${this.id}-title` }, this.words.question);
    const drawn = question ? this.asked(question, isSettled) : [h("p", {}, this.words.settled)];
    this.element.replaceChildren(title, ...drawn);
    this.element.dataset.facts = question ? question.facts.join(" ") : "";
    if (had) title.focus();
  }

  asked(question, isSettled) {
    const { words } = this;
    return [
      this.answers(question),
      question.note && h("p", { class: "faint" }, question.note),
      h("div", { class: "open" },
        button(words.cannot_say, () => this.leaveOpen(question.facts, "cannot_say")),
        button(words.declined, () => this.leaveOpen(question.facts, "declined"))),
      h("p", { class: "faint" }, h("strong", {}, `${words.why_asked}: `), question.why),
      question.could_change.length > 0 && h("p", { class: "faint" },
        h("strong", {}, `${words.could_change}: `), question.could_change.join("; "),
        question.more > 0 && ` (+${question.more})`),
      isSettled && h("p", { class: "faint" }, words.first_settled),
    ].filter(Boolean);
  }

  answers(question) {
    if (question.kind === "several") return this.several(question);
    const fact = this.facts.get(question.facts[0]);
    return fact.kind === "yes_no" ? this.yesOrNo(fact) : this.typed(fact);
  }

  yesOrNo(fact) {
    const { words } = this;
    return h("div", { role: "group", "aria-label": fact.question },
      h("p", { class: "text" }, fact.question),
      button(words.yes, () => this.say({ [fact.name]: true }), { class: "main" }),
      button(words.no, () => this.say({ [fact.name]: false }), { class: "main" }));
  }

  typed(fact) {
    const typed = input(fact, this.id, this.words);
    const give = () => {
      const value = read(fact, typed);
      if (value === null) typed.focus();
      else this.say({ [fact.name]: value });
    };
    typed.addEventListener("keydown", (event) => {
      if (event.key === "Enter") give();
    });
    return h("div", {},
      h("label", { for: this.id, class: "text" }, fact.question),
      row(fact, typed, null, this.words), suggestions(fact, this.id),
      button(this.words.answer, give, { class: "main" }));
  }

  /** Which of several are so: those that are not ticked are not so. */
  several(question) {
    const ticks = question.facts.map((name) => h("input", { type: "checkbox", value: name }));
    const give = (chosen) => this.say(
      Object.fromEntries(question.facts.map((name) => [name, chosen.includes(name)])));
    return h("fieldset", {},
      h("legend", { class: "text" }, question.text),
      ...ticks.map((tick) => h("label", { class: "tick" }, tick, this.facts.get(tick.value).question)),
      button(this.words.answer,
        () => give(ticks.filter((tick) => tick.checked).map((tick) => tick.value)), { class: "main" }),
      button(this.words.none_of_these, () => give([])));
  }
}
