#include "tests/bench/frames_sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const words[] = {"校园开放日", "机电工程实训中心", "请排队等候",
        "职业体验 Career Day", "数控机床 CNC Lab", "安全第一 预防为主", "今日活动安排",
        "上午 9:00 – 11:30", "咖啡与茶艺体验区", "Welcome", "汽车维修实训室", "学前教育专业",
        "禁止吸烟 No smoking", "志愿者服务点", "3D printing workshop", "工业机器人技术",
        "电子商务直播间", "健康护理体验", "欢迎新同学", "Room B204", "小心地滑", "图书借阅须知"};
#define WORDS ((int)(sizeof words / sizeof *words))

static const char *word(struct chance *chance)
{
    return words[chance_below(chance, WORDS)];
}

static void start(struct sheet *sheet, int width, int height, int level)
{
    *sheet = (struct sheet){0};
    if (!kiosk_grey_init(&sheet->grey, width, height))
        abort();
    kiosk_grey_fill(&sheet->grey, (uint8_t)level);
}

void sheet_destroy(struct sheet *sheet)
{
    kiosk_grey_destroy(&sheet->grey);
}

void sheet_box(struct sheet *sheet, int x, int y, int width, int height, int level)
{
    int x1 = x + width, y1 = y + height;
    x = x < 0 ? 0 : x;
    y = y < 0 ? 0 : y;
    x1 = x1 > sheet->grey.width ? sheet->grey.width : x1;
    y1 = y1 > sheet->grey.height ? sheet->grey.height : y1;
    for (; y < y1 && x < x1; y++)
        memset(sheet->grey.pixels + y * sheet->grey.stride + x, level, (size_t)(x1 - x));
}

int sheet_text(struct sheet *sheet, struct kiosk_font *font, const char *text, int x, int y,
        int size, int level)
{
    struct kiosk_mask mask;
    if (!kiosk_font_mask(font, text, strlen(text), size, size > 30, &mask))
        return 0;
    for (int row = 0; row < mask.height && y + row < sheet->grey.height; row++) {
        for (int column = 0; column < mask.width && x + column < sheet->grey.width; column++) {
            if (x + column < 0 || y + row < 0)
                continue;
            uint8_t *at = &sheet->grey.pixels[(y + row) * sheet->grey.stride + x + column];
            *at = (uint8_t)(*at + (level - *at) * mask.pixels[row * mask.width + column] / 255);
        }
    }
    return mask.width;
}

/* The code with its quiet zone, its top left module at x, y. */
static void draw_code(struct sheet *sheet, const struct sheet_code *code, int x, int y)
{
    int side = code->qr->side, dark = code->inverted ? 235 : 0, light = code->inverted ? 10 : 255;
    int quiet = code->quiet * SHEET_MODULE;
    sheet_box(sheet, x - quiet, y - quiet, side * SHEET_MODULE + 2 * quiet,
            side * SHEET_MODULE + 2 * quiet, light);
    for (int row = 0; row < side; row++)
        for (int column = 0; column < side; column++)
            if (code->qr->modules[row * side + column])
                sheet_box(sheet, x + column * SHEET_MODULE, y + row * SHEET_MODULE, SHEET_MODULE,
                        SHEET_MODULE, dark);
    sheet->code_x = x;
    sheet->code_y = y;
    sheet->code_side = side;
}

void sheet_slip(struct sheet *out, struct kiosk_font *font, const struct sheet_code *code,
        struct chance *chance)
{
    int code_px = code->qr->side * SHEET_MODULE, margin = 7 * SHEET_MODULE;
    int paper = code->inverted ? 10 : 255, ink = code->inverted ? 235 : 0;
    start(out, code_px + 2 * margin, code_px + 9 * margin / 2, code->dark_surround ? 20 : paper);
    char number[24];
    snprintf(number, sizeof number, "B2-%03d", 1 + chance_below(chance, 400));
    sheet_text(out, font, word(chance), margin, margin / 4, 26, ink);
    int wide = sheet_text(out, font, number, margin, margin * 4 / 5, 54, ink);
    sheet_text(out, font, "2026-06-12", margin + wide + 30, margin + 20, 20, ink);
    draw_code(out, code, margin, 3 * margin);
    sheet_text(out, font, word(chance), margin, code_px + 3 * margin + margin * 3 / 4, 22, ink);
}

