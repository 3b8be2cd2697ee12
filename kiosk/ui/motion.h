#ifndef KIOSK_UI_MOTION_H
#define KIOSK_UI_MOTION_H

/* What moves, and when. Motion is short and small: a part comes in within KIOSK_ENTER_MS after its
 * screen was entered, a hint repeats after a rest. It stands still in high contrast, and where the
 * model has no clock (ms 0: pictures, tests). A screen that moves says in screens/due.c when it
 * wants to be drawn again; one that rests is not drawn at all. Pure; any thread. */

#include "kiosk/model.h"

#define KIOSK_ENTER_MS 220
#define KIOSK_STEP_MS 40 /* between two pictures of a motion */

bool kiosk_motion_still(const struct kiosk_model *m);
/* How far a part has come in since the screen was entered, 0..1, fast first and slow at its end;
 * 1 at once when nothing moves. */
float kiosk_motion_entered(const struct kiosk_model *m);
/* A hint that moves for `moving` ms and rests until `period` is over: how far the motion is, 0..1;
 * 1 while it rests, or when nothing moves. */
float kiosk_motion_hint(const struct kiosk_model *m, uint64_t moving, uint64_t period);
/* In how many ms these two want the next picture; -1 = not at all. */
int kiosk_motion_entered_due(const struct kiosk_model *m);
int kiosk_motion_hint_due(const struct kiosk_model *m, uint64_t moving, uint64_t period);
/* The earlier of two such times. */
int kiosk_motion_sooner(int a, int b);

#endif
