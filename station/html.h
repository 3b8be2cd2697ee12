#ifndef STATION_HTML_H
#define STATION_HTML_H

/* HTML under construction. Whatever comes from a record, a programme or a request goes through
 * station_html_text, which leaves no character that could mean anything to a browser. One thread.
 */

#include <stddef.h>

struct station_html {
    char *text; /* owned, NUL-terminated */
    size_t len, cap;
};

void station_html_init(struct station_html *html);

/* Our own markup, as it stands. */
void station_html_raw(struct station_html *html, const char *markup);

/* Our own markup with numbers and constants of ours in it. */
void station_html_print(struct station_html *html, const char *format, ...)
        __attribute__((format(printf, 2, 3)));

/* Text, escaped for content and for quoted attributes. */
void station_html_text(struct station_html *html, const char *text);

/* The text, owned by the caller: free. Nothing is left in html. */
char *station_html_take(struct station_html *html);

#endif
