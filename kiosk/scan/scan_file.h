#ifndef KIOSK_SCAN_SCAN_FILE_H
#define KIOSK_SCAN_SCAN_FILE_H

/* `kaimen-kiosk scan-file IMG…`: what the reader finds in picture files, what a kiosk would say to
 * it, and how long reading took. One line a text, for people and scripts alike, its fields parted
 * by tabs:
 *   FILE  MS  VERDICT  ABOUT  TEXT
 * MS: the reader's CPU time for the whole picture. VERDICT: one word of km_verdict_name ("admit",
 * "already", "forged", …); "ticket" where there is no kiosk's data to judge by; "nothing" where no
 * code was found, "no_text" where codes hold no plain text (TEXT is empty then). ABOUT: for people.
 * TEXT comes last and is printable ASCII. */

#include <stdbool.h>
#include <stdio.h>

#include "core/bounds.h"

/* What is to be said to a text. verdict: static, one word. */
struct kiosk_scan_judgement {
    const char *verdict;
    char about[KM_ERR_MAX];
};
typedef void kiosk_scan_judge(
        const char *text, struct kiosk_scan_judgement *out_judgement, void *userdata);

/* Writes the lines to out; files that cannot be read are told on err_out. True where every file was
 * read and held at least one text. */
bool kiosk_scan_files(int count, char *const *paths, kiosk_scan_judge *judge, void *userdata,
        FILE *out, FILE *err_out);

#endif
