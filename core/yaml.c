/* libyaml's tree of the text, where things stand in it, and how a message about a place reads. The
 * check against a schema is in yaml_fit.c. */
#include "core/yaml_tree.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/bounds.h"

static unsigned line_at(const char *text, size_t offset)
{
    unsigned line = 1;
    for (size_t i = 0; i < offset; i++)
        line += text[i] == '\n';
    return line;
}

static bool indented_by_tab(const char *text, size_t len, size_t line)
{
    size_t at = 0;
    for (; line > 0 && at < len; at++)
        line -= text[at] == '\n';
    while (at < len && text[at] == ' ')
        at++;
    return at < len && text[at] == '\t';
}

static bool parse_fail(const struct km_yaml *y, const yaml_parser_t *parser, char *err)
{
    size_t line = parser->problem_mark.line;
    const char *problem = parser->problem ? parser->problem : "unknown error";
    if (parser->error == YAML_READER_ERROR)
        snprintf(err, KM_ERR_MAX, "%s:%u: not text: %s; allowed: UTF-8 text", y->file,
                line_at(y->text, parser->problem_offset < y->len ? parser->problem_offset : y->len),
                problem);
    else if (indented_by_tab(y->text, y->len, line))
        snprintf(err, KM_ERR_MAX, "%s:%zu: the line begins with a tab; allowed: spaces", y->file,
                line + 1);
    else
        snprintf(err, KM_ERR_MAX, "%s:%zu: not YAML: %s; allowed: lines of the form key: value",
                y->file, line + 1, problem);
    return false;
}

static void begin(const struct km_yaml *y, yaml_parser_t *parser)
{
    if (!yaml_parser_initialize(parser))
        abort(); /* out of memory */
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, (const unsigned char *)y->text, y->len);
}

/* What libyaml's tree must not be asked to build: it takes minutes for 100 000 nested brackets, and
 * shared nodes or several documents are nothing a teacher means. */
static bool check_event(
        const struct km_yaml *y, const yaml_event_t *e, int *depth, int *documents, char *err)
{
    size_t line = e->start_mark.line + 1;
    *depth += e->type == YAML_SEQUENCE_START_EVENT || e->type == YAML_MAPPING_START_EVENT;
    *depth -= e->type == YAML_SEQUENCE_END_EVENT || e->type == YAML_MAPPING_END_EVENT;
    *documents += e->type == YAML_DOCUMENT_START_EVENT;
    if (*depth > KM_YAML_DEPTH_MAX)
        snprintf(err, KM_ERR_MAX, "%s:%zu: lists stand in lists %d deep; allowed: up to %d",
                y->file, line, *depth, KM_YAML_DEPTH_MAX);
    else if (e->type == YAML_ALIAS_EVENT)
        snprintf(err, KM_ERR_MAX, "%s:%zu: an alias (*name) stands here; allowed: the value itself",
                y->file, line);
    else if (*documents > 1)
        snprintf(err, KM_ERR_MAX, "%s:%zu: a second document begins; allowed: one", y->file, line);
    else
        return true;
    return false;
}

static bool check_events(const struct km_yaml *y, char *err)
{
    yaml_parser_t parser;
    int depth = 0, documents = 0;
    bool ok = true, end = false;
    begin(y, &parser);
    while (ok && !end) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            ok = parse_fail(y, &parser, err);
            break;
        }
        end = event.type == YAML_STREAM_END_EVENT;
        ok = check_event(y, &event, &depth, &documents, err);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return ok;
}

static bool load_document(struct km_yaml *y, char *err)
{
    yaml_parser_t parser;
    begin(y, &parser);
    y->loaded = yaml_parser_load(&parser, &y->document);
    if (!y->loaded)
        parse_fail(y, &parser, err);
    yaml_parser_delete(&parser);
    return y->loaded;
}

