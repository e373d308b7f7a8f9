// Pairs of a FHIR R4 resource and a FHIRPath expression in, what each comes to out.
import { readFileSync } from "node:fs";
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4/index.js";

const asked = JSON.parse(readFileSync(0, "utf8"));
const answers = asked.map(({ resource, expression, variables }) =>
  fhirpath.evaluate(resource, expression, variables ?? {}, r4),
);
process.stdout.write(JSON.stringify(await Promise.all(answers)));
