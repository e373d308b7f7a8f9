// The page: the explorer, answered by the library itself in a worker of this browser.

import { Explorer } from "./explorer.js";

const leave = document.getElementById("leave");
const status = document.getElementById("status");
const worker = new Worker("./worker.js", { type: "module" });
const open = new Map();
let last = 0;

function ask(request) {
  return new Promise((resolve, reject) => {
    open.set(++last, { resolve, reject });
    worker.postMessage({ number: last, request });
  });
}

worker.addEventListener("message", ({ data }) => {
  if (data.step) status.textContent = data.step;
  if (data.form) start(data.form);
  if (data.fault !== undefined) {
    console.error(data.fault);
    if (data.number === undefined) status.textContent = status.dataset.failed;
    else open.get(data.number)?.reject(new Error(data.fault));
  }
  if (data.answer) open.get(data.number)?.resolve(data.answer);
  open.delete(data.number);
});
worker.addEventListener("error", () => {
  status.textContent = status.dataset.failed;
});

function start(form) {
  const root = document.getElementById("explorer");
  const onView = () => {
    status.hidden = true;
    document.getElementById("first-help")?.remove(); // from now on the explorer has it
  };
  new Explorer(root, { form, values: {}, ask, onView }).top.append(leave); // in reach at any time
}

// Nothing is kept: a page that is left, or shown again, knows no answers.
leave.addEventListener("click", () => {
  worker.terminate();
  document.body.replaceChildren();
  document.title = "";
  location.replace("about:blank");
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
