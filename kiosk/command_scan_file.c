/* kaimen-kiosk scan-file IMG…: with the data of an enrolled kiosk its tickets are judged as that
 * kiosk would judge them now, at its door if one is named. Nothing is written, and it may run
 * beside the kiosk. */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/local_time.h"
#include "kiosk/config.h"
#include "kiosk/keeper.h"
#include "kiosk/scan/scan_file.h"

/* What the token says of itself. */
static void describe(const struct km_ticket *ticket, char out[KM_ERR_MAX])
{
    char zone[4];
    char day[11];
    char start[6] = "";
    km_zone_print(ticket->zone, zone);
    km_local_day_print(ticket->day & (uint16_t)~KM_DAY_REHEARSAL, day);
    if (ticket->session != KM_NO_SESSION)
        km_local_minute_print(ticket->session, start);
    snprintf(out, KM_ERR_MAX, "ticket of kiosk %u, zone %s, %s%s%s%s, %u %s", ticket->kiosk, zone,
            day, ticket->day & KM_DAY_REHEARSAL ? " (rehearsal)" : "", *start ? " " : "", start,
            ticket->party, ticket->party == 1 ? "person" : "people");
}

static void add(struct kiosk_scan_judgement *judgement, const char *words)
{
    size_t used = strlen(judgement->about);
    snprintf(judgement->about + used, sizeof judgement->about - used, "; %s", words);
}

/* Without a kiosk's data: what can be read is told, and that it proves nothing. */
static void judge_alone(
        const char *text, struct kiosk_scan_judgement *out_judgement, void *userdata)
{
    (void)userdata;
    struct km_token token;
    enum km_token_error error = km_token_read(text, strlen(text), &token);
    *out_judgement = (struct kiosk_scan_judgement){.verdict = "ticket"};
    if (error == KM_TOKEN_OK) {
        describe(&token.ticket, out_judgement->about);
        add(out_judgement, "signature not checked: no data folder");
        return;
    }
    out_judgement->verdict =
            km_verdict_name(error == KM_TOKEN_FOREIGN ? KM_VERDICT_FOREIGN : KM_VERDICT_DAMAGED);
    snprintf(out_judgement->about, sizeof out_judgement->about, "%s", km_token_error_text(error));
}

struct desk {
    struct kiosk_keeper keeper;
    km_zone zone;
};

static void add_number(
        struct kiosk_scan_judgement *judgement, const struct km_scan *scan, int offset)
{
    const struct km_ticket_facts *facts = &scan->facts;
    char number[KM_NUMBER_CHARS];
    char words[KM_ERR_MAX];
    if (scan->known && facts->issued) {
        km_number_print(facts->zone, scan->ticket.kiosk, facts->number, number);
        add(judgement, number);
    }
    if (scan->known && facts->admitted_at != 0) {
        struct km_local_time at = km_local_time_at(facts->admitted_at, offset);
        char minute[6];
        km_local_minute_print(at.minute, minute);
        snprintf(words, sizeof words, "came in at %s", minute);
        add(judgement, words);
    }
}

static void judge_at_desk(
        const char *text, struct kiosk_scan_judgement *out_judgement, void *userdata)
{
    const struct desk *at = userdata;
    struct km_scan scan;
    struct km_desk desk = kiosk_keeper_desk(&at->keeper, kiosk_instant_now());
    km_desk_scan(&desk, text, strlen(text), at->zone, &scan);
    *out_judgement = (struct kiosk_scan_judgement){.verdict = km_verdict_name(scan.verdict)};
    if (scan.verdict == KM_VERDICT_FOREIGN || scan.verdict == KM_VERDICT_DAMAGED) {
        snprintf(out_judgement->about, sizeof out_judgement->about, "%s",
                km_token_error_text(scan.token_error));
        return;
    }
    describe(&scan.ticket, out_judgement->about);
    if (scan.verdict == KM_VERDICT_UNKNOWN_ISSUER)
        add(out_judgement, "that kiosk is not known here");
    else if (!scan.proven)
        add(out_judgement, "or so it says: that is not proven");
    else
        add_number(out_judgement, &scan, desk.programme->offset_minutes);
}

/* Only a kiosk's own folder is opened: a wrong one must not be made. */
static bool open_desk(const struct kiosk_options *options, struct desk *out_desk, char *err)
{
    struct kiosk_config config;
    struct km_journal *journal = NULL;
    struct kiosk_identity identity;
    char path[PATH_MAX + 16];
    if (!kiosk_config_make(options, &config, err))
        return false;
    snprintf(path, sizeof path, "%s/journal.db", config.data);
    if (access(path, R_OK) != 0) {
        snprintf(err, KM_ERR_MAX, "%.300s is no kiosk's data folder", config.data);
        return false;
    }
    if (!kiosk_data_open(config.data, &journal, err))
        return false;
    if (!kiosk_identity_load(journal, &identity, err) || !identity.enrolled) {
        journal->ops->close(journal);
        snprintf(err, KM_ERR_MAX, "the kiosk of %.300s is not enrolled", config.data);
        return false;
    }
    if (!kiosk_keeper_open(&out_desk->keeper, journal, &identity, kiosk_instant_now(), err))
        return false;
    out_desk->zone = config.zone;
    if (out_desk->keeper.plan)
        return true;
    kiosk_keeper_close(&out_desk->keeper);
    snprintf(err, KM_ERR_MAX, "there is no programme yet in %.300s", config.data);
    return false;
}

int kiosk_command_scan_file(const struct kiosk_options *options)
{
    struct desk desk;
    char err[KM_ERR_MAX];
    if (!options->data && !options->config)
        return kiosk_scan_files(options->argument_count, options->arguments, judge_alone, NULL,
                       stdout, stderr)
                       ? 0
                       : 1;
    if (!open_desk(options, &desk, err)) {
        fprintf(stderr, "Could not judge tickets: %s\n", err);
        return 1;
    }
    bool ok = kiosk_scan_files(
            options->argument_count, options->arguments, judge_at_desk, &desk, stdout, stderr);
    kiosk_keeper_close(&desk.keeper);
    return ok ? 0 : 1;
}
