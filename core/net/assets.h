#ifndef KM_NET_ASSETS_H
#define KM_NET_ASSETS_H

/* Static files out of one directory: scripts, styles, pictures of the dashboard. Names are plain:
 * no hidden files, nothing above the directory (links inside it are followed: they are ours). */

struct km_request;
struct km_reply;

/* Answers with the file `name` (as the "*" of a route gives it) below `directory`: 200, 304 when
 * the browser has it already, or 404. Loop thread; reads small local files, which does not block.
 */
void km_assets_send(const char *directory, const char *name, const struct km_request *request,
        struct km_reply *reply);

#endif
