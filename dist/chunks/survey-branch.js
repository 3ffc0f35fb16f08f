const require_action_run = require("./action-run.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
// src/domain/rollback-target.ts
function findRollbackTarget(facts) {
	const found = theStep(facts);
	if (found.kind === "refused") return found;
	const step = found.value;
	const { mode, wording } = facts;
	const name = require_action_help_run_steps.capital(require_action_run_steps.stepName(step));
	if (step.replays !== null) return require_action_post_help_run_steps.refuse("not-reversible", `${name} is a replay: it is on no branch, so nothing of it is to be taken back.`);
	if (!step.active) return inactive(name, facts.deactivatedBy, wording);
	if (step.status === "running") return require_action_post_help_run_steps.refuse("not-reversible", `${name} is still running. Wait until it has ended, or cancel its job.`);
	if (step.status === "interrupted") return require_action_post_help_run_steps.refuse("not-reversible", `${name} was interrupted: its job died and nobody knows where it left its branch. Name a step before it.`);
	const branch = facts.branch ?? step.branch;
	if (branch === null) return require_action_post_help_run_steps.refuse("not-reversible", `${name} ran on no branch. Say with ${wording.branch} which one to roll back.`);
	const formerName = step.branch === branch ? null : step.branch;
	if (formerName !== null && !facts.isBranchGone) return require_action_post_help_run_steps.refuse("not-reversible", `${name} belongs to the branch ${formerName}, not to ${branch}. Leave ${wording.branch} out, or name a step of ${branch}.`);
	const sha = mode === "to" ? step.commitShaAfter : step.commitShaBefore;
	if (sha === null) return noCommit(name, mode);
	return {
		kind: "target",
		mode,
		step,
		branch,
		formerName,
		sha
	};
}
function theStep({ ref, lookup, condition, wording }) {
	const asked = ref.kind === "id" ? `step ${ref.id}` : `step ${ref.prefix}`;
	switch (lookup.kind) {
		case "found": return lookup;
		case "unknown": return require_action_post_help_run_steps.refuse("unknown-step", `There is no ${asked}: ${whyUnknown(condition, wording)}.`);
		case "ambiguous":
		case "contested": return require_action_run_steps.refuseSeveral(lookup, require_action_help_run_steps.capital(asked), "steps");
	}
}
function whyUnknown(condition, wording) {
	switch (condition.kind) {
		case "found": return `the history does not have it; ${wording.listSteps}`;
		case "empty": return "the history is empty, so check the project and the store";
		case "expired": return `the history expired${condition.lastSavedAt === null ? "" : ` (last saved ${condition.lastSavedAt})`}, so its steps can no longer be named`;
		case "unreadable": return `the history could not be read (${condition.reason.replace(/\.$/, "")}), so try again later`;
	}
}
function inactive(name, by, wording) {
	if (by === void 0) return require_action_post_help_run_steps.refuse("not-reversible", `${name} is inactive. Name an active step.`);
	const rollback = require_action_run_steps.rollbackName(by);
	const way = by.branch === null ? "That moved no branch and cannot be taken back, so name an active step." : `Take that back first with ${wording.undo(rollback)}, or name an active step.`;
	return require_action_post_help_run_steps.refuse("not-reversible", `${name} was rolled back by ${rollback} on ${by.createdAt.slice(0, 10)}. ${way}`);
}
function noCommit(name, mode) {
	return require_action_post_help_run_steps.refuse("not-reversible", mode === "before" ? `${name} began in a repository without commits, so there is nothing before it to go back to. Name a step to keep instead.` : `${name} left no commit on record, so there is nothing to go back to. Name another step.`);
}
function targetName({ mode, step, sha }) {
	return `${require_action_post_run_steps.shortSha(sha)}, where ${require_action_run_steps.stepName(step)} ${mode === "to" ? "ended" : "began"}`;
}
// src/domain/rollback-plan.ts
const COMMITS_NAMED = 5;
function planRollback(facts) {
	const { target, tip } = facts;
	const { branch } = target;
	if (tip === null) return branchGone(facts);
	const refusal = notInHistory(facts);
	if (refusal !== void 0) return refusal;
	if (!facts.displaced.complete) return require_action_post_help_run_steps.refuse("not-confirmed", `Cannot tell which commits leave ${branch}: the history between ${require_action_post_run_steps.shortSha(target.sha)} and ${require_action_post_run_steps.shortSha(tip)} is cut off here. Check out with fetch-depth: 0.`);
	const displaced = facts.displaced.commits.map((commit) => ({
		commit,
		fate: fateOf(commit, facts)
	}));
	const discarded = displaced.filter(({ fate }) => fate.kind === "discarded").map(({ commit }) => commit);
	if (discarded.length > 0 && !facts.allowDiscard) return wouldDiscard(facts, discarded);
	const goes = stepsThatGo(facts, displaced);
	if (tip === target.sha && goes.length === 0) return require_action_post_help_run_steps.refuse("not-reversible", `Nothing to roll back: ${branch} is at ${targetName(target)}, and no later step of it is active.`);
	return {
		kind: "plan",
		mode: target.mode,
		step: target.step,
		branch,
		from: tip,
		to: target.sha,
		goes,
		stays: facts.steps.find((step) => step.active && isOfBranch(step, facts) && !goes.includes(step)) ?? null,
		displaced,
		warnings: warningsOf(facts, goes, displaced)
	};
}
function isOfBranch(step, facts) {
	const { target, repository, ofOneRepository, displaced } = facts;
	if (step.uid === target.step.uid) return true;
	if (step.branch !== null) return (ofOneRepository || step.repository === repository || require_action_run_steps.isSameRepository(require_action_run_steps.repositoryKey(step), require_action_run_steps.repositoryKey(target.step))) && (step.branch === target.branch || isOfFormerName(step, facts));
	if (target.step.branch !== null || step.repository !== null) return false;
	return step.commitShaAfter === target.sha || displaced.commits.some(({ sha }) => sha === step.commitShaAfter);
}
function isOfFormerName(step, { target, displaced }) {
	if (step.branch !== target.formerName) return false;
	return step.commitShaAfter === target.sha || displaced.commits.some(({ sha }) => sha === step.commitShaAfter);
}
function stepsThatGo(facts, displaced) {
	const { target } = facts;
	const displacedOwners = new Set(displaced.flatMap(({ fate }) => fate.kind === "own" ? [fate.step.uid] : []));
	return facts.steps.filter((step) => {
		if (!step.active) return false;
		if (step.uid === target.step.uid) return target.mode === "before";
		return displacedOwners.has(step.uid) || isOfBranch(step, facts) && require_action_run_steps.isLaterStep(step, target.step);
	});
}
function fateOf(commit, facts) {
	const step = facts.owners.get(commit.sha);
	const branches = facts.elsewhere.get(commit.sha) ?? [];
	const rollback = facts.reverts.get(commit.sha);
	if (step !== void 0 && (isOfBranch(step, facts) || branches.length === 0)) return {
		kind: "own",
		step
	};
	if (rollback !== void 0) return {
		kind: "revert",
		rollback
	};
	return branches.length === 0 ? { kind: "discarded" } : {
		kind: "elsewhere",
		branches
	};
}
function branchGone({ target, place, wording }) {
	const { branch } = target;
	return require_action_post_help_run_steps.refuse("branch-gone", place === "remote" ? `${branch} is no longer at the remote, so there is nothing to reset. Name what it was renamed to with ${wording.branch}, or push it again first if it is wanted: ${require_action_run_steps.quoteForShell([
		"git",
		"push",
		"origin",
		`${target.sha}:refs/heads/${branch}`
	])}` : `There is no local branch ${branch}. Check it out first, or name what it was renamed to with ${wording.branch}.`);
}
function notInHistory({ target, tip, ancestry, reached, onlyHere, place, wording }) {
	const { step, branch } = target;
	const recordedElsewhere = step.pushed === "pinned" || step.pushed === "bundled" || step.pushed === "none";
	if (place === "remote" && recordedElsewhere && reached === "no") {
		if (onlyHere && step.pinRef === null) return require_action_post_help_run_steps.refuse("not-reversible", `${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} was never pushed to ${branch}: ${sayOnlyHere(branch, target.sha, wording)}`);
		const where = step.pushed === "pinned" && step.pinRef !== null ? `: its work is kept at ${step.pinRef}` : "";
		return require_action_post_help_run_steps.refuse("not-reversible", `${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} was never pushed to ${branch}${where}. Name a step that was.`);
	}
	switch (ancestry) {
		case "yes": return;
		case "no": return require_action_post_help_run_steps.refuse("not-an-ancestor", `Cannot reset ${branch} to ${targetName(target)}: it is not in the history of its tip ${require_action_post_run_steps.shortSha(tip)}. The branch was rewritten since, or the step is of another repository; name another step.`);
		case "unknown": return require_action_post_help_run_steps.refuse("not-an-ancestor", `Cannot tell whether ${targetName(target)} is in the history of ${branch}: this clone is shallow and could not be deepened. Check out with fetch-depth: 0.`);
	}
}
function sayOnlyHere(branch, back, words) {
	const push = require_action_run_steps.quoteForShell([
		"git",
		"push",
		"origin",
		branch
	]);
	const here = words.hereAlone(branch, back);
	return `its work is only in this clone. Push it first if others may see it: ${push}${here === null ? "" : `; or take it back in this clone alone: ${here}`}`;
}
function wouldDiscard({ target, wording, steps }, commits) {
	const many = commits.length > 1;
	const whyOf = ({ sha }) => {
		for (const step of steps) {
			const found = step.changes?.foreign_commits?.find((foreign) => foreign.sha === sha);
			if (found !== void 0) return require_action_run.sayForeign(found.reason, require_action_run_steps.stepName(step));
		}
		return "on the record of no step";
	};
	return require_action_post_help_run_steps.refuse("would-discard", `Cannot roll back ${target.branch} to ${targetName(target)}: ${commits.length} commit${many ? "s" : ""} that no step made would go, ${nameCommits(commits, whyOf)}. Move ${many ? "them" : "it"} to another branch first, or say ${wording.allowDiscard} (${many ? "they stay" : "it stays"} pinned).`);
}
function warningsOf(facts, goes, displaced) {
	const { target } = facts;
	const discarded = displaced.filter(({ fate }) => fate.kind === "discarded").map(({ commit }) => commit);
	const warnings = [];
	for (const step of goes) if (step.status === "running") warnings.push(`${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} is still running; it goes too, and what it does next will not reach ${target.branch}.`);
	else if (step.uid !== target.step.uid && !require_action_run_steps.isLaterStep(step, target.step)) warnings.push(`${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} goes too: commits of its own are above ${targetName(target)}.`);
	else if (step.branch !== null && step.branch !== target.branch && step.branch !== target.formerName) warnings.push(`${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} of ${step.branch} goes too: its commits are nowhere else.`);
	if (discarded.length > 0) warnings.push(`Commits that no step made go too and stay pinned: ${nameCommits(discarded)}.`);
	const reverts = new Set(displaced.flatMap(({ fate }) => fate.kind === "revert" ? [fate.rollback] : []));
	for (const rollback of reverts) {
		const below = rollback.stepUids.filter((uid) => !hasWorkIn(uid, displaced));
		if (rollback.undoneBy !== null || rollback.kind !== "revert" || below.length === 0) continue;
		warnings.push(`The commits of ${require_action_run_steps.rollbackName(rollback)}, a revert, go too: what it took back is on ${target.branch} again, while its steps stay inactive.`);
	}
	const elsewhere = displaced.filter(({ fate }) => fate.kind === "elsewhere");
	const branches = new Set(elsewhere.flatMap(({ fate }) => fate.kind === "elsewhere" ? fate.branches : []));
	if (elsewhere.length > 0) {
		const named = nameCommits(elsewhere.map(({ commit }) => commit));
		warnings.push(`Other remote branches (${[...branches].slice(0, COMMITS_NAMED).join(", ")}) keep commits that leave ${target.branch}: ${named}.`);
	}
	return warnings;
}
function hasWorkIn(uid, displaced) {
	return displaced.some(({ fate }) => fate.kind === "own" && fate.step.uid === uid);
}
function nameCommits(commits, whyOf) {
	const name = (commit) => `${require_action_post_run_steps.shortSha(commit.sha)} ${require_action_post_run_steps.quote(commit.subject)}${whyOf ? ` (${whyOf(commit)})` : ""}`;
	return require_action_help_run_steps.nameFirst(commits, COMMITS_NAMED, name);
}
// src/usecases/rollback/survey-branch.ts
const COMMITTED_AFTER_END_MS = 36e5;
const DEPTHS = [
	50,
	1e3,
	0x7fffffff
];
async function surveyBranch(survey) {
	const { repository, target, tip } = survey;
	const nothing = {
		...survey,
		ancestry: "no",
		reached: "no",
		displaced: {
			commits: [],
			complete: true
		},
		steps: [],
		repository: repository.remote?.repository ?? null,
		ofOneRepository: survey.history.ofOneRepository ?? false,
		owners: new Map(),
		reverts: new Map(),
		elsewhere: new Map()
	};
	if (tip === null) return planRollback(nothing);
	const ancestry = await repository.isAncestor(target.sha, tip);
	const reached = await hasReached(survey, tip, ancestry);
	const onlyHere = survey.place === "remote" && reached === "no" && await isOnBranchHere(repository, target);
	if (ancestry !== "yes" || onlyHere) return planRollback({
		...nothing,
		ancestry,
		reached,
		onlyHere
	});
	const displaced = await listBetween(repository, target.branch, {
		from: target.sha,
		to: tip
	});
	const { steps, owners } = await findSteps(survey, displaced.commits);
	const withoutStep = displaced.commits.some(({ sha }) => !owners.has(sha)) ? displaced.commits : [];
	const reverts = await findReverts(repository, survey.history, withoutStep);
	const facts = {
		...nothing,
		ancestry,
		reached,
		displaced,
		steps,
		owners,
		reverts
	};
	const outside = displaced.commits.filter(({ sha }) => {
		const owner = owners.get(sha);
		if (reverts.has(sha)) return false;
		return owner === void 0 || !isOfBranch(owner, facts);
	});
	return planRollback({
		...facts,
		elsewhere: await askElsewhere(survey, outside, displaced.commits)
	});
}
async function hasReached({ repository, target }, tip, ancestry) {
	const { pushed, commitShaAfter, changes } = target.step;
	if (pushed === "pushed" || pushed === "unchanged" || commitShaAfter === target.sha) return ancestry;
	const witness = (target.mode === "before" ? changes?.own_commits.at(-1)?.sha : void 0) ?? commitShaAfter;
	return witness === null ? "no" : await repository.isAncestor(witness, tip);
}
async function isOnBranchHere(repository, { branch, step }) {
	const tip = await repository.resolve(require_action_run_steps.branchRef(branch));
	const { commitShaAfter } = step;
	return tip !== null && commitShaAfter !== null && await repository.isAncestor(commitShaAfter, tip) === "yes";
}
async function listBetween(repository, branch, { from, to }) {
	const areHere = async () => {
		for (const sha of [from, to]) if (sha !== null && await repository.resolve(sha) === null) return false;
		return true;
	};
	for (const depth of DEPTHS) {
		if (await areHere()) {
			const found = await repository.commits(from, to);
			if (found.complete) return found;
		}
		await repository.remote?.fetch([require_action_run_steps.branchRef(branch)], depth);
	}
	return await areHere() ? await repository.commits(from, to) : {
		commits: [],
		complete: false
	};
}
async function findSteps(survey, commits) {
	const { history } = survey;
	const steps = await stepsDownToTarget(survey);
	const owners = require_action_run.findOwners(commits, steps);
	const [oldest] = commits.filter(({ sha }) => !owners.has(sha)).map(({ committedAt }) => committedAt).sort();
	if (oldest === void 0) return {
		steps,
		owners
	};
	const since = new Date(Date.parse(oldest) - COMMITTED_AFTER_END_MS).toISOString();
	const listed = new Set(steps.map(({ uid }) => uid));
	const others = (await history.listSteps({ endedSince: since })).filter(({ uid, endTime }) => !listed.has(uid) && endTime !== null && endTime >= since);
	const all = require_action_run_steps.latestFirst([...steps, ...others]);
	return {
		steps: all,
		owners: require_action_run.findOwners(commits, all)
	};
}
async function stepsDownToTarget({ history, target }) {
	const { step, branch, formerName } = target;
	const filters = step.branch === null ? [{}] : [{ branch }, ...formerName === null ? [] : [{ branch: formerName }]];
	const isBelow = (one) => one.active && one.uid !== step.uid && require_action_run_steps.isLaterStep(step, one);
	for (let limit = 64;; limit *= 4) {
		const lists = await Promise.all(filters.map((filter) => history.listSteps({
			...filter,
			limit
		})));
		if (lists.every((steps) => steps.length < limit || steps.some(isBelow))) return require_action_run_steps.latestFirst(lists.flat());
	}
}
async function askElsewhere({ repository, target, place }, asked, graph) {
	const { remote } = repository;
	if (remote === null || asked.length === 0) return new Map();
	try {
		return await findElsewhere(remote, asked, graph, target.branch);
	} catch (error) {
		if (place === "local" && error instanceof require_action_post_help_run_steps.GitError && error.code === "remote-unreachable") return new Map();
		throw error;
	}
}
async function findElsewhere(remote, asked, graph, except) {
	const parents = new Map(graph.map((commit) => [commit.sha, commit.parents]));
	const children = new Map();
	for (const { sha, parents: of } of graph) for (const parent of of) children.set(parent, [...children.get(parent) ?? [], sha]);
	const found = new Map();
	let open = asked.map(({ sha }) => sha);
	while (open.length > 0) {
		const sha = open[Math.floor(open.length / 2)] ?? "";
		const branches = (await remote.branchesContaining(sha, except)).filter((branch) => !require_action_run_steps.isBranchOfOurs(branch));
		const related = branches.length > 0 ? parents : children;
		for (const one of require_action_run_steps.reachableFrom(sha, (at) => related.get(at) ?? [])) if (!found.has(one)) found.set(one, branches);
		open = open.filter((one) => !found.has(one));
	}
	return found;
}
async function findReverts(repository, history, commits) {
	const found = new Map();
	if (commits.length === 0) return found;
	const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
	for (const rollback of await history.listRollbacks()) {
		if (rollback.kind !== "revert" && rollback.kind !== "undo") continue;
		const line = require_action_run_steps.firstParentLine(rollback, bySha);
		if (line.some(({ parents }) => parents.length > 1)) continue;
		for (const { sha } of line) {
			const named = require_action_run_steps.revertedBy(await repository.commitMessage(sha));
			if ([rollback.undoes ?? "", ...rollback.stepUids].some((uid) => named.has(uid))) found.set(sha, rollback);
		}
	}
	return found;
}
Object.defineProperty(exports, "findReverts", {
	enumerable: true,
	get: function() {
		return findReverts;
	}
});
Object.defineProperty(exports, "findRollbackTarget", {
	enumerable: true,
	get: function() {
		return findRollbackTarget;
	}
});
Object.defineProperty(exports, "isOnBranchHere", {
	enumerable: true,
	get: function() {
		return isOnBranchHere;
	}
});
Object.defineProperty(exports, "listBetween", {
	enumerable: true,
	get: function() {
		return listBetween;
	}
});
Object.defineProperty(exports, "sayOnlyHere", {
	enumerable: true,
	get: function() {
		return sayOnlyHere;
	}
});
Object.defineProperty(exports, "surveyBranch", {
	enumerable: true,
	get: function() {
		return surveyBranch;
	}
});