void sheet_phone(struct sheet *out, struct kiosk_font *font, const struct sheet_code *code,
        struct chance *chance)
{
    int code_px = code->qr->side * SHEET_MODULE, margin = 7 * SHEET_MODULE, bezel = 14;
    int width = code_px + 2 * margin, height = code_px + 5 * margin;
    int screen = code->inverted ? 10 : 255, ink = code->inverted ? 215 : 30;
    start(out, width + 2 * bezel, height + 2 * bezel, 6);
    sheet_box(out, bezel, bezel, width, height, code->dark_surround ? 8 : screen);
    char line[24];
    snprintf(line, sizeof line, "%d:%02d", 8 + chance_below(chance, 9), chance_below(chance, 60));
    sheet_text(out, font, line, bezel + 18, bezel + 4, 20, ink);
    sheet_box(out, bezel + width - 52, bezel + 12, 32, 13, ink);
    sheet_text(out, font, word(chance), bezel + margin, bezel + 44, 30, ink);
    sheet_text(out, font, word(chance), bezel + margin, bezel + 92, 18, ink);
    draw_code(out, code, bezel + margin, bezel + 5 * margin / 2);
    int low = bezel + 5 * margin / 2 + code_px + 5 * SHEET_MODULE;
    snprintf(line, sizeof line, "A1-%03d", 1 + chance_below(chance, 400));
    sheet_text(out, font, line, bezel + margin, low, 40, ink);
    sheet_text(out, font, word(chance), bezel + margin + 170, low + 18, 18, ink);
    sheet_box(out, bezel + width / 2 - 60, bezel + height - 12, 120, 5, ink);
}

void sheet_poster(struct sheet *out, struct kiosk_font *font, struct chance *chance)
{
    bool dark = chance_once_in(chance, 3);
    int paper = dark ? 40 + chance_below(chance, 60) : 175 + chance_below(chance, 80);
    int ink = dark ? 235 : 15 + chance_below(chance, 70);
    start(out, 420, 560 + chance_below(chance, 120), paper);
    sheet_box(out, 0, 0, 420, 90 + chance_below(chance, 60), (paper + ink * 2) / 3);
    sheet_text(out, font, word(chance), 24, 24, 44, dark ? 255 : 245);
    int y = 170;
    if (chance_once_in(chance, 2)) { /* a picture in the poster */
        for (int i = 0; i < 26; i++)
            sheet_box(out, 24 + chance_below(chance, 330), y + chance_below(chance, 130),
                    10 + chance_below(chance, 90), 8 + chance_below(chance, 60),
                    20 + chance_below(chance, 220));
        y += 210;
    }
    while (y < out->grey.height - 50) {
        int size = 16 + chance_below(chance, 20);
        int wide = sheet_text(out, font, word(chance), 24, y, size, ink);
        sheet_text(out, font, word(chance), 40 + wide, y, size, ink);
        y += size * 8 / 5;
    }
    sheet_box(out, 24, out->grey.height - 34, 372, 4, ink);
}

void sheet_page(struct sheet *out, struct kiosk_font *font, struct chance *chance)
{
    start(out, 420, 590, 225 + chance_below(chance, 30));
    int y = 30;
    sheet_text(out, font, word(chance), 60, y, 28, 40);
    for (y = 90; y < 540; y += 22) {
        if (chance_once_in(chance, 6))
            continue;
        int x = 36;
        while (x < 330)
            x += 8 + sheet_text(out, font, word(chance), x, y, 14, 50);
        sheet_box(out, 384, y, 36, 22, 240); /* the margin */
    }
}

void sheet_keyboard(struct sheet *out, struct kiosk_font *font, struct chance *chance)
{
    bool dark = !chance_once_in(chance, 3);
    int key = dark ? 52 : 232, body = dark ? 26 : 180, ink = dark ? 215 : 60;
    start(out, 760, 270, body);
    static const char *const rows[] = {
            "1234567890-=\\", "QWERTYUIOP[]\\", "ASDFGHJKL;'#@", "ZXCVBNM,./?!%"};
    for (int row = 0; row < 4; row++) {
        for (int i = 0; i < 13; i++) {
            int x = 16 + row * 14 + i * 52, y = 14 + row * 50;
            char letter[2] = {rows[row][i], 0};
            sheet_box(out, x, y, 45, 43, key);
            sheet_box(out, x, y + 39, 45, 4, key / 2);
            sheet_text(out, font, letter, x + 8, y + 3, 20, ink);
        }
    }
    sheet_box(out, 190, 216, 320, 42, key);
}

void sheet_label(struct sheet *out, struct kiosk_font *font, struct chance *chance)
{
    start(out, 330, 200, 240);
    sheet_text(out, font, word(chance), 14, 8, 24, 30);
    for (int x = 26; x < 300;) {
        int bar = 2 * (1 + chance_below(chance, 4)), gap = 2 * (1 + chance_below(chance, 4));
        sheet_box(out, x, 52, bar, 96, 10);
        x += bar + gap;
    }
    sheet_text(out, font, "6 901234 567892", 60, 152, 24, 20);
}

void sheet_board(struct sheet *out, struct kiosk_font *font, struct chance *chance)
{
    start(out, 900, 380, 58);
    sheet_box(out, 0, 0, 900, 12, 150);
    sheet_box(out, 0, 368, 900, 12, 150);
    for (int y = 40; y < 320; y += 58) {
        int x = 40;
        for (int i = 0; i < 3; i++)
            x += 40 + sheet_text(out, font, word(chance), x, y, 26 + chance_below(chance, 12), 190);
    }
}
