"""The look of a plan in HTML: one stylesheet, every rule of it below the class `nextsteps`."""

from collections.abc import Mapping

LIGHT: Mapping[str, str] = {
    "page": "#ffffff",
    "text": "#1c1d22",
    "faint": "#55575f",
    "link": "#1d4f91",
    "rule": "#c9ccd4",
    "note": "#eef3fb",
    "note-edge": "#3a6fb5",
    "warning": "#fdf3dc",
    "warning-edge": "#a86400",
    "danger": "#fdeceb",
    "danger-edge": "#b3261e",
    "alarm": "#8c1d18",
    "alarm-text": "#ffffff",
    "bar": "#e3e8f1",
    "bar-edge": "#73819a",
    "mark": "#1d4f91",
    "mark-text": "#ffffff",
    "steady": "#e9edf5",
    "cut": "#a86400",
}
DARK: Mapping[str, str] = {
    "page": "#15171c",
    "text": "#e9eaee",
    "faint": "#b0b4c0",
    "link": "#9cc4ff",
    "rule": "#454953",
    "note": "#1d2838",
    "note-edge": "#6ea0e4",
    "warning": "#33290f",
    "warning-edge": "#e0a33a",
    "danger": "#3b1a19",
    "danger-edge": "#f2857c",
    "alarm": "#8c1d18",
    "alarm-text": "#ffffff",
    "bar": "#2a303c",
    "bar-edge": "#7d889c",
    "mark": "#9cc4ff",
    "mark-text": "#15171c",
    "steady": "#232a37",
    "cut": "#e0a33a",
}

