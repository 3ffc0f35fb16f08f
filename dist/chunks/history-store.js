(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_run = require("./action-run.js");
const require_action_post = require("./action-post.js");
const require_replay_command = require("./replay-command.js");
const require_trusted_signers = require("./trusted-signers.js");
const require_period = require("./period.js");
const require_report = require("./report.js");
const require_step_comparison = require("./step-comparison.js");
const require_github_services = require("./github-services.js");
const require_comment = require("./comment.js");
const require_actions_index = require("./actions-index.js");
const require_keep_file = require("./keep-file.js");
let node_url = require("node:url");
let node_os = require("node:os");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/action/inputs.ts
const COMMON = {
	projectId: () => given("project-id", require_action_post_help_run_steps.parseProjectId),
	store: () => word("store", require_action_help_run_steps.STORE_NAMES, require_github_services.defaultStore(process.env).name),
	storeNotice: () => text("store") === null ? require_github_services.defaultStore(process.env).notice : null,
	storePath: () => text("store-path"),
	storeUrl: () => {
		const url = text("store-url");
		if (url !== null) require_action_post.setSecret(url);
		return url;
	},
	mirror: () => given("mirror", (value, what) => require_action_run_steps.parseWord(value, require_action_help_run_steps.MIRROR_NAMES, what)),
	retentionDays: () => wholeNumber("retention-days"),
	githubToken: () => text("github-token"),
	pushToken: () => text("push-token"),
	traceUrl: () => {
		const url = text("otel-trace-url");
		if (url === null || /^https?:\/\/[^\s]+$/i.test(url) && url.includes("{trace-id}")) return url;
		throw require_action_post_help_run_steps.badInput(`Input "otel-trace-url" is ${require_action_post_help_run_steps.quote(url)}. Write an address with {trace-id} in it, such as https://jaeger.example.com/trace/{trace-id}.`);
	}
};
const TELEMETRY_INPUTS = {
	otlp: () => require_action_run.readTelemetrySettings({
		endpoint: text("otlp-endpoint"),
		headers: text("otlp-headers"),
		protocol: text("otlp-protocol"),
		nameOf
	}, process.env),
	jobCheckRunId: () => text("job-check-run-id")
};
function readTemplateNames() {
	const [name, inputs] = [text("template"), text("template-inputs")];
	if (name !== null) return {
		name,
		inputs,
		directory: directoryOf(text("working-directory"))
	};
	if (inputs === null) return null;
	throw require_action_post_help_run_steps.badInput("Input \"template-inputs\" is given without \"template\". Name the template too.");
}
const UNKNOWN_TEMPLATE = {
	name: "",
	blob: "",
	inputs: {},
	options: new Map([["run", ""]])
};
function readStepInputsLate() {
	return readStepInputs(text("template") === null ? null : UNKNOWN_TEMPLATE);
}
function readStepInputs(template) {
	const fromTemplate = (name) => {
		const own = text(name);
		return own === null || own === require_action_run.templateOption(name)?.usual ? template?.options.get(name) ?? null : null;
	};
	const option = (name) => fromTemplate(name) ?? text(name);
	for (const line of (text("ssh-signing-key") ?? "").split(/\r?\n/)) if (line.length > 8) require_action_post.setSecret(line);
	const shell = () => require_action_run.parseShell(option("shell") ?? "bash", nameOf("shell"));
	const directory = directoryOf(option("working-directory"));
	const command = () => {
		const script = option("run");
		if (script !== null) return {
			kind: "script",
			text: script,
			shell: shell()
		};
		const orTemplate = template === null ? "" : ` Template ${require_action_post_help_run_steps.quote(template.name)} has none either.`;
		throw require_action_post_help_run_steps.badInput(`Input "run" is missing. Give it the shell script that runs the agent.${orTemplate}`);
	};
	return require_action_run_steps.readAll({
		...COMMON,
		...TELEMETRY_INPUTS,
		options: () => require_action_run.readStepOptions({
			text: option,
			nameOf: (name) => template === null || fromTemplate(name) === null ? nameOf(name) : require_action_run.nameInTemplate(template, name),
			command,
			shell,
			directory,
			folder: directory,
			hasCommitHost: true,
			defaultPush: "auto",
			template
		}),
		comment,
		keepLog: () => word("keep-log", ["artifact", "none"], "none"),
		compareWith,
		webhook: () => require_action_run.readWebhook(text("webhook-url"), text("webhook-secret")),
		checkRun: () => text("check-run"),
		attest: () => flag("attest")
	});
}
function inputSecrets(inputs) {
	const { githubToken, pushToken, storeUrl, otlp, webhook } = inputs;
	const ofWebhook = [webhook?.secret ?? null, webhook?.url.href ?? null];
	return [
		githubToken,
		pushToken,
		storeUrl,
		...otlp.settings?.secrets ?? [],
		...ofWebhook
	];
}
function readRollbackInputs() {
	return require_action_run_steps.readAll({
		...MOVING,
		squash: () => flag("squash"),
		how: () => text("revert-steps") === null ? word("mode", require_action_run_steps.MOVE_MODES, "reset") : "revert",
		of: () => {
			const [to, before, steps] = [
				text("to-step"),
				text("before-step"),
				text("revert-steps")
			];
			const [only, ...more] = [
				to,
				before,
				steps
			].filter((given) => given !== null);
			if (only === void 0 || more.length > 0) throw require_action_post_help_run_steps.badInput(`${only === void 0 ? "None" : "More than one"} of "to-step", "before-step" and "revert-steps" is given. Give exactly one: to-step keeps that step, before-step undoes it too, revert-steps takes just those back.`);
			if (steps !== null) return {
				kind: "steps",
				...require_action_run_steps.parseNamedSteps(steps, nameOf("revert-steps"))
			};
			const mode = to === null ? "before" : "to";
			return {
				kind: "rollback",
				mode,
				step: require_action_post_help_run_steps.parseStepRef(only, `Input "${mode}-step"`)
			};
		},
		allowDiscard: () => flag("allow-discard"),
		signed: () => {
			const [allowedSigners, identity, issuer, trustedRoot] = [
				"allowed-signers",
				"identity",
				"issuer",
				"trusted-root"
			].map((name) => text(name) ?? void 0);
			const signers = {
				allowedSigners,
				identity,
				issuer,
				trustedRoot
			};
			const isSigned = flag("signed");
			require_trusted_signers.checkSignedGiven(signers, isSigned, nameInSentence);
			return isSigned ? signers : null;
		}
	});
}
function nameInSentence(name) {
	return `input "${name}"`;
}
function readUndoInputs() {
	return require_action_run_steps.readAll({
		...MOVING,
		how: () => word("mode", require_action_run_steps.MOVE_MODES, "auto"),
		rollback: () => given("rollback-id", require_action_post_help_run_steps.parseRollbackRef)
	});
}
function readCommonInputs() {
	return require_action_run_steps.readAll(COMMON);
}
function readReportInputs() {
	return require_action_run_steps.readAll({
		...COMMON,
		pullRequest: () => wholeNumber("pull-request"),
		comment,
		compareWith,
		period: () => {
			const end = (name) => ({
				text: text(name),
				what: nameOf(name)
			});
			return require_period.parsePeriod({
				since: end("since"),
				until: end("until")
			}, new Date());
		},
		by: () => given("by", (value, what) => require_action_run_steps.parseWord(value, require_report.REPORT_DIMENSIONS, what)),
		base: () => text("base"),
		html: () => {
			const file = text("html");
			if (file === null || /[^/\\]\.html$/.test(file)) return file;
			throw require_action_post_help_run_steps.badInput(`Input "html" is ${require_action_post_help_run_steps.quote(file)}. Name a file that ends with .html.`);
		}
	});
}
function readCompareInputs() {
	return require_action_run_steps.readAll({
		...COMMON,
		step: () => stepRef("step"),
		compareWith: () => compareWith() ?? "previous",
		code: () => given("code", (value, what) => require_action_run_steps.parseWord(value, require_step_comparison.CODE_MODES, what)),
		branch,
		pullRequest: () => wholeNumber("pull-request"),
		comment
	});
}
function readCommandInputs() {
	const inputs = require_action_run_steps.readAll({
		...COMMON,
		...TELEMETRY_INPUTS,
		allow: () => require_action_run_steps.splitNames(text("allow") ?? "").map((name) => require_action_run_steps.parseWord(name, ["replay"], nameOf("allow"))),
		maxCostUsd: () => given("max-cost-usd", require_action_run_steps.parseUsd)
	});
	if (inputs.allow.length === 0 || inputs.maxCostUsd !== null) return inputs;
	throw require_action_post_help_run_steps.badInput("Input \"allow\" is given without \"max-cost-usd\". Say what a comment may cost at most.");
}
function readBisectInputs() {
	return require_action_run_steps.readAll({
		...COMMON,
		check: () => {
			const script = text("check");
			if (script !== null) return script;
			throw require_action_post_help_run_steps.badInput("Input \"check\" is missing. Give it the script that tells good from bad.");
		},
		checkTimeoutMs: () => given("check-timeout-minutes", require_action_run_steps.parseMinutes) ?? 18e5,
		branch,
		good: () => stepRef("good"),
		bad: () => stepRef("bad"),
		confidence: () => {
			const confidence = require_action_run_steps.parseConfidence(text("confidence") ?? "0.95", nameOf("confidence"));
			return flag("flaky") ? confidence : null;
		},
		maxTests: () => wholeNumber("max-tests") ?? MOST_TESTS,
		pullRequest: () => wholeNumber("pull-request"),
		comment
	});
}
function readReplayInputs(template) {
	const run = text("run");
	const shell = () => require_action_run.parseShell(text("shell") ?? "bash", nameOf("shell"));
	const request = () => require_action_run_steps.readAll({
		command: () => run === null ? null : {
			kind: "script",
			text: run,
			shell: shell()
		},
		template: () => template,
		model: () => text("model"),
		agent: () => text("agent"),
		prompt: () => text("prompt"),
		check: () => text("check"),
		checkTimeoutMs: () => given("check-timeout-minutes", require_action_run_steps.parseMinutes),
		timeoutMs: () => given("timeout-minutes", require_action_run_steps.parseMinutes),
		envAllow: () => given("env-allow", (value, what) => require_action_run.checkEnvAllow(require_action_run_steps.splitNames(value), what)),
		words: () => require_action_run_steps.WORDINGS.action
	});
	return require_action_run_steps.readAll({
		...COMMON,
		step: () => {
			const step = stepRef("step");
			if (step !== null) return step;
			throw require_action_post_help_run_steps.badInput("Input \"step\" is missing. Name the step to run again by its number or uid.");
		},
		request,
		lane: () => {
			const isCompared = require_replay_command.hasOther({
				command: run,
				template,
				model: text("model"),
				agent: text("agent")
			});
			const lane = word("lane", [
				"same",
				"other",
				"none"
			], isCompared ? "other" : "same");
			if (lane === "other" && !isCompared) throw require_action_post_help_run_steps.badInput("Input \"lane\" is \"other\", and none of \"run\", \"template\", \"agent\" and \"model\" says what it is.");
			return lane === "none" ? null : lane;
		},
		times: () => wholeNumber("times"),
		maxCostUsd: () => given("max-cost-usd", require_action_run_steps.parseUsd)
	});
}
const MOST_TESTS = 20;
const MOVING = {
	...COMMON,
	...TELEMETRY_INPUTS,
	branch,
	reason: () => text("reason"),
	dryRun: () => flag("dry-run"),
	proposal: () => {
		return {
			way: {
				auto: "auto",
				always: "propose",
				never: "push"
			}[word("pull-request", [
				"auto",
				"always",
				"never"
			], "auto")],
			autoMerge: flag("auto-merge")
		};
	}
};
function directoryOf(folder) {
	return (0, node_path.resolve)(process.env.GITHUB_WORKSPACE || ".", folder ?? ".");
}
function text(name) {
	const value = require_action_post.getInput(name);
	return value === "" ? null : value;
}
function given(name, parse) {
	const value = text(name);
	return value === null ? null : parse(value, nameOf(name));
}
function branch() {
	return given("branch", require_action_run_steps.parseBranch);
}
function comment() {
	return word("comment", ["auto", "none"], "auto");
}
function compareWith() {
	return given("compare-with", require_step_comparison.parseCompareWith);
}
function stepRef(name) {
	return given(name, require_action_post_help_run_steps.parseStepRef);
}
function word(name, words, usual) {
	return given(name, (value, what) => require_action_run_steps.parseWord(value, words, what)) ?? usual;
}
function flag(name) {
	return given(name, require_action_run_steps.parseFlag) ?? false;
}
function wholeNumber(name) {
	return given(name, require_action_run_steps.parseWholeNumber);
}
function nameOf(name) {
	return `Input "${name}"`;
}
// src/action/job.ts
function openJob(inputs, envAllow = null, env = process.env) {
	for (const token of [inputs.githubToken, inputs.pushToken]) if (token !== null) require_action_post.setSecret(token);
	const context = require_action_run.readRunContext(env, require_action_run.readEvent(env.GITHUB_EVENT_PATH));
	const temporaryDirectory = env.RUNNER_TEMP || (0, node_os.tmpdir)();
	const forge = require_comment.openForgeOfJob(context, env, inputs.githubToken);
	return {
		env,
		context,
		workspace: (0, node_path.resolve)(env.GITHUB_WORKSPACE || "."),
		temporaryDirectory,
		projectId: inputs.projectId ?? context.repository?.toLowerCase() ?? "default",
		slug: inputs.projectId === null ? require_action_post_help_run_steps.DEFAULT_SLUG : require_action_post_help_run_steps.textToSlug(inputs.projectId),
		git: require_action_run_steps.openGit({
			credentials: {
				pushToken: inputs.pushToken,
				fallbackToken: inputs.githubToken,
				serverUrl: context.serverUrl
			},
			temporaryDirectory,
			markKey: require_action_post.jobKey(env),
			isGiven: require_action_run.givenVariables(envAllow, env)
		}),
		key: require_action_post.jobKey(env),
		forge,
		proofs: [require_action_help_run_steps.processProof, ...forge === null ? [] : [forge.runProof]]
	};
}
function listenForCancellation() {
	const cancelled = new AbortController();
	for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => cancelled.abort());
	process.on("SIGHUP", () => {});
	return cancelled.signal;
}
const QUESTION_MS = 1e4;
async function completeContext({ context, forge }, limitMs = QUESTION_MS) {
	const number = context.run.pull_request?.number;
	if (number === void 0 || forge === null || !require_action_run.needsPullRequestHead(context)) return context;
	try {
		const found = await require_action_run_steps.waitWithin(forge.getPullRequest(number), limitMs, `The head of pull request #${number}`);
		return require_action_run.withPullRequest(context, found);
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.StoreError)) throw error;
		require_action_post.actionLog.warn(`The record will not say whose branch pull request #${number} is: ${error.message}`);
		return context;
	}
}
async function checkMayWrite({ context, forge }, what, limitMs = QUESTION_MS) {
	if (!require_action_run.needsWriteCheck(context)) return;
	const { event } = context.run;
	const { initiator } = context;
	if (forge === null || initiator === null) throw require_action_post_help_run_steps.badInput(`Under ${event} only somebody with write access may ${what}, and without "github-token" that cannot be checked. Give the input github-token.`);
	if (await require_action_run_steps.waitWithin(forge.canWrite(initiator), limitMs, `Whether ${initiator} may ${what}`)) return;
	throw new require_action_post_help_run_steps.RefusedError("no-permission", `Under ${event} only somebody with write access may ${what}, and ${initiator} has none. Ask somebody who has to start this run.`);
}
async function decidePlace(request) {
	const { job, context, options, repository, startTime } = request;
	const place = require_action_run.decideWorkplace({
		context,
		head: await repository.head(),
		remoteRepository: repository.remote?.repository?.split("/").slice(1).join("/") ?? null,
		requestedBranch: options.branch,
		push: options.push
	});
	if (options.push === "auto") await startTime.count(() => checkMayWrite(job, "push", startTime.leftMs("questions")));
	if (place.switchTo !== null && !await repository.isBranchName(place.switchTo)) throw require_action_post_help_run_steps.badInput(`Input "branch" is ${require_action_post_help_run_steps.quote(place.switchTo)}, which git does not accept as a branch name. Use another.`);
	return place;
}
async function goToPlace(repository, place, { push }) {
	if (place.switchTo !== null) await require_action_run.goToBranch(repository, place.switchTo, push, require_action_post.actionLog);
	for (const warning of place.warnings) require_action_post.actionLog.warn(warning);
}
function askMayPush(job, repository, inputs) {
	const { remote } = repository;
	if (require_action_run.forgeOf(job.env) === "GitHub" || remote === null) return null;
	return async () => {
		const token = inputs.pushToken ?? inputs.githubToken;
		if (token === null || !await remote.pushesWith(token)) return null;
		return await openPushForge(inputs, job, repository)?.mayPush() ?? null;
	};
}
function openPushForge({ pushToken, githubToken }, { context, env }, { remote }) {
	const repository = remote?.repository?.split("/").slice(-2).join("/") ?? null;
	return require_comment.openForgeOfJob({
		...context,
		repository
	}, env, pushToken ?? githubToken);
}
// src/action/pull-request-comment.ts
async function updateComment(request, history, warn = require_action_post.actionLog.warn) {
	const { job, comment } = request;
	if (comment === "none" || job.forge === null || history.condition.kind === "unreadable") return null;
	try {
		const scope = await pullRequestScope(request);
		if (scope === null) return null;
		const view = await require_comment.historyToView(history, scope, {
			...request,
			slug: job.slug
		});
		const { url } = await job.forge.upsertComment({
			pullRequest: scope.pullRequest,
			marker: require_comment.commentMarker(job.slug),
			body: require_comment.renderComment(view, request.said)
		});
		return url;
	} catch (error) {
		warn(`${require_action_post_help_run_steps.describeError(error)} (With comment: none no comment is written.)`);
		return null;
	}
}
async function comparedPart(deps, request) {
	const { other } = request;
	if (other === null || deps.history.condition.kind === "unreadable") return "";
	try {
		const { compareWith } = await Promise.resolve().then(() => require("./diff-steps.js")).then((n) => n.diff_steps_exports);
		const { foldedDiff } = await Promise.resolve().then(() => require("./step-diff.js")).then((n) => n.step_diff_exports);
		const { diff, patch } = await compareWith({
			...deps,
			words: require_action_run_steps.WORDINGS.action
		}, {
			...request,
			other,
			code: null
		});
		return foldedDiff(diff, patch);
	} catch (error) {
		require_action_post.actionLog.notice(`The comment has no comparison: ${require_action_post_help_run_steps.describeError(error)}`);
		return "";
	}
}
async function pullRequestScope(request) {
	const { job, context, branch, pullRequest: named } = request;
	const found = named == null ? void 0 : await job.forge?.getPullRequest(named);
	const own = (found === void 0 ? context : require_action_run.withPullRequest(context, found)).run.pull_request;
	if (named != null && found === void 0) return {
		pullRequest: named,
		branch: null
	};
	if (own !== null) return {
		pullRequest: own.number,
		branch: require_action_run.headBranch(own, context.repository) ?? branch
	};
	if (branch === null) return null;
	const open = await job.forge?.findPullRequestOf(branch);
	return open === void 0 ? null : {
		pullRequest: open.number,
		branch: open.headRef
	};
}
// src/action/history-store.ts
const CLIENT_SCRIPT = (0, node_path.join)((0, node_path.dirname)((0, node_url.fileURLToPath)(require("url").pathToFileURL(__filename).href)), "..", "store-client.js");
async function openActionStore(inputs, job, request) {
	const { folder, withoutHistory = false, create = true, maskSecret = require_action_post.setSecret } = request;
	const client = clientOptions(job.env, maskSecret);
	const keeping = {
		client,
		inputs,
		job,
		uid: request.uid
	};
	const project = require_action_run_steps.findProject(job.projectId, job.env, "Input \"project-id\"");
	const path = inputs.storePath === null ? require_action_run_steps.ledgerPath(project) : (0, node_path.resolve)(job.workspace, inputs.storePath);
	const fault = inputs.store === "file" && inputs.storePath === null ? whyNoFolder(project) : null;
	const { apiUrl, repository } = job.context;
	const store = withoutHistory ? require_action_run_steps.createTemporaryStore(inputs.store, (0, node_path.join)(folder, require_action_run_steps.LEDGER_FILE)) : await require_action_run_steps.createProjectStore({
		name: inputs.store,
		project,
		names: inputs.storePath === null ? require_action_run_steps.historyNames(project, false, request.repository) : [require_action_post_help_run_steps.realPath(path)],
		slug: job.slug,
		path,
		create,
		env: job.env,
		startTime: request.startTime,
		repository: request.repository,
		folder: (0, node_path.join)(folder, "history"),
		database: inputs.storeUrl === null ? require_action_run_steps.readDatabase(job.env) : {
			url: inputs.storeUrl,
			what: "Input \"store-url\""
		},
		mirror: inputs.mirror,
		warn: require_action_post.actionLog.warn,
		repositoryName: nameAtHost(job),
		job: {
			...client,
			index: require_actions_index.createActionsIndex({
				apiUrl: apiUrl ?? "",
				repository: repository ?? "",
				token: inputs.githubToken
			}),
			token: inputs.githubToken,
			retentionDays: inputs.retentionDays,
			readableRefs: readableRefs(job)
		}
	});
	const fallback = (reason) => {
		const file = (0, node_path.join)(folder, "record.json");
		return require_action_run_steps.createFragmentHistory({
			condition: {
				kind: "unreadable",
				reason
			},
			file,
			publish: async () => ({
				kind: "kept",
				where: file,
				reason
			})
		});
	};
	return {
		...store,
		open: async () => fault === null ? await openNamed(store, inputs) : fallback(fault),
		privatePaths: inputs.store === "file" ? [(0, node_path.dirname)(path) === job.workspace ? path : (0, node_path.dirname)(path)] : [],
		keepFile: (file) => keepBundle(file, keeping),
		keepRecord: (publication) => keepRecord(publication, keeping),
		fallback
	};
}
function nameAtHost({ context: { serverUrl, repository } }) {
	if (serverUrl === null || repository === null) return null;
	return `${new URL(serverUrl).host}/${repository}`.toLowerCase();
}
function clientOptions(env, maskSecret = require_action_post.setSecret) {
	return {
		script: CLIENT_SCRIPT,
		env,
		maskSecret
	};
}
async function openNamed(store, { storePath }) {
	try {
		return await store.open();
	} catch (error) {
		if (store.name !== "file" || storePath === null) throw error;
		const message = `Input "store-path" is ${require_action_post_help_run_steps.quote(storePath)}, which cannot be used: ${require_action_post_help_run_steps.describeError(error)}`;
		throw require_action_post_help_run_steps.badInput(message, { cause: error });
	}
}
async function openToRead(store, warn) {
	const history = await store.open();
	if (history.condition.kind === "unreadable") {
		await history.close();
		throw new require_action_post_help_run_steps.StoreError("unreadable", `The history could not be read: ${history.condition.reason}`);
	}
	for (const message of history.warnings) warn(message);
	return history;
}
function whyNoFolder({ folder }) {
	try {
		require_action_help_run_steps.makeFolder(folder);
		return null;
	} catch (error) {
		return `The folder ${folder} cannot be made (${require_action_post_help_run_steps.describeError(error)}). Name a file elsewhere with the input store-path, or let LAFORGE_HOME name a folder that can be written.`;
	}
}
function readableRefs({ context }) {
	const base = context.run.pull_request?.base_ref ?? null;
	return [
		...context.ref === null ? [] : [context.ref],
		...context.defaultBranch === null ? [] : [require_action_run_steps.branchRef(context.defaultBranch)],
		...base === null ? [] : [require_action_run_steps.branchRef(base)]
	];
}
async function keepBundle(file, { client, inputs, job, uid }) {
	try {
		return await require_keep_file.keepAsArtifact({
			...client,
			retentionDays: inputs.retentionDays
		}, uid, file);
	} catch (error) {
		if (job.env.RUNNER_ENVIRONMENT === "github-hosted") throw error;
		return keepOnDisk(file, job, uid, require_action_post_help_run_steps.describeError(error));
	}
}
async function keepRecord(publication, keeping) {
	const { inputs, job, uid } = keeping;
	if (require_action_help_run_steps.isStored(publication)) return publication;
	const isHosted = job.env.RUNNER_ENVIRONMENT === "github-hosted";
	if (publication.kind === "waiting" && !isHosted) return publication;
	const { where: file, reason } = publication;
	const passing = {
		kind: "kept",
		where: `${file}, until this job ends`,
		reason
	};
	const isTried = inputs.store === "artifact";
	if (isTried && isHosted) return passing;
	try {
		return {
			kind: "kept",
			where: isTried ? keepOnDisk(file, job, uid, reason) : await keepBundle(file, keeping),
			reason
		};
	} catch {
		return passing;
	}
}
function keepOnDisk(file, job, uid, notTaken) {
	try {
		const project = require_action_run_steps.findProject(job.projectId, job.env, "Input \"project-id\"");
		const name = (0, node_path.basename)(file);
		const kept = (0, node_path.join)((0, node_path.dirname)(require_action_run_steps.stepLogFile(project, uid)), name.startsWith(uid) ? name : `${uid}.${name}`);
		(0, node_fs.mkdirSync)((0, node_path.dirname)(kept), { recursive: true });
		(0, node_fs.copyFileSync)(file, kept);
		return `${kept} on this runner, as long as its disk lasts`;
	} catch (error) {
		const message = `${notTaken} The runner's disk does not take it either: ${require_action_post_help_run_steps.describeError(error)}`;
		throw new require_action_post_help_run_steps.StoreError("unwritable", message, { cause: error });
	}
}
Object.defineProperty(exports, "QUESTION_MS", {
	enumerable: true,
	get: function() {
		return QUESTION_MS;
	}
});
Object.defineProperty(exports, "askMayPush", {
	enumerable: true,
	get: function() {
		return askMayPush;
	}
});
Object.defineProperty(exports, "checkMayWrite", {
	enumerable: true,
	get: function() {
		return checkMayWrite;
	}
});
Object.defineProperty(exports, "clientOptions", {
	enumerable: true,
	get: function() {
		return clientOptions;
	}
});
Object.defineProperty(exports, "comparedPart", {
	enumerable: true,
	get: function() {
		return comparedPart;
	}
});
Object.defineProperty(exports, "completeContext", {
	enumerable: true,
	get: function() {
		return completeContext;
	}
});
Object.defineProperty(exports, "decidePlace", {
	enumerable: true,
	get: function() {
		return decidePlace;
	}
});
Object.defineProperty(exports, "goToPlace", {
	enumerable: true,
	get: function() {
		return goToPlace;
	}
});
Object.defineProperty(exports, "inputSecrets", {
	enumerable: true,
	get: function() {
		return inputSecrets;
	}
});
Object.defineProperty(exports, "listenForCancellation", {
	enumerable: true,
	get: function() {
		return listenForCancellation;
	}
});
Object.defineProperty(exports, "nameInSentence", {
	enumerable: true,
	get: function() {
		return nameInSentence;
	}
});
Object.defineProperty(exports, "openActionStore", {
	enumerable: true,
	get: function() {
		return openActionStore;
	}
});
Object.defineProperty(exports, "openJob", {
	enumerable: true,
	get: function() {
		return openJob;
	}
});
Object.defineProperty(exports, "openPushForge", {
	enumerable: true,
	get: function() {
		return openPushForge;
	}
});
Object.defineProperty(exports, "openToRead", {
	enumerable: true,
	get: function() {
		return openToRead;
	}
});
Object.defineProperty(exports, "pullRequestScope", {
	enumerable: true,
	get: function() {
		return pullRequestScope;
	}
});
Object.defineProperty(exports, "readBisectInputs", {
	enumerable: true,
	get: function() {
		return readBisectInputs;
	}
});
Object.defineProperty(exports, "readCommandInputs", {
	enumerable: true,
	get: function() {
		return readCommandInputs;
	}
});
Object.defineProperty(exports, "readCommonInputs", {
	enumerable: true,
	get: function() {
		return readCommonInputs;
	}
});
Object.defineProperty(exports, "readCompareInputs", {
	enumerable: true,
	get: function() {
		return readCompareInputs;
	}
});
Object.defineProperty(exports, "readReplayInputs", {
	enumerable: true,
	get: function() {
		return readReplayInputs;
	}
});
Object.defineProperty(exports, "readReportInputs", {
	enumerable: true,
	get: function() {
		return readReportInputs;
	}
});
Object.defineProperty(exports, "readRollbackInputs", {
	enumerable: true,
	get: function() {
		return readRollbackInputs;
	}
});
Object.defineProperty(exports, "readStepInputs", {
	enumerable: true,
	get: function() {
		return readStepInputs;
	}
});
Object.defineProperty(exports, "readStepInputsLate", {
	enumerable: true,
	get: function() {
		return readStepInputsLate;
	}
});
Object.defineProperty(exports, "readTemplateNames", {
	enumerable: true,
	get: function() {
		return readTemplateNames;
	}
});
Object.defineProperty(exports, "readUndoInputs", {
	enumerable: true,
	get: function() {
		return readUndoInputs;
	}
});
Object.defineProperty(exports, "updateComment", {
	enumerable: true,
	get: function() {
		return updateComment;
	}
});
});
