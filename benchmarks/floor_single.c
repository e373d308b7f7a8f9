/*
 * The floor for one case: the bit-vector index as a C extension, dict in, Python tuples out.
 *
 * load(fields, words, owners, rules, actions) keeps one rulebook; run(case) answers from it.
 * Written for the benchmark only: it trusts what the benchmark gives it.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <string.h>

enum { MAX_FIELDS = 64, MAX_WORDS = 512, MAX_ACTIONS = 32, MAX_RULES = 4096, MAX_CHOICES = 8 };
enum { WHOLE, YES_NO, CHOICE };

static struct {
    PyObject *name;
    int kind, missing, choices;
    PyObject *choice[MAX_CHOICES];
    uint64_t *rows;
} fields[MAX_FIELDS];
static struct {
    PyObject *id;
    int action, weight, excludes;
} rules[MAX_RULES];
static struct {
    PyObject *id;
    int tier;
} actions[MAX_ACTIONS];
static int n_fields, n_words, n_actions;
static int32_t *owners;

static PyObject *load(PyObject *self, PyObject *args)
{
    PyObject *field_list, *owner_bytes, *rule_list, *action_list;
    if (!PyArg_ParseTuple(args, "OiOOO", &field_list, &n_words, &owner_bytes, &rule_list,
                          &action_list))
        return NULL;
    n_fields = (int)PyList_GET_SIZE(field_list);
    n_actions = (int)PyList_GET_SIZE(action_list);
    if (n_fields > MAX_FIELDS || n_words > MAX_WORDS || n_actions > MAX_ACTIONS ||
        PyList_GET_SIZE(rule_list) > MAX_RULES)
        return PyErr_Format(PyExc_ValueError, "too large for the floor");
    for (int f = 0; f < n_fields; f++) {
        PyObject *choices, *rows;
        if (!PyArg_ParseTuple(PyList_GET_ITEM(field_list, f), "OiiOO", &fields[f].name,
                              &fields[f].kind, &fields[f].missing, &choices, &rows))
            return NULL;
        Py_INCREF(fields[f].name);
        PyUnicode_InternInPlace(&fields[f].name);
        fields[f].choices = (int)PyTuple_GET_SIZE(choices);
        for (int c = 0; c < fields[f].choices; c++) {
            fields[f].choice[c] = Py_NewRef(PyTuple_GET_ITEM(choices, c));
            PyUnicode_InternInPlace(&fields[f].choice[c]);
        }
        fields[f].rows = realloc(fields[f].rows, PyBytes_GET_SIZE(rows));
        memcpy(fields[f].rows, PyBytes_AS_STRING(rows), PyBytes_GET_SIZE(rows));
    }
    owners = realloc(owners, PyBytes_GET_SIZE(owner_bytes));
    memcpy(owners, PyBytes_AS_STRING(owner_bytes), PyBytes_GET_SIZE(owner_bytes));
    for (Py_ssize_t r = 0; r < PyList_GET_SIZE(rule_list); r++) {
        if (!PyArg_ParseTuple(PyList_GET_ITEM(rule_list, r), "Oiii", &rules[r].id,
                              &rules[r].action, &rules[r].weight, &rules[r].excludes))
            return NULL;
        Py_INCREF(rules[r].id);
    }
    for (int a = 0; a < n_actions; a++) {
        if (!PyArg_ParseTuple(PyList_GET_ITEM(action_list, a), "Oi", &actions[a].id,
                              &actions[a].tier))
            return NULL;
        Py_INCREF(actions[a].id);
    }
    Py_RETURN_NONE;
}

static int code_of(int f, PyObject *value)
{
    if (value == NULL) return fields[f].missing;
    if (fields[f].kind == WHOLE) return (int)PyLong_AsLong(value);
    if (fields[f].kind == YES_NO) return value == Py_True;
    for (int c = 0; c < fields[f].choices; c++)
        if (fields[f].choice[c] == value) return c;
    for (int c = 0; c < fields[f].choices; c++)
        if (PyUnicode_Compare(fields[f].choice[c], value) == 0) return c;
    return fields[f].missing;
}

static PyObject *lines(int n, const int *order, const int *head, const int *next)
{
    PyObject *all = PyTuple_New(n);
    for (int i = 0; i < n; i++) {
        int count = 0, a = order[i];
        for (int r = head[a]; r >= 0; r = next[r]) count++;
        PyObject *ids = PyTuple_New(count);
        for (int r = head[a]; r >= 0; r = next[r])
            PyTuple_SET_ITEM(ids, --count, Py_NewRef(rules[r].id));
        PyTuple_SET_ITEM(all, i, PyTuple_Pack(2, actions[a].id, ids));
        Py_DECREF(ids);
    }
    return all;
}

static PyObject *run(PyObject *self, PyObject *known)
{
    uint64_t left[MAX_WORDS];
    memset(left, 0xff, sizeof(uint64_t) * n_words);
    for (int f = 0; f < n_fields; f++) {
        const uint64_t *row =
            fields[f].rows + (size_t)n_words * code_of(f, PyDict_GetItem(known, fields[f].name));
        for (int w = 0; w < n_words; w++) left[w] &= row[w];
    }
    int score[MAX_ACTIONS] = {0}, head[MAX_ACTIONS], barred[MAX_ACTIONS], last = -1;
    static int next[MAX_RULES];
    memset(head, 0xff, sizeof head);
    memset(barred, 0xff, sizeof barred);
    for (int w = 0; w < n_words; w++) {
        for (uint64_t bits = left[w]; bits; bits &= bits - 1) {
            int r = owners[w * 64 + __builtin_ctzll(bits)], a = rules[r].action;
            if (r == last) continue;
            last = r;
            int *list = rules[r].excludes ? barred : head;
            next[r] = list[a];
            list[a] = r;
            score[a] += rules[r].weight;
        }
    }
    int order[MAX_ACTIONS], out[MAX_ACTIONS], n = 0, m = 0;
    for (int a = 0; a < n_actions; a++) {
        if (barred[a] >= 0) {
            out[m++] = a;
        } else if (head[a] >= 0) {
            int i = n++;
            for (; i > 0; i--) {
                int b = order[i - 1];
                if (actions[b].tier < actions[a].tier ||
                    (actions[b].tier == actions[a].tier && score[b] >= score[a]))
                    break;
                order[i] = b;
            }
            order[i] = a;
        }
    }
    return Py_BuildValue("(NN)", lines(n, order, head, next), lines(m, out, barred, next));
}

static PyMethodDef methods[] = {
    {"load", load, METH_VARARGS, "Keep one rulebook."},
    {"run", run, METH_O, "Return the ranked and the excluded actions of one case."},
    {NULL, NULL, 0, NULL},
};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "floor_single", NULL, -1, methods,
                                    NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_floor_single(void) { return PyModule_Create(&module); }
