#include "tests/station/served.h"

#include <arpa/inet.h>
#include <jansson.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

struct served served;

int served_set_up(void **state)
{
    (void)state;
    served.directory = process_directory();
    served.station = process_serve(served.directory, SERVED_PROGRAMME, SERVED_DAY_TEXT);
    return 0;
}

int served_tear_down(void **state)
{
    (void)state;
    int code = process_end(&served.station, SIGTERM);
    process_forget(served.directory);
    return code;
}

void served_again(int signal_number, const char *programme, const char *rehearse)
{
    process_end(&served.station, signal_number);
    served.station = process_serve(served.directory, programme, rehearse);
}

int served_run(const char *format, ...)
{
    char words[600], args[800];
    va_list list;
    va_start(list, format);
    vsnprintf(words, sizeof words, format, list);
    va_end(list);
    snprintf(args, sizeof args, "%s --config /dev/null --data %s/data", words, served.directory);
    return process_run(args, served.said, sizeof served.said, served.told, sizeof served.told);
}

void served_invite(const char *name, char *out_code, size_t size)
{
    if (served_run("enrol --name '%s'", name) != 0) {
        fail_msg("enrol: %s", served.told);
    }
    const char *code = strstr(served.said, "HTTP://");
    assert_non_null(code);
    snprintf(out_code, size, "%.*s", (int)strcspn(code, "\n"), code);
}

void served_join(struct fake_kiosk *kiosk, uint8_t who, const char *name)
{
    char code[200];
    served_invite(name, code, sizeof code);
    fake_kiosk_enrol(kiosk, who, code, served.station.port);
}

int served_get(const char *path)
{
    struct km_client *client = km_client_new();
    struct km_client_answer answer;
    char url[300], err[KM_ERR_MAX];
    snprintf(url, sizeof url, "http://127.0.0.1:%u%s", served.station.port, path);
    struct km_client_request request = {.method = "GET", .url = url};
    if (!km_client_send(client, &request, &answer, err)) {
        fail_msg("%s", err);
    }
    int status = answer.status;
    snprintf(served.said, sizeof served.said, "%s", (const char *)answer.body);
    km_client_answer_destroy(&answer);
    km_client_free(client);
    return status;
}

void served_get_raw(const char *path)
{
    char ask[400];
    size_t len = 0;
    ssize_t got;
    struct sockaddr_in address = {.sin_family = AF_INET,
            .sin_port = htons(served.station.port),
            .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    int size = snprintf(ask, sizeof ask,
            "GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept-Language: zh-CN\r\n\r\n",
            path);
    assert_int_equal(write(fd, ask, (size_t)size), size);
    alarm(20);
    while ((got = read(fd, served.said + len, sizeof served.said - 1 - len)) > 0) {
        len += (size_t)got;
    }
    alarm(0);
    served.said[len] = '\0';
    close(fd);
}

void served_expect_zone(const char *code, const char *key, int64_t expected)
{
    int64_t value = -2;
    for (int i = 0; i < 500 && value != expected; i++) {
        assert_int_equal(served_get("/api/v1/zones"), 200);
        json_t *zones = json_loads(served.said, 0, NULL);
        for (size_t k = 0; k < json_array_size(zones); k++) {
            json_t *zone = json_array_get(zones, k);
            if (strcmp(json_string_value(json_object_get(zone, "code")), code) == 0) {
                value = json_integer_value(json_object_get(zone, key));
            }
        }
        json_decref(zones);
        usleep(10000);
    }
    assert_int_equal(value, expected);
}
