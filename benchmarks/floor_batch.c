/*
 * The floor for a batch: bit-sliced, 512 cases an instruction or two, no branch per case.
 *
 * In: one column of codes per fact (a missing value is 63). Out: per action a column of keys,
 *  sorted per case (tier, 511 - score, action; 0xffff where none is given), and per block and rule one
 * bit a case that says whether it fired. A literal is a set of codes, as ranges; a rule is a
 * list of terms, each of one literal or more; weights are added in bit planes with carry.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __AVX2__
#include <immintrin.h>
#endif

enum { BLOCK = 512, MAX_ACTIONS = 32, PLANES = 9 };

typedef uint64_t cases_t __attribute__((vector_size(64)));
typedef uint16_t lanes_t __attribute__((vector_size(32)));
typedef struct {
    int32_t field, ranges, low[4], high[4];
} literal_t;
typedef struct {
    int32_t n_literals, n_rules, n_actions;
    const literal_t *literals;
    const int32_t *terms;      /* per rule: terms, then per term: literals, then their numbers */
    const int32_t *first_term; /* where the terms of a rule begin */
    const uint8_t *action, *weight, *excludes, *tier;
    const int32_t *by_action; /* the numbers of the rules, sorted by action */
} program_t;

static void holds_where(const literal_t *one, const uint8_t *column, uint8_t *bits)
{
    uint8_t in[BLOCK] __attribute__((aligned(64)));
    for (int r = 0; r < one->ranges; r++) {
        const uint8_t low = (uint8_t)one->low[r], width = (uint8_t)(one->high[r] - one->low[r]);
        if (r == 0)
            for (int c = 0; c < BLOCK; c++) in[c] = (uint8_t)(column[c] - low) <= width ? 255 : 0;
        else
            for (int c = 0; c < BLOCK; c++) in[c] |= (uint8_t)(column[c] - low) <= width ? 255 : 0;
    }
#ifdef __AVX2__
    for (int i = 0; i < BLOCK / 32; i++) {
        uint32_t some =
            (uint32_t)_mm256_movemask_epi8(_mm256_load_si256((const __m256i *)(in + 32 * i)));
        memcpy(bits + 4 * i, &some, 4);
    }
#else
    for (int i = 0; i < BLOCK / 8; i++) {
        uint64_t eight;
        memcpy(&eight, in + 8 * i, 8);
        bits[i] = (uint8_t)(((eight & 0x0101010101010101u) * 0x0102040810204080u) >> 56);
    }
#endif
}

static cases_t fires(const int32_t *terms, const cases_t *holds)
{
    cases_t all = ~(cases_t){0};
    for (int count = *terms++; count > 0; count--) {
        int parts = *terms++;
        cases_t any = holds[*terms++];
        while (--parts > 0) any |= holds[*terms++];
        all &= any;
    }
    return all;
}

static void write_keys(const cases_t *plane, int planes, cases_t shown, uint16_t base,
                       uint16_t *restrict key)
{
    const lanes_t bit = {1,   2,   4,    8,    16,   32,   64,    128,
                         256, 512, 1024, 2048, 4096, 8192, 16384, 32768};
    uint16_t words[PLANES + 1][BLOCK / 16];
    memcpy(words, plane, (size_t)planes * sizeof(cases_t));
    memcpy(words[PLANES], &shown, sizeof shown);
    for (int w = 0; w < BLOCK / 16; w++) {
        lanes_t score = {0};
        for (int p = 0; p < planes; p++)
            score |= (lanes_t)((bit & words[p][w]) != 0) & (uint16_t)(1 << p);
        const lanes_t given = (lanes_t)((bit & words[PLANES][w]) != 0);
        const lanes_t out = ((base + ((511 - score) << 5)) & given) | ~given;
        memcpy(key + 16 * w, &out, sizeof out);
    }
}

static void sort_keys(uint16_t (*restrict key)[BLOCK], int n)
{
    for (int p = 1; p < n; p += p) /* Batcher's odd-even merge sort */
        for (int k = p; k >= 1; k /= 2)
            for (int j = k % p; j + k < n; j += 2 * k)
                for (int i = 0; i < k && i + j + k < n; i++) {
                    if ((i + j) / (2 * p) != (i + j + k) / (2 * p)) continue;
                    uint16_t *restrict a = key[i + j], *restrict b = key[i + j + k];
                    for (int c = 0; c < BLOCK; c++) {
                        const uint16_t x = a[c], y = b[c];
                        a[c] = x < y ? x : y;
                        b[c] = x < y ? y : x;
                    }
                }
}

/* codes: column after column, each `n` long; n is a multiple of 512. */
void run(const program_t *program, const uint8_t *codes, int64_t n, uint16_t *keys, uint8_t *bits)
{
    cases_t *holds = aligned_alloc(64, (size_t)(program->n_literals + 1) * sizeof(cases_t));
    uint16_t(*key)[BLOCK] = aligned_alloc(64, MAX_ACTIONS * BLOCK * sizeof(uint16_t));
    for (int64_t start = 0; start < n; start += BLOCK) {
        for (int l = 0; l < program->n_literals; l++) {
            const literal_t *one = &program->literals[l];
            holds_where(one, codes + (int64_t)one->field * n + start, (uint8_t *)&holds[l]);
        }
        uint8_t *block_bits = bits + start / 8 * program->n_rules;
        int at = 0;
        for (int a = 0; a < program->n_actions; a++) {
            cases_t plane[PLANES] = {0}, given = {0}, barred = {0};
            int most = 0, planes = 0;
            for (; at < program->n_rules && program->action[program->by_action[at]] == a; at++) {
                const int rule = program->by_action[at];
                const cases_t fired = fires(program->terms + program->first_term[rule], holds);
                memcpy(block_bits + (size_t)rule * sizeof fired, &fired, sizeof fired);
                if (program->excludes[rule]) {
                    barred |= fired;
                    continue;
                }
                given |= fired;
                const int weight = program->weight[rule];
                for (most += weight; planes < PLANES && most >> planes; planes++) {}
                for (int j = 0; weight >> j; j++) {
                    if (!(weight >> j & 1)) continue;
                    cases_t carry = fired;
                    for (int p = j; p < planes; p++) {
                        const cases_t both = plane[p] & carry;
                        plane[p] ^= carry;
                        carry = both;
                    }
                }
            }
            write_keys(plane, planes, given & ~barred,
                       (uint16_t)(program->tier[a] << 14 | a), key[a]);
        }
        sort_keys(key, program->n_actions);
        for (int a = 0; a < program->n_actions; a++)
            memcpy(keys + (int64_t)a * n + start, key[a], sizeof key[a]);
    }
    free(holds);
    free(key);
}
