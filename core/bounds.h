#ifndef KM_BOUNDS_H
#define KM_BOUNDS_H

/* Every size that comes from outside has its limit here, with the reason. Over a limit is refused
 * with a message, never truncated silently. */

/* A reason shown to a person: one line on a terminal. Every `char *err` out-parameter has this
 * size. */
#define KM_ERR_MAX 256

/* Visitor categories a programme may name: a party is typed with one stepper each, more do not fit
 * a small screen. */
#define KM_CATEGORIES_MAX 8

/* People of one party: one byte in the ticket; a school class with its teachers fits four times. */
#define KM_PARTY_MAX 250

/* Kiosk numbers of one campus, never given twice: 12 bits in the ticket. */
#define KM_KIOSK_MAX 4095

/* Records of one node: 30 bits in the ticket; at one record a second that lasts 34 years. */
#define KM_SEQ_MAX ((1u << 30) - 1)

/* Running number of one kiosk in one zone on one day: what a person can read and shout. */
#define KM_NUMBER_MAX 9999

/* Bytes of one record: a programme file (below) and its envelope. All other kinds stay under 1 kB.
 */
#define KM_RECORD_MAX (512u * 1024u)

/* Text of a programme file: the richest real week takes 30 kB. */
#define KM_PROGRAMME_MAX (256u * 1024u)

/* Counts that a `forget` record carries for the days it names. */
#define KM_COUNTS_MAX (256u * 1024u)

/* Days that one `forget` may name: two years. */
#define KM_FORGET_DAYS_MAX 731

/* Bytes of a reason, of a node's name and of a URL inside a record. */
#define KM_REASON_MAX 300
#define KM_NAME_MAX 120
#define KM_URL_MAX 100

/* How far a clock record may shift: ten years, more is a broken record rather than a broken clock.
 */
#define KM_SHIFT_MAX (10ll * 366 * 24 * 3600 * 1000)

#endif
