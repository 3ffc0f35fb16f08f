const require_core = require("./core.js");
const require_outputs = require("./outputs.js");
const require_errors = require("./errors.js");
const require_run_state = require("./run-state.js");
const require_end_line = require("./end-line.js");
const require_documents = require("./documents.js");
const require_open = require("./open.js");
const require_finish_request = require("./finish-request.js");
const require_step_options = require("./step-options.js");
const require_github_services = require("./github-services.js");
let node_util = require("node:util");
let node_crypto = require("node:crypto");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_v8 = require("node:v8");
// src/action/finish-request.ts
function finishInJob({ options }, job, run) {
	const { uid, folder, repository, store, agentConfig } = run;
	return require_finish_request.finishRequest(options, {
		uid,
		repository,
		agentConfig,
		slug: job.slug,
		bot: require_open.botOf(require_github_services.forgeOf(job.env)),
		bundleFile: (0, node_path.join)(folder, `${uid}.bundle`),
		privatePaths: [folder, ...store.privatePaths],
		frontEnd: "action"
	});
}
// src/usage/before-run.ts
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
// src/action/sealed-file.ts
const SEAL_LENGTH = 64;
function writeSealed(path, key, content) {
	(0, node_fs.writeFileSync)(`${path}.new`, Buffer.concat([sealOf(path, key, content), content]), { mode: 384 });
	(0, node_fs.renameSync)(`${path}.new`, path);
}
function readSealed(path, key) {
	try {
		const bytes = (0, node_fs.readFileSync)(path);
		const content = bytes.subarray(SEAL_LENGTH);
		const seal = bytes.subarray(0, SEAL_LENGTH);
		return seal.length === SEAL_LENGTH && (0, node_crypto.timingSafeEqual)(seal, sealOf(path, key, content)) ? content : null;
	} catch {
		return null;
	}
}
function sealOf(path, key, content) {
	return Buffer.from((0, node_crypto.createHmac)("sha256", key).update(`${(0, node_path.basename)(path)}\n`).update(content).digest("hex"));
}
// src/action/late-usage.ts
const beforeFile = (folder) => (0, node_path.join)(folder, "before-run");
function keepBefore(folder, key, noted, warn) {
	try {
		writeSealed(beforeFile(folder), key, noted);
	} catch (error) {
		warn(`Should this job be killed, nobody could tell what its agent has used: ${error instanceof Error ? error.message : String(error)}`);
	}
}
async function readLateUsage(agent, { options, job, folder, step }) {
	const noted = readSealed(beforeFile(folder.path), job.key);
	if (noted === null) return {
		usage: {
			...require_documents.UNKNOWN_USAGE,
			reason: "nobody knows what its files held before the run"
		},
		config: {}
	};
	const usage = require_step_options.followUsage(options.usageReader, folder.usageFile, {
		before: recallBefore(noted),
		prices: await require_end_line.readPrices(options, job.env),
		isLate: true
	});
	const env = require_step_options.buildAgentEnv({
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
	}, require_step_options.wordsOf(options.command));
	return await usage.read(agent);
}
// src/action/report-step.ts
async function reportStep(report) {
	const { inputs, context, step, history, publication, comment } = report;
	const recorded = require_open.isStored(publication) && !require_outputs.isForkRun(context);
	require_outputs.setOutputs({
		...require_outputs.stepOutputs(step, {
			stepsDb: history.dbPath,
			logFile: report.logFile,
			recorded
		}),
		...await totalsSoFar(report),
		"comment-url": comment.url ?? ""
	});
	if (comment.warning !== null) require_run_state.actionLog.warn(comment.warning);
	require_run_state.actionLog.info(logLine(step, publication));
	if (report.failure === null && step.status !== "succeeded") require_run_state.actionLog.notice(goesOn(step));
	await writeSummary(report);
	const failures = report.failure === null ? [] : [report.failure];
	if (inputs.options.requireRecord && !recorded) failures.push("The record could not be published (require-record: true).");
	if (failures.length > 0) require_core.setFailed(failures.join(" "));
}
function logLine(step, publication) {
	const line = [
		require_end_line.endLine(step),
		require_end_line.workPlace(step),
		require_open.isStored(publication) ? "" : "its record is not published"
	].filter((part) => part !== "").join("; ");
	return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}
