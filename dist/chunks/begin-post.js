const require_run_state = require("./run-state.js");
// src/action/begin-post.ts
const main = () => require_run_state.runAction(async () => {
	const key = require_run_state.jobKey(process.env);
	const state = require_run_state.readRunState(key);
	if (state === null || state.isFinished) return;
	const { finishAfterMain } = await Promise.resolve().then(() => require("./post.js"));
	await finishAfterMain(state, key);
});
exports.main = main;
