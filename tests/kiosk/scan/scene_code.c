/* A code in a scene as a camera with a pinhole sees it: its plane is turned, tilted about a line
 * through its middle and looked at from a few widths away. Every pixel is nine samples, so edges
 * are as soft as a pixel is wide. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

#include "kiosk/scan/qr.h"
#include "tests/kiosk/scan/scene.h"

#define RADIANS(degrees) ((degrees)*3.14159265358979 / 180)
#define WAVE 26.0 /* modules from a crease to the next */

/* u, v, 1 to x w, y w, w. */
struct view {
    double m[3][3];
};

static struct view view_of(const struct scene_code *code)
{
    double turn = RADIANS(code->turn), tilt = RADIANS(code->tilt), axis = RADIANS(code->axis);
    double far = (code->distance > 0 ? code->distance : 3) * code->side * code->module_px;
    double half = code->side / 2.0, hand = code->mirrored ? -1 : 1;
    /* What a step along u and along v is on the plane, along and across the axis. */
    double along[2] = {cos(turn - axis), -hand * sin(turn - axis)};
    double across[2] = {sin(turn - axis), hand * cos(turn - axis)};
    struct view view = {0};
    for (int i = 0; i < 2; i++) {
        double a = along[i] * code->module_px, c = across[i] * code->module_px * cos(tilt);
        double deep = across[i] * code->module_px * sin(tilt);
        view.m[0][i] = far * (a * cos(axis) - c * sin(axis)) + code->x * deep;
        view.m[1][i] = far * (a * sin(axis) + c * cos(axis)) + code->y * deep;
        view.m[2][i] = deep;
    }
    double ends[3] = {code->x * far, code->y * far, far};
    for (int i = 0; i < 3; i++)
        view.m[i][2] = ends[i] - half * (view.m[i][0] + view.m[i][1]);
    return view;
}

static struct view inverse(const struct view *view)
{
    const double(*m)[3] = view->m;
    struct view out;
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++) {
            int a = (k + 1) % 3, b = (k + 2) % 3, c = (i + 1) % 3, d = (i + 2) % 3;
            out.m[i][k] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
        }
    return out; /* times the determinant, which falls out in the division by w */
}

static struct scene_spot through(const struct view *view, double a, double b)
{
    const double(*m)[3] = view->m;
    double w = m[2][0] * a + m[2][1] * b + m[2][2];
    return (struct scene_spot){
            (m[0][0] * a + m[0][1] * b + m[0][2]) / w, (m[1][0] * a + m[1][1] * b + m[1][2]) / w};
}

struct scene_spot scene_code_spot(const struct scene_code *code, double u, double v)
{
    struct view view = view_of(code);
    return through(&view, u, v);
}

struct scene_spot scene_code_off(const struct scene_code *code, double u, double v)
{
    double turn = 6.28318530717959 / WAVE;
    return (struct scene_spot){
            code->crumple * sin(turn * (u + 0.6 * v)), code->crumple * cos(turn * (0.5 * u - v))};
}

/* Samples a pixel: -1 outside the quiet zone, 0 ink, 1 paper. */
static int sample(const struct scene_code *code, const struct view *back, double x, double y)
{
    struct scene_spot at = through(back, x, y);
    struct scene_spot off = scene_code_off(code, at.x, at.y);
    double u = at.x - off.x, v = at.y - off.y, quiet = KIOSK_QR_QUIET;
    if (!(u >= -quiet && v >= -quiet && u < code->side + quiet && v < code->side + quiet))
        return -1;
    bool in_code = u >= 0 && v >= 0 && u < code->side && v < code->side;
    return in_code && code->modules[(int)v * code->side + (int)u] & 1 ? 0 : 1;
}

void scene_show_code(struct kiosk_grey *scene, const struct scene_code *code)
{
    struct view view = view_of(code), back = inverse(&view);
    int ink = code->high ? code->low : 40, paper = code->high ? code->high : 210;
    double rim = KIOSK_QR_QUIET + code->crumple + 1, far = code->side + rim;
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (int i = 0; i < 4; i++) {
        struct scene_spot spot = through(&view, i & 1 ? far : -rim, i & 2 ? far : -rim);
        left = fmin(left, spot.x);
        right = fmax(right, spot.x);
        top = fmin(top, spot.y);
        bottom = fmax(bottom, spot.y);
    }
    int last_row = (int)fmin(bottom, scene->height - 1);
    int last_column = (int)fmin(right, scene->width - 1);
    for (int row = (int)fmax(top, 0); row <= last_row; row++)
        for (int column = (int)fmax(left, 0); column <= last_column; column++) {
            int light = 0, inside = 0;
            for (int i = 0; i < 9; i++) {
                int sampled =
                        sample(code, &back, column + (i % 3 + 0.5) / 3, row + (i / 3 + 0.5) / 3);
                inside += sampled >= 0;
                light += sampled == (code->inverted ? 0 : 1);
            }
            if (inside)
                scene->pixels[row * scene->stride + column] =
                        (uint8_t)(ink + light * (paper - ink) / 9);
        }
}

