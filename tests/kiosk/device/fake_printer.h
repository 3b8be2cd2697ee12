#ifndef TESTS_KIOSK_FAKE_PRINTER_H
#define TESTS_KIOSK_FAKE_PRINTER_H

/* A ticket printer to plug in: fake_escpos behind a TCP port or a device file, on a thread of its
 * own, which can also stop reading, break the connection in the middle, and be unplugged. */

#include <pthread.h>

#include "tests/kiosk/device/fake_escpos.h"

struct fake_printer {
    pthread_t thread;
    pthread_mutex_t m;
    bool started;
    char spec[128]; /* what a kiosk's configuration says to reach it */

    /* All below: guarded by m. */
    struct fake_escpos inside;
    size_t stall_after; /* it takes no more once it has this many bytes of a connection; 0 = never
                         */
    size_t break_after; /* the connection breaks there, once; 0 = never */
    bool unplugged;
    int connections;

    /* The thread's own. */
    bool socket;
    bool stop; /* guarded by m */
    int port;
    char path[64];    /* the device file: a link to a terminal */
    int fd;           /* listening socket, or the terminal's other side; -1 */
    int kept;         /* our own hold on the terminal; -1 */
    int peer;         /* the connection (the terminal's other side, too); -1 */
    size_t from_peer; /* bytes of this connection */
};

/* Start one. port 0: any free one. All assert their success. */
void fake_printer_start_tcp(struct fake_printer *f, int port);
void fake_printer_start_device(struct fake_printer *f);
void fake_printer_stop(struct fake_printer *f);

/* Between these the fields guarded by m may be read and changed. */
void fake_printer_lock(struct fake_printer *f);
void fake_printer_unlock(struct fake_printer *f);

/* Waits until so many tickets are in the tray; false after 10 s. */
bool fake_printer_wait(struct fake_printer *f, int tickets);

#endif
