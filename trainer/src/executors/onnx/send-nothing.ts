/**
 * Imported before the native runtime, which since version 1.30 keeps on Linux and macOS how it is used, in a file of the user's cache, and sends that to its
 * maker. It reads the variable when it is loaded.
 */
process.env['ORT_DISABLE_TELEMETRY'] = '1';
