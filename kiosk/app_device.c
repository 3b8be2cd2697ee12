/* Printer and voice: what is asked of them, and what they answer. */
#include "kiosk/app.h"
#include "kiosk/device/phrase.h"
#include "kiosk/screens/spoken.h"
#include "kiosk/slip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the printer ---- */

struct printer_news {
    struct kiosk_printer_state state;
    char reason[KM_ERR_MAX];
};

static void take_printer(struct kiosk_app *app, void *content)
{
    const struct printer_news *news = content;
    app->printer_state = news->state;
    atomic_store(&app->keeper.printer, news->state.printer);
    atomic_store(&app->keeper.paper, news->state.paper);
    if (news->reason[0] && strcmp(news->reason, app->printer_fault) != 0)
        fprintf(stderr, "Could not use the printer: %s\n", news->reason);
    memcpy(app->printer_fault, news->reason, sizeof app->printer_fault);
    if (!news->reason[0] && app->print == KIOSK_PRINT_FAILED)
        app->print = KIOSK_PRINT_READY; /* well again: it may be asked again */
    free(content);
}

static void on_state(const struct kiosk_printer_state *state, const char *reason, void *userdata)
{
    struct printer_news *news = calloc(1, sizeof *news);
    if (!news)
        abort();
    news->state = *state;
    snprintf(news->reason, sizeof news->reason, "%s", reason);
    kiosk_app_send(userdata, news, free, take_printer);
}

struct printed {
    uint64_t job;
    enum kiosk_printed result;
};

static void take_printed(struct kiosk_app *app, void *content)
{
    const struct printed *printed = content;
    app->printed |= printed->result != KIOSK_PRINTED_FAILED;
    if (printed->job == app->job)
        app->print = printed->result == KIOSK_PRINTED_DONE   ? KIOSK_PRINT_DONE
                     : printed->result == KIOSK_PRINTED_SENT ? KIOSK_PRINT_SENT
                                                             : KIOSK_PRINT_FAILED;
    free(content);
}

static void on_printed(uint64_t job, enum kiosk_printed result, const char *reason, void *userdata)
{
    struct printed *printed = malloc(sizeof *printed);
    if (!printed)
        abort();
    *printed = (struct printed){job, result};
    if (result == KIOSK_PRINTED_FAILED)
        fprintf(stderr, "Could not print a ticket: %s\n", reason);
    kiosk_app_send(userdata, printed, free, take_printed);
}

/* Why it cannot be printed counts more than what became of the last slip. */
enum kiosk_print kiosk_app_print_state(const struct kiosk_app *app)
{
    const struct kiosk_printer_state *s = &app->printer_state;
    if (s->printer == KM_DEVICE_NONE)
        return KIOSK_PRINT_NONE;
    if (app->print == KIOSK_PRINT_BUSY || app->print == KIOSK_PRINT_DONE)
        return app->print;
    return s->paper == KM_DEVICE_FAILED     ? KIOSK_PRINT_PAPER
           : s->cover_open                  ? KIOSK_PRINT_COVER
           : s->printer == KM_DEVICE_FAILED ? KIOSK_PRINT_FAILED
                                            : app->print;
}

/* `model->ticket` on paper. */
static void print_model(struct kiosk_app *app, const struct kiosk_model *model)
{
    char err[KM_ERR_MAX];
    struct kiosk_raster raster = {0};
    int width = app->config.paper == 58 ? KIOSK_RASTER_58MM : KIOSK_RASTER_80MM;
    app->job++;
    if (!kiosk_slip_make(&app->screens, kiosk_window_font(app->window), model, width, &raster, err))
        fprintf(stderr, "Could not draw the ticket for the printer: %s\n", err);
    else if (kiosk_printer_print(&app->printer, &raster, app->job))
        app->print = KIOSK_PRINT_BUSY;
    else
        app->print = KIOSK_PRINT_FAILED;
    kiosk_raster_destroy(&raster);
}

