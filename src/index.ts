/**
 * The one bundle. Each program is loaded only when it is started, so that none pays for the libraries of another; the
 * files in src/entry, which first make sure of the Node they run on, call these.
 */
export const runStep = async (): Promise<void> => (await import('./action/step.ts')).main();
export const runPost = async (): Promise<void> => (await import('./action/begin-post.ts')).main();
export const runTryPost = async (): Promise<void> => (await import('./action/begin-post.ts')).afterTry();
export const runRollback = async (): Promise<void> => (await import('./action/rollback-and-undo.ts')).rollBackBranch();
export const runUndo = async (): Promise<void> => (await import('./action/rollback-and-undo.ts')).undoRollback();
export const runReport = async (): Promise<void> => (await import('./action/report.ts')).main();
export const runCompare = async (): Promise<void> => (await import('./action/compare.ts')).main();
export const runCommand = async (): Promise<void> => (await import('./action/command.ts')).main();
export const runBisect = async (): Promise<void> => (await import('./action/bisect.ts')).main();
export const runReplay = async (): Promise<void> => (await import('./action/replay.ts')).main();
/** The process that a store's service client runs in. */
export const serveStoreClient = async (): Promise<void> =>
  (await import('./stores/client/serve-calls.ts')).serveClientCalls();
export const runCommandLine = async (): Promise<void> => {
  const {main} = await import('./cli/index.ts');
  process.exitCode = await main(process.argv.slice(2), process.env);
};
