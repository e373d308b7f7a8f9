// Navigation inside navigation, and the buttons of a block of code, are no landmarks of their own:
// a screen reader would list them all, most without a name.
const tidy = () => {
  for (const nav of document.querySelectorAll("nav nav, nav.md-code__nav")) {
    nav.setAttribute("role", "none");
    nav.removeAttribute("aria-labelledby");
    nav.removeAttribute("aria-expanded");
  }
};
new MutationObserver(tidy).observe(document.body, {
  attributeFilter: ["aria-expanded"],
  childList: true,
  subtree: true,
});
tidy();
