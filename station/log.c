#include "station/log.h"

#include <stdarg.h>
#include <stdio.h>

void station_log(const char *format, ...)
{
    char line[1000];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    fprintf(stderr, "%s\n", line);
}
