#ifndef KIOSK_GALLERY_EXHIBITS_H
#define KIOSK_GALLERY_EXHIBITS_H

/* Inside kiosk/gallery only: the rooms of the gallery, and what they are hung with. */

#include "kiosk/gallery/gallery.h"

#define KIOSK_GALLERY_MAX 160
#define KIOSK_GALLERY_ZONES 10 /* zones of the campus */
#define KIOSK_GALLERY_PAGE 6   /* of which home shows so many, as a rule */

struct kiosk_gallery {
    struct kiosk_exhibit exhibits[KIOSK_GALLERY_MAX];
    size_t count;
};

/* Hangs one more; its model, to be changed. */
struct kiosk_model *kiosk_gallery_add(struct kiosk_gallery *g, const char *name,
        struct kiosk_model model, enum kiosk_screen screen);
/* The pose of the one that was hung last, to be changed. */
struct kiosk_pose *kiosk_gallery_last_pose(struct kiosk_gallery *g);

/* A kiosk on the campus, with something in every part of its model. */
struct kiosk_model kiosk_gallery_base(enum kiosk_lang lang);
/* A ticket that waits in a zone that calls; nothing can be done with it yet. */
struct kiosk_held_view kiosk_gallery_held(void);
/* The longest words of the real programmes instead, and zones in every state. */
void kiosk_gallery_real_words(struct kiosk_model *m);

/* What the camera sees, and what is made of it. */
enum kiosk_gallery_sight {
    KIOSK_GALLERY_ROOM,
    KIOSK_GALLERY_SEEN,
    KIOSK_GALLERY_READ,
    KIOSK_GALLERY_SMALL,
    KIOSK_GALLERY_DARK,
    KIOSK_GALLERY_GLARE,
    KIOSK_GALLERY_SIGHTS
};
void kiosk_gallery_look(struct kiosk_checkin_view *checkin, enum kiosk_gallery_sight sight);

/* The rooms. */
void kiosk_gallery_visitor(struct kiosk_gallery *g, enum kiosk_lang lang);
void kiosk_gallery_visit(struct kiosk_gallery *g, enum kiosk_lang lang);
void kiosk_gallery_door(struct kiosk_gallery *g, enum kiosk_lang lang);
void kiosk_gallery_staff(struct kiosk_gallery *g, enum kiosk_lang lang);
void kiosk_gallery_board(struct kiosk_gallery *g, enum kiosk_lang lang);

#endif
