#ifndef KIOSK_SCAN_SCAN_FILE_H
#define KIOSK_SCAN_SCAN_FILE_H

/* `kaimen-kiosk scan-file IMG…`: what the decoder reads in picture files, and how long it took. */

#include <stdbool.h>
#include <stdio.h>

/* Writes to out one line per text: FILE, a tab, milliseconds of the decoder, a tab, the text;
 * "(nothing)" or
 * "(no plain text)" in the text's place where there is none. Files that cannot be read are told on
 * err_out. True where every file was read and held at least one text. */
bool kiosk_scan_files(int count, char *const *paths, FILE *out, FILE *err_out);

#endif
