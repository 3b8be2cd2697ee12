#ifndef KM_BOUNDS_H
#define KM_BOUNDS_H

/* Every size that comes from outside has its limit here, with the reason. Over a limit is refused
 * with a message, never truncated silently. */

/* A reason shown to a person: one line, long enough for a file's path and all keys allowed in it.
 * Every `char *err` out-parameter has this size. */
#define KM_ERR_MAX 400

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

/* Scanning. A text out of a QR code or a keyboard scanner: our longest ticket URL stays below 300
 * bytes; a longer one is nobody's ticket. */
#define KM_SCAN_TEXT_MAX 511

/* A picture out of a camera or a file: a phone's 12-megapixel photo fits; zbar needs 0.4 s for it.
 */
#define KM_FRAME_SIDE_MAX 8192
#define KM_FRAME_PIXELS_MAX (16 * 1024 * 1024)

/* A picture file: a 12-megapixel PNG photo is about 20 MB. */
#define KM_PICTURE_BYTES_MAX (32 * 1024 * 1024)

/* Pictures in one watched folder; the folder is looked through ten times a second. */
#define KM_FRAME_FILES_MAX 500

/* A programme file. Themed days: two months. Activities of one day: a page of the schedule shows 8,
 * a fair has dozens. Zones: the dashboard's table. Hours: one line per day of the programme. Open:
 * morning, noon, afternoon, evening. Starts and sessions of a zone on one day: every quarter of an
 * hour for twelve hours. Chosen: every key of an item. */
#define KM_YAML_MAX KM_PROGRAMME_MAX
#define KM_YAML_DEPTH_MAX 10 /* lists in lists; a programme has 6 */
#define KM_PROGRAMME_DAYS_MAX 62
#define KM_ACTIVITIES_MAX 60
#define KM_ZONES_MAX 40
#define KM_HOURS_MAX 62
#define KM_HOURS_OPEN_MAX 4
#define KM_STARTS_MAX 48
#define KM_SESSIONS_MAX 48
#define KM_CHOSEN_MAX 24

/* Bytes of a text in a programme file: a heading on a kiosk's tile or in a list, and a paragraph.
 */
#define KM_HEADING_MAX 150
#define KM_PARAGRAPH_MAX 900

/* People inside one zone at once, and minutes of one visit: a sports field, a working day. */
#define KM_CAPACITY_MAX 2000
#define KM_VISIT_MINUTES_MAX 480

/* HTTP. The head of a request: ten times what a browser sends us, cookies and all. */
#define KM_NET_HEAD_MAX (16u * 1024u)
#define KM_NET_TARGET_MAX 2048
#define KM_NET_HEADERS_MAX 100

/* Body of one request: a run of 1000 records takes 140 kB, of the largest programmes some MB. */
#define KM_NET_BODY_MAX (8u * 1024u * 1024u)

/* Bodies being received at one time, all clients together: what hostile clients can make us hold.
 */
#define KM_NET_BODIES_MAX (256u * 1024u * 1024u)

/* Answer that a client takes: a run of records of the largest programmes, as above, with room. */
#define KM_NET_ANSWER_MAX (16u * 1024u * 1024u)

/* Parameters in a route's pattern: zone and ticket are the most we have. */
#define KM_NET_PARAMS_MAX 4

/* Unsent bytes of one event stream; a viewer this far behind is better off reconnecting. */
#define KM_NET_UNSENT_MAX (64u * 1024u)

/* A static file: the largest is the chart library with 0.2 MB. */
#define KM_NET_ASSET_MAX (16 * 1024 * 1024)

/* Time to send a whole request, and a connection's time without one: a long poll ends after 25 s.
 */
#define KM_NET_REQUEST_MS 60000

/* Times: until the end of the year 9999 in UTC ms; beyond lies a broken clock. */
#define KM_TIME_MAX 253402300799999ll