function goesOn(step) {
	return `The workflow goes on (continue-on-agent-error: true) although ${require_end_line.endLine({
		...step,
		changes: null,
		tokenUsage: null
	})}.`;
}
async function totalsSoFar({ step, history }) {
	try {
		if (history.condition.kind === "unreadable") return require_outputs.totalOutputs({
			branch: null,
			project: null
		});
		const branch = step.branch === null ? null : await history.sumUsage({ branch: step.branch });
		return require_outputs.totalOutputs({
			branch,
			project: await history.sumUsage()
		});
	} catch (error) {
		require_run_state.actionLog.warn(`What the history came to could not be summed up: ${require_errors.describeError(error)}`);
		return require_outputs.totalOutputs({
			branch: null,
			project: null
		});
	}
}
async function writeSummary({ inputs, job, context, step, history, publication, logFile }) {
	try {
		const scope = {
			pullRequest: null,
			branch: step.branch
		};
		const view = await require_outputs.historyToView(history, scope, {
			...inputs,
			slug: job.slug,
			context
		});
		const text = require_outputs.renderStepSummary({
			...view,
			step,
			publication: require_outputs.isForkRun(context) ? null : publication,
			logFile
		});
		await require_outputs.summary.addRaw(text, true).write();
	} catch (error) {
		require_run_state.actionLog.warn(`The job summary could not be written: ${require_errors.describeError(error)}`);
	}
}
// src/action/run-note.ts
function beginRunNote(folder, key, note, warn) {
	let current = note;
	let hasWarned = false;
	const room = keepRoom(folder);
	const write = () => {
		try {
			room.whereNeeded(() => writeNote(folder, key, current));
		} catch (error) {
			if (!hasWarned) warn(`Should this job be killed, its step could not be finished: ${require_errors.describeError(error)}`);
			hasWarned = true;
		}
	};
	write();
	return { update: (part) => {
		current = {
			...current,
			...part
		};
		write();
	} };
}
const ROOM_BYTES = 262144;
function keepRoom(folder) {
	const file = (0, node_path.join)(folder, "run.json.room");
	try {
		(0, node_fs.writeFileSync)(file, Buffer.alloc(ROOM_BYTES, 1));
	} catch {}
	return { whereNeeded: (write) => {
		try {
			write();
		} catch (error) {
			if (!(0, node_fs.existsSync)(file)) throw error;
			(0, node_fs.rmSync)(file, { force: true });
			write();
		}
	} };
}
async function readRunNote(folder, key) {
	const content = readSealed(noteFile(folder), key);
	if (content === null) return { kind: "changed" };
	const value = JSON.parse(content.toString());
	if (isFinished(value)) return { kind: "finished" };
	const { parseRunNote } = await Promise.resolve().then(() => require("./run-note-schema.js"));
	return {
		kind: "unfinished",
		note: parseRunNote(value)
	};
}
function writeNote(folder, key, { progress, ...note }) {
	const start = progress && {
		...progress.start,
		heads: progress.start.heads && [...progress.start.heads]
	};
	const text = JSON.stringify({
		...note,
		progress: progress && {
			...progress,
			start
		}
	});
	writeSealed(noteFile(folder), key, Buffer.from(text));
}
function noteFile(folder) {
	return (0, node_path.join)(folder, "run.json");
}
function isFinished(value) {
	return typeof value === "object" && value !== null && "finished" in value && value.finished === true;
}
Object.defineProperty(exports, "beginRunNote", {
	enumerable: true,
	get: function() {
		return beginRunNote;
	}
});
Object.defineProperty(exports, "finishInJob", {
	enumerable: true,
	get: function() {
		return finishInJob;
	}
});
Object.defineProperty(exports, "keepBefore", {
	enumerable: true,
	get: function() {
		return keepBefore;
	}
});
Object.defineProperty(exports, "logLine", {
	enumerable: true,
	get: function() {
		return logLine;
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
Object.defineProperty(exports, "readRunNote", {
	enumerable: true,
	get: function() {
		return readRunNote;
	}
});
Object.defineProperty(exports, "reportStep", {
	enumerable: true,
	get: function() {
		return reportStep;
	}
});
Object.defineProperty(exports, "writeSummary", {
	enumerable: true,
	get: function() {
		return writeSummary;
	}
});
