#ifndef KM_PROGRAMME_SCHEMA_H
#define KM_PROGRAMME_SCHEMA_H

/* What programme*.c share: the keys of a programme file, and the check behind the schema. */

#include "core/programme.h"
#include "core/yaml.h"

extern const struct cyaml_schema_value km_programme_schema;

/* Checks what the schema cannot say and fills the fields that are not as written. */
bool km_programme_check(struct km_programme *p, const struct km_yaml *y, char *err);

#endif
