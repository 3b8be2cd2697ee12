/* kaimen-kiosk scan-file IMG…. */
#include "kiosk/options.h"
#include "kiosk/scan/scan_file.h"

int kiosk_command_scan_file(const struct kiosk_options *options)
{
    return kiosk_scan_files(options->argument_count, options->arguments, stdout, stderr) ? 0 : 1;
}
