/* The client; see client.h. libcurl's multi interface with a single transfer, because its poll can
 * be woken from another thread, and plain easy transfers notice an abort after a second only. */

#include "core/net/client.h"

#include "core/bounds.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct km_client {
    CURLM *multi; /* owned; curl_multi_wakeup from any thread */
    CURL *easy;   /* owned */
    atomic_bool aborted;
    /* The answer as it comes in. */
    uint8_t *body; /* owned */
    size_t len, cap, max;
    bool too_long;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void init_curl(void)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        abort();
    }
}

static size_t on_body(char *bytes, size_t one, size_t len, void *arg)
{
    struct km_client *client = arg;
    (void)one;
    if (len > client->max - client->len) {
        client->too_long = true;
        return 0;
    }
    if (client->len + len + 1 > client->cap) {
        size_t cap = 2 * client->cap + len + 1;
        uint8_t *grown = realloc(client->body, cap);
        if (grown == NULL) {
            return 0;
        }
        client->body = grown;
        client->cap = cap;
    }
    memcpy(client->body + client->len, bytes, len);
    client->len += len;
    return len;
}

struct km_client *km_client_new(void)
{
    pthread_once(&once, init_curl);
    struct km_client *client = calloc(1, sizeof *client);
    if (client == NULL || (client->multi = curl_multi_init()) == NULL ||
            (client->easy = curl_easy_init()) == NULL) {
        abort();
    }
    atomic_init(&client->aborted, false);
    return client;
}

void km_client_free(struct km_client *client)
{
    if (client == NULL) {
        return;
    }
    curl_easy_cleanup(client->easy);
    curl_multi_cleanup(client->multi);
    free(client->body);
    free(client);
}

void km_client_abort(struct km_client *client)
{
    atomic_store(&client->aborted, true);
    curl_multi_wakeup(client->multi);
}

void km_client_answer_destroy(struct km_client_answer *answer)
{
    free(answer->body);
    *answer = (struct km_client_answer){0};
}

static int or_default(int value, int fallback)
{
    return value > 0 ? value : fallback;
}

/* Sets all options of a request; the headers, to be freed after the transfer, by return. */
static struct curl_slist *prepare(struct km_client *client, const struct km_client_request *request)
{
    CURL *easy = client->easy;
    curl_easy_reset(easy); /* keeps the connections */
    curl_easy_setopt(easy, CURLOPT_URL, request->url);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L); /* an abort does not wait for the resolver */
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, (long)KM_NET_REQUEST_MS / 1000 * 3 / 4);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)or_default(request->connect_ms, 5000));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)or_default(request->timeout_ms, 30000));
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "kaimen/" KAIMEN_VERSION);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, client);
    struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
    char type[120];
    snprintf(type, sizeof type, "Content-Type: %s",
            request->type != NULL ? request->type : "application/octet-stream");
    if (strcmp(request->method, "GET") != 0) {
        headers = curl_slist_append(headers, type);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_len);
        curl_easy_setopt(
                easy, CURLOPT_POSTFIELDS, request->body != NULL ? request->body : (const void *)"");
        curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method);
    }
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    return headers;
}

/* Runs the transfer to its end, or until aborted (then CURLE_ABORTED_BY_CALLBACK). */
static CURLcode run(struct km_client *client)
{
    CURLcode result = CURLE_ABORTED_BY_CALLBACK;
    if (curl_multi_add_handle(client->multi, client->easy) != CURLM_OK) {
        return CURLE_FAILED_INIT;
    }
    while (!atomic_load(&client->aborted)) {
        int running = 0, left;
        CURLMcode code = curl_multi_perform(client->multi, &running);
        CURLMsg *message = curl_multi_info_read(client->multi, &left);
        if (message != NULL && message->msg == CURLMSG_DONE) {
            result = message->data.result;
            break;
        }
        if (code == CURLM_OK) {
            code = curl_multi_poll(client->multi, NULL, 0, 1000, NULL);
        }
        if (code != CURLM_OK) {
            result = CURLE_RECV_ERROR;
            break;
        }
    }
    curl_multi_remove_handle(client->multi, client->easy);
    return result;
}

static const char *reason(const struct km_client *client, CURLcode result)
{
    long number = 0;
    if (client->too_long) {
        return "the answer is too long";
    }
    curl_easy_getinfo(client->easy, CURLINFO_OS_ERRNO, &number);
    switch (result) {
    case CURLE_ABORTED_BY_CALLBACK:
        return "aborted";
    case CURLE_COULDNT_CONNECT:
        return number != 0 ? strerror((int)number) : "no connection";
    case CURLE_OPERATION_TIMEDOUT:
        return "no answer in time";
    case CURLE_COULDNT_RESOLVE_HOST:
        return "unknown host name";
    case CURLE_UNSUPPORTED_PROTOCOL:
        return "only http:// and https:// are possible";
    case CURLE_URL_MALFORMAT:
        return "not a URL";
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
        return "the connection broke off";
    default:
        return curl_easy_strerror(result);
    }
}

bool km_client_send(struct km_client *client, const struct km_client_request *request,
        struct km_client_answer *out_answer, char *err)
{
    client->len = 0;
    client->too_long = false;
    client->max = request->answer_max != 0 ? request->answer_max : KM_NET_ANSWER_MAX;
    struct curl_slist *headers = prepare(client, request);
    CURLcode result = run(client);
    curl_slist_free_all(headers);
    if (result != CURLE_OK) {
        snprintf(err, KM_ERR_MAX, "Could not reach %.120s: %s", request->url,
                reason(client, result));
        return false;
    }
    if (client->body == NULL && (client->body = malloc(1)) == NULL) {
        abort();
    }
    client->body[client->len] = '\0';
    struct km_client_answer answer = {.body = client->body, .body_len = client->len};
    client->body = NULL;
    client->cap = 0;
    long status = 0;
    const char *type = NULL;
    curl_easy_getinfo(client->easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(client->easy, CURLINFO_CONTENT_TYPE, &type);
    answer.status = (int)status;
    snprintf(answer.type, sizeof answer.type, "%s", type != NULL ? type : "");
    *out_answer = answer;
    return true;
}
