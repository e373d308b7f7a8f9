// The values of a situation, as plain objects that are never changed in place.

const LISTS = ["cannot_say", "declined"];

/** *values* with *facts* changed; null makes a fact unknown. What is said is no longer left open. */
export function withFacts(values, facts) {
  const next = { ...values, ...facts };
  for (const list of LISTS) {
    next[list] = (next[list] ?? []).filter((name) => !(name in facts));
  }
  return tidy(next);
}

/** *values* with *names* in the list of what cannot, or would rather not, be said. */
export function withOpen(values, names, list) {
  return tidy({ ...values, [list]: [...new Set([...(values[list] ?? []), ...names])].sort() });
}

/** *values* with what came of a step; nothing takes it out again. */
export function withOutcome(values, step, outcome) {
  return tidy({ ...values, tried: tidy({ ...values.tried, [step]: outcome || null }) });
}

export function isSame(one, other) {
  return sorted(one) === sorted(other);
}

function sorted(values) {
  return JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function tidy(values) {
  return Object.fromEntries(Object.entries(values).filter(([, one]) => !isEmpty(one)));
}

function isEmpty(value) {
  if (value === null || value === undefined) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
