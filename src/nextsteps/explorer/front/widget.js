// The explorer in a notebook: what it asks goes to Python as messages with a number.

import { Explorer } from "./explorer.js";
import { h } from "./dom.js";

function render({ model, el }) {
  const open = new Map();
  let last = 0;
  const answered = ({ number, answer }) => {
    open.get(number)?.(answer);
    open.delete(number);
  };
  model.on("msg:custom", answered);
  const root = h("div", {});
  el.append(root);
  const explorer = new Explorer(root, {
    form: model.get("form"),
    values: model.get("values"),
    ask: (request) => new Promise((resolve) => {
      open.set(++last, resolve);
      model.send({ number: last, request });
    }),
    onView: () => {
      model.set("values", explorer.good);
      model.save_changes();
    },
  });
  const changed = () => explorer.show(model.get("values"));
  model.on("change:values", changed);
  return () => {
    model.off("msg:custom", answered);
    model.off("change:values", changed);
  };
}

export default { render };
