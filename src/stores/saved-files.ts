/* The names of a save's files. The programs of GitHub's clients need them too, and nothing else of a history. */

export const LEDGER_FILE = 'steps.db';

/** The file beside steps.db in every snapshot that names what has been merged into it, so that nobody downloads that again. */
export const CONTAINS_FILE = 'contains.json';

/**
 * A fragment: the records of one run that could not read its history, as a file of their own. They have no numbers,
 * since numbers follow from all records; whoever merges them gives them the next free ones.
 */
export const FRAGMENT_FILE = 'record.json';
