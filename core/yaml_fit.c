/* Holds libyaml's tree against a libcyaml schema, then lets libcyaml load it. libcyaml is laxer
 * than we want (any word but "false", "no", "disable" and "0" is true, 010 is 8), and it does not
 * say what is allowed. */
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/bounds.h"
#include "core/yaml_tree.h"

struct fit {
    const struct km_yaml *y;
    char *err;
};

static bool fit_value(const struct fit *f, const yaml_node_t *node,
        const cyaml_schema_value_t *schema, const char *path);

static const char *scalar(const yaml_node_t *node)
{
    return (const char *)node->data.scalar.value;
}

static bool blank(const char *s)
{
    return s[strspn(s, " \t\n")] == '\0';
}

static bool fit_string(const struct fit *f, const yaml_node_t *node,
        const cyaml_schema_value_t *schema, const char *path)
{
    const char *s = scalar(node);
    size_t len = node->data.scalar.length;
    if (strlen(s) != len)
        return km_yaml_fail(f->y, f->err, path, "holds a NUL character; allowed: text");
    if (schema->string.min > 0 && blank(s))
        return km_yaml_fail(f->y, f->err, path,
                "is empty; allowed: 1 to %u bytes of text (in \"quotes\" if it begins with #)",
                schema->string.max);
    if (len > schema->string.max)
        return km_yaml_fail(f->y, f->err, path,
                "has %zu bytes; allowed: up to %u (a Chinese character has 3)", len,
                schema->string.max);
    return true;
}

static bool fit_int(const struct fit *f, const yaml_node_t *node, const char *path)
{
    const char *s = scalar(node);
    char shown[KM_YAML_EXCERPT];
    km_yaml_excerpt(s, shown);
    const char *digits = s + (*s == '-');
    size_t n = strlen(digits);
    bool plain = n > 0 && strspn(digits, "0123456789") == n && (digits[0] != '0' || n == 1);
    if (!plain || n > 9)
        return km_yaml_fail(
                f->y, f->err, path, "is \"%s\"; allowed: a whole number of up to 9 digits", shown);
    return true;
}

static bool fit_bool(const struct fit *f, const yaml_node_t *node, const char *path)
{
    char shown[KM_YAML_EXCERPT];
    km_yaml_excerpt(scalar(node), shown);
    if (strcmp(scalar(node), "true") != 0 && strcmp(scalar(node), "false") != 0)
        return km_yaml_fail(f->y, f->err, path, "is \"%s\"; allowed: true or false", shown);
    return true;
}

static bool fit_scalar(const struct fit *f, const yaml_node_t *node,
        const cyaml_schema_value_t *schema, const char *path)
{
    if (node->type != YAML_SCALAR_NODE)
        return km_yaml_fail(f->y, f->err, path,
                "is a list; allowed: one value (quote it if it has , : [ or {)");
    if (schema->type == CYAML_INT)
        return fit_int(f, node, path);
    if (schema->type == CYAML_BOOL)
        return fit_bool(f, node, path);
    return fit_string(f, node, schema, path);
}

static bool fit_sequence(const struct fit *f, const yaml_node_t *node,
        const cyaml_schema_value_t *schema, const char *path)
{
    if (node->type != YAML_SEQUENCE_NODE)
        return km_yaml_fail(
                f->y, f->err, path, "is no list; allowed: lines that begin with - or [a, b]");
    const yaml_node_item_t *start = node->data.sequence.items.start;
    size_t n = (size_t)(node->data.sequence.items.top - start);
    if (n < schema->sequence.min || n > schema->sequence.max)
        return km_yaml_fail(f->y, f->err, path, "has %zu entries; allowed: %u to %u", n,
                schema->sequence.min, schema->sequence.max);
    for (size_t i = 0; i < n; i++) {
        struct km_yaml_path item = km_yaml_item(path, i);
        if (!fit_value(f, km_yaml_node(f->y, start[i]), schema->sequence.entry, item.s))
            return false;
    }
    return true;
}

