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
  /** The id of a test, as in tests/test_app.py::test_the_number_is_shown */
  test?: string | null;
  /** The id of a law */
  law?: string | null;
  /** The id of a vignette */
  vignette?: string | null;
  /** The code of a check of the loader or the prover */
  check?: string | null;
}

/** A way in which the rules or the program could do harm, and what is done about it. */
export interface Hazard {
  /** Its name for other entries, plans and records: never changed once released */
  id: string;
  /** What can go wrong */
  hazard: string;
  /** How it comes about */
  cause: string;
  /** What it does to somebody */
  effect: string;
  /** How bad the worst effect is that is to be reckoned with */
  severity: "fatal" | "grave" | "moderate" | "minor";
  /** What is done about it */
  control: string;
  /** What shows that the control works */
  evidence?: Evidence[];
  /** What no control takes away */
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
  /** Whether it is a draft, was reviewed, or is no longer to be used */
  status?: "draft" | "reviewed" | "retired" | null;
  /** What it is meant for */
  intended_use?: string | null;
  /** Who is meant to use it */
  users?: string[];
  /** What it must not be used for */
  not_for?: string[];
  /** For people of which age and with which problems */
  population?: string | null;
  /** Where they are in care */
  setting?: string | null;
  /** For whom it was not written */
  exclusions?: string[];
  /** How the rules came about, and whether anything is learned from data */
  method?: string | null;
  /** Who wrote it */
  developer?: string | null;
  /** Who paid for it */
  funding?: string | null;
  /** Under which licence it may be used */
  licence?: string | null;
  /** In which language its texts are */
  language?: string | null;
  /** The day on which this version came out */
  released?: string | null;
  /** The day on which it was last changed in substance */
  revised?: string | null;
  /** Who has reviewed it, and when; or that nobody has */
  review?: string | null;
  /** What it is in law, and who answers for what is built on it */
  regulatory?: string | null;
  /** Where to tell what is wrong */
  feedback?: string | null;
  /** What it cannot do */
  limits?: string[];
  /** What facts of one's own vocabulary tell of a person; [] for nothing */
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
