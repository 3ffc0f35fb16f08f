(function (exports, require, module, __filename, __dirname) {
Object.defineProperty(exports, Symbol.toStringTag, { value: "Module" });
// src/index.ts
const runStep = async () => (await Promise.resolve().then(() => require("./step.js"))).main();
const runPost = async () => (await Promise.resolve().then(() => require("./action-post.js")).then((n) => n.run_note_exports)).afterMain(async () => (await Promise.resolve().then(() => require("./post.js"))).finishAfterMain);
const runTryPost = async () => (await Promise.resolve().then(() => require("./action-post.js")).then((n) => n.run_note_exports)).afterMain(async () => (await Promise.resolve().then(() => require("./post.js"))).finishTry);
const runRollback = async () => (await Promise.resolve().then(() => require("./move-branch.js")).then((n) => n.move_branch_exports)).rollBackBranch();
const runUndo = async () => (await Promise.resolve().then(() => require("./move-branch.js")).then((n) => n.move_branch_exports)).undoRollback();
const runReport = async () => (await Promise.resolve().then(() => require("./report2.js"))).main();
const runCompare = async () => (await Promise.resolve().then(() => require("./compare.js"))).main();
const runCommand = async () => (await Promise.resolve().then(() => require("./command.js"))).main();
const runBisect = async () => (await Promise.resolve().then(() => require("./bisect.js"))).main();
const runReplay = async () => (await Promise.resolve().then(() => require("./replay.js"))).main();
const serveStoreClient = async () => (await Promise.resolve().then(() => require("./serve-calls.js"))).serveClientCalls();
const verifyInThread = async () => (await Promise.resolve().then(() => require("./sigstore-verify.js"))).verifyInThread();
const runCommandLine = async () => {
	const { main } = await Promise.resolve().then(() => require("./help-run-steps.js")).then((n) => n.cli_exports);
	process.exitCode = await main(process.argv.slice(2), process.env);
};
exports.runBisect = runBisect;
exports.runCommand = runCommand;
exports.runCommandLine = runCommandLine;
exports.runCompare = runCompare;
exports.runPost = runPost;
exports.runReplay = runReplay;
exports.runReport = runReport;
exports.runRollback = runRollback;
exports.runStep = runStep;
exports.runTryPost = runTryPost;
exports.runUndo = runUndo;
exports.serveStoreClient = serveStoreClient;
exports.verifyInThread = verifyInThread;
});
