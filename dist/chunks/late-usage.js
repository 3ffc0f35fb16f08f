(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run = require("./action-run.js");
const require_action_post = require("./action-post.js");
const require_history_store = require("./history-store.js");
const require_keep_file = require("./keep-file.js");
let node_util = require("node:util");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_v8 = __late(() => require("node:v8"));
// src/action/keep-log.ts
async function keepLog({ keepLog: where, retentionDays }, { env }, step) {
	if (where === "none") return;
	const { folder, uid, secrets } = step;
	if (!env.ACTIONS_RUNTIME_TOKEN || !env.ACTIONS_RESULTS_URL) return require_action_post.actionLog.notice("The agent's output is not kept (keep-log: artifact): this runner has no artifact service.");
	try {
		const kept = (0, node_fs.mkdtempSync)((0, node_path.join)(folder.path, "log-"));
		try {
			const files = [folder.logFile, folder.checkLogFile].flatMap((from, at) => {
				const to = (0, node_path.join)(kept, at === 0 ? "agent.log" : "check.log");
				return writeCleanLog(from, to, secrets) ? [to] : [];
			});
			if (files.length > 0) await require_keep_file.keepLogs({
				...require_history_store.clientOptions(env),
				retentionDays
			}, uid, files);
		} finally {
			(0, node_fs.rmSync)(kept, {
				recursive: true,
				force: true
			});
		}
	} catch (error) {
		require_action_post.actionLog.warn(`The agent's output could not be kept as an artifact: ${require_action_post_help_run_steps.describeError(error)}`);
	}
}
const MOST_BYTES = 16777216;
function writeCleanLog(from, to, secrets, mostBytes = MOST_BYTES) {
	const end = readEnd(from, mostBytes);
	if (end === null) return false;
	const asBytes = (text) => Buffer.from(text).toString("latin1");
	const { cut, bytes } = end;
	const note = cut === 0 ? "" : `[the first ${cut} bytes are left out]\n`;
	(0, node_fs.writeFileSync)(to, note + require_action_run.redactText(bytes.toString("latin1"), secrets.map(asBytes)), {
		encoding: "latin1",
		flag: "wx",
		mode: 384
	});
	return true;
}
function readEnd(path, mostBytes) {
	return require_action_post_help_run_steps.withPlainFile(path, (file, size) => {
		const start = Math.max(0, size - mostBytes);
		const bytes = Buffer.alloc(size - start);
		const read = bytes.subarray(0, (0, node_fs.readSync)(file, bytes, 0, bytes.length, start));
		const skipped = start === 0 ? 0 : read.indexOf("\n") + 1 || read.length;
		return {
			cut: start + skipped,
			bytes: read.subarray(skipped)
		};
	});
}
// src/usage/prior-state.ts
function noteBefore() {
	const found = new Map();
	return {
		recall: async (key, look) => {
			const answer = await look();
			found.set(key, answer);
			return answer;
		},
		noted: () => (0, node_v8.serialize)(found)
	};
}
function recallBefore(noted) {
	const found = (0, node_v8.deserialize)(noted);
	return { recall: async (key) => {
		if (!node_util.types.isMap(found) || !found.has(key)) throw new Error(`Nobody looked at ${key} before the run.`);
		return found.get(key);
	} };
}
// src/action/late-usage.ts
const beforeFile = (folder) => (0, node_path.join)(folder, "before-run");
function keepBefore(folder, key, noted, warn) {
	try {
		require_action_post.writeSealed(beforeFile(folder), key, noted);
	} catch (error) {
		warn(`If this job is killed, its agent's usage will be unknown: ${require_action_post_help_run_steps.describeError(error)}`);
	}
}
async function readLateUsage(agent, { options, job, folder, step, secrets }) {
	const noted = require_action_post.readSealed(beforeFile(folder.path), job.key);
	if (noted === null) return {
		usage: {
			...require_action_help_run_steps.UNKNOWN_USAGE,
			reason: "it is unknown what its files held before the run"
		},
		config: {}
	};
	const usage = require_action_run.followUsage(options.usageReader, folder.usageFile, {
		before: recallBefore(noted),
		prices: await require_action_run.readPrices(options, job.env),
		isLate: true,
		redact: (text) => require_action_run.redactText(text, secrets)
	});
	const env = require_action_run.buildAgentEnv({
		env: job.env,
		allow: options.envAllow,
		stepId: step.id,
		stepUid: step.uid,
		projectId: step.projectId,
		usageFile: folder.usageFile,
		promptFile: folder.promptFile,
		prompt: null,
		identity: null
	});
	await usage.replay({
		env,
		cwd: options.directory,
		logFile: folder.logFile
	}, require_action_run.wordsOf(options.command));
	return await usage.read(agent);
}
Object.defineProperty(exports, "keepBefore", {
	enumerable: true,
	get: function() {
		return keepBefore;
	}
});
Object.defineProperty(exports, "keepLog", {
	enumerable: true,
	get: function() {
		return keepLog;
	}
});
Object.defineProperty(exports, "noteBefore", {
	enumerable: true,
	get: function() {
		return noteBefore;
	}
});
Object.defineProperty(exports, "readLateUsage", {
	enumerable: true,
	get: function() {
		return readLateUsage;
	}
});
});
