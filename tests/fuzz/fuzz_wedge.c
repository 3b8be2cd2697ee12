/* Any keys at any times for the wedge: a byte says what comes and how much later. What must hold: a
 * key comes out once, in the order it was pressed, or belongs to a scan; texts are plain, bounded,
 * and of several lines only where each is a token; a person's pace is never held longer than the
 * longest patience. */
#include <assert.h>
#include <string.h>

#include "core/ticket.h"
#include "kiosk/scan/wedge.h"
#include "tests/fuzz/fuzz.h"

#define TOKEN                                                      \
    "CABQAAATJAABNA3KHICATLW4NVTE5DFIYI4SP7ZAN4RBRZIF466LBTKO4ZX7" \
    "QNGAJSO4YPIN7YUU5VTLUWQQ5XYY575GCZDENV3O2EIJYC2BQRRTSQDQZRMPFEGQ"
#define URL "HTTP://A.B:80/T/" TOKEN
#define FIRST_CODE 0x110000 /* of the keys here: all different, so that their order shows */

static struct kiosk_wedge wedge;
static struct kiosk_wedge_out out;
static int64_t now;
static int pressed, given;

static void check_text(const char *text)
{
    size_t length = strnlen(text, sizeof out.text);
    assert(length < sizeof out.text);
    bool lines = strchr(text, '\n') != NULL;
    for (size_t i = 0; i < length; i++)
        assert((text[i] >= ' ' && text[i] <= '~') || (lines && text[i] == '\n'));
    struct km_token token;
    for (const char *line = text; lines && line; line = strchr(line, '\n')) {
        line += line != text;
        assert(km_token_read(line, KM_TOKEN_CHARS, &token) == KM_TOKEN_OK);
    }
}

static void check(void)
{
    assert(out.count >= 0 && out.count <= KIOSK_WEDGE_KEYS_MAX);
    assert((out.count > 0) == (out.event == KIOSK_WEDGE_TYPED));
    for (int i = 0; i < out.count; i++) {
        assert(out.keys[i].code != 0);
        if (out.keys[i].code < FIRST_CODE)
            continue;
        assert(out.keys[i].code > given && out.keys[i].code <= FIRST_CODE + pressed);
        given = out.keys[i].code;
    }
    check_text(out.text);
    assert(wedge.count >= 0 && wedge.count <= KIOSK_WEDGE_KEYS_MAX);
    int wait = kiosk_wedge_wait_ms(&wedge, now);
    assert(wait >= -1 && wait <= KIOSK_WEDGE_PAUSE_MS + 1);
}

static void pass(int ms)
{
    int64_t until = now + ms;
    for (int wait; (wait = kiosk_wedge_wait_ms(&wedge, now)) >= 0 && now + wait <= until;) {
        now += wait;
        kiosk_wedge_tick(&wedge, now, &out);
        check();
    }
    now = until;
}

static void press(char us, bool ends, bool again, int late)
{
    int code = us ? 0 : FIRST_CODE + ++pressed;
    kiosk_wedge_press(&wedge,
            &(struct kiosk_wedge_key){.code = code, .us = us, .ends = ends, .again = again}, now,
            late, &out);
    check();
}

/* A scan of the URL from its from-th key on, one of them perhaps another. */
static void scan(struct fuzz_bytes *bytes)
{
    int from = fuzz_take(bytes) % (int)sizeof URL, gap = fuzz_take(bytes) % 20;
    int wrong = fuzz_take(bytes), other = fuzz_take(bytes);
    for (int i = from; URL[i]; i++) {
        pass(gap);
        press(i == wrong ? (char)(' ' + other % 95) : URL[i], false, false, 0);
        if (other & 1) {
            kiosk_wedge_text(&wedge, URL[i], now, 0, &out);
            check();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_bytes bytes = {data, size};
    kiosk_wedge_init(&wedge);
    now = 1;
    pressed = 0;
    given = 0;
    while (bytes.left > 0) {
        int what = fuzz_take(&bytes), gap = fuzz_take(&bytes);
        pass(gap < 128 ? gap / 8 : gap < 250 ? gap - 100 : gap * 4);
        switch (what % 8) {
        case 0:
        case 1:
            press((char)(' ' + fuzz_take(&bytes) % 95), false, what & 8, what & 16 ? gap * 4 : 0);
            break;
        case 2:
        case 3:
            kiosk_wedge_text(&wedge, 1 + fuzz_take(&bytes) * 8, now, what & 16 ? gap : 0, &out);
            check();
            break;
        case 4:
            press(0, true, false, 0);
            break;
        case 5:
            press(0, false, what & 8, 0);
            break;
        case 6: /* the program is late, and ticks before it has seen the keys */
            now += gap * 2;
            kiosk_wedge_tick(&wedge, now, &out);
            check();
            break;
        default:
            scan(&bytes);
        }
    }
    pass(1000);
    assert(kiosk_wedge_wait_ms(&wedge, now) == -1);
    return 0;
}

size_t fuzz_seed(unsigned index, uint8_t seed[FUZZ_INPUT_MAX])
{
    static const uint8_t recipes[][24] = {
            {7, 200, 0, 3, 255, 0, 4, 8},                        /* a scan and Enter */
            {7, 200, 0, 3, 255, 1, 240, 7, 8, 9, 9, 20, 1},      /* silence, half a scan */
            {0, 220, 20, 2, 3, 6, 4, 200, 5, 200, 0, 220, 21},   /* a person */
            {0, 8, 1, 0, 8, 2, 0, 8, 3, 0, 8, 4, 0, 8, 5, 4, 8}, /* rolling fingers */
            {8, 40, 9, 8, 40, 9, 8, 40, 9, 8, 40, 9, 4, 40},     /* a key held down */
            {7, 200, 100, 3, 255, 0, 7, 8, 0, 3, 20, 3, 4, 0, 4, 0, 5, 0}, /* two, CR and LF */
    };
    if (index >= sizeof recipes / sizeof *recipes)
        return 0;
    memcpy(seed, recipes[index], sizeof *recipes);
    return sizeof *recipes;
}
