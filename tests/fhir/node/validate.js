// FHIR R4 resources in, one list of faults for each out.
import { readFileSync } from "node:fs";
import fhir from "fhir";

const validator = new fhir.Fhir();
const faults = JSON.parse(readFileSync(0, "utf8")).map((resource) =>
  validator
    .validate(resource, { errorOnUnexpected: true })
    .messages.filter((message) => ["error", "fatal"].includes(message.severity))
    .map((message) => `${message.location}: ${message.message}`),
);
process.stdout.write(JSON.stringify(faults));
