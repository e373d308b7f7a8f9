// Navigation inside navigation, and the buttons of a block of code, are no landmarks of their own:
// a screen reader would list them all, most without a name. What scrolls is reached by keyboard.
const tidy = () => {
  for (const nav of document.querySelectorAll("nav nav, nav.md-code__nav")) {
    nav.setAttribute("role", "none");
    for (const name of ["aria-label", "aria-labelledby", "aria-expanded"]) {
      nav.removeAttribute(name);
    }
  }
  for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) {
    table.tabIndex = 0;
  }
};
new MutationObserver(tidy).observe(document.body, {
  attributeFilter: ["aria-expanded"],
  childList: true,
  subtree: true,
});
tidy();
