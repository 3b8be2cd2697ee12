/* What a hand scanner meant. A scanner sends keys, not letters, and takes the machine for one with
 * a certain keyboard; the machine may have another layout, caps lock on, or a shift that sticks. So
 * the keys are read in all the ways there are, and what proves a reading is the token in it: 124
 * letters of base32 with version, fields and spare bits right, behind "/T/" or, where even that is
 * lost, anywhere. German and Spanish keyboards differ by Y and Z alone, and both readings may look
 * right: then the token's signature decides (the keeper's business). */

#include <stdio.h>
#include <string.h>

#include "core/base32.h"
#include "core/ticket.h"
#include "kiosk/scan/wedge.h"

#define KEYS 47 /* that type a character on a US keyboard */
#define READINGS_MAX (KM_SCAN_TEXT_MAX / (KM_TOKEN_CHARS + 1))

/* A keyboard: what its keys type, row by row, without Shift and with it. A blank stands for what is
 * not ASCII or a dead key; no ticket needs those. */
struct layout {
    char plain[KEYS + 1], shifted[KEYS + 1];
};

/* clang-format off */
static const struct layout us =
        {"`1234567890-=" "qwertyuiop[]\\" "asdfghjkl;'" "zxcvbnm,./",
         "~!@#$%^&*()_+" "QWERTYUIOP{}|" "ASDFGHJKL:\"" "ZXCVBNM<>?"};

static const struct layout others[] = {
        /* German; with QWERTZ all of Central Europe */
        {" 1234567890  " "qwertzuiop +#" "asdfghjkl  " "yxcvbnm,.-",
         " !\" $%&/()=? " "QWERTZUIOP *'" "ASDFGHJKL  " "YXCVBNM;:_"},
        /* French */
        {" & \"'(- _  )=" "azertyuiop $*" "qsdfghjklm " "wxcvbn,;:!",
         " 1234567890 +" "AZERTYUIOP   " "QSDFGHJKLM%" "WXCVBN?./ "},
        /* Spanish; where our text is concerned also Italian, Portuguese, Nordic */
        {" 1234567890' " "qwertyuiop + " "asdfghjkl  " "zxcvbnm,.-",
         " !\" $%&/()=? " "QWERTYUIOP * " "ASDFGHJKL  " "ZXCVBNM;:_"},
        /* Japanese */
        {" 1234567890-^" "qwertyuiop@[]" "asdfghjkl;:" "zxcvbnm,./",
         " !\"#$%&'() =~" "QWERTYUIOP`{}" "ASDFGHJKL+*" "ZXCVBNM<>?"},
        /* Dvorak */
        {"`1234567890[]" "',.pyfgcrl/=\\" "aoeuidhtns-" ";qjkxbmwvz",
         "~!@#$%^&*(){}" "\"<>PYFGCRL?+|" "AOEUIDHTNS_" ":QJKXBMWVZ"},
};
/* clang-format on */

/* The ways to read: as they lie, Shift left out (the token needs none); as typed; the others. */
enum { AS_POSITIONS, AS_TYPED, AS_OTHERS, WAYS = AS_OTHERS + sizeof others / sizeof *others };

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static char read_position(const struct layout *as, char c, bool with_shift)
{
    const char *plain = c ? strchr(us.plain, c) : NULL;
    const char *shifted = c ? strchr(us.shifted, c) : NULL;
    if (plain)
        return as->plain[plain - us.plain];
    if (!shifted)
        return ' ';
    return (with_shift ? as->shifted : as->plain)[shifted - us.shifted];
}

static void read_keys(
        int way, const struct kiosk_wedge_key *keys, int count, char out[KM_SCAN_TEXT_MAX + 1])
{
    for (int i = 0; i < count; i++) {
        int code = keys[i].code;
        if (way == AS_POSITIONS)
            out[i] = upper(read_position(&us, keys[i].us, false));
        else if (way == AS_TYPED)
            out[i] = code > ' ' && code <= '~' ? upper((char)code) : ' ';
        else
            out[i] = upper(read_position(&others[way - AS_OTHERS], keys[i].us, true));
    }
    out[count] = 0;
}

static bool is_token(const char *text)
{
    struct km_token token;
    return strnlen(text, KM_TOKEN_CHARS) == KM_TOKEN_CHARS &&
           km_token_read(text, KM_TOKEN_CHARS, &token) == KM_TOKEN_OK;
}

/* The token in the text, or NULL. */
static const char *find_token(const char *text, bool marked)
{
    for (; *text; text++)
        if (!marked && is_token(text))
            return text;
        else if (marked && strncmp(text, "/T/", 3) == 0 && is_token(text + 3))
            return text + 3;
    return NULL;
}

/* Appends the token as a line of its own, if it is not there yet. */
static bool add_token(const char *token, char out[KM_SCAN_TEXT_MAX + 1])
{
    char line[KM_TOKEN_CHARS + 1] = "";
    memcpy(line, token, KM_TOKEN_CHARS);
    size_t used = strlen(out);
    if (strstr(out, line) || used + KM_TOKEN_CHARS + 2 > KM_SCAN_TEXT_MAX + 1)
        return false;
    snprintf(out + used, KM_SCAN_TEXT_MAX + 1 - used, "%s%s", used > 0 ? "\n" : "", line);
    return true;
}

/* No ticket: perhaps another address of ours (the station's enrolment code). */
static void read_address(
        const struct kiosk_wedge_key *keys, int count, char out[KM_SCAN_TEXT_MAX + 1])
{
    char text[KM_SCAN_TEXT_MAX + 1];
    for (int i = 0; i < count; i++)
        text[i] = upper(read_position(&us, keys[i].us, true));
    text[count] = 0;
    const char *address = strstr(text, "HTTP://");
    for (int way = AS_TYPED; !address && way < WAYS; way++) {
        read_keys(way, keys, count, text);
        address = strstr(text, "HTTP://");
    }
    snprintf(out, KM_SCAN_TEXT_MAX + 1, "%s", address ? address : "");
}

/* As it was typed; "" where that is no plain text. */
static void read_plain(
        const struct kiosk_wedge_key *keys, int count, char out[KM_SCAN_TEXT_MAX + 1])
{
    int length = 0;
    for (int i = 0; i < count; i++) {
        if (keys[i].code < ' ' || keys[i].code > '~') {
            out[0] = 0;
            return;
        }
        out[length++] = (char)keys[i].code;
    }
    out[length] = 0;
}

bool kiosk_wedge_repair(const struct kiosk_wedge_key *keys, int count,
        char out_text[KM_SCAN_TEXT_MAX + 1], bool *out_repaired)
{
    char text[KM_SCAN_TEXT_MAX + 1], plain[KM_SCAN_TEXT_MAX + 1];
    out_text[0] = 0;
    read_plain(keys, count, plain);
    for (int marked = 1; marked >= 0 && !out_text[0]; marked--)
        for (int way = 0; way < WAYS; way++) {
            read_keys(way, keys, count, text);
            const char *token = find_token(text, marked);
            if (token)
                add_token(token, out_text);
        }
    bool ticket = out_text[0] != 0;
    const char *typed = find_token(plain, true);
    *out_repaired = ticket && !(typed && strncmp(typed, out_text, KM_TOKEN_CHARS) == 0);
    if (!ticket)
        read_address(keys, count, out_text);
    if (!out_text[0])
        snprintf(out_text, KM_SCAN_TEXT_MAX + 1, "%s", plain);
    return ticket;
}
