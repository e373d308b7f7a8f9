// Small things that all parts of the explorer are made with.

/** An element with its attributes and children; null and false are left out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((one) => one !== null && one !== undefined && one !== false));
  return element;
}

export function button(text, press, attributes = {}) {
  const element = h("button", { type: "button", ...attributes }, text);
  element.addEventListener("click", press);
  return element;
}

/** HTML that Python made, and escaped, as an element. */
export function html(text) {
  const element = h("div", {});
  element.innerHTML = text;
  return element;
}

/** *text* with each `{}` filled in. */
export function fill(text, ...parts) {
  return parts.reduce((filled, part) => filled.replace("{}", () => part), text);
}

/** Whether the reader asked for little motion. */
export function isStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The element that has the focus, in whichever tree *element* stands. */
export function focusedNear(element) {
  return element.getRootNode().activeElement;
}
