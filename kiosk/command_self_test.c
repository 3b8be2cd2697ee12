/* kaimen-kiosk self-test: looks at everything a kiosk needs and says of each whether it works.
 * Changes nothing but makes the data directory, so it may run beside the kiosk; then camera and
 * printer may be busy, and are said to be. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

#include "core/ledger.h"
#include "core/net/client.h"
#include "kiosk/config.h"
#include "kiosk/device/printer_session.h"
#include "kiosk/device/voice.h"
#include "kiosk/identity.h"
#include "kiosk/pin.h"
#include "kiosk/scan/source.h"
#include "kiosk/sdl/sound.h"
#include "kiosk/sdl/window.h"

#define DISK_LOW_MB 200

static bool say(const char *what, bool ok, const char *detail)
{
    printf("%-8s %-8s %s\n", ok ? "ok" : "FAILED", what, detail);
    return ok;
}

static bool test_disk(const struct kiosk_config *config)
{
    struct statvfs disk;
    char detail[KM_ERR_MAX];
    if (statvfs(config->data, &disk) != 0)
        return say("disk", false, "the data directory cannot be looked at");
    uint64_t free_mb = (uint64_t)disk.f_bavail * disk.f_frsize >> 20;
    snprintf(detail, sizeof detail, "%llu MB free", (unsigned long long)free_mb);
    return say("disk", free_mb >= DISK_LOW_MB, detail);
}

static void note_fault(km_node node, uint32_t seq, const char *what, void *userdata)
{
    char name[17];
    km_node_print(node, name);
    snprintf(userdata, KM_ERR_MAX, "%s:%u %.300s", name, seq, what);
}

static bool test_journal(struct km_journal *journal, const struct kiosk_identity *identity)
{
    struct km_verified seen;
    char err[KM_ERR_MAX];
    char fault[KM_ERR_MAX];
    if (!identity->enrolled)
        return say("journal", true, "this kiosk is not enrolled yet");
    if (!km_ledger_verify(journal, identity->station_key, note_fault, fault, &seen, err))
        return say("journal", false, err);
    if (seen.faulty > 0)
        return say("journal", false, fault);
    snprintf(err, sizeof err, "%llu records of %u nodes, every chain and seal is good",
            (unsigned long long)seen.records, seen.nodes);
    return say("journal", true, err);
}

static bool test_station(const struct kiosk_config *config, const struct kiosk_identity *identity)
{
    char url[KM_URL_MAX + 20];
    char err[KM_ERR_MAX];
    struct km_client_answer answer;
    if (!identity->enrolled && !config->station[0])
        return say("station", true, "not known before this kiosk is enrolled");
    snprintf(url, sizeof url, "%s/healthz", config->station[0] ? config->station : identity->url);
    struct km_client *client = km_client_new();
    struct km_client_request request = {.method = "GET", .url = url, .timeout_ms = 5000};
    bool ok = km_client_send(client, &request, &answer, err);
    if (ok) {
        ok = answer.status == 200;
        snprintf(err, sizeof err, "%.100s answers %d", url, answer.status);
        km_client_answer_destroy(&answer);
    }
    km_client_free(client);
    return say("station", ok, err);
}

static bool test_camera(const struct kiosk_config *config)
{
    struct kiosk_source *source = NULL;
    struct kiosk_grey frame;
    char err[KM_ERR_MAX];
    if (!kiosk_source_new(config->camera, &source, err))
        return say("camera", false, err);
    if (!source)
        return say("camera", true, "none is wanted");
    enum kiosk_source_result result = KIOSK_SOURCE_NOTHING;
    bool ok = source->ops->open(source, err);
    for (int i = 0; ok && i < 5 && result == KIOSK_SOURCE_NOTHING; i++)
        result = source->ops->next(source, 1000, &frame, err);
    if (ok && result == KIOSK_SOURCE_NOTHING)
        snprintf(err, sizeof err, "it gives no picture");
    ok = ok && result == KIOSK_SOURCE_FRAME;
    if (ok)
        source->ops->describe(source, err);
    kiosk_source_free(source);
    return say("camera", ok, err);
}

static bool test_pin(struct km_journal *journal)
{
    struct kiosk_pin_guard guard;
    char err[KM_ERR_MAX];
    if (!kiosk_pin_open(&guard, journal, 0, err))
        return say("PIN", false, err);
    return say("PIN", true, guard.set ? "is set" : "none is set yet; kaimen-kiosk pin sets it");
}

static bool test_printer(const struct kiosk_config *config)
{
    struct kiosk_printer_spec spec;
    struct kiosk_printer_session session = {
            .spec = &spec, .times = &kiosk_printer_usual, .stop_fd = -1};
    struct kiosk_printer_state state;
    char err[KM_ERR_MAX];
    if (!kiosk_printer_spec_read(config->printer, &spec, err))
        return say("printer", false, err);
    if (spec.kind == KIOSK_PRINTER_NONE)
        return say("printer", true, "none is wanted");
    kiosk_printer_session_look(&session, &state, err);
    if (state.printer == KM_DEVICE_FAILED || *err)
        return say("printer", false, err);
    say("printer", true,
            state.printer == KM_DEVICE_OK ? config->printer : "does not say how it is");
    return say("paper", state.paper != KM_DEVICE_FAILED,
            state.paper == KM_DEVICE_OK    ? "is there"
            : state.paper == KM_DEVICE_LOW ? "is nearly at its end"
                                           : "not known: the printer does not say");
}

static void drop_spoken(struct kiosk_spoken *spoken, void *userdata)
{
    (void)userdata;
    free(spoken->samples);
}

static void no_words(const char *reason, void *userdata)
{
    (void)reason;
    (void)userdata;
}

static bool test_voice(const struct kiosk_config *config)
{
    static const struct kiosk_voice_callbacks callbacks = {
            .on_spoken = drop_spoken, .on_failure = no_words};
    struct kiosk_voice voice = {0};
    char err[KM_ERR_MAX];
    if (!config->voice)
        return say("voice", true, "none is wanted");
    bool ok = kiosk_voice_start(&voice, NULL, &callbacks, err);
    kiosk_voice_join(&voice);
    return say("voice", ok, ok ? "speaks Mandarin and English" : err);
}

static bool test_glass(const struct kiosk_config *config)
{
    struct kiosk_font *font = NULL;
    struct kiosk_speaker speaker;
    char err[KM_ERR_MAX];
    bool ok = kiosk_font_open(&font, err);
    kiosk_font_close(font);
    ok = say("fonts", ok, ok ? "Chinese and Latin letters are there" : err);
    if (!config->sound)
        return ok;
    if (!kiosk_speaker_open(&speaker, err)) {
        say("sound", true, "no audio device: verdicts are silent");
        return ok;
    }
    kiosk_speaker_close(&speaker);
    return say("sound", true, "there is an audio device") && ok;
}

int kiosk_command_self_test(const struct kiosk_options *options)
{
    struct kiosk_config config;
    struct km_journal *journal = NULL;
    struct kiosk_identity identity = {0};
    char err[KM_ERR_MAX] = "the journal opens";
    if (!kiosk_config_make(options, &config, err)) {
        fprintf(stderr, "%s\n", err);
        return 1;
    }
    bool opened = kiosk_data_open(config.data, &journal, err) &&
                  kiosk_identity_load(journal, &identity, err);
    bool ok = opened ? test_journal(journal, &identity) : say("journal", false, err);
    ok = (!opened || test_pin(journal)) && ok;
    if (journal)
        journal->ops->close(journal);
    ok &= test_disk(&config);
    ok &= test_station(&config, &identity);
    ok &= test_camera(&config);
    ok &= test_printer(&config);
    ok &= test_voice(&config);
    ok &= test_glass(&config);
    return ok ? 0 : 1;
}
