// ELM and many sets of parameters in, what all definitions come to out, one row for each set.
import { readFileSync } from "node:fs";
import cql from "cql-execution";

const { elm, names, parameters } = JSON.parse(readFileSync(0, "utf8"));
const library = new cql.Library(elm);
const nobody = new cql.PatientSource([]);
const rows = [];
for (const given of parameters) {
  const executor = new cql.Executor(library, null, given);
  const { unfilteredResults } = await executor.exec(nobody);
  rows.push(names.map((name) => unfilteredResults[name] ?? null));
}
process.stdout.write(JSON.stringify(rows));
