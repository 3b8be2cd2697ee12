#ifndef KM_BIG_ENDIAN_H
#define KM_BIG_ENDIAN_H

/* Numbers as bytes, most significant first: the order in which everything that is hashed, signed or
 * stored writes them, so that byte order is number order. Pure; any thread. */

#include <stdint.h>

static inline void km_write_be16(uint8_t *out, uint16_t value)
{
    out[0] = (uint8_t)(value >> 8);
    out[1] = (uint8_t)value;
}

static inline void km_write_be32(uint8_t *out, uint32_t value)
{
    km_write_be16(out, (uint16_t)(value >> 16));
    km_write_be16(out + 2, (uint16_t)value);
}

static inline void km_write_be64(uint8_t *out, uint64_t value)
{
    km_write_be32(out, (uint32_t)(value >> 32));
    km_write_be32(out + 4, (uint32_t)value);
}

static inline uint16_t km_read_be16(const uint8_t *bytes)
{
    return (uint16_t)(bytes[0] << 8 | bytes[1]);
}

static inline uint32_t km_read_be32(const uint8_t *bytes)
{
    return (uint32_t)km_read_be16(bytes) << 16 | km_read_be16(bytes + 2);
}

static inline uint64_t km_read_be64(const uint8_t *bytes)
{
    return (uint64_t)km_read_be32(bytes) << 32 | km_read_be32(bytes + 4);
}

#endif
