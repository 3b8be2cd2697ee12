#include "kiosk/pin.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#define HASH "pin"
#define TRIES "pin_tries"

#define OPERATIONS 3
#define MEMORY (32u * 1024u * 1024u)

#define FIRST_LOCK_MS 30000
#define LONGEST_LOCK_MS (15 * 60000)

static int64_t lock_ms(uint32_t wrong)
{
    if (wrong < KIOSK_PIN_FREE)
        return 0;
    int64_t ms = FIRST_LOCK_MS;
    for (uint32_t i = KIOSK_PIN_FREE; i < wrong && ms < LONGEST_LOCK_MS; i++)
        ms *= 2;
    return ms < LONGEST_LOCK_MS ? ms : LONGEST_LOCK_MS;
}

/* Hash and tries as they are stored; an absent value is an empty one. */
static bool read_values(
        struct km_journal *journal, char hash[crypto_pwhash_STRBYTES], uint32_t *wrong, char *err)
{
    size_t len = 0;
    uint8_t tries = 0;
    memset(hash, 0, crypto_pwhash_STRBYTES);
    if (!journal->ops->get(journal, HASH, hash, crypto_pwhash_STRBYTES, &len, err) ||
            !journal->ops->get(journal, TRIES, &tries, 1, &len, err))
        return false;
    hash[crypto_pwhash_STRBYTES - 1] = 0;
    *wrong = tries;
    return true;
}

static bool write_tries(struct km_journal *journal, uint32_t wrong, char *err)
{
    uint8_t tries = wrong < UINT8_MAX ? (uint8_t)wrong : UINT8_MAX; /* long at the longest lock */
    return journal->ops->put_value(journal, TRIES, &tries, wrong > 0, err);
}

bool kiosk_pin_open(
        struct kiosk_pin_guard *out_guard, struct km_journal *journal, int64_t steady, char *err)
{
    char hash[crypto_pwhash_STRBYTES];
    uint32_t wrong;
    if (!read_values(journal, hash, &wrong, err))
        return false;
    *out_guard = (struct kiosk_pin_guard){.journal = journal,
            .set = *hash != 0,
            .wrong = wrong,
            .until = steady + lock_ms(wrong)};
    return true;
}

/* What is stored now, and the hash with it. */
static bool look(
        struct kiosk_pin_guard *guard, char hash[crypto_pwhash_STRBYTES], int64_t steady, char *err)
{
    uint32_t wrong;
    if (!read_values(guard->journal, hash, &wrong, err))
        return false;
    if (wrong == 0 && guard->until > steady) /* perhaps set anew by `kaimen-kiosk pin` */
        guard->until = steady;
    guard->set = *hash != 0;
    guard->wrong = wrong;
    return true;
}

bool kiosk_pin_look(struct kiosk_pin_guard *guard, int64_t steady, char *err)
{
    char hash[crypto_pwhash_STRBYTES];
    return look(guard, hash, steady, err);
}

bool kiosk_pin_fit(const char *digits, char *err)
{
    size_t length = strlen(digits);
    if (length < KIOSK_PIN_LEAST || length > KIOSK_PIN_MOST ||
            strspn(digits, "0123456789") != length) {
        snprintf(err, KM_ERR_MAX, "a PIN has %d to %d digits and nothing else", KIOSK_PIN_LEAST,
                KIOSK_PIN_MOST);
        return false;
    }
    int kinds = 0;
    for (char c = '0'; c <= '9'; c++)
        kinds += strchr(digits, c) != NULL;
    bool row = true;
    int step = digits[1] - digits[0] + 10;
    for (size_t i = 2; i < length; i++)
        row = row && (digits[i] - digits[i - 1] + 10 - step) % 10 == 0;
    if (kinds >= 3 && !row)
        return true;
    snprintf(err, KM_ERR_MAX,
            "that PIN is tried first by everybody; take at least three different digits, and no "
            "row "
            "like 1234 or 9753");
    return false;
}

bool kiosk_pin_set(struct km_journal *journal, const char *digits, char *err)
{
    char hash[crypto_pwhash_STRBYTES];
    const struct km_journal_ops *ops = journal->ops;
    if (!kiosk_pin_fit(digits, err))
        return false;
    if (crypto_pwhash_str_alg(hash, digits, strlen(digits), OPERATIONS, MEMORY,
                crypto_pwhash_ALG_ARGON2ID13) != 0) {
        snprintf(err, KM_ERR_MAX, "32 MiB of memory are needed for a moment and are not free");
        return false;
    }
    if (!ops->begin(journal, err))
        return false;
    if (!ops->put_value(journal, HASH, hash, strlen(hash), err) || !write_tries(journal, 0, err)) {
        ops->rollback(journal);
        return false;
    }
    return ops->commit(journal, err);
}

bool kiosk_pin_check(struct kiosk_pin_guard *guard, const char *digits, int64_t steady,
        bool *out_good, char *err)
{
    char hash[crypto_pwhash_STRBYTES];
    if (!look(guard, hash, steady, err))
        return false;
    if (!guard->set || steady < guard->until) {
        *out_good = false;
        return true;
    }
    if (!write_tries(guard->journal, guard->wrong + 1, err))
        return false;
    bool good = crypto_pwhash_str_verify(hash, digits, strlen(digits)) == 0;
    guard->wrong++;
    guard->until = steady + lock_ms(guard->wrong);
    if (good && !write_tries(guard->journal, 0, err))
        return false;
    if (good) {
        guard->wrong = 0;
        guard->until = steady;
    }
    *out_good = good;
    return true;
}

struct kiosk_pin_view kiosk_pin_show(const struct kiosk_pin_guard *guard, int64_t steady)
{
    struct kiosk_pin_view view = {.state = KIOSK_PIN_ASK, .tries = 1};
    if (guard->wrong < KIOSK_PIN_FREE)
        view.tries = (int)(KIOSK_PIN_FREE - guard->wrong);
    if (!guard->set)
        view.state = KIOSK_PIN_UNSET;
    else if (steady < guard->until)
        view = (struct kiosk_pin_view){
                KIOSK_PIN_LOCKED, 0, (int)((guard->until - steady + 999) / 1000)};
    else if (guard->wrong > 0)
        view.state = KIOSK_PIN_WRONG;
    return view;
}
