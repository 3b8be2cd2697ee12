/* A handler may do next to nothing: it posts a semaphore, and a thread that waits for it does the
 * rest. The signals are not blocked, since the programs that we start would inherit that. */
#include "kiosk/sdl/stop_signal.h"

#include "core/bounds.h"

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

static const int numbers[] = {SIGINT, SIGTERM};

static struct {
    bool started;
    void (*stop)(void *userdata);
    void *userdata; /* borrowed */
    pthread_t thread;
    sem_t came;
    atomic_bool ending;
    struct sigaction before[2];
} self;

static void on_signal(int number)
{
    int error = errno;
    (void)number;
    sem_post(&self.came);
    errno = error;
}

static void *run(void *unused)
{
    (void)unused;
    while (sem_wait(&self.came) != 0 && errno == EINTR)
        ;
    if (!atomic_load(&self.ending))
        self.stop(self.userdata);
    return NULL;
}

bool kiosk_stop_signal_start(void (*stop)(void *userdata), void *userdata, char *err)
{
    self.stop = stop;
    self.userdata = userdata;
    atomic_store(&self.ending, false);
    sem_init(&self.came, 0, 0);
    int failed = pthread_create(&self.thread, NULL, run, NULL);
    if (failed != 0) {
        snprintf(err, KM_ERR_MAX, "no thread for signals: %s", strerror(failed));
        sem_destroy(&self.came);
        return false;
    }
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < 2; i++) {
        sigaction(numbers[i], NULL, &self.before[i]);
        if (self.before[i].sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
    }
    self.started = true;
    return true;
}

void kiosk_stop_signal_end(void)
{
    if (!self.started)
        return;
    for (int i = 0; i < 2; i++)
        sigaction(numbers[i], &self.before[i], NULL);
    atomic_store(&self.ending, true);
    sem_post(&self.came);
    pthread_join(self.thread, NULL);
    sem_destroy(&self.came);
    self.started = false;
}
