#ifndef KM_NET_GATE_H
#define KM_NET_GATE_H

/* The gate between socket and evhttp: holds back what came in until a head is whole and checked
 * (head.h), then lets head and body through. For a head it refuses it lets a request through that
 * no client can write, "GET refuse/N", and swallows the rest of the connection. It also ends
 * requests that take too long to come in. Loop thread. */

#include "core/net/head.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/queue.h>

struct bufferevent;
struct event_base;
struct km_gate;

LIST_HEAD(km_gate_list, km_gate);

struct km_gates {
    struct km_gate_list list;
    uint64_t body_max;  /* bytes of one request */
    uint64_t receiving; /* bytes of all bodies let through and not yet complete */
    int request_ms;
};

/* For evhttp_set_bevcb: makes a connection's bufferevent with a gate at its input. */
struct bufferevent *km_gate_bufferevent(struct event_base *base, void *unused);

/* Closes connections whose request has not come in whole for request_ms. Every second or so. */
void km_gates_sweep(struct km_gates *gates);

/* Why the gate refused, from evhttp's URI of the request; KM_HEAD_OK: it did not. */
enum km_head_refusal km_gate_refusal(const char *uri);

#endif
