/* The keys of a programme file as libcyaml tables; the order here is the order in messages. An
 * English twin has a key of its own (`title_en`) rather than a nested mapping, since English text
 * is full of commas and colons, which would end a value inside { }. */
#include "core/programme_schema.h"

#define OPT CYAML_FLAG_OPTIONAL
#define PTR_OPT (CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL)

#define WORD(key, flags, type, member) CYAML_FIELD_STRING_PTR(key, flags, type, member, 1, 40)
#define TEXT_OF(key, flags, type, member, max)                   \
    CYAML_FIELD_STRING_PTR(key, flags, type, member.zh, 1, max), \
            CYAML_FIELD_STRING_PTR(key "_en", OPT, type, member.en, 1, max)
#define HEADING(key, flags, type, member) TEXT_OF(key, flags, type, member, KM_HEADING_MAX)
#define PARAGRAPH(key, type, member) TEXT_OF(key, OPT, type, member, KM_PARAGRAPH_MAX)
#define LIST(key, flags, type, member, entry, min, max) \
    CYAML_FIELD_SEQUENCE(key, CYAML_FLAG_POINTER | (flags), type, member, entry, min, max)
#define CHOSEN(type) LIST("chosen", OPT, type, chosen, &word, 1, KM_CHOSEN_MAX)

static const cyaml_schema_value_t word = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, 40)};

static const cyaml_schema_field_t category_fields[] = {
        WORD("id", 0, struct km_programme_category, id),
        HEADING("title", 0, struct km_programme_category, title),
        CYAML_FIELD_END,
};
static const cyaml_schema_value_t category = {
        CYAML_VALUE_MAPPING(0, struct km_programme_category, category_fields)};

static const cyaml_schema_field_t activity_fields[] = {
        HEADING("title", 0, struct km_programme_activity, title),
        WORD("date", OPT, struct km_programme_activity, written.date),
        WORD("until", OPT, struct km_programme_activity, written.until),
        WORD("start", OPT, struct km_programme_activity, written.start),
        WORD("end", OPT, struct km_programme_activity, written.end),
        HEADING("when", OPT, struct km_programme_activity, when),
        HEADING("place", OPT, struct km_programme_activity, place),
        HEADING("organiser", OPT, struct km_programme_activity, organiser),
        HEADING("audience", OPT, struct km_programme_activity, audience),
        PARAGRAPH("about", struct km_programme_activity, about),
        WORD("zone", OPT, struct km_programme_activity, written.zone),
        CYAML_FIELD_INT("seats", OPT, struct km_programme_activity, seats),
        CHOSEN(struct km_programme_activity),
        CYAML_FIELD_END,
};
static const cyaml_schema_value_t activity = {
        CYAML_VALUE_MAPPING(0, struct km_programme_activity, activity_fields)};

static const cyaml_schema_field_t day_fields[] = {
        WORD("date", OPT, struct km_programme_day, written.date),
        WORD("until", OPT, struct km_programme_day, written.until),
        HEADING("theme", 0, struct km_programme_day, theme),
        PARAGRAPH("note", struct km_programme_day, note),
        LIST("activities", OPT, struct km_programme_day, activities, &activity, 1,
                KM_ACTIVITIES_MAX),
        CHOSEN(struct km_programme_day),
        CYAML_FIELD_END,
};
static const cyaml_schema_value_t day = {
        CYAML_VALUE_MAPPING(0, struct km_programme_day, day_fields)};

static const cyaml_schema_field_t hours_fields[] = {
        WORD("date", 0, struct km_programme_hours, written.date),
        WORD("until", OPT, struct km_programme_hours, written.until),
        LIST("open", 0, struct km_programme_hours, written.open, &word, 1, KM_HOURS_OPEN_MAX),
        CYAML_FIELD_END,
};
static const cyaml_schema_value_t hours = {
        CYAML_VALUE_MAPPING(0, struct km_programme_hours, hours_fields)};

