(function (exports, require, module, __filename, __dirname) {
const require_action_post = require("./action-post.js");
// src/action/begin-post.ts
const afterMain = (load) => require_action_post.runAction(async () => {
	const key = require_action_post.jobKey(process.env);
	const state = require_action_post.readRunState(key);
	if (state !== null && !state.isFinished) await (await load())(state, key);
});
const main = () => afterMain(async () => (await Promise.resolve().then(() => require("./post.js"))).finishAfterMain);
const afterTry = () => afterMain(async () => (await Promise.resolve().then(() => require("./replay-try.js")).then((n) => n.replay_try_exports)).finishTry);
exports.afterTry = afterTry;
exports.main = main;
});
