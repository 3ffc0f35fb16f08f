const require_core = require("./core.js");
const require_history_store = require("./history-store.js");
const require_errors = require("./errors.js");
const require_run_state = require("./run-state.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_step_options = require("./step-options.js");
const require_regular_file = require("./regular-file.js");
const require_replace_file = require("./replace-file.js");
const require_folders = require("./folders.js");
const require_escape = require("./escape.js");
const require_describe_step = require("./describe-step.js");
const require_within = require("./within.js");
const require_workplace = require("./workplace.js");
const require_pull_request_comment = require("./pull-request-comment.js");
const require_warn_on_failure = require("./warn-on-failure.js");
const require_step_telemetry = require("./step-telemetry.js");
const require_summary = require("./summary.js");
const require_finish_step = require("./finish-step.js");
const require_end_line = require("./end-line.js");
let node_util = require("node:util");
let node_crypto = require("node:crypto");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_v8 = require("node:v8");
// src/github/commit-host.ts
const MAKE = `mutation($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
const ASK = "query { __type(name: \"CreateCommitOnBranchInput\") { name } }";
const COMMIT_MS = 6e4;
function createCommitHost(access) {
	const connection = require_history_store.createConnection({
		...access,
		timeoutMs: COMMIT_MS
	});
	const { forge: name = "GitHub", repository } = access;
	return {
		name,
		canCommit: async () => {
			if (name !== "GitHub") return false;
			try {
				const { octokit } = await connection();
				return require_step.dig(await octokit.graphql(ASK), "__type", "name") !== void 0;
			} catch (error) {
				const status = require_history_store.statusOf(error);
				if (status === 401) throw require_history_store.explainFailure(error, {
					doing: "ask for commits",
					permission: "contents: write"
				});
				return status === 404 || status === 405 ? false : null;
			}
		},
		commit: async ({ branch, parent, headline, body, written, deleted }) => {
			const input = {
				branch: {
					repositoryNameWithOwner: repository,
					branchName: branch
				},
				message: body === "" ? { headline } : {
					headline,
					body
				},
				expectedHeadOid: parent,
				fileChanges: {
					additions: [...written].map(([path, content]) => ({
						path,
						contents: Buffer.from(content).toString("base64")
					})),
					deletions: deleted.map((path) => ({ path }))
				}
			};
			const attempt = {
				doing: `make a commit in ${repository}`,
				permission: "contents: write",
				forge: name
			};
			try {
				const { octokit } = await connection();
				const oid = require_step.dig(await octokit.graphql(MAKE, { input }), "createCommitOnBranch", "commit", "oid");
				if (typeof oid === "string" && require_identity.isSha(oid)) return oid;
			} catch (error) {
				const [said] = require_step.asArray(require_step.dig(error, "errors")).map((one) => require_step.dig(one, "message"));
				if (typeof said !== "string") throw require_history_store.explainFailure(error, attempt);
				throw new require_errors.RefusedError("push-refused", `Cannot ${attempt.doing}: ${name} answered: ${said}.${grant(said)}`);
			}
			throw new require_errors.RefusedError("push-refused", `Cannot ${attempt.doing}: ${name} does not say which it made.`);
		}
	};
}
function grant(said) {
	if (!/not accessible|permission/i.test(said)) return "";
	return " Give the job \"permissions: contents: write\", or github-token a token that may do this.";
}
// src/action/finish-request.ts
function openCommitHost({ pushToken, githubToken }, { access, context }, { remote }) {
	const repository = remote?.repository?.split("/").slice(-2).join("/");
	const token = pushToken ?? githubToken;
	const apiUrl = access?.apiUrl ?? context.apiUrl;
	if (token !== null && apiUrl !== null && repository !== void 0) return createCommitHost({
		forge: access?.forge ?? "GitHub",
		apiUrl,
		repository,
		token
	});
	throw new require_errors.InputError("bad-input", `Input "commit-signing" is "api", and ${token === null ? "\"github-token\" is empty" : "there is no repository of GitHub to ask for it"}. Give it, or say ssh.`);
}
async function checkCommitHost(inputs, job, repository, limitMs) {
	const host = openCommitHost(inputs, job, repository);
	if (await require_within.settleWithin(host.canCommit(), limitMs, () => null) !== false) return;
	throw new require_errors.RefusedError("no-permission", `Input "commit-signing" is "api", and this ${host.name} makes no commits by its API (GraphQL createCommitOnBranch). Say ssh.`);
}
function finishInJob(inputs, job, run) {
	const { options } = inputs;
	const { uid, folder, repository, store, agentConfig } = run;
	return require_finish_step.finishRequest(options, {
		uid,
		repository,
		agentConfig,
		...options.signing?.kind === "host" && { commitHost: openCommitHost(inputs, job, repository) },
		slug: job.slug,
		bot: require_open.botOf(require_open.forgeOf(job.env)),
		bundleFile: (0, node_path.join)(folder, `${uid}.bundle`),
		privatePaths: [folder, ...store.privatePaths],
		workTreeLasts: false
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
// src/action/sealed-file.ts
const SEAL_LENGTH = 64;
function writeSealed(path, key, content) {
	require_replace_file.replaceFile(path, Buffer.concat([sealOf(path, key, content), content]), 384);
}
function readSealed(path, key) {
	const bytes = require_regular_file.readRegularFile(path);
	if (bytes === null) return null;
	const content = bytes.subarray(SEAL_LENGTH);
	const seal = bytes.subarray(0, SEAL_LENGTH);
	return seal.length === SEAL_LENGTH && (0, node_crypto.timingSafeEqual)(seal, sealOf(path, key, content)) ? content : null;
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
			...require_step.UNKNOWN_USAGE,
			reason: "nobody knows what its files held before the run"
		},
		config: {}
	};
	const usage = require_step_options.followUsage(options.usageReader, folder.usageFile, {
		before: recallBefore(noted),
		prices: await require_describe_step.readPrices(options, job.env),
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
	const recorded = require_open.isStored(publication) && !require_workplace.isForkRun(context);
	require_history_store.setOutputs({
		...require_history_store.stepOutputs(step, {
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
	return `${require_folders.capital(line)}.`;
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
		if (history.condition.kind === "unreadable") return require_history_store.totalOutputs({
			branch: null,
			project: null
		});
		const branch = step.branch === null ? null : await history.sumUsage({ branch: step.branch });
		return require_history_store.totalOutputs({
			branch,
			project: await history.sumUsage()
		});
	} catch (error) {
		require_run_state.actionLog.warn(`What the history came to could not be summed up: ${require_errors.describeError(error)}`);
		return require_history_store.totalOutputs({
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
		const view = await require_pull_request_comment.historyToView(history, scope, {
			...inputs,
			slug: job.slug,
			context
		});
		const text = require_summary.renderStepSummary({
			...view,
			step,
			publication: require_workplace.isForkRun(context) ? null : publication,
			logFile
		});
		await require_history_store.summary.addRaw(text, true).write();
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
		require_replace_file.replaceFile(file, Buffer.alloc(ROOM_BYTES, 1));
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
	const template = note.template && {
		...note.template,
		options: [...note.template.options]
	};
	const text = JSON.stringify({
		...note,
		template,
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
// src/action/tell-others.ts
async function tellOthers({ otlp, webhook, checkRun, isFork }, job, { step, rollback }, phases) {
	const { warn } = require_run_state.actionLog;
	await Promise.all([
		otlp.settings === null ? null : require_step_telemetry.tellStep(otlp.settings, {
			step,
			rollback,
			phases,
			env: job.env,
			warn
		}),
		webhook === null ? null : tellWebhook(webhook, step),
		checkRun === null || isFork ? null : writeCheckRun(checkRun, job, step)
	]);
}
async function tellWebhook(webhook, step) {
	await require_warn_on_failure.warnOnFailure(require_run_state.actionLog.warn, async () => {
		const { sendWebhook } = await Promise.resolve().then(() => require("./webhook.js"));
		const problem = await sendWebhook(webhook, step);
		if (problem !== null) require_run_state.actionLog.warn(problem);
	});
}
async function writeCheckRun(name, job, step) {
	await require_warn_on_failure.warnOnFailure(require_run_state.actionLog.warn, async () => {
		const request = checkRunOf(name, step);
		if (job.access === null || request === null) return;
		const { createCheckRuns } = await Promise.resolve().then(() => require("./check-run.js"));
		await createCheckRuns(job.access)(request);
	});
}
function checkRunOf(name, step) {
	const sha = (step.pushed === "pushed" || step.pushed === "unchanged" || step.pushed === "pinned" ? step.commitShaAfter : null) ?? step.commitShaBefore;
	if (sha === null) return null;
	const line = require_end_line.endLine(step);
	const place = require_end_line.workPlace(step);
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
Object.defineProperty(exports, "beginRunNote", {
	enumerable: true,
	get: function() {
		return beginRunNote;
	}
});
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
Object.defineProperty(exports, "tellOthers", {
	enumerable: true,
	get: function() {
		return tellOthers;
	}
});
Object.defineProperty(exports, "writeSummary", {
	enumerable: true,
	get: function() {
		return writeSummary;
	}
});
