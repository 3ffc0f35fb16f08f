(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_comment = require("./comment.js");
const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_escape = require("./escape.js");
const require_summary = require("./summary.js");
const require_roll_back = require("./roll-back.js");
const require_undo_rollback = require("./undo-rollback.js");
const require_history_store = require("./history-store.js");
const require_action_post = require("./action-post.js");
const require_reading = require("./reading.js");
// src/render/rollback-summary.ts
const MOST_STEPS = 100;
const MOST_COMMITS = 100;
const MOST_WARNINGS = 20;
function renderRollbackSummary(view) {
	const { history, record } = view;
	return require_summary.page([
		`## ${heading(view)}`,
		require_escape.factList([
			["Branch", require_escape.escapeCode(view.branch)],
			["Tip", [view.from, view.to].map((sha) => linkedSha(sha, history)).join(" \u2192 ")],
			["Latest active step", view.stays === null ? "none" : require_comment.stepTitle(view.stays)],
			pinFact(view),
			["Reason", view.reason === null ? "" : require_escape.escapeText(view.reason, 500)],
			["By", record?.actor == null ? "" : require_escape.escapeText(record.actor, 60)],
			["Record", view.publication === null ? "" : require_summary.publicationInWords(view.publication)]
		]),
		require_escape.titledList("Before you agree", shorten(view.warnings.map((warning) => `\u26a0\ufe0f ${require_escape.escapeText(warning, 500)}`), MOST_WARNINGS)),
		require_escape.titledList(view.kind === "undo" ? "Steps that come back" : "Steps that go", shorten(view.steps.map(stepItem), MOST_STEPS)),
		require_escape.titledList("Commits that leave the branch", shorten(view.displaced.map((one) => commitItem(one, history)), MOST_COMMITS)),
		record !== null && record.kind !== "undo" ? require_comment.howToUndo(history) : "",
		require_summary.graphSection(history)
	]);
}
function pinFact({ pinRef, record }) {
	if (record !== null) return ["Displaced commits stay at", pinRef === null ? "" : require_escape.escapeCode(pinRef, 300)];
	return ["Displaced commits would be pinned under", pinRef === null ? "" : require_escape.escapeCode(require_action_run_steps.pinFolder(pinRef), 300)];
}
function heading({ kind, record, takesBack, branch }) {
	const what = takesBack === null ? "" : ` of ${require_action_run_steps.rollbackLabel(takesBack)}`;
	if (record === null) return `\ud83d\udd0d Plan of ${require_action_run_steps.KINDS_IN_WORDS[kind]}${what} of ${require_escape.escapeCode(branch)}: nothing has changed`;
	return `\u21a9\ufe0f ${kind === "applied" ? "Merged revert" : require_action_help_run_steps.capital(kind)} ${require_action_run_steps.rollbackLabel(record)}${what}`;
}
function stepItem(step) {
	const facts = [
		`${require_comment.stepTitle(step)} ${require_comment.statusCell(step)}`,
		require_comment.agentInWords(step),
		require_comment.sizeOfChanges(step)
	];
	return require_action_help_run_steps.joinFilled(facts, ", ");
}
function commitItem({ commit, fate }, history) {
	const text = `${linkedSha(commit.sha, history)} ${require_escape.escapeText(commit.subject, 100)}`;
	switch (fate.kind) {
		case "own": return `${text} (${require_comment.stepTitle(fate.step)})`;
		case "revert": return `${text} (${require_escape.escapeText(require_action_run_steps.rollbackName(fate.rollback))})`;
		case "discarded": return `${text} (by ${require_escape.escapeText(commit.authorName, 60)}, no step made it)`;
		case "elsewhere": return `${text} (still on ${fate.branches.slice(0, 3).map((branch) => require_escape.escapeCode(branch, 100)).join(", ")})`;
	}
}
function linkedSha(sha, { links }) {
	return require_comment.commitLink(sha, {
		repository: null,
		pushed: null
	}, links) || require_escape.escapeCode(require_action_post_help_run_steps.shortSha(sha));
}
function shorten(items, most) {
	return items.length <= most ? items : [...items.slice(0, most), `\u2026 and ${items.length - most} more`];
}
// src/action/move-branch.ts
var move_branch_exports = require_rolldown_runtime.__exportAll({
	rollBackBranch: () => rollBackBranch,
	undoRollback: () => undoRollback
});
async function moveBranch(inputs, story, byComment = null) {
	const job = byComment?.job ?? require_history_store.openJob(inputs);
	if (inputs.storeNotice !== null) require_action_post.actionLog.notice(inputs.storeNotice);
	const context = await require_history_store.completeContext(job);
	if (!inputs.dryRun) await require_history_store.checkMayWrite(job, "move a branch");
	return await require_reading.withHistoryAndCode(inputs, job, async ({ history, repository }) => {
		if (!inputs.dryRun) await require_action_run_steps.markInterrupted({
			history,
			proofs: job.proofs,
			inform: require_action_post.actionLog.info,
			words: require_action_run_steps.WORDINGS.action
		}, { own: context.run });
		const codeHost = job.forge && { codeHost: job.forge };
		const words = require_action_run_steps.WORDINGS[byComment === null ? "action" : "comment"];
		const move = await story({
			history,
			repository,
			clock: require_action_run_steps.systemClock,
			uids: require_action_run_steps.systemUids,
			log: require_action_post.actionLog,
			words,
			...codeHost
		}, {
			projectId: job.projectId,
			slug: job.slug,
			branch: inputs.branch,
			reason: inputs.reason,
			actor: byComment?.actor ?? context.triggeringActor,
			run: inputs.otlp.settings === null ? context.run : require_action_run.withTrace(context.run, {
				env: job.env,
				checkRunId: inputs.jobCheckRunId
			}),
			where: "remote",
			tokenKind: await pushesWithJobToken(repository, job, inputs) ? "job" : "other"
		});
		await reportMove({
			inputs,
			job,
			history,
			move,
			said: byComment?.answer(move) ?? null
		});
		const { settings } = inputs.otlp;
		if (settings !== null && move.done !== null) await require_action_run.sendRollbackTelemetry(settings, move.done.rollback, move.steps, require_action_post.actionLog.warn);
		return move;
	});
}
async function pushesWithJobToken({ remote }, job, inputs) {
	const { githubToken, pushToken } = inputs;
	if (require_action_run.forgeOf(job.env) !== "GitHub" || remote === null || githubToken === null || pushToken !== null) return false;
	return await remote.pushesWith(githubToken);
}
async function reportMove(told) {
	const { inputs, job, history, move, said } = told;
	for (const warning of move.warnings) require_action_post.actionLog.warn(warning);
	const { done } = move;
	const steps = done?.proposal == null ? move.steps.map((step) => step.id ?? step.uid) : [];
	require_action_post.setOutputs({
		"rollback-id": done && require_action_run_steps.rollbackName(done.rollback),
		branch: move.branch,
		"from-sha": move.from,
		"to-sha": move.to,
		"pin-ref": done && move.pinRef,
		[move.kind === "undo" ? "reactivated-steps" : "deactivated-steps"]: JSON.stringify(steps),
		recorded: done?.recorded,
		"pull-request-url": done?.proposal?.pullRequest?.url
	});
	require_action_post.actionLog.info(sentence(move));
	await writeSummary(told);
	if (done === null && said === null) return;
	const request = {
		job,
		context: job.context,
		comment: "auto",
		said: said ?? "",
		...inputs
	};
	const url = await require_history_store.updateComment({
		...request,
		branch: move.branch
	}, history);
	if (said !== null) require_action_post.setOutputs({ "comment-url": url });
}
async function writeSummary({ inputs, job, history, move }) {
	try {
		const scope = {
			pullRequest: null,
			branch: move.branch
		};
		const view = await require_comment.historyToView(history, scope, {
			...inputs,
			slug: job.slug,
			context: job.context
		});
		const text = renderRollbackSummary({
			...move,
			record: move.done?.rollback ?? null,
			reason: inputs.reason,
			publication: move.done?.publication ?? null,
			history: view
		});
		require_action_post.addToSummary(text);
	} catch (error) {
		require_action_post.actionLog.warn(`The job summary could not be written: ${require_action_post_help_run_steps.describeError(error)}`);
	}
}
function sentence({ done, kind, branch, from, to, steps }) {
	const names = steps.map((step) => step.id ?? step.uid).join(", ") || "no step";
	const what = kind === "undo" ? `${names} active again` : `${names} rolled back`;
	if (done !== null && done.proposal !== null) {
		const { proposal } = done;
		const where = proposal.pullRequest === null ? "" : ` (${proposal.pullRequest.url})`;
		return `${branch} stays at ${from} until ${require_action_run_steps.rollbackName(done.rollback)} is merged from ${proposal.branch}${where}; then: ${what}.`;
	}
	if (from === to) return `${branch} stays at ${from}; steps: ${what}.`;
	return `${branch} ${done === null ? "would be moved" : `was moved by ${require_action_run_steps.rollbackName(done.rollback)}`} from ${from} to ${to}; steps: ${what}.`;
}
const noCheck = async () => {};
async function rollbackMove(deps, request, check = noCheck) {
	const { prepared, done } = await require_roll_back.planOrMove(deps, request, require_roll_back.prepareRollback, void 0, ({ record, plan }) => check({
		steps: record.steps,
		displaced: plan.displaced
	}));
	const { plan } = prepared;
	return {
		...plan,
		kind: "rollback",
		steps: plan.goes,
		takesBack: null,
		...fateOf(prepared, done)
	};
}
async function revertMove(deps, request, options, check = noCheck) {
	const { prepared, done } = await require_roll_back.planOrMove(deps, request, require_undo_rollback.prepareRevert, options, ({ record }) => check({
		steps: record.steps,
		displaced: []
	}));
	const { plan } = prepared;
	return {
		...plan,
		kind: "revert",
		steps: plan.goes,
		takesBack: null,
		displaced: [],
		...fateOf(prepared, done)
	};
}
async function undoMove(deps, request, options) {
	const { prepared, done } = await require_roll_back.planOrMove(deps, request, require_undo_rollback.prepareUndo, options);
	const { plan } = prepared;
	return {
		...plan,
		kind: "undo",
		steps: plan.returns,
		takesBack: plan.rollback,
		displaced: [],
		stays: await latestAfter(deps, plan, plan.returns),
		...fateOf(prepared, done)
	};
}
function fateOf({ pinRef }, done) {
	return {
		pinRef: done === null ? pinRef : done.rollback.pinRef,
		done
	};
}
async function latestAfter({ history, repository }, { branch }, returns) {
	const name = repository.remote?.repository ?? null;
	const key = returns[0] === void 0 ? {
		repository: name,
		repositoryId: null
	} : require_action_run_steps.repositoryKey(returns[0]);
	const active = await history.getLatestActiveStep(key, branch);
	const [latest = null] = require_action_run_steps.latestFirst([...returns, ...active === void 0 ? [] : [active]]);
	return latest;
}
const rollBackBranch = () => require_action_post.runAction(async () => {
	const inputs = require_history_store.readRollbackInputs();
	const { of, how, squash, proposal, allowDiscard, dryRun, signed } = inputs;
	await moveBranch(inputs, async (deps, request) => {
		const check = signed === null ? void 0 : await checkSignatures(signed, deps, request);
		const revert = () => revertMove(deps, {
			...request,
			of,
			squash,
			dryRun
		}, proposal, check);
		if (of.kind === "steps" || how === "revert") return await revert();
		const reset = () => rollbackMove(deps, {
			...request,
			...of,
			allowDiscard,
			dryRun
		}, check);
		if (how === "reset") return await reset();
		if (await isProtected(deps, request.branch, of.step)) return await revert();
		try {
			return await reset();
		} catch (error) {
			if (error instanceof require_action_post_help_run_steps.RefusedError && error.code === "branch-protected") return await revert();
			throw error;
		}
	});
});
const undoRollback = () => require_action_post.runAction(async () => {
	const inputs = require_history_store.readUndoInputs();
	const { rollback, how: mode, proposal, dryRun } = inputs;
	await moveBranch(inputs, (deps, request) => undoMove(deps, {
		...request,
		rollback,
		mode,
		dryRun
	}, proposal));
});
async function checkSignatures(signers, { repository }, { slug }) {
	const [{ requireSigned }, { readTrust }] = await Promise.all([Promise.resolve().then(() => require("./check-signed.js")), Promise.resolve().then(() => require("./trusted-signers.js")).then((n) => n.trusted_signers_exports)]);
	const trust = readTrust({
		cwd: repository.root,
		env: process.env,
		nameOf: require_history_store.nameInSentence,
		warn: require_action_post.actionLog.warn
	}, signers, repository);
	return (undone) => requireSigned({
		repository,
		slug
	}, trust, undone, require_history_store.nameInSentence("signed"));
}
async function isProtected({ history, codeHost }, named, step) {
	const lookup = named === null ? await history.getStep(step) : null;
	const branch = named ?? (lookup?.kind === "found" ? lookup.value.branch : null);
	if (codeHost === void 0 || branch === null) return false;
	const rules = await codeHost.rulesOf(branch);
	return rules === "no-force" || rules === "by-pull-request";
}
Object.defineProperty(exports, "moveBranch", {
	enumerable: true,
	get: function() {
		return moveBranch;
	}
});
Object.defineProperty(exports, "move_branch_exports", {
	enumerable: true,
	get: function() {
		return move_branch_exports;
	}
});
Object.defineProperty(exports, "revertMove", {
	enumerable: true,
	get: function() {
		return revertMove;
	}
});
Object.defineProperty(exports, "rollbackMove", {
	enumerable: true,
	get: function() {
		return rollbackMove;
	}
});
Object.defineProperty(exports, "undoMove", {
	enumerable: true,
	get: function() {
		return undoMove;
	}
});
});
