const require_outputs = require("./outputs.js");
const require_run_folder = require("./run-folder.js");
const require_errors = require("./errors.js");
const require_github_services = require("./github-services.js");
const require_rollback = require("./rollback.js");
const require_identity = require("./identity.js");
const require_pin_refs = require("./pin-refs.js");
const require_escape = require("./escape.js");
const require_format = require("./format.js");
const require_system_clock = require("./system-clock.js");
const require_uids = require("./uids.js");
const require_mark_interrupted = require("./mark-interrupted.js");
const require_run_state = require("./run-state.js");
// src/render/rollback-summary.ts
const MOST_STEPS = 100;
const MOST_COMMITS = 100;
const MOST_WARNINGS = 20;
function renderRollbackSummary(view) {
	const { history, record } = view;
	return require_outputs.page([
		`## ${heading(view)}`,
		require_outputs.factList([
			["Branch", require_escape.escapeCode(view.branch)],
			["Tip", [view.from, view.to].map((sha) => linkedSha(sha, history)).join(" → ")],
			["Latest active step", view.stays === null ? "none" : require_outputs.stepTitle(view.stays)],
			pinFact(view),
			["Reason", view.reason === null ? "" : require_escape.escapeText(view.reason, 500)],
			["By", record?.actor == null ? "" : require_escape.escapeText(record.actor, 60)],
			["Record", view.publication === null ? "" : require_outputs.publicationInWords(view.publication)]
		]),
		require_outputs.titledList("Before you agree", shorten(view.warnings.map((warning) => `⚠️ ${require_escape.escapeText(warning, 500)}`), MOST_WARNINGS)),
		require_outputs.titledList(view.kind === "rollback" ? "Steps that go" : "Steps that come back", shorten(view.steps.map(stepItem), MOST_STEPS)),
		require_outputs.titledList("Commits that leave the branch", shorten(view.displaced.map((one) => commitItem(one, history)), MOST_COMMITS)),
		record?.kind === "rollback" ? require_outputs.howToTakeBack(history) : "",
		require_outputs.graphSection(history)
	]);
}
function pinFact({ pinRef, record }) {
	if (record !== null) return ["Displaced commits stay at", pinRef === null ? "" : require_escape.escapeCode(pinRef, 300)];
	return ["Displaced commits would be pinned under", pinRef === null ? "" : require_escape.escapeCode(require_pin_refs.pinFolder(pinRef), 300)];
}
function heading({ kind, record, takesBack, branch }) {
	const what = takesBack === null ? "" : ` of ${require_format.rollbackLabel(takesBack)}`;
	if (record === null) return `🔍 Plan of ${kind === "undo" ? `an undo${what}` : "a rollback"} of ${require_escape.escapeCode(branch)}: nothing has changed`;
	return `↩️ ${kind === "undo" ? "Undo" : "Rollback"} ${require_format.rollbackLabel(record)}${what}`;
}
function stepItem(step) {
	return [
		`${require_outputs.stepTitle(step)} ${require_outputs.statusCell(step)}`,
		require_outputs.agentInWords(step),
		require_outputs.sizeOfChanges(step)
	].filter((fact) => fact !== "").join(", ");
}
function commitItem({ commit, fate }, history) {
	const text = `${linkedSha(commit.sha, history)} ${require_escape.escapeText(commit.subject, 100)}`;
	switch (fate.kind) {
		case "own": return `${text} (${require_outputs.stepTitle(fate.step)})`;
		case "discarded": return `${text} (by ${require_escape.escapeText(commit.authorName, 60)}, no step made it)`;
		case "elsewhere": return `${text} (still on ${fate.branches.slice(0, 3).map((branch) => require_escape.escapeCode(branch, 100)).join(", ")})`;
	}
}
function linkedSha(sha, { links }) {
	return require_outputs.commitLink(sha, {
		repository: null,
		pushed: null
	}, links) || require_escape.escapeCode(require_identity.shortSha(sha));
}
function shorten(items, most) {
	return items.length <= most ? items : [...items.slice(0, most), `… and ${items.length - most} more`];
}
// src/action/move-branch.ts
async function moveBranch(inputs, story) {
	const job = require_outputs.openJob(inputs);
	if (inputs.storeNotice !== null) require_run_state.actionLog.notice(inputs.storeNotice);
	const folder = await require_run_folder.createRunFolder(job.temporaryDirectory, null);
	const repository = await job.git.open(job.workspace);
	try {
		const request = {
			folder: folder.path,
			uid: require_uids.systemUids.next(),
			create: false,
			repository
		};
		const store = await require_outputs.openActionStore(inputs, job, request);
		const context = await require_outputs.completeContext(job);
		if (!inputs.dryRun) await require_outputs.checkMayWrite(job, "move a branch");
		const history = await require_outputs.openToRead(store, require_run_state.actionLog.warn);
		try {
			if (!inputs.dryRun) await require_mark_interrupted.markInterrupted({
				history,
				proofs: job.proofs,
				inform: require_run_state.actionLog.info
			}, { own: context.run });
			const codeHost = job.codeHost === null ? {} : { codeHost: job.codeHost };
			await tellOfMove({
				inputs,
				job,
				history,
				move: await story({
					history,
					repository,
					clock: require_system_clock.systemClock,
					uids: require_uids.systemUids,
					log: require_run_state.actionLog,
					...codeHost
				}, {
					projectId: job.projectId,
					slug: job.slug,
					branch: inputs.branch,
					reason: inputs.reason,
					actor: context.triggeringActor,
					run: context.run,
					where: "remote",
					tokenKind: await pushesWithJobToken(repository, job, inputs) ? "job" : "other",
					frontEnd: "action"
				})
			});
		} finally {
			await history.close();
		}
	} finally {
		await repository.close();
	}
}
async function pushesWithJobToken({ remote }, job, inputs) {
	const { githubToken, pushToken } = inputs;
	if (require_github_services.forgeOf(job.env) !== "GitHub" || remote === null || githubToken === null || pushToken !== null) return false;
	return await remote.pushesWith(githubToken);
}
async function tellOfMove(told) {
	const { inputs, job, history, move } = told;
	for (const warning of move.warnings) require_run_state.actionLog.warn(warning);
	const outputs = {
		rollback: move.done?.rollback ?? null,
		branch: move.branch,
		fromSha: move.from,
		toSha: move.to,
		pinRef: move.done === null ? null : move.pinRef,
		steps: move.steps.map((step) => step.id ?? step.uid),
		recorded: move.done?.recorded ?? null
	};
	require_outputs.setOutputs(require_outputs.rollbackOutputs(outputs, move.kind === "rollback" ? "deactivated-steps" : "reactivated-steps"));
	require_run_state.actionLog.info(sentence(move));
	await writeSummary(told);
	if (move.done === null) return;
	const request = {
		job,
		context: job.context,
		comment: "auto",
		...inputs
	};
	const comment = await require_outputs.updateComment({
		...request,
		branch: move.branch
	}, history);
	if (comment.warning !== null) require_run_state.actionLog.warn(comment.warning);
}
async function writeSummary({ inputs, job, history, move }) {
	try {
		const scope = {
			pullRequest: null,
			branch: move.branch
		};
		const view = await require_outputs.historyToView(history, scope, {
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
		await require_outputs.summary.addRaw(text, true).write();
	} catch (error) {
		require_run_state.actionLog.warn(`The job summary could not be written: ${require_errors.describeError(error)}`);
	}
}
function sentence({ done, kind, branch, from, to, steps }) {
	const names = steps.map((step) => step.id ?? step.uid).join(", ") || "no step";
	const what = kind === "rollback" ? `${names} rolled back` : `${names} active again`;
	return `${branch} ${done === null ? "would be moved" : `was moved by ${require_rollback.rollbackName(done.rollback)}`} from ${from} to ${to}; steps: ${what}.`;
}
Object.defineProperty(exports, "moveBranch", {
	enumerable: true,
	get: function() {
		return moveBranch;
	}
});
