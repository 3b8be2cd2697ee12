#include "tests/bench/frames_camera.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

#define NOISE_TABLE 65536
#define BLUR_REACH_MAX 12

struct camera {
    float noise[NOISE_TABLE]; /* of deviation 1 */
    struct canvas room;       /* owned; of the last size */
};

struct camera *camera_new(void)
{
    struct camera *camera = calloc(1, sizeof *camera);
    if (!camera)
        abort();
    struct chance chance = chance_of(77);
    for (int i = 0; i < NOISE_TABLE; i += 2) { /* Box and Muller, 1958 */
        double size = sqrt(-2 * log(chance_range(&chance, 1e-9, 1)));
        double angle = chance_range(&chance, 0, 6.2831853);
        camera->noise[i] = (float)(size * cos(angle));
        camera->noise[i + 1] = (float)(size * sin(angle));
    }
    return camera;
}

void camera_free(struct camera *camera)
{
    if (!camera)
        return;
    canvas_destroy(&camera->room);
    free(camera);
}

static struct canvas *room_for(struct camera *camera, const struct canvas *canvas)
{
    if (camera->room.width != canvas->width || camera->room.height != canvas->height) {
        canvas_destroy(&camera->room);
        canvas_init(&camera->room, canvas->width, canvas->height);
    }
    return &camera->room;
}

void camera_glare(struct canvas *canvas, double x, double y, double rx, double ry, double turn)
{
    double c = cos(turn), s = sin(turn);
    for (int row = 0; row < canvas->height; row++) {
        for (int column = 0; column < canvas->width; column++) {
            double dx = column + 0.5 - x, dy = row + 0.5 - y;
            double u = (dx * c + dy * s) / rx, v = (dy * c - dx * s) / ry;
            double r2 = u * u + v * v;
            if (r2 < 3) /* paper whites out inside, ink only within half of that radius */
                canvas->light[row * canvas->width + column] +=
                        (float)(290 * exp(-2 * pow(r2, 1.25)));
        }
    }
}

void camera_uneven(struct canvas *canvas, double x, double y, double reach, struct chance *chance)
{
    double fall = chance_range(chance, 0, 6.2831853), edge = chance_range(chance, 0, 6.2831853);
    double slope = chance_range(chance, 0.35, 0.6) / reach;
    double shadow = chance_range(chance, 0.3, 0.55), soft = chance_range(chance, 1, reach / 8);
    for (int row = 0; row < canvas->height; row++) {
        for (int column = 0; column < canvas->width; column++) {
            double dx = column - x, dy = row - y;
            double light = 0.8 + (dx * cos(fall) + dy * sin(fall)) * slope;
            double across = (dx * cos(edge) + dy * sin(edge)) / soft;
            if (across > -6)
                light *= shadow + (1 - shadow) / (1 + exp(across));
            light = fmax(0.18, fmin(1.15, light));
            canvas->light[row * canvas->width + column] *= (float)light;
        }
    }
}

void camera_grid(struct canvas *canvas, double x, double y, double reach, struct chance *chance)
{
    double angle = chance_range(chance, -0.3, 0.3), pitch = chance_range(chance, 2.3, 4.5);
    double depth = chance_range(chance, 0.1, 0.22), band = chance_range(chance, 40, 120);
    double ku = cos(angle) * 6.2831853 / pitch, kv = sin(angle) * 6.2831853 / pitch;
    for (int row = 0; row < canvas->height; row++) {
        for (int column = 0; column < canvas->width; column++) {
            double dx = column - x, dy = row - y;
            if (dx * dx + dy * dy > reach * reach)
                continue;
            double bend = 1 + 0.0004 * dx; /* the beat drifts: seen from aside */
            double beat = sin((dx * ku + dy * kv) * bend) * sin((dy * ku - dx * kv) * bend);
            double refresh = sin(row * 6.2831853 / band);
            canvas->light[row * canvas->width + column] *=
                    (float)(1 + depth * beat + 0.1 * refresh);
        }
    }
}

/* One line, taps 0 to reach on both sides, ends continued. */
static void blur_line(const float *in, float *out, int n, int step, const float *taps, int reach)
{
    for (int i = 0; i < n; i++) {
        float sum = taps[0] * in[i * step];
        for (int k = 1; k <= reach; k++) {
            int low = i - k < 0 ? 0 : i - k, high = i + k >= n ? n - 1 : i + k;
            sum += taps[k] * (in[low * step] + in[high * step]);
        }
        out[i * step] = sum;
    }
}

static void blur_inner_row(const float *in, float *out, int width, const float *taps, int reach)
{
    for (int x = reach; x < width - reach; x++)
        out[x] = taps[0] * in[x];
    for (int k = 1; k <= reach; k++)
        for (int x = reach; x < width - reach; x++)
            out[x] += taps[k] * (in[x - k] + in[x + k]);
}