void kiosk_app_forget_print(struct kiosk_app *app)
{
    app->print = KIOSK_PRINT_READY;
    app->job++;
}

/* The first slip of a ticket just taken is no record of its own; every other is a reprint, which is
 * written down before (kiosk_app_print_again follows it). */
void kiosk_app_print(struct kiosk_app *app)
{
    bool fresh = app->screen == KIOSK_SCREEN_TICKET;
    bool held = app->screen == KIOSK_SCREEN_MINE || app->screen == KIOSK_SCREEN_CARD;
    if (app->print == KIOSK_PRINT_BUSY || !app->scene || (fresh ? !app->ticket : !held))
        return;
    if (fresh && !app->printed) {
        app->printed = true;
        kiosk_app_model(app);
        print_model(app, &app->model);
        return;
    }
    struct kiosk_move move = {.deed = KIOSK_DEED_REPRINT,
            .ticket = fresh ? app->ticket->name : app->scene->model.held.ticket};
    if (kiosk_app_move(app, &move))
        app->print = KIOSK_PRINT_BUSY;
}

static void ticket_of_held(struct kiosk_model *m)
{
    const struct kiosk_held_view *held = &m->held;
    m->ticket = (struct kiosk_ticket_view){.zone_title = held->zone_title,
            .place = held->place,
            .people = held->people,
            .issued = held->issued,
            .session_start = held->session_start,
            .session_end = held->session_end,
            .priority = held->priority,
            .calls = held->calls,
            .qr_size = held->qr_size,
            .qr_modules = held->qr_modules};
    memcpy(m->ticket.number, held->number, sizeof m->ticket.number);
}

/* Nobody else's ticket comes out for one who has gone meanwhile. */
void kiosk_app_print_again(struct kiosk_app *app, struct km_name ticket, bool written)
{
    kiosk_app_model(app);
    struct kiosk_model model = app->model;
    bool fresh = app->screen == KIOSK_SCREEN_TICKET && app->ticket;
    struct km_name shown = fresh ? app->ticket->name : model.held.ticket;
    if (app->print != KIOSK_PRINT_BUSY || !km_name_equal(shown, ticket))
        return;
    app->print = KIOSK_PRINT_READY;
    if (!written)
        return;
    if (!fresh)
        ticket_of_held(&model);
    print_model(app, &model);
}

void kiosk_app_test_print(struct kiosk_app *app)
{
    char err[KM_ERR_MAX];
    struct kiosk_qr qr;
    kiosk_app_model(app);
    struct kiosk_model model = app->model;
    if (app->print == KIOSK_PRINT_BUSY || !kiosk_qr_make(app->keeper.identity.url, &qr, err))
        return;
    model.ticket = (struct kiosk_ticket_view){.number = "A0-000",
            .zone_title = {"打印测试", "Printer test"},
            .place = model.kiosk_name,
            .people = 1,
            .issued = model.now,
            .session_start = -1,
            .session_end = -1,
            .qr_size = qr.side,
            .qr_modules = qr.modules};
    print_model(app, &model);
}

/* ---- the voice ---- */

struct spoken {
    struct kiosk_spoken sound;
};

static void spoken_free(void *content)
{
    struct spoken *spoken = content;
    free(spoken->sound.samples);
    free(spoken);
}

static void take_spoken(struct kiosk_app *app, void *content)
{
    struct spoken *spoken = content;
    struct kiosk_spoken *s = &spoken->sound;
    bool prompt = s->kind == KIOSK_SPEECH_PROMPT;
    if (kiosk_voice_wants(&app->voice, s)) {
        kiosk_speaker_say(&app->speaker, s->samples, s->count, s->rate, !prompt, prompt);
        s->samples = NULL;
    }
    spoken_free(spoken);
}

static void on_spoken(struct kiosk_spoken *sound, void *userdata)
{
    struct spoken *spoken = malloc(sizeof *spoken);
    if (!spoken)
        abort();
    spoken->sound = *sound;
    kiosk_app_send(userdata, spoken, spoken_free, take_spoken);
}

