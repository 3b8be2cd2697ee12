/* The value "heard" is the CBOR array [[node (8 bytes), UTC ms], …]. */
#include "station/heard.h"

#include "core/big_endian.h"
#include "core/cbor.h"

#include <stdio.h>
#include <stdlib.h>

#define VALUE "heard"
#define VALUE_MAX ((KM_KIOSK_MAX + 1) * 20)

bool station_heard_save(struct station_campus *campus, struct station_presence *presence, char *err)
{
    struct km_buffer buffer;
    struct km_journal *journal = campus->ledger.journal;
    km_buffer_init(&buffer, VALUE_MAX);
    pthread_mutex_lock(&presence->m);
    km_cbor_put_array(&buffer, presence->count);
    for (uint32_t i = 0; i < presence->count; i++) {
        uint8_t node[8];
        km_write_be64(node, presence->items[i].node);
        km_cbor_put_array(&buffer, 2);
        km_cbor_put_bytes(&buffer, node, sizeof node);
        km_cbor_put_uint(&buffer, (uint64_t)presence->items[i].at);
    }
    pthread_mutex_unlock(&presence->m);
    bool ok = buffer.full || /* more than there can be kiosks: not worth an error */
              journal->ops->put_value(journal, VALUE, buffer.bytes, buffer.len, err);
    km_buffer_destroy(&buffer);
    return ok;
}

bool station_heard_load(struct station_campus *campus, struct station_presence *presence, char *err)
{
    struct km_journal *journal = campus->ledger.journal;
    struct km_cbor_reader reader;
    size_t len = 0;
    uint8_t *bytes = malloc(VALUE_MAX);
    if (bytes == NULL || !journal->ops->get(journal, VALUE, bytes, VALUE_MAX, &len, err)) {
        free(bytes);
        return false;
    }
    if (len > 0) {
        km_cbor_open(&reader, bytes, len);
        size_t count = km_cbor_array(&reader, KM_KIOSK_MAX + 1);
        for (size_t i = 0; i < count && reader.fault == NULL; i++) {
            uint8_t node[8];
            km_cbor_tuple(&reader, 2);
            km_cbor_fixed(&reader, node, sizeof node);
            int64_t at = (int64_t)km_cbor_uint(&reader, KM_TIME_MAX);
            station_presence_recall(presence, km_read_be64(node), at);
        }
    }
    free(bytes);
    return true;
}
