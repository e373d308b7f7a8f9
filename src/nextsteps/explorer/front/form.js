// The situation as a form: all questions by section, with a search.

import { control } from "./controls.js";
import { fill, h } from "./dom.js";

export class Form {
  constructor(form, uid, give) {
    this.words = form.words;
    this.values = {};
    this.rows = new Map();
    this.sections = form.sections.map((section) => this.section(section, uid, give));
    this.search = h("input", { type: "search", id: `${uid}-search`, autocomplete: "off" });
    this.only = h("input", { type: "checkbox" });
    this.note = h("p", { class: "faint" });
    this.none = h("p", { class: "faint", role: "status" });
    this.search.addEventListener("input", () => this.filter());
    this.only.addEventListener("change", () => this.filter());
    this.element = h("details", { class: "form" },
      h("summary", {}, h("h2", {}, this.words.form)),
      h("p", { class: "faint" }, this.words.form_note), this.note,
      h("div", { class: "finding", role: "search", "aria-label": this.words.search },
        h("label", { for: this.search.id }, this.words.search), this.search,
        h("label", { class: "tick" }, this.only, this.words.only_known)),
      this.none, ...this.sections.map((one) => one.element));
  }

  section(section, uid, give) {
    const count = h("span", { class: "count" });
    const rows = section.facts.map((fact) => {
      const row = control(fact, `${uid}-${fact.name}`, this.words, (value) => give({ [fact.name]: value }));
      row.fact = fact;
      row.text = `${fact.question} ${fact.topic} ${fact.name.replaceAll("_", " ")}`.toLowerCase();
      this.rows.set(fact.name, row);
      return row;
    });
    const topics = this.topics(rows);
    const element = h("details", { class: "facts" },
      h("summary", {}, h("h3", {}, section.title), count), ...topics.map((one) => one.element));
    return { element, count, rows, topics };
  }

  /** The rows of a section by topic; a single topic needs no title of its own. */
  topics(rows) {
    const names = [...new Set(rows.map((row) => row.fact.topic))];
    return names.map((name) => {
      const own = rows.filter((row) => row.fact.topic === name);
      const title = names.length > 1 && h("h4", {}, name);
      return { rows: own, element: h("div", {}, title, ...own.map((row) => row.element)) };
    });
  }

  show(values) {
    this.values = values;
    for (const [name, row] of this.rows) row.show(values[name]);
    for (const { rows, count } of this.sections) {
      const known = rows.filter((row) => this.isKnown(row)).length;
      count.textContent = known ? fill(this.words.known, known) : "";
    }
    this.filter();
  }

  tell(problems) {
    for (const [name, row] of this.rows) row.tell(problems[name]);
  }

  isKnown(row) {
    return this.values[row.fact.name] !== undefined;
  }

  /** Show what fits the search; a question that follows another waits for a yes to that. */
  filter() {
    const wanted = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const isNarrow = wanted.length > 0 || this.only.checked;
    let shown = 0;
    for (const { element, rows, topics } of this.sections) {
      for (const row of rows) row.element.hidden = !this.isShown(row, wanted);
      for (const topic of topics) topic.element.hidden = topic.rows.every((row) => row.element.hidden);
      const inside = rows.filter((row) => !row.element.hidden).length;
      element.hidden = inside === 0;
      if (isNarrow !== this.wasNarrow || isNarrow) element.open = isNarrow && inside > 0;
      shown += inside;
    }
    this.wasNarrow = isNarrow;
    this.none.textContent = shown === 0 ? this.words.none_found : "";
  }

  isShown(row, wanted) {
    const { follows } = row.fact;
    if (this.isKnown(row)) return wanted.every((word) => row.text.includes(word));
    if (this.only.checked) return false;
    if (wanted.length > 0) return wanted.every((word) => row.text.includes(word));
    return !follows || this.values[follows] === true;
  }
}
