#ifndef KM_YAML_H
#define KM_YAML_H

/* YAML that people write: libcyaml fills the structs by its schema, this file says what is wrong
 * with the text. libcyaml's own messages know neither what would be allowed nor the line of a value
 * that is wrong for a later reason, so the text is first read into libyaml's tree, held against the
 * same schema, and the tree stays at hand to tell the line of anything. Every message has the form
 *     FILE:LINE: zone "B": capacity is 0; allowed: 1 to 500
 * Schemas: mappings, sequences, strings, int32_t (CYAML_INT) and bool; pointers by
 * CYAML_FLAG_POINTER. Refused: files over KM_YAML_MAX, invalid UTF-8, tabs, several documents,
 * aliases, unknown or double keys.
 *
 * A path names a place in the text: "zones/2/capacity" (items count from 0; "" is the whole file).
 */

#include <cyaml/cyaml.h>
#include <stdbool.h>
#include <stddef.h>

struct km_yaml; /* opaque: hides libyaml */

struct km_yaml_path {
    char s[160]; /* ours, so it fits: a dozen bytes a level, a strange key is cut */
};
struct km_yaml_path km_yaml_key(const char *path, const char *key);
struct km_yaml_path km_yaml_item(const char *path, size_t i);

/* `text` and `file` (only used in messages) are borrowed until km_yaml_close. */
bool km_yaml_open(const char *text, size_t len, const char *file, struct km_yaml **out, char *err);
void km_yaml_close(struct km_yaml *y); /* NULL is fine */

/* `schema` is a mapping with CYAML_FLAG_POINTER. `*data` is owned; release it with km_yaml_release.
 */
bool km_yaml_load(
        const struct km_yaml *y, const struct cyaml_schema_value *schema, void **data, char *err);
void km_yaml_release(const struct cyaml_schema_value *schema, void *data); /* NULL is fine */

bool km_yaml_has(const struct km_yaml *y, const char *path);
/* Lines count from 1. A path that leads nowhere gives the line of the last place on it that exists.
 */
unsigned km_yaml_line(const struct km_yaml *y, const char *path);

/* Writes "FILE:LINE: <place> <what>" and returns false, so that a check can end with it. A place
 * that ends in a key reads `zone "B": capacity`, one that ends in an item `zone "B":`. */
bool km_yaml_fail(const struct km_yaml *y, char *err, const char *path, const char *fmt, ...)
        __attribute__((format(printf, 4, 5)));

#endif
