/*
 * The names of the files in a save. Separate, since the processes with GitHub's clients need nothing else of a history.
 */

export const LEDGER_FILE = 'steps.db';

/** The file in every snapshot that names the saves merged into it, so that nobody downloads those again. */
export const CONTAINS_FILE = 'contains.json';

/**
 * A fragment: the records of one run that could not read its history, as a separate file. They have no numbers, since
 * numbers depend on all records; merging gives them the next free ones.
 */
export const FRAGMENT_FILE = 'record.json';