/* Levenshtein distance; words over 31 bytes are far from everything. */
static size_t distance(const char *a, const char *b)
{
    size_t row[32], la = strlen(a), lb = strlen(b);
    if (la > 31 || lb > 31)
        return 99;
    for (size_t j = 0; j <= lb; j++)
        row[j] = j;
    for (size_t i = 1; i <= la; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= lb; j++) {
            size_t best = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[lb];
}

/* "code, title(_en), place(_en), …": an English twin is named with its text. */
static void list_keys(const cyaml_schema_field_t *fields, char out[KM_ERR_MAX])
{
    out[0] = '\0';
    for (const cyaml_schema_field_t *k = fields; k->key; k++) {
        size_t n = strlen(out), len = strlen(k->key);
        if (len > 3 && strcmp(k->key + len - 3, "_en") == 0)
            snprintf(out + n, KM_ERR_MAX - n, "(_en)");
        else
            snprintf(out + n, KM_ERR_MAX - n, "%s%s", n ? ", " : "", k->key);
    }
}

static bool unknown_key(
        const struct fit *f, const char *key, const cyaml_schema_field_t *fields, const char *path)
{
    char keys[KM_ERR_MAX], shown[KM_YAML_EXCERPT];
    const char *nearest = NULL;
    size_t best = 3; /* two slips are a typo, three another word */
    for (const cyaml_schema_field_t *k = fields; k->key; k++) {
        size_t d = distance(key, k->key);
        if (d < best) {
            best = d;
            nearest = k->key;
        }
    }
    list_keys(fields, keys);
    if (strlen(key) > 40 || strchr(key, '/')) { /* cannot stand in a path */
        km_yaml_excerpt(key, shown);
        return km_yaml_fail(
                f->y, f->err, path, "the key \"%s\" is unknown; allowed: %s", shown, keys);
    }
    struct km_yaml_path at = km_yaml_key(path, key);
    if (nearest)
        return km_yaml_fail(f->y, f->err, at.s,
                "is an unknown key, did you mean \"%s\"? allowed: %s", nearest, keys);
    return km_yaml_fail(f->y, f->err, at.s, "is an unknown key; allowed: %s", keys);
}

static const cyaml_schema_field_t *find_field(const cyaml_schema_field_t *fields, const char *key)
{
    for (; fields->key; fields++)
        if (strcmp(fields->key, key) == 0)
            return fields;
    return NULL;
}

static bool fit_pair(const struct fit *f, const yaml_node_t *node, const yaml_node_pair_t *pair,
        const cyaml_schema_field_t *fields, const char *path)
{
    const yaml_node_t *key = km_yaml_node(f->y, pair->key);
    if (key->type != YAML_SCALAR_NODE)
        return km_yaml_fail(f->y, f->err, path, "has a list for a key; allowed: one word");
    const cyaml_schema_field_t *field = find_field(fields, scalar(key));
    if (!field)
        return unknown_key(f, scalar(key), fields, path);
    for (const yaml_node_pair_t *p = node->data.mapping.pairs.start; p < pair; p++)
        if (strcmp(scalar(km_yaml_node(f->y, p->key)), field->key) == 0) {
            snprintf(f->err, KM_ERR_MAX,
                    "%s:%zu: the key \"%s\" stands here twice (first in line %zu); allowed: once",
                    f->y->file, key->start_mark.line + 1, field->key,
                    km_yaml_node(f->y, p->key)->start_mark.line + 1);
            return false;
        }
    struct km_yaml_path at = km_yaml_key(path, field->key);
    return fit_value(f, km_yaml_node(f->y, pair->value), &field->value, at.s);
}

static bool fit_mapping(const struct fit *f, const yaml_node_t *node,
        const cyaml_schema_value_t *schema, const char *path)
{
    char keys[KM_ERR_MAX];
    const cyaml_schema_field_t *fields = schema->mapping.fields;
    if (node->type != YAML_MAPPING_NODE) {
        list_keys(fields, keys);
        return km_yaml_fail(f->y, f->err, path, "is one value; allowed: keys (%s)", keys);
    }
    const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
    for (; pair < node->data.mapping.pairs.top; pair++)
        if (!fit_pair(f, node, pair, fields, path))
            return false;
    for (const cyaml_schema_field_t *k = fields; k->key; k++) {
        struct km_yaml_path at = km_yaml_key(path, k->key);
        if (!(k->value.flags & CYAML_FLAG_OPTIONAL) && !km_yaml_has(f->y, at.s))
            return km_yaml_fail(f->y, f->err, at.s, "is missing; it must be given");
    }
    return true;
}

static bool fit_value(const struct fit *f, const yaml_node_t *node,
        const cyaml_schema_value_t *schema, const char *path)
{
    switch (schema->type) {
    case CYAML_MAPPING:
        return fit_mapping(f, node, schema, path);
    case CYAML_SEQUENCE:
        return fit_sequence(f, node, schema, path);
    case CYAML_STRING:
    case CYAML_INT:
    case CYAML_BOOL:
        return fit_scalar(f, node, schema, path);
    default:
        abort(); /* a schema of ours outside yaml.h's list */
    }
}

/* libcyaml's first error line, and the line of text its backtrace begins with. */
struct complaint {
    char what[KM_ERR_MAX];
    size_t line;
};

static void hear(cyaml_log_t level, void *ctx, const char *fmt, va_list args)
{
    struct complaint *c = ctx;
    char text[KM_ERR_MAX];
    (void)level;
    vsnprintf(text, sizeof(text), fmt, args);
    text[strcspn(text, "\n")] = '\0';
    const char *line = strstr(text, "(line: ");
    if (line && c->line == 0)
        c->line = strtoul(line + 7, NULL, 10);
    else if (!line && !c->what[0] && strncmp(text, "Load: Backtrace", 15) != 0)
        snprintf(c->what, sizeof(c->what), "%s", strncmp(text, "Load: ", 6) == 0 ? text + 6 : text);
}

static cyaml_config_t config(struct complaint *c)
{
    return (cyaml_config_t){
            .log_fn = c ? hear : NULL,
            .log_ctx = c,
            .log_level = CYAML_LOG_ERROR,
            .mem_fn = cyaml_mem,
            .flags = CYAML_CFG_NO_ALIAS,
    };
}

bool km_yaml_load(
        const struct km_yaml *y, const cyaml_schema_value_t *schema, void **data, char *err)
{
    struct fit f = {.y = y, .err = err};
    if (!fit_value(&f, km_yaml_node(y, 1), schema, ""))
        return false;

    struct complaint c = {0};
    cyaml_config_t cfg = config(&c);
    cyaml_data_t *loaded = NULL;
    cyaml_err_t e = cyaml_load_data((const uint8_t *)y->text, y->len, &cfg, schema, &loaded, NULL);
    if (e == CYAML_OK) {
        *data = loaded;
        return true;
    }
    snprintf(err, KM_ERR_MAX, "%s:%zu: %.200s", y->file, c.line ? c.line : 1,
            c.what[0] ? c.what : cyaml_strerror(e));
    return false;
}

void km_yaml_release(const cyaml_schema_value_t *schema, void *data)
{
    cyaml_config_t cfg = config(NULL);
    cyaml_free(&cfg, schema, data, 0);
}
