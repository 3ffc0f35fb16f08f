const require_errors = require("./errors.js");
const require_text = require("./text.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_step = require("./step.js");
const require_step_options = require("./step-options.js");
const require_folders = require("./folders.js");
const require_rollback = require("./rollback.js");
const require_commit_owners = require("./commit-owners.js");
const require_budget = require("./budget.js");
const require_records = require("./records.js");
const require_step_status = require("./step-status.js");
const require_pin_refs = require("./pin-refs.js");
const require_warn_on_failure = require("./warn-on-failure.js");
const require_delivery = require("./delivery.js");
// src/app/finish-request.ts
function finishRequest(options, facts) {
	const { uid, slug, agentConfig, bundleFile, privatePaths, workTreeLasts, isShared } = facts;
	return {
		uid,
		slug,
		agentConfig,
		bundleFile,
		privatePaths,
		workTreeLasts,
		...isShared !== void 0 && { isShared },
		commit: options.commit,
		commitTemplate: options.commitMessage,
		commitAuthor: options.commitAuthor,
		signer: signerOf(options, facts),
		agentIdentity: facts.repository.identity ?? options.commitAuthor ?? facts.bot,
		push: options.push,
		continueOnAgentError: options.continueOnAgentError,
		onFailure: options.check?.onFailure ?? null
	};
}
const takeBack = async (deps, request, failed) => {
	const { rollBackFailedCheck } = await Promise.resolve().then(() => require("./roll-back-failed-check.js"));
	return await rollBackFailedCheck(deps, request, failed);
};
function signerOf({ signing }, { commitHost }) {
	if (signing?.kind !== "host") return signing;
	if (commitHost !== void 0) return {
		kind: "host",
		host: commitHost
	};
	throw new require_errors.InputError("bad-input", "Commits can be signed by the host only where the action runs. Use ssh.");
}
// src/usecases/step/budget-sentences.ts
const NOTHING_READS = "nothing reads what this agent uses";
function usedUp(facts, { budget: input }) {
	const { budget, used, steps, reserved, running, unbounded } = facts;
	const amounts = [`${require_budget.formatAmount(used, budget.unit)} used by ${count(steps, "step")}`, ...reserved > 0 ? [`${require_budget.formatAmount(reserved, budget.unit)} reserved by ${count(running - unbounded, "running step")}`] : []];
	const wait = budget.per === "day" ? ", or wait for the next day (UTC)" : "";
	return `nothing is left of the budget of ${require_budget.formatBudget(budget)} (${amounts.join(", ")}); raise it in ${input}${wait}`;
}
function uncertainty(facts, wording) {
	const { budget, steps, unknown, partial, unbounded } = facts;
	const limit = budget.unit === "usd" ? wording.maxCostUsd : wording.maxTokens;
	const parts = [
		...unknown > 0 ? [`what ${unknown} of ${count(steps, "step")} used is not known`] : [],
		...partial > 0 ? [`what ${count(partial, "step")} used is known in part only`] : [],
		...unbounded > 0 ? [`${count(unbounded, "running step")} ${unbounded > 1 ? "have" : "has"} no ${limit}`] : []
	];
	return parts.length === 0 ? null : parts.join(", and ");
}
function mayNotHold(what, why) {
	return `${what.replace(/^the /, "The ")} may be exceeded unnoticed: ${why}.`;
}
function cannotHold(what, why, { budgetUnknownWarn }) {
	return `${what} cannot hold, since ${why}; ${budgetUnknownWarn} runs the agent all the same`;
}
function passed(ceiling, spent, wording) {
	const { budget, amount, unit } = ceiling;
	const had = require_budget.formatAmount(require_budget.amountOf(spent, unit) ?? 0, unit);
	return budget === null ? `it had used ${had}, and ${limitName(unit, wording)} allows ${require_budget.formatAmount(amount, unit)}` : `it had used ${had}, and ${require_budget.formatAmount(amount, unit)} were left of ${require_budget.formatBudget(budget)}`;
}
function budgetSentences(step, ended, wording) {
	const { usage, status, ceilings, said } = ended;
	const spent = require_budget.usageToSpent(usage);
	return ["usd", "tokens"].flatMap((unit) => {
		const had = require_budget.amountOf(spent, unit);
		if (had === null) return said.some((note) => note.includes("nothing reads what this agent uses")) ? [] : notKnown(step, unit, wording);
		if (status === "over_budget") return [];
		return ceilings.filter((ceiling) => ceiling.unit === unit && had > ceiling.amount).map((ceiling) => passedUnseen(ceiling, had, wording));
	});
}
function passedUnseen({ budget, amount, unit }, had, wording) {
	const [used, allowed] = [require_budget.formatAmount(had, unit), require_budget.formatAmount(amount, unit)];
	return `The agent used ${used}, and ${budget === null ? `${limitName(unit, wording)} allows ${allowed}` : `${allowed} were left of the budget of ${require_budget.formatBudget(budget)}`}: that was seen only when it had ended.`;
}
function notKnown(step, unit, wording) {
	const isOwn = require_budget.ownCeilings(step.limits).some((ceiling) => ceiling.unit === unit);
	const budgets = (step.limits?.budgets ?? []).filter((budget) => budget.unit === unit && require_budget.budgetScope(budget, step) !== null);
	const parts = [...isOwn ? [`${limitName(unit, wording)} could not hold`] : [], ...budgets.map((budget) => `the budget of ${require_budget.formatBudget(budget)} cannot count it`)];
	const what = unit === "usd" ? "cost" : "used of tokens";
	return parts.length === 0 ? [] : [`What the agent ${what} is not known, so ${parts.join(", and ")}.`];
}
function neverTold({ maxCostUsd, maxTokens }) {
	return `While the agent ran nothing told what it used, so ${maxCostUsd} and ${maxTokens} could be checked only at its end.`;
}
function othersUnseen(store) {
	return `Steps that run elsewhere at the same time may not be seen in the store ${store}: together they may pass a budget.`;
}
function limitName(unit, { maxCostUsd, maxTokens }) {
	return unit === "usd" ? maxCostUsd : maxTokens;
}
function count(number, noun) {
	return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
// src/usecases/step/commit-origins.ts
const NONE = new Set();
async function findOrigins(repository, start, commits, { kept, until }) {
	const { clone } = start;
	const shas = commits.map(({ sha }) => sha);
	const traces = repository.commitTraces(clone, until);
	const tipsBefore = [...clone.tips, ...start.heads?.values() ?? []];
	const known = new Set([...tipsBefore, ...clone.beyondHead]);
	const isPlain = (sha) => sha === kept || traces.made.has(sha) && !traces.madeElsewhere.has(sha);
	if (shas.every((sha) => isPlain(sha) && !known.has(sha))) return {
		...traces,
		kept,
		known,
		fetched: NONE,
		atRemote: NONE
	};
	const tracked = [...(await repository.localRefs("refs/remotes/")).values()];
	const fetched = [...traces.fetched, ...tracked.filter((sha) => !traces.pushed.has(sha) && !known.has(sha))];
	const before = await repository.reachedFrom("local", tipsBefore, shas);
	return {
		...traces,
		kept,
		known: new Set([...known, ...before]),
		fetched: await repository.reachedFrom("local", fetched, shas),
		hasFetched: traces.hasFetched || fetched.length > 0,
		atRemote: await askRemote(repository, start, shas)
	};
}
async function findUnpublished({ remote, localRefs, reachedFrom }, { heads }, known) {
	if (remote === null || known.length === 0) return [];
	const isMissing = (published) => known.filter((sha) => !published.has(sha));
	const tracked = [...(await localRefs("refs/remotes/")).values(), ...heads?.values() ?? []];
	if (isMissing(await reachedFrom("local", tracked, known)).length === 0) return [];
	const refs = [...await remote.refs(["refs/*"])].filter(([ref]) => !ref.startsWith("refs/laforge/"));
	return isMissing(await reachedFrom("local", [...tracked, ...refs.map(([, sha]) => sha)], known));
}
async function askRemote({ remote, reachedFrom }, { heads }, shas) {
	if (remote === null) return NONE;
	try {
		const refs = [...await remote.refs(["refs/*"])];
		const asked = new Set(shas);
		const moved = refs.filter(([ref, sha]) => !ref.startsWith("refs/laforge/") && (asked.has(sha) || ref.startsWith("refs/heads/") && heads?.get(ref.slice(11)) !== sha));
		return moved.length === 0 ? NONE : await reachedFrom("remote", [...new Set(moved.map(([, sha]) => sha))], shas);
	} catch (error) {
		if (error instanceof require_errors.GitError && error.code === "remote-unreachable") return null;
		throw error;
	}
}
// src/usecases/step/check-work.ts
async function checkWork(deps, request, { started, settledId, progress }, status) {
	const { repository, history, check, words, warn } = deps;
	if (request.onFailure === null || !require_delivery.mayReachBranch(status, request.continueOnAgentError)) return unchecked(status);
	if (check === null) return {
		...unchecked(status),
		offBranch: "the action was killed before its check had ended"
	};
	const held = await require_warn_on_failure.warnOnFailure(warn, () => repository.holdCheckout());
	const inspect = await history.guard();
	const end = await check(started, settledId);
	const found = await inspect();
	const failed = end.ending !== "cancelled" && end.result.exit_code !== 0;
	const putBack = held && await require_warn_on_failure.warnOnFailure(warn, () => held.putBack({
		keep: {
			ref: require_pin_refs.checkPinRef(request.slug, request.uid),
			message: `laforge: what the check of ${require_step.stepName(started)} left\n`
		},
		files: failed && request.onFailure === "rollback",
		makeRoomFor: progress.start.head.sha
	}));
	const isDestroyed = held !== void 0 && (putBack === void 0 || !await isThere(repository, held.head));
	const notes = [
		...end.notes,
		...found,
		...endSentences(end, words),
		...putBack === void 0 ? [] : sentencesOf(putBack),
		...isDestroyed ? [DESTROYED] : []
	];
	for (const note of notes) warn(note);
	return {
		...unchecked(end.ending === "cancelled" ? "cancelled" : failed || isDestroyed ? "check_failed" : status),
		result: isDestroyed && !failed ? {
			...end.result,
			exit_code: DESTROYED_EXIT_CODE
		} : end.result,
		notes
	};
}
const DESTROYED = "The check left a repository that git cannot read, so it counts as failed.";
const DESTROYED_EXIT_CODE = 125;
async function isThere(repository, { sha }) {
	try {
		return sha === null || await repository.resolve(sha) !== null;
	} catch {
		return false;
	}
}
function unchecked(status) {
	return {
		status,
		result: null,
		notes: [],
		offBranch: null
	};
}
function endSentences({ ending }, { checkTimeLimit }) {
	if (ending !== "timed_out") return [];
	return [`The check was ended: it ran longer than ${checkTimeLimit} allows.`];
}
function sentencesOf({ moved, kept, stays }) {
	const where = kept === null ? [] : [`The check ${moved ? "moved HEAD or its branch, which were put back" : "changed files, which were put back"}; what it left is kept at ${kept} in this repository.`];
	return stays.length === 0 ? where : [...where, `Files could not be put back, where the check put a folder in their place or changed the program of their filter: ${require_folders.nameSome(stays.map(require_identity.quote), 5)}.`];
}
// src/usecases/step/step-sentences.ts
const PATHS_NAMED = 5;
const TAKEN_UP = "the next laforge command or step of this project on this machine publishes it";
function sayUnreached(reason) {
	return `The remote could not be looked at: ${ended(reason)} The agent runs all the same. Should its branch have moved on, its work is kept beside it.`;
}
function sayCondition(condition, { warn, info }) {
	if (condition.kind === "expired") warn(`The history of this project has expired in its store${condition.lastSavedAt === null ? "" : ` (last saved ${condition.lastSavedAt})`}: a new one begins here, with step 1.`);
	if (condition.kind === "unreadable") info(`The history could not be read: ${ended(condition.reason)} The agent runs all the same.`);
}
function sayPublication(publication, step, warn) {
	if (publication.kind === "fragment") warn(`The record of ${require_step.stepName(step)} is in the store by itself (${publication.where}), for the next run to merge, since the history could not be continued: ${ended(publication.reason)}`);
	if (publication.kind === "kept" || publication.kind === "waiting") {
		const { kind, where } = publication;
		const place = kind === "kept" ? `It is in ${where}.` : `It waits in ${where}: ${TAKEN_UP}.`;
		warn(`The record of ${require_step.stepName(step)} could not be published: ${ended(publication.reason)} ${place}`);
	}
}
function leftSentences(left) {
	const sentences = left.kind === "withheld" ? [`What the agent left uncommitted was not committed: ${left.reason}`] : [];
	for (const [reason, why] of Object.entries(WHY_LEFT_OUT)) {
		const found = left.leftOut.filter((out) => out.reason === reason);
		if (found.length === 0) continue;
		const [detail] = found.flatMap((out) => out.detail ?? []);
		const paths = list(found);
		sentences.push(`Left uncommitted, because ${why}: ${paths}${detail === void 0 ? "" : ` (${detail})`}.`);
	}
	return sentences;
}
function takenSentences(paths) {
	if (paths.length === 0) return [];
	return [`The agent committed what lay there uncommitted before the step, so not all of its commits is its own work: ${list(paths.map((path) => ({ path })))}.`];
}
function besideSentences(names) {
	if (names.length === 0) return [];
	return [`The agent left commits that the checked-out branch does not lead to, on ${list(names.map((path) => ({ path })))}.`];
}
const WHY_LEFT_OUT = {
	"dirty-before": "changes lay there before the step began",
	submodule: "it is a repository of its own",
	unpublished: "it is a repository of its own, and nobody else has its commit",
	filter: "its filter was not configured when the step began, which git lfs install would do, for example",
	"filter-changed": "a program of its filter was changed while the agent ran, and is not run",
	unreadable: "it cannot be read",
	"not-a-file": "it is a pipe, a socket or a device",
	refused: "git does not take it"
};
function verdictSentences(agent, verdict) {
	if (agent.ending !== "exited" || agent.exitCode !== 0 || verdict == null || verdict.kind === "completed") return [];
	return [`The agent ended with exit code 0, but by its own record ${{
		failed: "it failed",
		turn_limit: "it came to its limit of turns",
		budget: "it used up its budget",
		aborted: "it was interrupted"
	}[verdict.kind]}${verdict.text === null ? "" : ` (${verdict.text})`}.`];
}
function refusedSentence(step, refusal) {
	const name = require_step.stepName(step);
	return `${require_folders.capital(name)} was refused: ${refusal}. (${require_text.STEP_CODES.refused})`;
}
function failureOf(step, agent, facts) {
	if (require_delivery.hasFailedCheck(step)) return facts.continueOnAgentError ? null : checkFailure(step, facts);
	if (!require_delivery.mayReachBranch(step.status, facts.continueOnAgentError)) return agentFailure(step, agent.exitCode, agent.overBudget, facts.wording);
	if (facts.push === "auto" && step.pushed !== "pushed" && step.pushed !== "unchanged" || facts.missed !== null) {
		const reason = facts.missed === null ? "" : `, since ${facts.missed}`;
		return `The work of ${require_step.stepName(step)} did not reach ${step.branch ?? "a branch"}${reason}: see the warnings above. (${require_text.STEP_CODES.missedBranch})`;
	}
	return null;
}
function checkFailure(step, { rollback, wording }) {
	const code = step.check === null ? "" : ` with exit code ${step.check.exit_code}`;
	const what = `The check of ${require_step.stepName(step)} failed${code}`;
	if (rollback === null) return `${what}.${step.pinRef === null ? "" : ` Its work is kept at ${step.pinRef}.`} (${require_text.STEP_CODES.checkFailed})`;
	const name = require_rollback.rollbackName(rollback);
	return `${what}, and ${step.branch ?? "its branch"} is where the step found it (${name}). To have the work all the same, use ${wording.undo(name)}. (${require_text.STEP_CODES.checkFailed})`;
}
function agentFailure(step, exitCode, overBudget, { timeLimit }) {
	switch (step.status) {
		case "timed_out": return `The agent of ${require_step.stepName(step)} was ended: it ran longer than ${timeLimit} allows.`;
		case "over_budget": return `The agent of ${require_step.stepName(step)} was ended: ${overBudget ?? "it used more than it may"}.`;
		case "cancelled": return `The agent of ${require_step.stepName(step)} was cancelled.`;
		default: return exitCode === 0 ? `The agent of ${require_step.stepName(step)} failed by its own record, although it ended with exit code 0.` : `The agent of ${require_step.stepName(step)} failed with exit code ${exitCode}.`;
	}
}
function ended(words) {
	return /[.!?]$/.test(words.trimEnd()) ? words.trimEnd() : `${words.trimEnd()}.`;
}
function list(paths) {
	const shown = paths.slice(0, PATHS_NAMED).map(({ path, files }) => `${JSON.stringify(path)}${files === void 0 ? "" : ` (${files} file${files === 1 ? "" : "s"})`}`);
	return paths.length > PATHS_NAMED ? `${shown.join(", ")} and ${paths.length - PATHS_NAMED} more` : shown.join(", ");
}
// src/usecases/step/commit-leftovers.ts
async function keepLeftovers(deps, request, ended) {
	const { repository, warn } = deps;
	const onto = placeOfLeft(request, ended);
	const { kept, notes, missed } = (onto === null ? NOTHING : await require_warn_on_failure.warnOnFailure(warn, () => commitWhere(deps, request, ended, onto))) ?? LOST;
	const head = await require_warn_on_failure.warnOnFailure(warn, () => repository.head()) ?? NO_HEAD;
	const taken = await require_warn_on_failure.warnOnFailure(warn, () => repository.noteFilesThatStay(ended.progress.start.workTree)) ?? [];
	const stashed = await keepStashed(deps, request, ended, kept ?? head.sha);
	const own = stashed.kept ?? kept;
	const beside = await require_warn_on_failure.warnOnFailure(warn, () => findBeside(repository, request, ended, [head.sha, own])) ?? null;
	const isAll = beside !== null && own === null && head.sha === ended.progress.start.head.sha;
	const archived = missed === LOST.missed && own === null ? await require_warn_on_failure.warnOnFailure(warn, () => archive(deps, request, ended)) ?? [] : [];
	const done = {
		head,
		kept: isAll ? beside.sha : own,
		beside: isAll ? null : beside?.sha ?? null,
		notes: [
			...notes,
			...takenSentences(taken),
			...stashed.notes,
			...besideSentences(beside?.names ?? []),
			...archived
		],
		missed: missed ?? stashed.missed ?? (isAll ? "the agent left its commits beside the branch" : null)
	};
	for (const sentence of done.notes) warn(sentence);
	return done;
}
const NOTHING = {
	kept: null,
	notes: [],
	missed: null
};
const LOST = {
	kept: null,
	notes: ["What the agent left uncommitted could not be committed."],
	missed: "what the agent left could not be committed"
};
const NO_HEAD = {
	sha: null,
	branch: null
};
async function commitWhere(deps, request, ended, onto) {
	const left = await commitLeft(deps, request, ended, onto);
	const notes = leftSentences(left);
	if (left.kind === "withheld" && onto === "head" && mustLeave(request)) {
		const apart = await commitWhere(deps, request, ended, "apart");
		return {
			...apart,
			notes: [...new Set([...notes, ...apart.notes])],
			missed: LOST.missed
		};
	}
	const missed = mustLeave(request) ? missedBy(left) : null;
	if (left.kind !== "committed" || onto === "head") return {
		kept: null,
		notes,
		missed
	};
	const sentence = `What the agent left uncommitted is in commit ${require_identity.shortSha(left.sha)}, beside the branch.`;
	return {
		kept: left.sha,
		notes: [...notes, sentence],
		missed
	};
}
const LOST_REASONS = new Set([
	"unpublished",
	"filter",
	"filter-changed",
	"unreadable",
	"refused"
]);
function missedBy(left) {
	if (left.kind === "withheld") return LOST.missed;
	return left.leftOut.some(({ reason }) => LOST_REASONS.has(reason)) ? "some of what the agent left could not be committed" : null;
}
async function keepStashed({ repository, warn }, request, ended, onto) {
	if (request.commit === "none") return NOTHING;
	const message = await messageOf(repository, request, ended);
	const asked = {
		since: ended.progress.start.workTree,
		message,
		author: authorOf(request)
	};
	const kept = await require_warn_on_failure.warnOnFailure(warn, () => repository.commitStashes(asked, onto));
	if (kept == null) return NOTHING;
	if (!mustLeave(request)) return {
		...NOTHING,
		notes: ["The agent left work in the stash, and nothing of it was committed: git stash list"]
	};
	return {
		kept,
		notes: [`What the agent left in the stash is in commit ${require_identity.shortSha(kept)}, beside the branch.`],
		missed: "the agent left work in the stash"
	};
}
async function archive({ repository, store: { keepFile } }, request, { progress }) {
	if (request.workTreeLasts || request.commit === "none") return [];
	const file = request.bundleFile.replace(/bundle$/, "files.tar.gz");
	const exclude = request.privatePaths;
	const archived = await repository.archiveChanged(progress.start.workTree, {
		file,
		exclude
	});
	if (archived === null) return [];
	const where = keepFile === null ? file : await keepFile(file);
	const { files, leftOut } = archived;
	return [`The files that could not be committed (${files}) are kept as an archive: ${where}.${leftOut === 0 ? "" : ` Not in it: ${leftOut}, for their size, or since their names are those of secrets.`}`];
}
async function messageOf(repository, request, { settledId, started }) {
	const namesBranch = request.commitTemplate?.includes("{branch}") === true;
	return require_step_options.commitMessage(request.commitTemplate, {
		stepId: settledId,
		stepUid: request.uid,
		agent: request.agentConfig.name,
		branch: namesBranch ? (await repository.head()).branch : null,
		prompt: started.prompt?.text ?? null
	});
}
function authorOf({ commitAuthor, agentIdentity }) {
	return commitAuthor ?? agentIdentity;
}
function mustLeave({ workTreeLasts, push }) {
	return !workTreeLasts || push === "auto";
}
async function commitLeft({ repository }, request, ended, onto) {
	return repository.commitLeftovers({
		since: ended.progress.start.workTree,
		message: await messageOf(repository, request, ended),
		author: authorOf(request),
		exclude: request.privatePaths,
		onto
	});
}
function wasStopped({ ending }) {
	return ending !== "exited";
}
function isLostWithJob(request, agent) {
	return wasStopped(agent) && !request.workTreeLasts && !require_delivery.mayReachBranch(require_step_status.statusOf(agent), request.continueOnAgentError);
}
function placeOfLeft(request, { agent, isLate }) {
	if (request.commit === "auto") return isLate ? "apart" : "head";
	return isLostWithJob(request, agent) ? "apart" : null;
}
const MOST_PLACES = 50;
async function findBeside(repository, request, { agent, isLate, progress: { start } }, ends) {
	const { remote } = repository;
	if (request.push !== "auto" || request.workTreeLasts || remote === null || request.isShared?.() === true) return null;
	const until = isLate && agent.endTime !== null ? new Date(agent.endTime) : null;
	const traces = repository.commitTraces(start.clone, until);
	const isOwn = (sha) => traces.made.has(sha) && !traces.madeElsewhere.has(sha) && !traces.pushed.has(sha);
	if (![...traces.made].some((sha) => isOwn(sha) && !ends.includes(sha))) return null;
	const since = async (sha) => {
		const { commits } = await repository.commits(start.head.sha, sha);
		return new Set(commits.map((commit) => commit.sha));
	};
	const reached = new Set();
	const reach = async (sha) => {
		for (const one of await since(sha)) reached.add(one);
	};
	for (const sha of ends) if (sha !== null) await reach(sha);
	const isLeft = ({ sha }) => isOwn(sha) && !reached.has(sha);
	const places = (await repository.placesBesideHead(start.clone)).filter(isLeft);
	if (places.length === 0) return null;
	const before = new Set(start.heads?.values());
	const tips = [...(await remote.refs(["refs/heads/*", "refs/tags/*"])).values()].filter((sha) => !before.has(sha));
	for (const sha of new Set(tips)) if (await repository.commit(sha) !== null) await reach(sha);
	const left = places.filter(isLeft).slice(0, MOST_PLACES);
	const below = await Promise.all(left.map(async ({ sha }) => await since(sha)));
	const tops = left.filter(({ sha }, at) => !below.some((reachable, other) => other !== at && reachable.has(sha)));
	const [first, ...others] = tops.map(({ sha }) => sha);
	if (first === void 0) return null;
	const message = `Commits beside the branch of a step\n\nLaforge-Step-Uid: ${request.uid}\n`;
	return {
		sha: others.length === 0 ? first : await repository.createPinCommit(first, message, others),
		names: tops.map(({ name }) => name ?? "a HEAD that was on no branch")
	};
}
// src/usecases/step/deliver-work.ts
async function deliverWork(deps, work) {
	const { after } = work;
	if (after === null || after === work.before) return {
		pushed: "unchanged",
		pinRef: null,
		warnings: []
	};
	const decision = await decide(deps, work);
	switch (decision.kind) {
		case "unchanged": return {
			pushed: "unchanged",
			pinRef: null,
			warnings: []
		};
		case "pushed-already": return {
			pushed: "pushed",
			pinRef: null,
			warnings: []
		};
		case "pin": return keepBeside$1(deps, work, after, decision.reason);
		case "push": {
			const delivered = {
				pushed: "pushed",
				pinRef: null,
				warnings: []
			};
			const result = await pushWithRecord(deps, work, {
				ref: require_open.branchRef(decision.branch),
				to: after,
				expected: decision.lease
			}, delivered);
			return result.kind === "pushed" ? delivered : await keepBeside$1(deps, work, after, result.explanation);
		}
	}
}
async function decide(deps, work) {
	const { branch, tipsAtStart } = work;
	const tipAtStart = tipsAtStart === null ? "unknown" : branch !== null && tipsAtStart.get(branch) || null;
	try {
		const ref = require_open.branchRef(work.branch ?? "");
		const tip = work.branch === null ? null : (await deps.remote.refs([ref])).get(ref) ?? null;
		const known = tip !== null && (tip === work.before || work.made.has(tip));
		const descends = tip === null ? "yes" : known && work.after ? await deps.repository.isAncestor(tip, work.after) : "unknown";
		return require_delivery.decideDelivery({
			...work,
			tipAtStart,
			tip,
			descends
		});
	} catch (error) {
		return {
			kind: "pin",
			reason: error instanceof Error ? error.message : String(error)
		};
	}
}
async function pushWithRecord({ history, remote }, { uid, outcomeOf }, update, delivered) {
	return await history.pushWith([{
		kind: "step-finished",
		uid,
		outcome: outcomeOf(delivered)
	}], async (along) => {
		const result = await remote.push([update, ...along], { atomic: along.length > 0 });
		return await arrived(remote, result, update) ? { kind: "pushed" } : result;
	});
}
async function arrived(remote, result, { ref, to }) {
	if (result.kind !== "unreachable") return false;
	try {
		return (await remote.refs([ref])).get(ref) === to;
	} catch {
		return false;
	}
}
async function keepBeside$1(deps, work, after, reason) {
	const { pinRef } = work;
	const because = `The work was not pushed to ${work.branch === null ? "a branch" : work.branch}: ${reason.replace(/\.$/, "")}.`;
	const delivered = {
		pushed: "pinned",
		pinRef,
		warnings: [`${because} It is kept: git fetch origin ${pinRef} gets it.`]
	};
	const result = await pushWithRecord(deps, work, {
		ref: pinRef,
		to: after,
		expected: null
	}, delivered);
	if (result.kind === "pushed") return delivered;
	return bundleWork(deps, work, after, `${because} Nor could it be pinned: ${result.explanation}`);
}
async function bundleWork(deps, work, after, because) {
	try {
		const write = (from) => deps.repository.bundle(from, after, work.pinRef, work.bundleFile);
		await write(work.before).catch(() => write(null));
		return {
			pushed: "bundled",
			pinRef: null,
			warnings: [`${because} It is kept as a git bundle: ${deps.keepFile === null ? work.bundleFile : await deps.keepFile(work.bundleFile)}.`]
		};
	} catch (error) {
		return {
			pushed: "none",
			pinRef: null,
			warnings: [`${because} Nor could it be bundled (${error instanceof Error ? error.message : String(error)}). It is only in this work tree, at ${after}.`]
		};
	}
}
// src/usecases/step/measure-work.ts
async function measureWork(deps, measured, { push, isShared }) {
	const { warn } = deps;
	const { start, started, left } = measured;
	const { head: end, kept } = left;
	const place = require_delivery.branchOfRecord({
		startBranch: started.branch,
		startedDetached: start.head.branch === null,
		endBranch: end.branch,
		endBranchIsNew: end.branch !== null && end.branch !== start.head.branch && await isNewToRemote(deps, start, end.branch, push)
	});
	const work = {
		...place,
		after: end.sha,
		kept
	};
	const last = kept ?? end.sha;
	if (last === null || last === start.head.sha) return {
		...work,
		mustStay: null,
		made: new Set(),
		notes: [],
		changes: require_step.NO_CHANGES
	};
	const told = await require_warn_on_failure.warnOnFailure(warn, () => tell(deps, measured, last, isShared?.() === true));
	if (told === void 0) {
		const offBranch = place.offBranch ?? "its history cannot be read";
		return {
			...work,
			offBranch,
			mustStay: null,
			made: new Set(),
			notes: [],
			changes: null
		};
	}
	const changes = await changesOf(deps, start.head.sha, last, told);
	const made = new Set([...told.own, ...told.foreign].map(({ sha }) => sha));
	const notes = await require_warn_on_failure.warnOnFailure(warn, () => sayDropped(deps, measured)) ?? [];
	const mustStay = push === "auto" ? await whyItMustStay(deps, start, told) : null;
	return {
		...work,
		mustStay,
		made,
		notes,
		changes
	};
}
async function tell({ repository }, { start, left, until }, last, isShared) {
	const { commits } = await repository.commits(start.head.sha, last);
	const origins = await findOrigins(repository, start, commits, {
		kept: left.kept,
		until
	});
	return require_commit_owners.tellCommits(commits, {
		...origins,
		isShared
	});
}
async function sayDropped({ repository }, { start, left }) {
	const { sha, branch } = start.head;
	const { head: end } = left;
	if (sha === null || end.sha === null || branch === null || end.branch !== branch) return [];
	if (await repository.isAncestor(sha, end.sha) !== "no" || start.heads?.get(branch) === sha) return [];
	if ([...(await repository.localRefs("refs/")).values()].includes(sha)) return [];
	const { subject } = await repository.commit(sha) ?? { subject: "" };
	const keep = require_open.quoteForShell([
		"git",
		"branch",
		"before-the-step",
		sha
	]);
	return [`${branch} no longer leads to ${require_identity.shortSha(sha)} ${require_identity.quote(subject)}, where it was before the step: the agent took it off or rewrote it. To keep it: ${keep}`];
}
async function whyItMustStay({ repository, warn }, start, { foreign }) {
	const known = foreign.filter(({ reason }) => reason === "known");
	const shas = known.map(({ sha }) => sha);
	const unpublished = await require_warn_on_failure.warnOnFailure(warn, () => findUnpublished(repository, start, shas)) ?? [];
	const first = known.find(({ sha }) => unpublished.includes(sha));
	if (first === void 0) return null;
	const more = unpublished.length > 1 ? ` and ${unpublished.length - 1} more` : "";
	return `it builds on ${require_identity.shortSha(first.sha)} ${require_identity.quote(first.subject)}${more}, which lay here before the step and is nowhere at the remote`;
}
async function changesOf({ repository, warn }, from, to, { own, foreign }) {
	const stat = await require_warn_on_failure.warnOnFailure(warn, () => repository.diffStat(from, to));
	return {
		own_commits: own.slice(0, 100).map(({ sha, subject }) => ({
			sha,
			subject
		})),
		own_commit_count: own.length,
		...foreign.length > 0 && {
			foreign_commits: foreign.slice(0, 100),
			foreign_commit_count: foreign.length
		},
		files_changed: stat?.filesChanged ?? null,
		insertions: stat?.insertions ?? null,
		deletions: stat?.deletions ?? null
	};
}
async function isNewToRemote({ repository }, start, branch, push) {
	if (push === "auto") return start.heads?.has(branch) === false;
	return ![...(await repository.localRefs("refs/remotes/")).keys()].some((ref) => ref.split("/").slice(3).join("/") === branch);
}
// src/usecases/step/record-end.ts
async function recordEnd({ history, store }, started, outcome) {
	try {
		return {
			kind: "written",
			step: await history.finishStep(started.uid, outcome)
		};
	} catch (error) {
		const reason = require_errors.describeError(error);
		return {
			kind: "lost",
			publication: await keepElsewhere(history, reason, store?.keepEnd?.(started, outcome, reason))
		};
	}
}
async function keepElsewhere(history, reason, kept) {
	const lost = {
		kind: "kept",
		where: history.dbPath === null ? "no file" : `${history.dbPath}, without its end`,
		reason
	};
	return kept === void 0 ? lost : await kept.catch(() => lost);
}
// src/usecases/step/sign-work.ts
async function signWork(repository, request, work) {
	const { before } = request;
	const { after, branch, changes } = work;
	if (after === null || after === before || changes === null || changes.own_commit_count === 0) return work;
	if (branch === null || work.offBranch !== null || work.kept !== null || work.mustStay !== null) return work;
	try {
		const { commits } = await repository.commits(before, after);
		const own = new Set(changes.own_commits.map(({ sha }) => sha));
		if (changes.own_commit_count > own.size) throw new require_errors.RefusedError("push-refused", `it has ${changes.own_commit_count} of its own, and ${own.size} at most are signed`);
		const published = await publishedOf(repository, branch, work.made, before);
		const { made: signed, notes } = await signAll(repository, request, branch, orderOf({
			commits: new Map(commits.map((commit) => [commit.sha, commit])),
			isSigned: (sha) => own.has(sha) && !published.has(sha),
			tip: after
		}));
		const now = (sha) => signed.get(sha) ?? sha;
		await follow(repository, branch, after, now(after));
		return {
			...work,
			after: now(after),
			notes: [...work.notes, ...notes],
			made: new Set([...work.made].map(now)),
			changes: {
				...changes,
				own_commits: changes.own_commits.map((commit) => now(commit.sha) === commit.sha ? commit : {
					...commit,
					sha: now(commit.sha),
					replaces: commit.sha
				})
			}
		};
	} catch (error) {
		if (!(error instanceof require_errors.GitError || error instanceof require_errors.RefusedError || error instanceof require_errors.StoreError)) throw error;
		return {
			...work,
			offBranch: `its commits could not be signed: ${require_errors.describeError(error)}`
		};
	}
}
async function publishedOf(repository, branch, made, before) {
	const ref = require_open.branchRef(branch);
	const tip = (await repository.remote?.refs([ref]))?.get(ref);
	if (tip === void 0 || !made.has(tip)) return new Set();
	return new Set((await repository.commits(before, tip)).commits.map(({ sha }) => sha));
}
function orderOf({ commits, isSigned, tip }) {
	const order = [];
	const again = new Set();
	const seen = new Set();
	const stack = [tip];
	for (let sha = stack.at(-1); sha !== void 0; sha = stack.at(-1)) {
		const commit = commits.get(sha);
		const parents = commit?.parents ?? [];
		const open = parents.filter((parent) => commits.has(parent) && !seen.has(parent));
		if (open.length > 0) {
			stack.push(...open);
			continue;
		}
		stack.pop();
		if (seen.has(sha)) continue;
		seen.add(sha);
		if (commit !== void 0 && isSigned(sha)) {
			order.push(commit);
			again.add(sha);
		} else if (parents.some((parent) => again.has(parent))) throw new require_errors.RefusedError("push-refused", `${require_identity.shortSha(sha)}, which the step did not make, builds on them`);
	}
	return order;
}
async function signAll(repository, { signer, uid }, target, commits) {
	if (signer.kind === "host") {
		const { remakeAtHost } = await Promise.resolve().then(() => require("./remake-at-host.js"));
		return await remakeAtHost(repository, {
			host: signer.host,
			branch: require_open.signingBranch(uid),
			target,
			commits
		});
	}
	const made = new Map();
	for (const { sha, parents } of commits) {
		const now = parents.map((parent) => made.get(parent) ?? parent);
		made.set(sha, await repository.signCommit({
			sha,
			parents: now,
			key: signer
		}));
	}
	return {
		made,
		notes: []
	};
}
async function follow(repository, branch, from, to) {
	if (from === to || await repository.resolve(require_open.branchRef(branch)) !== from) return;
	await repository.resetBranch(branch, from, to, null);
}
// src/usecases/step/finish-step.ts
async function finishStep(deps, request, ended) {
	const { history, warn } = deps;
	const { started, agent } = ended;
	let { progress } = ended;
	const note = (part) => {
		progress = {
			...progress,
			...part
		};
		deps.host.note(progress);
	};
	const timed = async (name, part) => {
		const start = deps.clock.now().getTime();
		const result = await part();
		deps.host.onPhase?.({
			name,
			start,
			end: deps.clock.now().getTime()
		});
		return result;
	};
	const left = progress.left ?? await require_warn_on_failure.warnOnFailure(warn, () => keepLeftovers(deps, request, ended));
	if (left !== void 0) note({ left });
	const looked = left === void 0 ? void 0 : await require_warn_on_failure.warnOnFailure(warn, () => lookAt(deps, request, ended, left));
	for (const sentence of looked?.notes ?? []) warn(sentence);
	const { usage: tokenUsage, config } = progress.used ?? await deps.usage.read(agent);
	note({ used: {
		usage: tokenUsage,
		config
	} });
	const verdictNotes = verdictSentences(agent, tokenUsage.verdict);
	const agentStatus = require_step_status.statusOf(agent, tokenUsage.verdict);
	const { ceilings = require_budget.ownCeilings(started.limits) } = ended;
	const budgetNotes = budgetSentences(started, {
		usage: tokenUsage,
		status: agentStatus,
		ceilings,
		said: agent.notes
	}, deps.words);
	for (const sentence of [...verdictNotes, ...budgetNotes]) warn(sentence);
	const checked = progress.checked ?? await timed("check", () => checkWork(deps, request, ended, agentStatus));
	note({ checked });
	const { status } = checked;
	const work = looked === void 0 ? void 0 : await sign(deps, request, ended, looked, checked);
	for (const sentence of work?.notes.slice(looked?.notes.length) ?? []) warn(sentence);
	const besideNotes = left === void 0 ? [] : await keepBeside(deps, request, progress.start, left);
	for (const sentence of besideNotes) warn(sentence);
	const outcomeOf = (delivered) => require_records.boundOutcome({
		status,
		branch: work === void 0 || request.keepAside != null ? started.branch : work.branch,
		commitShaAfter: work?.after ?? null,
		agentConfig: require_step.completeConfig(request.agentConfig, config),
		endTime: agent.endTime,
		durationMs: agent.durationMs,
		tokenUsage,
		exitCode: agent.exitCode,
		pushed: delivered.pushed,
		pinRef: delivered.pinRef,
		changes: work?.changes ?? null,
		check: checked.result,
		notes: [
			...agent.notes,
			...verdictNotes,
			...budgetNotes,
			...left?.notes ?? [],
			...work?.notes ?? [],
			...checked.notes,
			...besideNotes,
			...delivered.warnings
		]
	});
	const delivered = work === void 0 ? NOWHERE : await timed("push", () => deliver(deps, request, ended, {
		work,
		checked,
		outcomeOf,
		missed: left?.missed ?? null
	}));
	for (const message of delivered.warnings) warn(message);
	if (work !== void 0) await notePush(deps, request, work, delivered);
	const outcome = outcomeOf(delivered);
	const end = await recordEnd(deps, started, outcome);
	const takenBack = end.kind === "written" && work !== void 0 ? await takeBackIfFailed(deps, request, end.step, work, ended) : null;
	const publication = await timed("publish", async () => {
		const published = end.kind === "lost" ? end.publication : takenBack?.publication ?? await history.publish();
		return await deps.store.keepRecord(published);
	});
	const recorded = end.kind === "lost" ? {
		...started,
		...outcome
	} : end.step;
	const step = takenBack === null ? recorded : {
		...recorded,
		active: false
	};
	sayPublication(publication, step, warn);
	return {
		step,
		publication,
		rollback: takenBack?.rollback ?? null,
		missed: left === void 0 ? UNSEEN : left.missed
	};
}
async function sign({ repository }, { signer = null, uid, continueOnAgentError }, { isLate, progress }, work, { status, offBranch }) {
	const isUnseen = isLate && progress.left === null;
	if (signer === null || isUnseen || offBranch !== null || !require_delivery.mayReachBranch(status, continueOnAgentError)) return work;
	return await signWork(repository, {
		signer,
		uid,
		before: progress.start.head.sha
	}, work);
}
async function takeBackIfFailed(deps, request, step, work, { progress }) {
	if (!require_delivery.hasFailedCheck(step) || request.onFailure !== "rollback") return null;
	return deps.takeBack(deps, request, {
		step,
		work,
		heads: progress.start.heads
	});
}
async function notePush({ repository }, { workTreeLasts }, { branch, after }, { pushed }) {
	if (workTreeLasts && pushed === "pushed" && branch !== null && after !== null) await repository.notePush(branch, after);
}
const UNSEEN = "it could not be looked at";
const NOWHERE = {
	pushed: "none",
	pinRef: null,
	warnings: []
};
function lookAt({ repository, warn }, request, { started, agent, isLate, progress }, left) {
	const until = isLate && progress.left === null && agent.endTime !== null ? new Date(agent.endTime) : null;
	return measureWork({
		repository,
		warn
	}, {
		start: progress.start,
		started,
		left,
		until
	}, request);
}
async function deliver({ repository, history, store: { keepFile } }, request, { agent, isLate, progress }, done) {
	const { work, checked, outcomeOf } = done;
	const apart = work.kept === null ? null : done.missed;
	const { status } = checked;
	const { start } = progress;
	const remote = request.push === "auto" ? repository.remote : null;
	const pinRef = require_pin_refs.stepPinRef(request.slug, request.uid);
	if (request.keepAside != null) return await keepAside(request.keepAside, start.head.sha, work, pinRef);
	const [before, after] = [start.head.sha, work.kept ?? work.after];
	const { bundleFile, continueOnAgentError, onFailure, uid } = request;
	if (remote === null) {
		const why = whyGoneWithJob(request, agent, status, apart);
		if (why === null || after === null || after === before) return NOWHERE;
		return bundleWork({
			repository,
			keepFile
		}, {
			before,
			pinRef,
			bundleFile
		}, after, `${why}, and nothing may be pushed.`);
	}
	if (work.mustStay !== null) {
		const where = `It is only in this work tree, at ${after}. Push those commits first if they may be seen, then this.`;
		return {
			...NOWHERE,
			warnings: [`The work was not pushed: ${work.mustStay}. ${where}`]
		};
	}
	const offBranch = isLate && progress.left === null && require_delivery.mayReachBranch(status, continueOnAgentError) ? "the action was killed before it could look at the work" : apart ?? work.offBranch ?? checked.offBranch;
	return deliverWork({
		repository,
		remote,
		history,
		keepFile
	}, {
		before,
		after,
		branch: work.branch,
		made: work.made,
		offBranch,
		status,
		continueOnAgentError,
		onFailure,
		tipsAtStart: start.heads,
		pinRef,
		bundleFile,
		uid,
		outcomeOf
	});
}
async function keepBeside({ repository, store: { keepFile }, warn }, request, { head }, { beside }) {
	const { remote } = repository;
	if (beside === null || remote === null) return [];
	const pinRef = require_pin_refs.besidePinRef(request.slug, request.uid);
	const why = await require_warn_on_failure.warnOnFailure(warn, async () => {
		const result = await remote.push([{
			ref: pinRef,
			to: beside,
			expected: null
		}], { atomic: false });
		if (result.kind === "pushed" || (await remote.refs([pinRef])).get(pinRef) === beside) return null;
		return result.explanation;
	});
	if (why === null) return [`What is beside the branch is kept: git fetch origin ${pinRef} gets it.`];
	const bundleFile = request.bundleFile.replace(/bundle$/, "beside.bundle");
	const because = `What is beside the branch could not be pinned${why === void 0 ? "." : `: ${why}`}`;
	return (await bundleWork({
		repository,
		keepFile
	}, {
		before: head.sha,
		pinRef,
		bundleFile
	}, beside, because)).warnings;
}
async function keepAside(keep, before, work, pinRef) {
	const after = work.kept ?? work.after;
	if (after === null || after === before) return {
		pushed: "unchanged",
		pinRef: null,
		warnings: []
	};
	try {
		await keep(before, after, pinRef);
		return {
			pushed: "pinned",
			pinRef,
			warnings: []
		};
	} catch (error) {
		return {
			...NOWHERE,
			warnings: [`The work could not be kept: ${require_errors.describeError(error)}`]
		};
	}
}
function whyGoneWithJob(request, agent, status, apart) {
	if (request.workTreeLasts) return null;
	if (apart !== null) return require_folders.capital(apart);
	if (wasStopped(agent) || status === "cancelled") return "The step was stopped";
	return require_delivery.hasFailedCheck({ status }) && request.onFailure === "rollback" ? "The check failed" : null;
}
Object.defineProperty(exports, "NOTHING_READS", {
	enumerable: true,
	get: function() {
		return NOTHING_READS;
	}
});
Object.defineProperty(exports, "cannotHold", {
	enumerable: true,
	get: function() {
		return cannotHold;
	}
});
Object.defineProperty(exports, "failureOf", {
	enumerable: true,
	get: function() {
		return failureOf;
	}
});
Object.defineProperty(exports, "findUnpublished", {
	enumerable: true,
	get: function() {
		return findUnpublished;
	}
});
Object.defineProperty(exports, "finishRequest", {
	enumerable: true,
	get: function() {
		return finishRequest;
	}
});
Object.defineProperty(exports, "finishStep", {
	enumerable: true,
	get: function() {
		return finishStep;
	}
});
Object.defineProperty(exports, "limitName", {
	enumerable: true,
	get: function() {
		return limitName;
	}
});
Object.defineProperty(exports, "mayNotHold", {
	enumerable: true,
	get: function() {
		return mayNotHold;
	}
});
Object.defineProperty(exports, "neverTold", {
	enumerable: true,
	get: function() {
		return neverTold;
	}
});
Object.defineProperty(exports, "othersUnseen", {
	enumerable: true,
	get: function() {
		return othersUnseen;
	}
});
Object.defineProperty(exports, "passed", {
	enumerable: true,
	get: function() {
		return passed;
	}
});
Object.defineProperty(exports, "recordEnd", {
	enumerable: true,
	get: function() {
		return recordEnd;
	}
});
Object.defineProperty(exports, "refusedSentence", {
	enumerable: true,
	get: function() {
		return refusedSentence;
	}
});
Object.defineProperty(exports, "sayCondition", {
	enumerable: true,
	get: function() {
		return sayCondition;
	}
});
Object.defineProperty(exports, "sayPublication", {
	enumerable: true,
	get: function() {
		return sayPublication;
	}
});
Object.defineProperty(exports, "sayUnreached", {
	enumerable: true,
	get: function() {
		return sayUnreached;
	}
});
Object.defineProperty(exports, "takeBack", {
	enumerable: true,
	get: function() {
		return takeBack;
	}
});
Object.defineProperty(exports, "uncertainty", {
	enumerable: true,
	get: function() {
		return uncertainty;
	}
});
Object.defineProperty(exports, "usedUp", {
	enumerable: true,
	get: function() {
		return usedUp;
	}
});
