#include "station/address.h"

#include "core/url.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* This machine in its network; the loopback when it is in none. */
static void own_address(char out[INET_ADDRSTRLEN])
{
    struct ifaddrs *all = NULL;
    strcpy(out, "127.0.0.1");
    if (getifaddrs(&all) != 0) {
        return;
    }
    for (const struct ifaddrs *at = all; at != NULL; at = at->ifa_next) {
        bool is_up = (at->ifa_flags & IFF_UP) && !(at->ifa_flags & IFF_LOOPBACK);
        if (is_up && at->ifa_addr != NULL && at->ifa_addr->sa_family == AF_INET) {
            const struct sockaddr_in *address = (const void *)at->ifa_addr;
            inet_ntop(AF_INET, &address->sin_addr, out, INET_ADDRSTRLEN);
            break;
        }
    }
    freeifaddrs(all);
}

bool station_address_make(
        const char *listen, uint16_t port, char out_url[KM_URL_MAX + 1], char *err)
{
    char host[KM_URL_MAX + 1], url[KM_URL_MAX + 40];
    const char *colon = strrchr(listen, ':');
    if (colon == NULL || (size_t)(colon - listen) >= sizeof host) {
        snprintf(err, KM_ERR_MAX, "\"%.100s\" is not HOST:PORT", listen);
        return false;
    }
    snprintf(host, sizeof host, "%.*s", (int)(colon - listen), listen);
    if (host[0] == '\0' || host[0] == '[' || strcmp(host, "0.0.0.0") == 0 ||
            strcmp(host, "*") == 0) {
        own_address(host);
    }
    for (char *c = host; *c != '\0'; c++) {
        *c = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
    }
    unsigned number = port != 0 ? port : (unsigned)atoi(colon + 1);
    int len = number == 80 ? snprintf(url, sizeof url, "HTTP://%s", host)
                           : snprintf(url, sizeof url, "HTTP://%s:%u", host, number);
    if (!km_url_is_valid((struct km_span){(const uint8_t *)url, (size_t)len})) {
        snprintf(err, KM_ERR_MAX, "%.120s does not fit a QR code: set public_url", url);
        return false;
    }
    memcpy(out_url, url, (size_t)len + 1);
    return true;
}