static const cyaml_schema_field_t flow_fields[] = {
        CYAML_FIELD_INT("minutes", 0, struct km_programme_flow, minutes),
        CYAML_FIELD_END,
};

static const cyaml_schema_field_t batch_fields[] = {
        CYAML_FIELD_INT("size", 0, struct km_programme_batch, size),
        CYAML_FIELD_INT("every", OPT, struct km_programme_batch, every),
        LIST("starts", OPT, struct km_programme_batch, starts, &word, 1, KM_STARTS_MAX),
        CYAML_FIELD_INT("minutes", OPT, struct km_programme_batch, minutes),
        CYAML_FIELD_END,
};

static const cyaml_schema_field_t priority_fields[] = {
        CYAML_FIELD_INT("after", 0, struct km_programme_priority, after),
        HEADING("for", OPT, struct km_programme_priority, whom),
        CYAML_FIELD_END,
};

static const cyaml_schema_field_t zone_fields[] = {
        WORD("code", 0, struct km_programme_zone, written.code),
        HEADING("title", 0, struct km_programme_zone, title),
        HEADING("place", 0, struct km_programme_zone, place),
        PARAGRAPH("about", struct km_programme_zone, about),
        HEADING("for", OPT, struct km_programme_zone, whom),
        HEADING("organiser", OPT, struct km_programme_zone, organiser),
        CYAML_FIELD_INT("capacity", 0, struct km_programme_zone, capacity),
        LIST("hours", 0, struct km_programme_zone, hours, &hours, 1, KM_HOURS_MAX),
        CYAML_FIELD_MAPPING_PTR("flow", OPT, struct km_programme_zone, flow, flow_fields),
        CYAML_FIELD_MAPPING_PTR("batch", OPT, struct km_programme_zone, batch, batch_fields),
        CYAML_FIELD_BOOL("calls", OPT, struct km_programme_zone, calls),
        CYAML_FIELD_MAPPING_PTR(
                "priority", OPT, struct km_programme_zone, priority, priority_fields),
        CYAML_FIELD_INT("stay", OPT, struct km_programme_zone, stay),
        CHOSEN(struct km_programme_zone),
        CYAML_FIELD_END,
};
static const cyaml_schema_value_t zone = {
        CYAML_VALUE_MAPPING(0, struct km_programme_zone, zone_fields)};

static const cyaml_schema_field_t programme_fields[] = {
        HEADING("title", 0, struct km_programme, title),
        HEADING("host", 0, struct km_programme, host),
        HEADING("slogan", OPT, struct km_programme, slogan),
        HEADING("theme", OPT, struct km_programme, theme),
        WORD("time_zone", 0, struct km_programme, written.time_zone),
        WORD("accent", 0, struct km_programme, written.accent),
        CYAML_FIELD_STRING_PTR("logo", OPT, struct km_programme, logo, 1, KM_HEADING_MAX),
        CYAML_FIELD_STRING_PTR("logo_png", OPT, struct km_programme, logo_png, 1, KM_LOGO_TEXT_MAX),
        WORD("first_day", 0, struct km_programme, written.first_day),
        WORD("last_day", 0, struct km_programme, written.last_day),
        CYAML_FIELD_INT("wait_limit_minutes", OPT, struct km_programme, wait_limit_minutes),
        CYAML_FIELD_INT("hold_minutes", OPT, struct km_programme, hold_minutes),
        CYAML_FIELD_INT("party_max", OPT, struct km_programme, party_max),
        LIST("categories", 0, struct km_programme, categories, &category, 1, KM_CATEGORIES_MAX),
        LIST("days", OPT, struct km_programme, days, &day, 1, KM_PROGRAMME_DAYS_MAX),
        LIST("activities", OPT, struct km_programme, activities, &activity, 1, KM_ACTIVITIES_MAX),
        LIST("zones", 0, struct km_programme, zones, &zone, 1, KM_ZONES_MAX),
        CHOSEN(struct km_programme),
        CYAML_FIELD_END,
};

const struct cyaml_schema_value km_programme_schema = {
        CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct km_programme, programme_fields)};
