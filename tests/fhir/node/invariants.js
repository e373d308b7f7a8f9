// FHIR R4 resources with FHIRPath expressions in, what each comes to out.
import { readFileSync } from "node:fs";
import fhirpath from "fhirpath";
import r4 from "fhirpath/fhir-context/r4/index.js";

const { resources, asked } = JSON.parse(readFileSync(0, "utf8"));
const quiet = { traceFn: () => {} };
const answers = asked.map(({ at, expressions }) =>
  expressions.map((expression) => {
    try {
      const resource = resources[at];
      const known = { resource, rootResource: resource };
      const model = resource.resourceType ? r4 : null; // cards are no FHIR resources
      return fhirpath.evaluate(resource, expression, known, model, quiet);
    } catch (error) {
      return String(error);
    }
  }),
);
process.stdout.write(JSON.stringify(answers));