bool km_yaml_open(const char *text, size_t len, const char *file, struct km_yaml **out, char *err)
{
    if (len > KM_YAML_MAX) {
        snprintf(err, KM_ERR_MAX, "%s:1: the file has %zu bytes; allowed: up to %d", file, len,
                KM_YAML_MAX);
        return false;
    }
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) { /* Notepad's byte order mark */
        text += 3;
        len -= 3;
    }
    struct km_yaml *y = calloc(1, sizeof(*y));
    if (!y)
        abort();
    *y = (struct km_yaml){.text = text, .len = len, .file = file};
    if (!check_events(y, err) || !load_document(y, err))
        goto fail;
    const yaml_node_t *root = yaml_document_get_root_node(&y->document);
    if (!root || root->type != YAML_MAPPING_NODE) {
        snprintf(err, KM_ERR_MAX, "%s:1: %s; allowed: lines of the form key: value", file,
                root ? "not a list of keys" : "the file is empty");
        goto fail;
    }
    *out = y;
    return true;
fail:
    km_yaml_close(y);
    return false;
}

void km_yaml_close(struct km_yaml *y)
{
    if (!y)
        return;
    if (y->loaded)
        yaml_document_delete(&y->document);
    free(y);
}

struct km_yaml_path km_yaml_key(const char *path, const char *key)
{
    struct km_yaml_path out;
    snprintf(out.s, sizeof(out.s), "%.110s%s%.40s", path, *path ? "/" : "", key);
    return out;
}

struct km_yaml_path km_yaml_item(const char *path, size_t i)
{
    struct km_yaml_path out;
    snprintf(out.s, sizeof(out.s), "%.120s/%zu", path, i);
    return out;
}

yaml_node_t *km_yaml_node(const struct km_yaml *y, int index)
{
    /* libyaml only reads here, but does not say so */
    return yaml_document_get_node((yaml_document_t *)&y->document, index);
}

/* One step down from `at` by the part [part, part+n) of a path; *line becomes that of the key or
 * item. */
static const yaml_node_t *step(
        const struct km_yaml *y, const yaml_node_t *at, const char *part, size_t n, size_t *line)
{
    if (at->type == YAML_SEQUENCE_NODE) {
        size_t i = strtoul(part, NULL, 10);
        const yaml_node_item_t *items = at->data.sequence.items.start;
        if (i >= (size_t)(at->data.sequence.items.top - items))
            return NULL;
        const yaml_node_t *item = km_yaml_node(y, items[i]);
        *line = item->start_mark.line;
        return item;
    }
    if (at->type != YAML_MAPPING_NODE)
        return NULL;
    const yaml_node_pair_t *pair = at->data.mapping.pairs.start;
    for (; pair < at->data.mapping.pairs.top; pair++) {
        const yaml_node_t *key = km_yaml_node(y, pair->key);
        if (key->type == YAML_SCALAR_NODE && key->data.scalar.length == n &&
                memcmp(key->data.scalar.value, part, n) == 0) {
            *line = key->start_mark.line;
            return km_yaml_node(y, pair->value);
        }
    }
    return NULL;
}

static bool walk(const struct km_yaml *y, const char *path, size_t *line)
{
    const yaml_node_t *at = km_yaml_node(y, 1); /* the root is node 1 */
    *line = at->start_mark.line;
    while (*path) {
        size_t n = strcspn(path, "/");
        at = step(y, at, path, n, line);
        if (!at)
            return false;
        path += n + (path[n] == '/');
    }
    return true;
}

bool km_yaml_has(const struct km_yaml *y, const char *path)
{
    size_t line;
    return walk(y, path, &line);
}

unsigned km_yaml_line(const struct km_yaml *y, const char *path)
{
    size_t line;
    walk(y, path, &line);
    return (unsigned)line + 1;
}

void km_yaml_excerpt(const char *s, char out[KM_YAML_EXCERPT])
{
    const size_t characters = 20;
    size_t n = 0, used = 0;
    for (; s[n] && used < characters && n < KM_YAML_EXCERPT - 8; used++)
        for (n++; ((unsigned char)s[n] & 0xC0) == 0x80;)
            n++;
    snprintf(out, KM_YAML_EXCERPT, "%.*s%s", (int)n, s, s[n] ? "…" : "");
    for (char *c = out; *c; c++)
        if (*c == '\n')
            *c = ' ';
}

