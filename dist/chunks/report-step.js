(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run = require("./action-run.js");
const require_action_post = require("./action-post.js");
const require_escape = require("./escape.js");
const require_history_store = require("./history-store.js");
const require_open_forge = require("./open-forge.js");
const require_comment = require("./comment.js");
const require_pull_request_comment = require("./pull-request-comment.js");
const require_keep_file = require("./keep-file.js");
const require_summary = require("./summary.js");
const require_run_note = require("./run-note.js");
let node_util = require("node:util");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_v8 = require("node:v8");
// src/action/finish-request.ts
function openCommitHost({ pushToken, githubToken }, { context, env }, { remote }) {
	const repository = remote?.repository?.split("/").slice(-2).join("/");
	const token = pushToken ?? githubToken;
	const forge = require_open_forge.openForgeOfJob({
		...context,
		repository: repository ?? null
	}, env, token);
	if (forge !== null) return forge.commits;
	const [why, advice] = token === null ? ["\"github-token\" is empty", "Give it, or use ssh"] : ["the host of this repository and its API are not known", "Use ssh"];
	throw require_action_post_help_run_steps.badInput(`Input "commit-signing" is "api", and ${why}. ${advice}.`);
}
async function checkCommitHost(inputs, job, repository, limitMs) {
	const host = openCommitHost(inputs, job, repository);
	if (await require_action_run_steps.settleWithin(host.canCommit(), limitMs, () => null) !== false) return;
	throw new require_action_post_help_run_steps.RefusedError("no-permission", `Input "commit-signing" is "api", and this ${host.name} cannot create commits by its API (GraphQL createCommitOnBranch). Use ssh.`);
}
function finishInJob(inputs, job, run) {
	const { options } = inputs;
	const { uid, folder, repository, store, agentConfig } = run;
	return require_action_run.finishRequest(options, {
		uid,
		repository,
		agentConfig,
		...options.signing?.kind === "host" && { commitHost: openCommitHost(inputs, job, repository) },
		slug: job.slug,
		bot: require_action_run_steps.botOf(require_action_run.forgeOf(job.env)),
		bundleFile: (0, node_path.join)(folder, `${uid}.bundle`),
		privatePaths: [folder, ...store.privatePaths],
		workTreeLasts: false
	});
}
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
	return require_action_run_steps.withPlainFile(path, (file, size) => {
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
		require_run_note.writeSealed(beforeFile(folder), key, noted);
	} catch (error) {
		warn(`If this job is killed, its agent's usage will be unknown: ${require_action_post_help_run_steps.describeError(error)}`);
	}
}
async function readLateUsage(agent, { options, job, folder, step, secrets }) {
	const noted = require_run_note.readSealed(beforeFile(folder.path), job.key);
	if (noted === null) return {
		usage: {
			...require_action_run_steps.UNKNOWN_USAGE,
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
// src/action/report-step.ts
async function reportStep(report) {
	const { inputs, context, step, history, publication } = report;
	const recorded = require_action_run_steps.isStored(publication) && !require_action_run.isForkRun(context);
	require_pull_request_comment.setOutputs({
		...require_pull_request_comment.stepOutputs(step, {
			stepsDb: history.dbPath,
			logFile: report.logFile,
			recorded
		}),
		...await totalsSoFar(report),
		"comment-url": report.commentUrl
	});
	require_action_post.actionLog.info(logLine(step, publication));
	if (report.failure === null && step.status !== "succeeded") require_action_post.actionLog.notice(explainSuccess(step));
	await writeSummary(report);
	const failures = report.failure === null ? [] : [report.failure];
	if (inputs.options.requireRecord && !recorded) failures.push("The record could not be published (require-record: true).");
	if (failures.length > 0) require_action_post.setFailed(failures.join(" "));
}
function logLine(step, publication) {
	const parts = [
		require_action_run.endLine(step),
		require_action_run.workPlace(step),
		require_action_run_steps.isStored(publication) ? "" : "its record is not published"
	];
	const line = require_action_help_run_steps.joinFilled(parts, "; ");
	return `${require_action_help_run_steps.capital(line)}.`;
}
function explainSuccess(step) {
	return `The workflow goes on (continue-on-agent-error: true) although ${require_action_run.endLine({
		...step,
		changes: null,
		tokenUsage: null
	})}.`;
}
async function totalsSoFar({ step, history }) {
	const totals = async () => {
		if (history.condition.kind === "unreadable") return {
			branch: null,
			project: null
		};
		return {
			branch: step.branch === null ? null : await history.sumUsage({ branch: step.branch }),
			project: await history.sumUsage()
		};
	};
	const { branch, project } = await totals().catch((error) => {
		require_action_post.actionLog.warn(`The usage of the whole history could not be summed up: ${require_action_post_help_run_steps.describeError(error)}`);
		return {
			branch: null,
			project: null
		};
	});
	return {
		"branch-total-tokens": branch?.totalTokens,
		"branch-cost-usd": branch?.costUsd,
		"project-total-tokens": project?.totalTokens,
		"project-cost-usd": project?.costUsd
	};
}
async function writeSummary({ inputs, job, context, step, history, publication, logFile }) {
	try {
		const scope = {
			pullRequest: null,
			branch: step.branch
		};
		const view = await require_comment.historyToView(history, scope, {
			...inputs,
			slug: job.slug,
			context
		});
		const text = require_summary.renderStepSummary({
			...view,
			step,
			publication: require_action_run.isForkRun(context) ? null : publication,
			logFile
		});
		await require_action_post.summary.addRaw(text, true).write();
	} catch (error) {
		require_action_post.actionLog.warn(`The job summary could not be written: ${require_action_post_help_run_steps.describeError(error)}`);
	}
}
async function notifyServices({ otlp, webhook, checkRun, isFork }, job, { step, rollback }, phases) {
	const { warn } = require_action_post.actionLog;
	await Promise.all([
		otlp.settings === null ? null : require_action_run.sendStepTelemetry(otlp.settings, {
			step,
			rollback,
			phases,
			env: job.env,
			warn
		}),
		webhook === null ? null : postToWebhook(webhook, step),
		checkRun === null || isFork ? null : writeCheckRun(checkRun, job, step)
	]);
}
async function postToWebhook(webhook, step) {
	await require_action_run.warnOnFailure(require_action_post.actionLog.warn, async () => {
		const { sendWebhook } = await Promise.resolve().then(() => require("./webhook.js"));
		const problem = await sendWebhook(webhook, step);
		if (problem !== null) require_action_post.actionLog.warn(problem);
	});
}
async function writeCheckRun(name, job, step) {
	await require_action_run.warnOnFailure(require_action_post.actionLog.warn, async () => {
		const request = checkRunOf(name, step);
		if (request !== null) await job.forge?.writeCheckRun(request);
	});
}
function checkRunOf(name, step) {
	const sha = (step.pushed === "pushed" || step.pushed === "unchanged" || step.pushed === "pinned" ? step.commitShaAfter : null) ?? step.commitShaBefore;
	if (sha === null) return null;
	const line = require_action_run.endLine(step);
	const place = require_action_run.workPlace(step);
	return {
		name,
		sha,
		conclusion: conclusionOf(step),
		uid: step.uid,
		startedAt: step.startTime,
		endedAt: step.endTime ?? step.startTime,
		title: line,
		summary: require_escape.escapeText(place === "" ? line : `${line}; ${place}`, 1e3),
		url: step.run?.url ?? null
	};
}
function conclusionOf({ status, pushed }) {
	if (status === "succeeded") return pushed === "pinned" || pushed === "bundled" ? "action_required" : "success";
	if (status === "refused") return "action_required";
	return status === "timed_out" ? "timed_out" : status === "cancelled" ? "cancelled" : "failure";
}
Object.defineProperty(exports, "checkCommitHost", {
	enumerable: true,
	get: function() {
		return checkCommitHost;
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
Object.defineProperty(exports, "keepLog", {
	enumerable: true,
	get: function() {
		return keepLog;
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
Object.defineProperty(exports, "notifyServices", {
	enumerable: true,
	get: function() {
		return notifyServices;
	}
});
Object.defineProperty(exports, "readLateUsage", {
	enumerable: true,
	get: function() {
		return readLateUsage;
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
});