void camera_blur(struct camera *camera, struct canvas *canvas, double sigma)
{
    struct canvas *room = room_for(camera, canvas);
    int width = canvas->width, height = canvas->height, reach = (int)ceil(sigma * 3);
    reach = reach > BLUR_REACH_MAX ? BLUR_REACH_MAX : reach;
    float taps[BLUR_REACH_MAX + 1], sum = 0;
    for (int k = 0; k <= reach; k++) {
        taps[k] = (float)exp(-k * k / (2 * sigma * sigma));
        sum += k ? 2 * taps[k] : taps[k];
    }
    for (int k = 0; k <= reach; k++)
        taps[k] /= sum;
    for (int y = 0; y < height; y++) {
        const float *in = canvas->light + y * width;
        float *out = room->light + y * width;
        if (width > 4 * reach) {
            blur_line(in, out, 2 * reach, 1, taps, reach);
            blur_line(in + width - 2 * reach, out + width - 2 * reach, 2 * reach, 1, taps, reach);
            blur_inner_row(in, out, width, taps, reach);
        } else {
            blur_line(in, out, width, 1, taps, reach);
        }
    }
    for (int y = 0; y < height; y++) { /* rows weighed together: fast, unlike column by column */
        float *out = canvas->light + y * width;
        const float *mid = room->light + y * width;
        for (int x = 0; x < width; x++)
            out[x] = taps[0] * mid[x];
        for (int k = 1; k <= reach; k++) {
            const float *above = room->light + (y - k < 0 ? 0 : y - k) * width;
            const float *below = room->light + (y + k >= height ? height - 1 : y + k) * width;
            for (int x = 0; x < width; x++)
                out[x] += taps[k] * (above[x] + below[x]);
        }
    }
}

/* Adds the canvas moved by dx, dy (bilinear), times weight. */
static void add_moved(
        const struct canvas *from, struct canvas *to, double dx, double dy, float weight)
{
    int ix = (int)floor(dx), iy = (int)floor(dy), width = from->width;
    float fx = (float)(dx - ix), fy = (float)(dy - iy);
    for (int y = 0; y < from->height; y++) {
        int y0 = y + iy, y1 = y0 + 1;
        y0 = y0 < 0 ? 0 : y0 >= from->height ? from->height - 1 : y0;
        y1 = y1 < 0 ? 0 : y1 >= from->height ? from->height - 1 : y1;
        const float *a = from->light + y0 * width, *b = from->light + y1 * width;
        float *out = to->light + y * width;
        int x0 = ix < 0 ? -ix : 0, x1 = width - 1 - (ix > 0 ? ix : 0);
        for (int x = x0; x < x1; x++) {
            float top = a[x + ix] * (1 - fx) + a[x + ix + 1] * fx;
            float low = b[x + ix] * (1 - fx) + b[x + ix + 1] * fx;
            out[x] += weight * (top * (1 - fy) + low * fy);
        }
        for (int x = 0; x < x0; x++) /* nothing comes in at the edges: continued */
            out[x] += weight * a[0];
        for (int x = x1; x < width; x++)
            out[x] += weight * a[width - 1];
    }
}

void camera_motion(struct camera *camera, struct canvas *canvas, double dx, double dy)
{
    int steps = (int)ceil(hypot(dx, dy)) + 1;
    struct canvas *room = room_for(camera, canvas);
    canvas_copy(canvas, room);
    canvas_fill(canvas, 0);
    for (int i = 0; i < steps; i++) {
        double at = (i + 0.5) / steps - 0.5;
        add_moved(room, canvas, dx * at, dy * at, 1.0f / (float)steps);
    }
}

void camera_expose(struct canvas *canvas, double gain, double gamma)
{
    for (int i = 0; i < canvas->width * canvas->height; i++) {
        double light = canvas->light[i] * gain / 255;
        light = light < 0 ? 0 : light > 1 ? 1 : light;
        canvas->light[i] = (float)(255 * (gamma == 1 ? light : pow(light, gamma)));
    }
}

void camera_take(struct camera *camera, const struct canvas *canvas, double noise,
        struct chance *chance, struct kiosk_grey *out)
{
    if (!kiosk_grey_resize(out, canvas->width, canvas->height))
        abort();
    for (int y = 0; y < canvas->height; y++) {
        int at = chance_below(chance, NOISE_TABLE), from = y * canvas->width;
        for (int x = 0; x < canvas->width; x++, from++) {
            float light = canvas->light[from] +
                          (float)noise * camera->noise[(at + x) % NOISE_TABLE] + 0.5f;
            out->pixels[y * out->stride + x] = (uint8_t)(light < 0 ? 0 : light > 255 ? 255 : light);
        }
    }
}

void camera_jpeg(struct kiosk_grey *grey, int quality)
{
    unsigned char *bytes = NULL;
    unsigned long length = 0;
    tjhandle in = tjInitCompress(), out = tjInitDecompress();
    if (!in || !out ||
            tjCompress2(in, grey->pixels, grey->width, grey->stride, grey->height, TJPF_GRAY,
                    &bytes, &length, TJSAMP_GRAY, quality, 0) != 0 ||
            tjDecompress2(out, bytes, length, grey->pixels, grey->width, grey->stride, grey->height,
                    TJPF_GRAY, 0) != 0)
        abort();
    tjFree(bytes);
    tjDestroy(in);
    tjDestroy(out);
}
