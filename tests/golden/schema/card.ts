/** One of the 13 source attributes of an evidence-based decision support intervention. */
export interface AttributeShown {
  number: number;
  name: string;
  says?: string | null;
  facts?: string[];
  rules?: number | null;
}

/** Where in a source a point stands; the grade is that of the point. */
export interface Cited {
  source: string;
  locator: string;
  grade: "A" | "B" | "C" | "unverified";
  says?: string | null;
}

/** One criterion of the order; the first on which two steps differ decides. */
export interface CriterionShown {
  name: string;
  says: string;
}

/** One danger, and the steps that nothing can take away while it holds. */
export interface DangerShown {
  id: string;
  title: string;
  level: "emergency" | "same_day" | "days";
  core: string[];
}

/** What shows that a control works: a test, a law or vignette of the rulebook, or a check. */
export interface Evidence {
  test?: string | null;
  law?: string | null;
  vignette?: string | null;
  check?: string | null;
}

/** A way in which the rules or the program could do harm, and what is done about it. */
export interface Hazard {
  id: string;
  hazard: string;
  cause: string;
  effect: string;
  severity: "fatal" | "grave" | "moderate" | "minor";
  control: string;
  evidence?: Evidence[];
  remains?: string | null;
}

/** Which rulebook, by its id, version and content, and which library made the card. */
export interface Named {
  id: string;
  version: string;
  title: string;
  content_hash: string;
  library: string;
}

/** A source that something cites. */
export interface Referred {
  title: string;
  year: number;
  grade: "A" | "B" | "C" | "unverified";
  checked: string;
  organisation?: string | null;
  authors?: string | null;
  address?: string | null;
  doi?: string | null;
  note?: string | null;
}

/** One rule: what it argues, what it reads, and what it rests on. */
export interface RuleShown {
  id: string;
  kind: "recommend" | "caution" | "not_yet" | "exclude" | "finding" | "ask";
  target: string;
  because: string;
  evidence: Cited[];
  facts?: string[];
  tried?: string[];
  attributes?: { [key in "race" | "ethnicity" | "language" | "sexual_orientation" | "gender_identity" | "sex" | "date_of_birth" | "social_determinants" | "health_status"]?: string[] };
  if_unknown?: "hold" | "check" | "ignore" | null;
}

/** What was run, by which command, and what came out. */
export interface Run {
  what: string;
  command: string;
  found: { [key: string]: number };
  measured?: string | null;
}

/** What the authors of a rulebook state of it; the card says of all else that it is missing. */
export interface Stated {
  status?: "draft" | "reviewed" | "retired" | null;
  intended_use?: string | null;
  users?: string[];
  not_for?: string[];
  population?: string | null;
  setting?: string | null;
  exclusions?: string[];
  method?: string | null;
  developer?: string | null;
  funding?: string | null;
  licence?: string | null;
  language?: string | null;
  released?: string | null;
  revised?: string | null;
  review?: string | null;
  regulatory?: string | null;
  feedback?: string | null;
  limits?: string[];
  attributes?: { [key: string]: ("race" | "ethnicity" | "language" | "sexual_orientation" | "gender_identity" | "sex" | "date_of_birth" | "social_determinants" | "health_status")[] };
}

/** One recommendation; `facts` are those that decide whether it applies to somebody. */
export interface StepShown {
  id: string;
  title: string;
  kind: "action" | "warning";
  stage: "safety" | "misconduct" | "urgent_medical" | "course" | "data" | "adherence" | "alliance" | "goals" | "homework" | "life" | "formulation" | "change" | "medication" | "self_care";
  urgency: "emergency" | "same_day" | "days" | "routine";
  readers: ("client" | "relative" | "clinician")[];
  evidence: Cited[];
  facts?: string[];
  attributes?: { [key in "race" | "ethnicity" | "language" | "sexual_orientation" | "gender_identity" | "sex" | "date_of_birth" | "social_determinants" | "health_status"]?: string[] };
}

/** All that a reader, a buyer or a safety officer must be able to look up of a rulebook. */
export interface Card {
  format: 1;
  rulebook: Named;
  counts: { [key: string]: number };
  stated: Stated;
  missing: string[];
  attributes: AttributeShown[];
  unclassified: string[];
  missing_data: string[];
  if_unknown: { [key in "hold" | "check" | "ignore"]?: number };
  ranking: CriterionShown[];
  limits: string[];
  tests: Run[];
  hazards: Hazard[];
  dangers: DangerShown[];
  recommendations: StepShown[];
  rules: RuleShown[];
  sources: { [key: string]: Referred };
}