/* A wait, ms: tickets hold for a day, so a longer one is a broken clock's, and sums stay far inside 64
 * bits. */
#define KM_WAIT_MAX (24ll * 3600 * 1000)

/* People that one head count, seats that one grant or return, places that one zone may name: more
 * than any campus holds, and sums over a day stay far inside 32 bits. */
#define KM_COUNT_MAX 100000

/* One sync message: read into memory whole before its signature can be checked, by every connection
 * at once; a lone kiosk's busy day of 5000 records takes a tenth. */
#define KM_SYNC_MAX (8u * 1024u * 1024u)

/* Runs inside one sync message: what the other parts leave, a full vector (5000 * 50 bytes) among
 * them. */
#define KM_SYNC_RUNS_MAX (KM_SYNC_MAX - 512u * 1024u)

/* Entries of a version vector, and with it nodes of one campus: every kiosk number used once, and
 * some. */
#define KM_VECTOR_MAX 5000

/* Runs of one message and records of one run: ten times the distance of kept seals; one run is
 * stored in one transaction. */
#define KM_RUNS_MAX 10000
#define KM_RUN_ITEMS_MAX 10000

/* Seats a kiosk asks for in one message: sessions of a day over all zones. */
#define KM_WANTS_MAX 500

/* What a kiosk says of itself in a sync request: "1.12.3-45-g0123abc", "check-in". */
#define KM_VERSION_TEXT_MAX 40
#define KM_ROLE_TEXT_MAX 20

/* One enrolment message: a key, a name and a signature. */
#define KM_ENROL_MAX 1024

/* Records, and bytes, that a node of its own puts into one transaction, which is closed by one
 * seal: with what lies between kept seals (journal.h) they stay within KM_RUN_ITEMS_MAX and
 * KM_SYNC_RUNS_MAX, so that the others can always be sent them. */
#define KM_OWN_RECORDS_MAX 8000
#define KM_OWN_BYTES_MAX (3u * 1024u * 1024u)

/* Bytes of all records of one transaction, held in memory until its commit: eight full sync
 * messages that share it. */
#define KM_TRANSACTION_MAX (8u * KM_SYNC_MAX)

/* A catalogue of the screens' words: ours have 20 kB; two languages of every screen fit ten times. */
#define KIOSK_LOCALE_FILE_MAX (512 * 1024)

/* A screen or screenshot: 8K, which is far above any kiosk, is 133 MB. */
#define KIOSK_SCREEN_SIDE_MAX 8192

/* Bytes of set text kept by the kiosk: a full screen of 1080 x 1920 has under 1 MB. */
#define KIOSK_TEXT_CACHE_MAX (8u * 1024u * 1024u)

/* A ticket's picture: the widest printer line is 112 mm at 8 dots; a quarter of a metre of paper is
 * more than any ticket. */
#define KIOSK_RASTER_WIDTH_MAX 896
#define KIOSK_RASTER_ROWS_MAX 2048

/* A school's logo, a PNG: sharp at the size of a full-screen poster's corner, and in base64 it fills
 * half of a programme's text. */
#define KM_LOGO_SIDE_MAX 512
#define KM_LOGO_BYTES_MAX (96u * 1024u)
#define KM_LOGO_TEXT_MAX (128u * 1024u) /* the same in base64 */

/* Tickets that wait for the printer: a visitor who is behind more of them has left. */
#define KIOSK_PRINTS_MAX 4

/* Bytes of a printer's address: a device file's path, or a host name and a port. */
#define KIOSK_PRINTER_SPEC_MAX 270

/* Speech. Bytes of one announcement in one language: eight groups of numbers, two headings with
 * pauses. Announcements that wait: two minutes of talk; who calls faster is not understood. Seconds
 * of one in one language: a text that takes longer is no announcement. */
#define KIOSK_SPEECH_MAX 1536
#define KIOSK_SPEECHES_MAX 16
#define KIOSK_SPEECH_SECONDS_MAX 60

#endif
