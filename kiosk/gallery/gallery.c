#include "kiosk/gallery/exhibits.h"

#include <assert.h>

struct kiosk_model *kiosk_gallery_add(struct kiosk_gallery *g, const char *name,
        struct kiosk_model model, enum kiosk_screen screen)
{
    assert(g->count < KIOSK_GALLERY_MAX);
    model.screen = screen;
    g->exhibits[g->count] = (struct kiosk_exhibit){.name = name, .model = model};
    return &g->exhibits[g->count++].model;
}

struct kiosk_pose *kiosk_gallery_last_pose(struct kiosk_gallery *g)
{
    assert(g->count > 0);
    return &g->exhibits[g->count - 1].pose;
}

const struct kiosk_exhibit *kiosk_gallery(enum kiosk_lang lang, size_t *out_count)
{
    static struct kiosk_gallery gallery;
    gallery.count = 0;
    kiosk_gallery_visitor(&gallery, lang);
    kiosk_gallery_visit(&gallery, lang);
    kiosk_gallery_door(&gallery, lang);
    kiosk_gallery_staff(&gallery, lang);
    kiosk_gallery_board(&gallery, lang);
    *out_count = gallery.count;
    return gallery.exhibits;
}
