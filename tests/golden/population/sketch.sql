WITH "given" AS (
  SELECT
    "person",
    CAST(NULL AS TEXT) AS "x0",
    CAST(NULL AS BOOLEAN) AS "b1",
    CAST(NULL AS DOUBLE PRECISION) AS "d2",
    CAST(NULL AS BIGINT) AS "w3",
    CAST("no_progress" AS BOOLEAN) AS "b4",
    CAST(NULL AS BOOLEAN) AS "b5",
    CAST(NULL AS TEXT) AS "x6",
    CAST(NULL AS BOOLEAN) AS "b7",
    CAST(NULL AS TEXT) AS "x8",
    CAST(NULL AS BOOLEAN) AS "b9",
    CAST(NULL AS BOOLEAN) AS "b10",
    CAST(NULL AS BOOLEAN) AS "b11",
    CAST(NULL AS BOOLEAN) AS "b12",
    CAST(NULL AS TEXT) AS "t0",
    CAST(NULL AS TEXT) AS "t1",
    CAST(NULL AS TEXT) AS "t2",
    SUBSTRING(CASE
      WHEN "person" IS NULL OR COUNT(*) OVER (PARTITION BY "person") > 1
      THEN ',person'
      ELSE ''
    END FROM 2) AS "faults"
  FROM "situations"
  OFFSET 0
), "linked" AS (
  SELECT
    "b1",
    "b10",
    "b11",
    "b12",
    "b4",
    "b7",
    "b9",
    "d2",
    "person",
    "t0",
    "t1",
    "w3",
    "x0",
    "x8",
    COALESCE(
      "b5",
      CASE
        WHEN "t2" IN ('done', 'ongoing', 'helped', 'no_change', 'worse', 'dismissed')
        THEN TRUE
        WHEN "t2" = 'never'
        THEN FALSE
        WHEN NOT (
          "x6" IS NULL
        )
        THEN TRUE
      END
    ) AS "b5",
    COALESCE(
      "t2",
      CASE
        WHEN NOT "b5"
        THEN 'never'
        WHEN "x6" = 'improved'
        THEN 'helped'
        WHEN "x6" = 'change_agreed'
        THEN 'ongoing'
        WHEN "x6" = 'no_change'
        THEN 'no_change'
        WHEN "x6" = 'dismissed'
        THEN 'dismissed'
        WHEN "x6" = 'defensive'
        THEN 'dismissed'
        WHEN "b5"
        THEN 'done'
      END
    ) AS "t2"
  FROM "given"
  WHERE
    "faults" = ''
  OFFSET 0
), "affirmed" AS (
  SELECT
    "b1",
    "b12",
    "b4",
    "b5",
    "b9",
    "d2",
    "person",
    "t0",
    "t1",
    "t2",
    "w3",
    "x0",
    COALESCE(
      "b7",
      CASE
        WHEN "x8" <> 'neither' OR "b9" <> FALSE OR "b10" <> FALSE OR "b11" <> FALSE
        THEN TRUE
      END
    ) AS "b7"
  FROM "linked"
  OFFSET 0
), "denied_0" AS (
  SELECT
    "b1",
    "b12",
    "b4",
    "b5",
    "d2",
    "person",
    "t0",
    "t1",
    "t2",
    "w3",
    "x0",
    COALESCE("b9", CASE WHEN NOT "b7" THEN FALSE END) AS "b9"
  FROM "affirmed"
  OFFSET 0
), "findings_0" AS (
  SELECT
    "b1",
    "b5",
    "d2",
    "person",
    "t0",
    "t1",
    "t2",
    "w3",
    "x0",
    "b12" OR "b9" AS "r0",
    "b12" OR "b9" AS "n0",
    "b4" AND "d2" >= 12 AS "n1"
  FROM "denied_0"
  OFFSET 0
), "rules" AS (
  SELECT
    "n0",
    "person",
    "r0",
    "t0",
    "t1",
    "t2",
    "x0",
    "n1"
    AND CASE WHEN "t2" <> 'done' THEN "t2" IN ('dismissed', 'no_change', 'worse') END AS "r2",
    "n1" AND NOT "b5" AS "r3",
    "d2" < 3 AS "r4",
    "b1" AS "e0",
    "d2" <= 2 AND "w3" > 15 AS "c0"
  FROM "findings_0"
  OFFSET 0
), "places" AS (
  SELECT
    "c0",
    "e0",
    "n0",
    "person",
    "r0",
    "r2",
    "r3",
    "r4",
    "t0",
    "t1",
    "t2",
    CASE
      WHEN NOT (
        COALESCE("r0", FALSE)
      )
      THEN NULL
      WHEN "n0"
      THEN 'now'
      WHEN NOT (
        "t0" IN ('never', 'declined')
      )
      THEN 'already_tried'
      ELSE 'now'
    END AS "s0",
    CASE
      WHEN NOT (
        COALESCE("r2", FALSE)
      )
      THEN NULL
      WHEN "x0" IN ('parent', 'partner', 'relative', 'clinician')
      THEN 'not_for_this_reader'
      WHEN NOT (
        "t1" IN ('never', 'declined')
      )
      THEN 'already_tried'
      WHEN "r4" OR "c0"
      THEN 'not_yet'
      ELSE 'now'
    END AS "s1",
    CASE
      WHEN NOT (
        COALESCE("r3", FALSE)
      )
      THEN NULL
      WHEN "x0" IN ('parent', 'partner', 'relative', 'clinician')
      THEN 'not_for_this_reader'
      WHEN NOT "e0"
      THEN 'not_applicable'
      WHEN NOT (
        "t2" IN ('never', 'declined')
      )
      THEN 'already_tried'
      ELSE 'now'
    END AS "s2",
    CASE WHEN "n0" THEN 0 ELSE 4 END AS "at_least",
    CASE WHEN COALESCE("n0", TRUE) THEN 0 ELSE 4 END AS "safety_could_be"
  FROM "rules"
  OFFSET 0
), "keys" AS (
  SELECT
    "at_least",
    "c0",
    "e0",
    "n0",
    "person",
    "r0",
    "r2",
    "r3",
    "r4",
    "s0",
    "s1",
    "s2",
    "safety_could_be",
    CASE
      WHEN "s0" = 'now'
      THEN (
        (
          CAST(0 AS BIGINT) * 1 + (
            CAST(CASE WHEN "t0" = 'declined' THEN 1 ELSE 0 END AS BIGINT) * 3 + CAST((
              0 - CASE WHEN "r0" THEN 1 ELSE 0 END + 2
            ) AS BIGINT) * 6
          )
        ) + (
          (
            CAST(CASE WHEN "r0" THEN 0 ELSE 2 END AS BIGINT) * 24 + CAST(CASE WHEN "n0" THEN 0 ELSE 4 END AS BIGINT) * 72
          ) + (
            CAST(0 AS BIGINT) * 360 + CAST(CASE WHEN "r0" THEN 0 ELSE 3 END AS BIGINT) * 720
          )
        )
      )
    END AS "k0",
    CASE
      WHEN "s1" = 'now'
      THEN (
        (
          CAST(2 AS BIGINT) * 1 + (
            CAST(CASE WHEN "t1" = 'declined' THEN 1 ELSE 0 END AS BIGINT) * 3 + CAST((
              0 - CASE WHEN "r2" THEN 1 ELSE 0 END + 2
            ) AS BIGINT) * 6
          )
        ) + (
          (
            CAST(CASE WHEN "r2" THEN 1 ELSE 2 END AS BIGINT) * 24 + CAST(4 AS BIGINT) * 72
          ) + (
            CAST(1 AS BIGINT) * 360 + CAST(3 AS BIGINT) * 720
          )
        )
      )
    END AS "k1",
    CASE
      WHEN "s2" = 'now'
      THEN (
        (
          CAST(1 AS BIGINT) * 1 + (
            CAST(CASE WHEN "t2" = 'declined' THEN 1 ELSE 0 END AS BIGINT) * 3 + CAST((
              0 - CASE WHEN "r3" THEN 1 ELSE 0 END + 2
            ) AS BIGINT) * 6
          )
        ) + (
          (
            CAST(CASE WHEN "r3" THEN 0 ELSE 2 END AS BIGINT) * 24 + CAST(4 AS BIGINT) * 72
          ) + (
            CAST(1 AS BIGINT) * 360 + CAST(3 AS BIGINT) * 720
          )
        )
      )
    END AS "k2"
  FROM "places"
  OFFSET 0
), "heights" AS (
  SELECT
    "at_least",
    "c0",
    "e0",
    "k0",
    "k1",
    "k2",
    "n0",
    "person",
    "r0",
    "r2",
    "r3",
    "r4",
    "s0",
    "s1",
    "s2",
    "safety_could_be",
    "k1" AS "hs1",
    "k2" AS "hs2"
  FROM "keys"
  OFFSET 0
), "round_0" AS (
  SELECT
    "at_least",
    "c0",
    "e0",
    "hs1",
    "hs2",
    "k0",
    "k1",
    "k2",
    "n0",
    "person",
    "r0",
    "r2",
    "r3",
    "r4",
    "s0",
    "s1",
    "s2",
    "safety_could_be",
    "hs1" < 0 OR NOT (
      COALESCE("hs2" < "hs1", FALSE) AND CAST(NULL AS BOOLEAN)
    ) AS "os1",
    "hs2" < 0 OR NOT (
      COALESCE("hs1" < "hs2", FALSE) AND CAST(NULL AS BOOLEAN)
    ) AS "os2"
  FROM "heights"
  OFFSET 0
), "round_1" AS (
  SELECT
    "at_least",
    "c0",
    "e0",
    "hs1",
    "hs2",
    "k0",
    "k1",
    "k2",
    "n0",
    "person",
    "r0",
    "r2",
    "r3",
    "r4",
    "s0",
    "s1",
    "s2",
    "safety_could_be",
    "hs1" < 0 OR NOT (
      COALESCE("hs2" < "hs1", FALSE) AND CAST("os2" AS BOOLEAN)
    ) AS "os1",
    "hs2" < 0 OR NOT (
      COALESCE("hs1" < "hs2", FALSE) AND CAST("os1" AS BOOLEAN)
    ) AS "os2"
  FROM "round_0"
  OFFSET 0
), "settled" AS (
  SELECT
    "at_least",
    "c0",
    "e0",
    "hs1",
    "hs2",
    "k0",
    "k1",
    "k2",
    "n0",
    "os1",
    "os2",
    "person",
    "r0",
    "r2",
    "r3",
    "r4",
    "safety_could_be",
    "s0",
    CASE
      WHEN "s1" = 'now' AND NOT "os1"
      THEN 'opposite'
      WHEN "s1" = 'now' AND "at_least" = 0
      THEN 'later'
      ELSE "s1"
    END AS "s1",
    CASE
      WHEN "s2" = 'now' AND NOT "os2"
      THEN 'opposite'
      WHEN "s2" = 'now' AND "at_least" = 0
      THEN 'later'
      ELSE "s2"
    END AS "s2"
  FROM "round_1"
  OFFSET 0
), "spread" AS (
  SELECT
    "person",
    "at_least",
    "safety_could_be",
    "steps"."place",
    "steps"."key",
    "steps"."recommendation",
    "steps"."urgency",
    "steps"."strength",
    "steps"."core",
    "steps"."grounds_for",
    "steps"."grounds_against",
    "steps"."rules_for",
    "steps"."rules_against",
    "steps"."check_rules",
    "steps"."check_needs",
    "steps"."again_rule",
    "steps"."withheld_by"
  FROM "settled"
  CROSS JOIN LATERAL (
    SELECT
      "s0" AS "place",
      "k0" AS "key",
      'get-help' AS "recommendation",
      CASE WHEN "r0" THEN 0 ELSE 3 END AS "urgency",
      CASE WHEN "r0" THEN 0 ELSE 2 END AS "strength",
      CASE WHEN "n0" THEN 0 ELSE 4 END AS "core",
      CASE WHEN "r0" THEN 1 ELSE 0 END AS "grounds_for",
      0 AS "grounds_against",
      SUBSTRING(CASE WHEN "r0" THEN ',danger-now' ELSE '' END FROM 2) AS "rules_for",
      '' AS "rules_against",
      CASE WHEN "n0" THEN '' ELSE '' END AS "check_rules",
      FALSE AS "check_needs",
      NULL AS "again_rule",
      CASE WHEN "s0" = 'excluded' THEN '' WHEN "s0" = 'not_yet' THEN '' END AS "withheld_by"
    WHERE
      NOT (
        "s0" IS NULL
      )
    UNION ALL
    SELECT
      "s1" AS "place",
      "k1" AS "key",
      'switch-therapist' AS "recommendation",
      3 AS "urgency",
      CASE WHEN "r2" THEN 1 ELSE 2 END AS "strength",
      4 AS "core",
      CASE WHEN "r2" THEN 1 ELSE 0 END AS "grounds_for",
      0 AS "grounds_against",
      SUBSTRING(CASE WHEN "r2" THEN ',switch-when-talk-failed' ELSE '' END FROM 2) AS "rules_for",
      '' AS "rules_against",
      SUBSTRING(CASE WHEN "r4" IS NULL THEN ',wait-before-switching' ELSE '' END FROM 2) AS "check_rules",
      FALSE AS "check_needs",
      NULL AS "again_rule",
      CASE
        WHEN "s1" = 'opposite'
        THEN CASE
          WHEN COALESCE("hs2" < "hs1", FALSE) AND COALESCE("os2", FALSE)
          THEN 'talk-to-therapist'
        END
        ELSE CASE
          WHEN "s1" = 'excluded'
          THEN ''
          WHEN "s1" = 'not_yet'
          THEN CASE
            WHEN "r4"
            THEN SUBSTRING(CASE WHEN "r4" THEN ',wait-before-switching' ELSE '' END FROM 2)
            ELSE SUBSTRING(CASE WHEN "c0" THEN ',more-sessions-than-weeks' ELSE '' END FROM 2)
          END
        END
      END AS "withheld_by"
    WHERE
      NOT (
        "s1" IS NULL
      )
    UNION ALL
    SELECT
      "s2" AS "place",
      "k2" AS "key",
      'talk-to-therapist' AS "recommendation",
      3 AS "urgency",
      CASE WHEN "r3" THEN 0 ELSE 2 END AS "strength",
      4 AS "core",
      CASE WHEN "r3" THEN 1 ELSE 0 END AS "grounds_for",
      0 AS "grounds_against",
      SUBSTRING(CASE WHEN "r3" THEN ',talk-when-stalled' ELSE '' END FROM 2) AS "rules_for",
      '' AS "rules_against",
      '' AS "check_rules",
      "e0" IS NULL AS "check_needs",
      NULL AS "again_rule",
      CASE
        WHEN "s2" = 'opposite'
        THEN CASE
          WHEN COALESCE("hs1" < "hs2", FALSE) AND COALESCE("os1", FALSE)
          THEN 'switch-therapist'
        END
        ELSE CASE WHEN "s2" = 'excluded' THEN '' WHEN "s2" = 'not_yet' THEN '' END
      END AS "withheld_by"
    WHERE
      NOT (
        "s2" IS NULL
      )
  ) AS "steps"
  OFFSET 0
), "told" AS (
  SELECT
    "key",
    "person",
    CASE
      WHEN "safety_could_be" = 0
      THEN 'emergency'
      WHEN "safety_could_be" = 1
      THEN 'same_day'
      WHEN "safety_could_be" = 2
      THEN 'days'
      WHEN "safety_could_be" = 3
      THEN 'clear'
      WHEN "safety_could_be" = 4
      THEN 'clear'
    END AS "safety_could_be",
    "place",
    "recommendation",
    CASE
      WHEN "urgency" = 0
      THEN 'emergency'
      WHEN "urgency" = 1
      THEN 'same_day'
      WHEN "urgency" = 2
      THEN 'days'
      WHEN "urgency" = 3
      THEN 'routine'
    END AS "urgency",
    CASE
      WHEN "strength" = 0
      THEN 'strong'
      WHEN "strength" = 1
      THEN 'moderate'
      WHEN "strength" = 2
      THEN 'weak'
    END AS "strength",
    CASE
      WHEN "core" = 0
      THEN 'emergency'
      WHEN "core" = 1
      THEN 'same_day'
      WHEN "core" = 2
      THEN 'days'
    END AS "core",
    "grounds_for",
    "grounds_against",
    "rules_for",
    "rules_against",
    "check_rules",
    "check_needs",
    "again_rule",
    "withheld_by",
    CASE
      WHEN "at_least" = 0
      THEN 'emergency'
      WHEN "at_least" = 1
      THEN 'same_day'
      WHEN "at_least" = 2
      THEN 'days'
      WHEN "at_least" = 3
      THEN 'clear'
      WHEN "at_least" = 4
      THEN 'clear'
    END AS "safety"
  FROM "spread"
  OFFSET 0
)
SELECT
  "person",
  "safety",
  "safety_could_be",
  "place",
  CASE
    WHEN "place" IN ('now', 'later')
    THEN ROW_NUMBER() OVER (PARTITION BY "person", "place" ORDER BY "key")
  END AS "rank",
  "recommendation",
  "urgency",
  "strength",
  "core",
  "grounds_for",
  "grounds_against",
  "rules_for",
  "rules_against",
  "check_rules",
  "check_needs",
  "again_rule",
  "withheld_by"
FROM "told"
UNION ALL
SELECT
  "person",
  CAST(NULL AS TEXT) AS "safety",
  CAST(NULL AS TEXT) AS "safety_could_be",
  'refused' AS "place",
  CAST(NULL AS BIGINT) AS "rank",
  CAST(NULL AS TEXT) AS "recommendation",
  CAST(NULL AS TEXT) AS "urgency",
  CAST(NULL AS TEXT) AS "strength",
  CAST(NULL AS TEXT) AS "core",
  CAST(NULL AS BIGINT) AS "grounds_for",
  CAST(NULL AS BIGINT) AS "grounds_against",
  CAST(NULL AS TEXT) AS "rules_for",
  CAST(NULL AS TEXT) AS "rules_against",
  CAST(NULL AS TEXT) AS "check_rules",
  CAST(NULL AS BOOLEAN) AS "check_needs",
  CAST(NULL AS TEXT) AS "again_rule",
  "faults" AS "withheld_by"
FROM "given"
WHERE
  NOT (
    "faults" = ''
  )
