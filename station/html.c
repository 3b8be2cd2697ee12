#include "station/html.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add(struct station_html *html, const char *bytes, size_t len)
{
    if (html->len + len + 1 > html->cap) {
        html->cap = 2 * (html->len + len) + 1024;
        html->text = realloc(html->text, html->cap);
        if (html->text == NULL) {
            abort();
        }
    }
    memcpy(html->text + html->len, bytes, len);
    html->len += len;
    html->text[html->len] = '\0';
}

void station_html_init(struct station_html *html)
{
    *html = (struct station_html){0};
    add(html, "", 0);
}

void station_html_raw(struct station_html *html, const char *markup)
{
    add(html, markup, strlen(markup));
}

void station_html_print(struct station_html *html, const char *format, ...)
{
    char text[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    station_html_raw(html, text);
}

void station_html_text(struct station_html *html, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            station_html_raw(html, "&amp;");
            break;
        case '<':
            station_html_raw(html, "&lt;");
            break;
        case '>':
            station_html_raw(html, "&gt;");
            break;
        case '"':
            station_html_raw(html, "&quot;");
            break;
        case '\'':
            station_html_raw(html, "&#39;");
            break;
        default:
            add(html, text, 1);
        }
    }
}

char *station_html_take(struct station_html *html)
{
    char *text = html->text;
    *html = (struct station_html){0};
    return text;
}
