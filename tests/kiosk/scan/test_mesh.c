/* A crumpled slip is followed where a plane is not, and a plane one is left alone. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>

#include "kiosk/scan/modules.h"
#include "tests/kiosk/scan/scene.h"

#define MODULE 5.0
#define SCENE 480

static struct kiosk_mesh mesh;
static struct kiosk_modules modules;

static struct scene_code code(int version, double crumple)
{
    return (struct scene_code){.side = 17 + 4 * version,
            .modules = scene_symbol(version, NULL),
            .x = SCENE / 2,
            .y = SCENE / 2,
            .module_px = MODULE,
            .crumple = crumple};
}

static struct kiosk_finder eye(const struct scene_code *code, double u, double v)
{
    struct scene_spot off = scene_code_off(code, u, v);
    struct scene_spot at = scene_code_spot(code, u + off.x, v + off.y);
    return (struct kiosk_finder){(float)at.x, (float)at.y, (float)MODULE, code->inverted, 80};
}

/* Shows the code and lays a grid on it as if it were plane. */
static struct kiosk_grid show(const struct scene_code *code, struct kiosk_grey *scene)
{
    *scene = scene_new(SCENE, SCENE, 120);
    scene_show_code(scene, code);
    scene_blur(scene, 0.8);
    scene_add_noise(scene, 3, 5);
    double far = code->side - 3.5;
    struct kiosk_finder corner = eye(code, 3.5, 3.5), right = eye(code, far, 3.5),
                        below = eye(code, 3.5, far);
    struct kiosk_grid grid;
    assert_true(kiosk_grid_lay(scene, &corner, &right, &below, &grid));
    assert_int_equal(grid.side, code->side);
    return grid;
}

static int misjudged(const struct scene_code *code)
{
    int wrong = 0;
    for (int i = 0; i < code->side * code->side; i++)
        wrong += (modules.level[i] < 125) != (code->modules[i] & 1);
    return wrong;
}

static void follows_a_crumpled_slip(void **state)
{
    (void)state;
    static const int versions[] = {5, 6, 7};
    for (int i = 0; i < 3; i++) {
        struct scene_code crumpled = code(versions[i], 0.32);
        crumpled.inverted = i % 2;
        struct kiosk_grey scene;
        struct kiosk_grid grid = show(&crumpled, &scene);
        int all = crumpled.side * crumpled.side;
        kiosk_modules_sample(&scene, &grid, NULL, &modules);
        assert_true(misjudged(&crumpled) > all / 100);
        kiosk_mesh_fit(&scene, &grid, &mesh);
        kiosk_modules_sample(&scene, &grid, &mesh, &modules);
        assert_true(misjudged(&crumpled) < all / 100);
        kiosk_grey_destroy(&scene);
    }
}

static void leaves_a_plane_one_alone(void **state)
{
    (void)state;
    for (int version = 1; version <= 14; version++) {
        struct scene_code plane = code(version, 0);
        struct kiosk_grey scene;
        struct kiosk_grid grid = show(&plane, &scene);
        kiosk_mesh_fit(&scene, &grid, &mesh);
        assert_in_range(mesh.nodes, 2, KIOSK_MESH_NODES);
        kiosk_modules_sample(&scene, &grid, &mesh, &modules);
        assert_in_range(misjudged(&plane), 0, 3);
        for (int v = 0; v <= plane.side; v += 3)
            for (int u = 0; u <= plane.side; u += 3) {
                struct kiosk_spot off = kiosk_mesh_off(&mesh, plane.side, (float)u, (float)v);
                assert_true(hypotf(off.x, off.y) < 0.45f);
            }
        kiosk_grey_destroy(&scene);
    }
}

/* Between nodes the mesh is straight, and beyond the code as at its edge. */
static void is_straight_between_nodes(void **state)
{
    (void)state;
    mesh = (struct kiosk_mesh){.nodes = 5};
    for (int j = 0; j < 5; j++)
        for (int i = 0; i < 5; i++)
            mesh.off[j][i] = (struct kiosk_spot){(float)i, (float)(10 * j)};
    for (int i = 0; i <= 20; i++) {
        float at = (float)i;
        struct kiosk_spot off = kiosk_mesh_off(&mesh, 20, at, 20 - at);
        assert_true(fabsf(off.x - at / 5) < 0.02f && fabsf(off.y - 10 * (20 - at) / 5) < 0.02f);
    }
    static const float beyond[] = {-1, -1e9f, -INFINITY, NAN};
    for (int i = 0; i < 4; i++) {
        struct kiosk_spot off = kiosk_mesh_off(&mesh, 20, beyond[i], -beyond[i]);
        assert_true(off.x >= 0 && off.x <= 4 && off.y >= 0 && off.y <= 40);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
            cmocka_unit_test(follows_a_crumpled_slip),
            cmocka_unit_test(leaves_a_plane_one_alone),
            cmocka_unit_test(is_straight_between_nodes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
