/**
 * The entry points of the bundle. Each loads its program only when called, so that no program pays for the libraries of another.
 * The files in src/entry check the Node version and call these.
 */
export const runStep = async (): Promise<void> => (await import('./action/step.ts')).main();
export const runPost = async (): Promise<void> =>
  (await import('./action/run-note.ts')).afterMain(async () => (await import('./action/post.ts')).finishAfterMain);
export const runTryPost = async (): Promise<void> =>
  (await import('./action/run-note.ts')).afterMain(async () => (await import('./action/post.ts')).finishTry);
export const runRollback = async (): Promise<void> => (await import('./action/move-branch.ts')).rollBackBranch();
export const runUndo = async (): Promise<void> => (await import('./action/move-branch.ts')).undoRollback();
export const runReport = async (): Promise<void> => (await import('./action/report.ts')).main();
export const runCompare = async (): Promise<void> => (await import('./action/compare.ts')).main();
export const runCommand = async (): Promise<void> => (await import('./action/command.ts')).main();
export const runBisect = async (): Promise<void> => (await import('./action/bisect.ts')).main();
export const runReplay = async (): Promise<void> => (await import('./action/replay.ts')).main();
/** Runs in the process of a store's service client. */
export const serveStoreClient = async (): Promise<void> =>
  (await import('./stores/client/serve-calls.ts')).serveClientCalls();
/** Runs in a thread that verifies a part of many signatures. */
export const verifyInThread = async (): Promise<void> =>
  (await import('./provenance/sigstore-verify.ts')).verifyInThread();
export const runCommandLine = async (): Promise<void> => {
  const {main} = await import('./cli/index.ts');
  process.exitCode = await main(process.argv.slice(2), process.env);
};