void scene_lay_code(struct kiosk_grey *scene, const char *text, double x, double y,
        double module_px, double degrees)
{
    static struct kiosk_qr qr;
    char err[KM_ERR_MAX];
    assert_true(kiosk_qr_make(text, &qr, err));
    struct scene_code code = {.side = qr.side,
            .modules = qr.modules,
            .x = x,
            .y = y,
            .module_px = module_px,
            .turn = degrees};
    scene_show_code(scene, &code);
}

/* Bytes that fill a symbol of level M: six tenths of its codewords (ISO/IEC 18004, table 1). */
static int room_of(int version)
{
    int bits = (16 * version + 128) * version + 64, alignments = version / 7 + 2;
    if (version > 1)
        bits -= (25 * alignments - 10) * alignments - 55 + (version > 6 ? 36 : 0);
    int bytes = bits / 8 * 6 / 10 - 4;
    return bytes < KM_SCAN_TEXT_MAX ? bytes : KM_SCAN_TEXT_MAX;
}

const uint8_t *scene_symbol(int version, const char **out_text)
{
    static struct {
        uint8_t modules[177 * 177];
        char text[KM_SCAN_TEXT_MAX + 1];
    } symbols[41];
    assert_in_range(version, 1, 40);
    int side = 17 + 4 * version, length = room_of(version);
    char *text = symbols[version].text;
    for (int i = 0; i < length; i++)
        text[i] = "abcdefghijklmnopqrstuvwxyz./:-=?"[(i * i * 7 + i * version) % 31];
    QRcode *code = QRcode_encodeString(text, version, QR_ECLEVEL_M, QR_MODE_8, 1);
    assert_non_null(code);
    assert_int_equal(code->width, side);
    memcpy(symbols[version].modules, code->data, (size_t)side * (size_t)side);
    QRcode_free(code);
    if (out_text)
        *out_text = text;
    return symbols[version].modules;
}

/* One line of pixels, `step` bytes apart, through a kernel of reach on either side. */
static void blur_line(
        uint8_t *line, int length, int step, const double *taps, int reach, uint8_t *before)
{
    for (int i = 0; i < length; i++)
        before[i] = line[i * step];
    for (int i = 0; i < length; i++) {
        double sum = 0.5;
        for (int k = -reach; k <= reach; k++) {
            int at = i + k < 0 ? 0 : i + k >= length ? length - 1 : i + k;
            sum += taps[k < 0 ? -k : k] * before[at];
        }
        line[i * step] = (uint8_t)sum;
    }
}

void scene_blur(struct kiosk_grey *scene, double sigma)
{
    double taps[32], all = 0;
    int reach = (int)(3 * sigma) + 1;
    assert_in_range(reach, 1, 31);
    for (int k = -reach; k <= reach; k++)
        all += taps[abs(k)] = exp(-k * k / (2 * sigma * sigma));
    for (int k = 0; k <= reach; k++)
        taps[k] /= all;
    uint8_t *before = malloc((size_t)(scene->width + scene->height));
    assert_non_null(before);
    for (int y = 0; y < scene->height; y++)
        blur_line(scene->pixels + y * scene->stride, scene->width, 1, taps, reach, before);
    for (int x = 0; x < scene->width; x++)
        blur_line(scene->pixels + x, scene->height, scene->stride, taps, reach, before);
    free(before);
}

void scene_glare(struct kiosk_grey *scene, double x, double y, double radius)
{
    for (int row = 0; row < scene->height; row++)
        for (int column = 0; column < scene->width; column++) {
            uint8_t *pixel = &scene->pixels[row * scene->stride + column];
            double away = hypot(column + 0.5 - x, row + 0.5 - y) / radius;
            double light = *pixel + 255 * fmax(0, 2 - fmax(away, 1));
            *pixel = away >= 2 ? *pixel : (uint8_t)fmin(light, 255);
        }
}

void scene_shade(struct kiosk_grey *scene, double part)
{
    for (int row = 0; row < scene->height; row++)
        for (int column = 0; column < scene->width; column++) {
            uint8_t *pixel = &scene->pixels[row * scene->stride + column];
            *pixel = (uint8_t)(*pixel * (1 + (part - 1) * column / scene->width));
        }
}
