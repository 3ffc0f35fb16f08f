Object.defineProperty(exports, Symbol.toStringTag, { value: "Module" });
// src/index.ts
const runStep = async () => (await Promise.resolve().then(() => require("./step2.js"))).main();
const runPost = async () => (await Promise.resolve().then(() => require("./begin-post.js"))).main();
const runRollback = async () => (await Promise.resolve().then(() => require("./rollback2.js"))).main();
const runUndo = async () => (await Promise.resolve().then(() => require("./undo.js"))).main();
const runReport = async () => (await Promise.resolve().then(() => require("./report.js"))).main();
const serveStoreClient = async () => (await Promise.resolve().then(() => require("./serve-calls.js"))).serveClientCalls();
const runCommandLine = async () => {
	const { main } = await Promise.resolve().then(() => require("./cli.js"));
	process.exitCode = await main(process.argv.slice(2), process.env);
};
exports.runCommandLine = runCommandLine;
exports.runPost = runPost;
exports.runReport = runReport;
exports.runRollback = runRollback;
exports.runStep = runStep;
exports.runUndo = runUndo;
exports.serveStoreClient = serveStoreClient;