static void on_voice_failure(const char *reason, void *userdata)
{
    (void)userdata;
    fprintf(stderr, "Could not say it aloud: %s\n", reason);
}

void kiosk_app_prompt(struct kiosk_app *app)
{
    struct kiosk_speech speech = {.kind = KIOSK_SPEECH_PROMPT};
    kiosk_voice_hush(&app->voice);
    kiosk_speaker_hush(&app->speaker);
    if (!(app->access & KIOSK_ACCESS_SPOKEN))
        return;
    kiosk_app_model(app);
    char *words = app->lang == KIOSK_ZH ? speech.zh : speech.en;
    kiosk_spoken_words(&app->screens, &app->model, words, KIOSK_SPEECH_MAX);
    kiosk_voice_say(&app->voice, &speech);
}

void kiosk_app_test_voice(struct kiosk_app *app)
{
    struct kiosk_speech speech = {.kind = KIOSK_SPEECH_CALL,
            .zh = "您好，这是叫号声音测试。",
            .en = "Hello. This is a test of the voice."};
    if (!kiosk_voice_say(&app->voice, &speech))
        kiosk_app_notice(app, KIOSK_NOTICE_WARN, N_("This kiosk has no voice."), KIOSK_NOTICE_MS);
}

static void say_call(struct kiosk_app *app, const struct kiosk_announcement *a)
{
    char numbers[KIOSK_CALLS_MAX][KIOSK_NUMBER_MAX];
    struct kiosk_speech speech;
    for (size_t i = 0; i < a->count; i++)
        memcpy(numbers[i], a->calls[i]->number, sizeof numbers[i]);
    const struct kiosk_phrase phrase = {.numbers = (const char(*)[KIOSK_NUMBER_MAX])numbers,
            .count = a->count,
            .zone_title = a->calls[0]->zone_title,
            .place = a->calls[0]->place,
            .people = a->count == 1 ? a->calls[0]->people : 0,
            .again = a->again};
    if (kiosk_phrase_call(&phrase, &speech))
        kiosk_voice_say(&app->voice, &speech);
}

void kiosk_app_announce(struct kiosk_app *app)
{
    struct kiosk_announcement news[KIOSK_CALLS_MAX];
    const struct kiosk_board_view *board = &app->scene->model.board;
    if (app->config.role != KIOSK_ROLE_BOARD)
        return;
    size_t count = kiosk_announcer_hear(
            &app->announcer, app->scene->time, board->calls, board->call_count, news);
    for (size_t i = 0; i < count; i++)
        say_call(app, &news[i]);
    if (count > 0) {
        app->board_called = kiosk_window_now();
        app->board_together = news[count - 1].count;
        if (!app->speaks)
            kiosk_speaker_play(&app->speaker, KIOSK_SOUND_CHIME);
    } else if (board->call_count > 0 && app->board_together > board->call_count) {
        app->board_together = 1; /* some of the batch have come in */
    }
}

/* ---- both ---- */

bool kiosk_app_open_devices(struct kiosk_app *app, char *err)
{
    char reason[KM_ERR_MAX];
    const struct kiosk_printer_callbacks printer = {
            .on_state = on_state, .on_printed = on_printed, .userdata = app};
    const struct kiosk_voice_callbacks voice = {
            .on_spoken = on_spoken, .on_failure = on_voice_failure, .userdata = app};
    app->print = KIOSK_PRINT_READY;
    app->printer_state.printer = app->printer_state.paper = KM_DEVICE_NONE;
    if (!kiosk_printer_start(&app->printer, app->config.printer, NULL, &printer, reason)) {
        snprintf(err, KM_ERR_MAX, "Could not start the printer: %.300s", reason);
        return false;
    }
    if (!app->config.voice)
        return true;
    app->speaks = kiosk_voice_start(&app->voice, NULL, &voice, reason);
    if (!app->speaks)
        fprintf(stderr, "Could not start the voice: %s; going on without it\n", reason);
    return true;
}
