// The explorer: what is known and its history, and the parts that show it. It draws what Python
// answers and holds no rules; what it shows as HTML was made, and escaped, by the library.

import { button, h, html, isStill } from "./dom.js";
import { Form } from "./form.js";
import { Plan } from "./plan.js";
import { Question } from "./question.js";
import { isSame, withFacts, withOpen, withOutcome } from "./values.js";

const WIDE = 896; // px; from here on the form stands beside the plan, as in the stylesheet
const PAUSE = 30; // ms; while a slider is drawn along, nothing is asked

export class Explorer {
  /**
   * root: the element to draw in; form: what `form_of` returns; values: the situation to begin
   * with; ask(request): a promise of what `respond` answers; onView(view): told of each plan.
   */
  constructor(root, { form, values, ask, onView }) {
    this.words = form.words;
    this.ask = ask;
    this.onView = onView;
    this.start = this.now = this.good = values;
    this.past = [];
    this.pastOfGood = 0;
    this.turn = 0;
    this.root = root;
    const uid = `nx-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
    const sayFacts = (facts) => this.change(withFacts(this.now, facts));
    this.form = new Form(form, uid, sayFacts);
    this.question = new Question(form, uid, {
      say: sayFacts,
      leaveOpen: (names, list) => this.change(withOpen(this.now, names, list)),
    });
    this.plan = new Plan(form, uid, {
      explain: (request) => this.safely({ ...request, values: this.good }),
      sayTried: (step, outcome) => this.change(withOutcome(this.now, step, outcome)),
    });
    this.build();
    this.refresh();
  }

  build() {
    const { words } = this;
    this.live = h("p", { class: "spoken", role: "status" });
    this.problem = h("p", { class: "wrong", role: "alert" });
    this.contacts = h("div", { class: "contacts", tabindex: "0", role: "group", "aria-label": words.help });
    this.top = h("div", { class: "top" },
      h("details", { class: "help" }, h("summary", {}, words.help), this.contacts));
    this.code = h("div", { class: "code", hidden: true });
    this.safety = h("section", { "aria-label": words.safety });
    this.undoing = button(words.undo, () => this.undo(), { disabled: true });
    this.resetting = button(words.reset, () => this.reset());
    this.root.classList.add("nextsteps", "explorer");
    this.root.setAttribute("lang", "en");
    this.root.replaceChildren(
      this.top, this.safety,
      h("div", { class: "tools", role: "group", "aria-label": words.tools }, this.undoing, this.resetting,
        button(words.python, () => this.copy("python")), button(words.yaml, () => this.copy("yaml"))),
      this.code, this.problem,
      h("div", { class: "sides" }, this.form.element,
        h("div", { class: "answers" }, this.question.element, this.plan.element)),
      this.live);
    this.form.element.open = this.isWide(); // on a phone it would hide the plan
  }

  isWide() {
    return (this.root.clientWidth || document.documentElement.clientWidth) >= WIDE;
  }

  /** Go on with other values, as from outside; nothing happens if they are the same. */
  show(values) {
    if (!isSame(values, this.now)) this.change(values);
  }

  change(values) {
    this.past.push(this.now);
    this.goTo(values);
  }

  goTo(values, told = "") {
    this.now = values;
    this.told = told;
    this.undoing.disabled = this.past.length === 0;
    this.root.setAttribute("aria-busy", "true");
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.refresh(), PAUSE);
  }

  undo() {
    this.goTo(this.past.pop(), this.words.undone);
    if (this.past.length === 0) this.resetting.focus(); // a button that is off has no focus
  }

  reset() {
    if (isSame(this.now, this.start)) return;
    this.past.push(this.now);
    this.goTo(this.start, this.words.was_reset);
  }

  /** Ask for the plan, draw it, and then ask for the question; an answer that came late is none. */
  async refresh() {
    const mine = ++this.turn;
    this.root.setAttribute("aria-busy", "true");
    try {
      const view = await this.ask({ ask: "view", values: this.now });
      if (mine !== this.turn) return;
      this.tell(view.problems ?? {});
      if (view.problems) return;
      this.draw(view);
      const question = await this.ask({ ask: "question", values: this.now });
      if (mine === this.turn) this.question.draw(question);
    } catch (error) {
      console.error(error);
      this.problem.textContent = this.words.failed;
    } finally {
      if (mine === this.turn) this.root.removeAttribute("aria-busy");
    }
  }

  /** Show what no situation can hold, and stay with the values from before. */
  tell(problems) {
    const told = Object.entries(problems).map(([fact, wanted]) => (
      fact ? this.words.wrong.replace("{}", () => wanted) : wanted));
    this.problem.textContent = told.join(" ");
    this.form.tell(problems);
    if (told.length === 0) return;
    this.now = this.good;
    this.past.length = this.pastOfGood;
    this.undoing.disabled = this.past.length === 0;
  }

  draw(view) {
    this.good = this.now;
    this.pastOfGood = this.past.length;
    this.form.note.textContent = view.note;
    this.form.show(this.now);
    this.contacts.replaceChildren(html(view.contacts));
    this.drawSafety(view.safety);
    this.plan.draw(view);
    this.live.textContent = [this.told, view.spoken].filter(Boolean).join(" ");
    this.onView(view);
  }

  /** In an emergency the help comes before all else: it is shown, and the question waits below. */
  drawSafety({ kind, title, html: told }) {
    const wasAlarm = this.safety.classList.contains("alarm");
    const isAlarm = kind === "alarm";
    const heading = h("h2", { tabindex: "-1" }, title);
    this.safety.className = `box ${kind}`;
    this.safety.replaceChildren(heading, html(told));
    if (isAlarm === wasAlarm) return;
    if (isAlarm) this.plan.element.after(this.question.element);
    else this.plan.element.before(this.question.element);
    if (isAlarm) {
      if (!this.isWide()) this.form.element.open = false; // what to do comes next to whom to call
      this.safety.scrollIntoView({ block: "center", behavior: isStill() ? "instant" : "smooth" });
      heading.focus({ preventScroll: true });
    }
  }

  /** Ask something beside the plan; where that fails, the plan and the answers stay. */
  async safely(request) {
    try {
      return await this.ask(request);
    } catch (error) {
      console.error(error);
      return { problems: { "": this.words.failed } };
    }
  }

  async copy(what) {
    const { words } = this;
    const { text, problems } = await this.safely({ ask: what, values: this.good });
    if (problems) {
      this.problem.textContent = problems[""];
      return;
    }
    let told = words.copied;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      told = words.not_copied;
    }
    const pressed = this.root.getRootNode().activeElement;
    const close = button(words.close, () => {
      this.code.hidden = true;
      this.code.replaceChildren();
      pressed?.focus();
    });
    const shown = h("pre", { tabindex: "0", role: "region", "aria-label": words[what] }, text);
    this.code.replaceChildren(h("p", {}, told), shown, close);
    this.code.hidden = false;
    this.live.textContent = told;
  }
}