/* "zones" → "zone", "categories" → "category"; "hours" is a word of its own */
static void singular(const char *key, size_t n, char out[32])
{
    snprintf(out, 32, "%.*s", (int)(n < 31 ? n : 31), key);
    size_t len = strlen(out);
    if (len > 3 && strcmp(out + len - 3, "ies") == 0)
        snprintf(out + len - 3, 4, "y");
    else if (len > 1 && out[len - 1] == 's' && strcmp(out, "hours") != 0)
        out[len - 1] = '\0';
}

/* What an item is called: its first value when that is a word, else its number. */
static void item_name(const struct km_yaml *y, const yaml_node_t *item, const char *part, char *out)
{
    if (item && item->type == YAML_MAPPING_NODE &&
            item->data.mapping.pairs.start < item->data.mapping.pairs.top) {
        const yaml_node_t *first = km_yaml_node(y, item->data.mapping.pairs.start->value);
        if (first->type == YAML_SCALAR_NODE && first->data.scalar.length > 0) {
            char word[KM_YAML_EXCERPT];
            km_yaml_excerpt((const char *)first->data.scalar.value, word);
            snprintf(out, KM_YAML_EXCERPT + 2, "\"%s\"", word);
            return;
        }
    }
    snprintf(out, KM_YAML_EXCERPT + 2, "%lu", strtoul(part, NULL, 10) + 1);
}

static void put(char *out, const char *a, const char *b, const char *c)
{
    size_t n = strlen(out);
    snprintf(out + n, KM_ERR_MAX - n, "%s%s%s", a, b, c);
}

/* "zones/2/hours/0/open" → `zone "B", hours "2026-05-14": open ` */
static void place(const struct km_yaml *y, const char *path, char out[KM_ERR_MAX])
{
    const yaml_node_t *at = km_yaml_node(y, 1);
    const char *join = "";
    out[0] = '\0';
    while (*path) {
        char noun[32], name[KM_YAML_EXCERPT + 2];
        size_t n = strcspn(path, "/"), line;
        const yaml_node_t *value = at ? step(y, at, path, n, &line) : NULL;
        const char *next = path + n + (path[n] == '/');
        if (!value || value->type != YAML_SEQUENCE_NODE || !*next) {
            snprintf(noun, sizeof(noun), "%.*s", (int)n, path);
            put(out, *join ? ": " : "", noun, *next ? "." : " ");
            join = "";
            at = value;
            path = next;
            continue;
        }
        singular(path, n, noun);
        const yaml_node_t *item = step(y, value, next, strcspn(next, "/"), &line);
        item_name(y, item, next, name);
        bool scalar = item && item->type == YAML_SCALAR_NODE;
        put(out, scalar && *join ? ": " : join, noun, " ");
        next += strcspn(next, "/");
        path = next + (*next == '/');
        put(out, name, *path ? "" : scalar ? " " : ": ", "");
        join = ", ";
        at = item;
    }
}

bool km_yaml_fail(const struct km_yaml *y, char *err, const char *path, const char *fmt, ...)
{
    char where[KM_ERR_MAX], what[KM_ERR_MAX];
    va_list args;
    va_start(args, fmt);
    vsnprintf(what, sizeof(what), fmt, args);
    va_end(args);
    place(y, path, where);
    int n = snprintf(err, KM_ERR_MAX, "%s:%u: %s%s", y->file, km_yaml_line(y, path), where, what);
    size_t end = n < KM_ERR_MAX ? (size_t)n : KM_ERR_MAX - 1;
    while (n >= KM_ERR_MAX && end > 0 && ((unsigned char)err[end - 1] & 0x80))
        err[--end] = '\0'; /* no half character at the cut */
    return false;
}
