#ifndef KM_YAML_TREE_H
#define KM_YAML_TREE_H

/* What yaml.c and yaml_fit.c share; nobody else sees libyaml. */

#include <yaml.h>

#include "core/yaml.h"

#define KM_YAML_EXCERPT 96 /* bytes: 20 characters of a value as shown in a message */

struct km_yaml {
    const char *text; /* borrowed */
    size_t len;
    const char *file; /* borrowed */
    yaml_document_t document;
    bool loaded; /* document is to be deleted */
};

yaml_node_t *km_yaml_node(
        const struct km_yaml *y, int index); /* borrowed; from 1, as libyaml counts */
/* The first 20 characters of `s` on one line, "…" when there are more. */
void km_yaml_excerpt(const char *s, char out[KM_YAML_EXCERPT]);

#endif
