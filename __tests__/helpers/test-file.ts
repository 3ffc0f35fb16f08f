/** The test file that runs in this process; null outside of tests, as in the benchmark. The runner sets it. */
export const testFile: {path: string | null} = {path: null};
