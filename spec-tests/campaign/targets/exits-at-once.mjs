/** Ends its thread before there is a server. */
process.exit(7)
