#ifndef KIOSK_GALLERY_POSE_H
#define KIOSK_GALLERY_POSE_H

/* What a person has chosen or typed on an exhibit's screen: the part of a picture that the screens
 * keep to themselves. Single-threaded. */

#include "kiosk/gallery/gallery.h"
#include "kiosk/screens/screens.h"

/* Brings the screens to where the exhibit shows them: its screen entered afresh, its pose taken.
 * Draw exhibit->model (with any access) next. */
void kiosk_gallery_pose(const struct kiosk_exhibit *exhibit, struct kiosk_screens *screens);

#endif
