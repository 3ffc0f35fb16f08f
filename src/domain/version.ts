/** The package's version, which a bundle cannot read from package.json; a test compares the two. */
export const VERSION = '1.0.0';