_RULES = """\
.nextsteps {
  background: var(--page); color: var(--text); color-scheme: light dark;
  font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  overflow-wrap: break-word;
}
.nextsteps.page { margin: 0; padding: 1rem; }
.nextsteps.fragment { padding: 1rem; }
.nextsteps header, .nextsteps main, .nextsteps footer { max-width: 44rem; margin: 0 auto; }
.nextsteps .title { font-size: 1.75rem; line-height: 1.2; margin: .5rem 0 1rem; }
.nextsteps .part { font-size: 1.3rem; line-height: 1.25; margin: 2rem 0 .75rem; }
.nextsteps .step { font-size: 1.0625rem; line-height: 1.4; margin: 0; }
.nextsteps p { margin: .4rem 0; }
.nextsteps ul, .nextsteps ol { margin: .4rem 0; padding-left: 1.4rem; }
.nextsteps li { margin: .3rem 0; }
.nextsteps li > p:only-child { margin: 0; }
.nextsteps .steps { padding-left: 1.8rem; }
.nextsteps .steps > li { margin: 0 0 1.25rem; }
.nextsteps .steps > li::marker { font-weight: 700; }
.nextsteps .faint { color: var(--faint); font-weight: 400; }
.nextsteps a { color: var(--link); text-underline-offset: .15em; }
.nextsteps :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.nextsteps .skip { position: absolute; left: -100vw; }
.nextsteps .skip:focus {
  left: .5rem; top: .5rem; padding: .6rem 1rem; background: var(--page); z-index: 1;
}
.nextsteps nav { border-bottom: 1px solid var(--rule); }
.nextsteps nav ul {
  list-style-type: ""; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.25rem;
}
.nextsteps nav a { display: inline-block; padding: .35rem 0; }
.nextsteps .box { border-left: .4rem solid; border-radius: .3rem; padding: .7rem 1rem; }
.nextsteps .box { margin: 1rem 0; }
.nextsteps .box .part { margin: 0 0 .4rem; font-size: 1.15rem; }
.nextsteps .box.note { background: var(--note); border-color: var(--note-edge); }
.nextsteps .box.warning { background: var(--warning); border-color: var(--warning-edge); }
.nextsteps .box.danger { background: var(--danger); border-color: var(--danger-edge); }
.nextsteps footer { border-top: 1px solid var(--rule); margin-top: 2rem; font-size: .9rem; }
.nextsteps summary { cursor: pointer; color: var(--link); padding: .2rem 0; }
.nextsteps figure { margin: 1rem 0 1.5rem; }
.nextsteps figcaption { font-size: .95rem; }
.nextsteps svg { display: block; width: 26rem; max-width: 100%; height: auto; }
.nextsteps svg text { font-size: 13px; fill: var(--text); }
.nextsteps svg .small, .nextsteps svg .cell { font-size: 12px; }
.nextsteps svg .kind, .nextsteps svg .small { fill: var(--faint); font-weight: 400; }
.nextsteps svg .value, .nextsteps svg .digit, .nextsteps svg .goal { font-weight: 700; }
.nextsteps svg path { fill: none; stroke-width: 1.5; }
.nextsteps svg .value, .nextsteps svg .named {
  paint-order: stroke; stroke: var(--page); stroke-width: 3px;
}
.nextsteps svg .axis { stroke: var(--bar-edge); }
.nextsteps svg .steady { fill: var(--steady); stroke: var(--bar-edge); stroke-width: .75; }
.nextsteps svg .cut { stroke: var(--cut); stroke-dasharray: 5 4; }
.nextsteps svg .course { stroke: var(--mark); stroke-width: 2.5; }
.nextsteps svg .score, .nextsteps svg .number, .nextsteps svg .arrow { fill: var(--mark); }
.nextsteps svg .digit { fill: var(--mark-text); }
.nextsteps svg .bar { fill: var(--bar); }
.nextsteps svg .decides { stroke: var(--mark); stroke-width: 1.5; }
.nextsteps svg .tip { stroke: var(--mark-text); stroke-width: 2; }
.nextsteps svg .link { stroke: var(--bar-edge); }
.nextsteps svg .head { fill: var(--bar-edge); }
.nextsteps svg .mark { fill: var(--page); stroke: var(--mark); stroke-width: 2; }
.nextsteps svg .mark.goal { fill: var(--mark); }
.nextsteps .alarm {
  background: var(--alarm); color: var(--alarm-text); border: 0; padding: .6rem 1rem;
  margin-top: 0;
}
.nextsteps .alarm .title { margin: 0 0 .3rem; font-size: 1.6rem; }
.nextsteps .alarm p { margin: .2rem 0; font-size: .95rem; line-height: 1.4; }
.nextsteps .alarm ul { list-style-type: ""; padding: 0; font-size: 1.15rem; line-height: 1.3; }
.nextsteps .alarm li { margin: .3rem 0; }
.nextsteps .alarm a, .nextsteps .alarm .faint { color: inherit; }
.nextsteps .alarm .faint { font-size: .9rem; }
.nextsteps .alarm :focus-visible { outline-color: currentColor; }
.nextsteps .alarm ~ .section .part { margin: .75rem 0 .3rem; }
.nextsteps .alarm ~ .section .steps > li { margin-bottom: .4rem; }
.nextsteps .alarm ~ .section :has(+ details) { display: inline; }
.nextsteps .alarm ~ .section details, .nextsteps .alarm ~ .section summary { display: inline; }
.nextsteps .alarm ~ .section summary::before { content: "▸\\a0" / ""; }
.nextsteps .alarm ~ .section [open] > summary::before { content: "▾\\a0" / ""; }
.nextsteps.page:has(.alarm) { padding: .6rem 1rem; }
.nextsteps:has(.alarm) { font-size: 1rem; line-height: 1.45; }
.nextsteps:has(.alarm) footer { margin-top: .75rem; line-height: 1.35; }
@media (forced-colors: active) {
  .nextsteps svg { forced-color-adjust: none; background: var(--page); }
}
@media print {
  .nextsteps { background: none; color: #000; font-size: 11pt; }
  .nextsteps.page { padding: 0; }
  .nextsteps .skip, .nextsteps nav { display: none; }
  .nextsteps .box, .nextsteps .alarm { background: none; color: #000; border: 2px solid #000; }
  .nextsteps .faint { color: #333; }
  .nextsteps .alarm .faint { color: #000; }
  .nextsteps a { color: inherit; text-decoration: none; }
  .nextsteps summary { display: none; }
  .nextsteps details::details-content { content-visibility: visible; block-size: auto; }
  .nextsteps .steps > li, .nextsteps .box { break-inside: avoid; }
  .nextsteps .part { break-after: avoid; }
}
"""


def stylesheet() -> str:
    """
    Return the stylesheet: light colours, or dark ones where the reader's system asks for them.

    >>> stylesheet().splitlines()[0][:28]
    '.nextsteps { --page: #ffffff'
    """
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n  {_colours(DARK)}\n}}"
    return f"{_colours(LIGHT)}\n{dark}\n{_RULES}"


def _colours(palette: Mapping[str, str]) -> str:
    named = " ".join(f"--{name}: {colour};" for name, colour in palette.items())
    return f".nextsteps {{ {named} }}"
