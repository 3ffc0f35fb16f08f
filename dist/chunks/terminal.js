(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_child_process = __late(() => require("node:child_process"));
let node_events = require("node:events");
let node_readline_promises = __late(() => require("node:readline/promises"));
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_help_run_steps = require("./help-run-steps.js");
// src/cli/terminal.ts
function addPlanOptions(command) {
	command.option("--dry-run", "show the plan and stop").option("-y, --yes", "do not ask first; required when there is no terminal to ask on").option("--json", "print the plan and its result as one JSON object");
}
async function agreeToPlan(context, { dryRun, yes, json }, describe, toJson) {
	if (json !== true) require_help_run_steps.print(context, describe(require_help_run_steps.stdoutPaint(context)));
	else if (dryRun === true) require_help_run_steps.printJson(context, toJson());
	else if (yes !== true) require_help_run_steps.showOnStderr(context, describe);
	if (dryRun === true) return false;
	if (await confirm(context, yes === true)) return true;
	require_help_run_steps.say(context, "nothing was changed.");
	context.exitWith(1);
	return false;
}
async function confirm(context, yes) {
	if (yes) return true;
	const { stdin, stderr } = context.streams;
	if (stdin.isTTY !== true || stderr.isTTY !== true) throw new require_action_post_help_run_steps.RefusedError("not-confirmed", "Nothing was changed: there is no terminal to ask on. Look at the plan above, then run it again with --yes.");
	const lines = (0, node_readline_promises.createInterface)({
		input: stdin,
		output: stderr
	});
	try {
		const gone = new Promise((resolve) => {
			lines.once("close", () => resolve("")).once("SIGINT", () => resolve(""));
		});
		const answer = await Promise.race([lines.question("Proceed? [y/N] "), gone]);
		return /^\s*y(es)?\s*$/i.test(answer);
	} finally {
		lines.close();
	}
}
const PATIENCE_MS = 1e3;
const CLEAR_LINE = "\r\x1B[2K";
async function withProgress(context, what, work, { blocking = false } = {}) {
	const { stderr } = context.streams;
	if (stderr.isTTY !== true) return work();
	const started = Date.now();
	let shown = false;
	const show = () => {
		const seconds = Math.round((Date.now() - started) / 1e3);
		stderr.write(`${CLEAR_LINE}laforge: ${what}\u2026${seconds > 0 ? ` ${seconds}s` : ""}`);
		shown = true;
	};
	if (blocking) show();
	const timer = setInterval(show, PATIENCE_MS);
	try {
		return await work();
	} finally {
		clearInterval(timer);
		if (shown) stderr.write(CLEAR_LINE);
	}
}
function choosePager(context, configured) {
	const { env, streams } = context;
	if (streams.stdout.isTTY !== true || env.TERM === "dumb") return null;
	const pager = env.GIT_PAGER ?? configured ?? env.PAGER ?? "less";
	return pager === "" || pager === "cat" ? null : pager;
}
async function page(context, pager, text) {
	if (pager === null) {
		context.streams.stdout.write(text);
		return;
	}
	const child = (0, node_child_process.spawn)(pager, {
		shell: true,
		stdio: [
			"pipe",
			"inherit",
			"inherit"
		],
		env: {
			...context.env,
			LESS: context.env.LESS ?? "FRX",
			LV: context.env.LV ?? "-c"
		}
	});
	const ended = (0, node_events.once)(child, "close");
	child.stdin.on("error", () => {});
	child.stdin.end(text);
	await ended;
}
Object.defineProperty(exports, "addPlanOptions", {
	enumerable: true,
	get: function() {
		return addPlanOptions;
	}
});
Object.defineProperty(exports, "agreeToPlan", {
	enumerable: true,
	get: function() {
		return agreeToPlan;
	}
});
Object.defineProperty(exports, "choosePager", {
	enumerable: true,
	get: function() {
		return choosePager;
	}
});
Object.defineProperty(exports, "confirm", {
	enumerable: true,
	get: function() {
		return confirm;
	}
});
Object.defineProperty(exports, "page", {
	enumerable: true,
	get: function() {
		return page;
	}
});
Object.defineProperty(exports, "withProgress", {
	enumerable: true,
	get: function() {
		return withProgress;
	}
});
});
