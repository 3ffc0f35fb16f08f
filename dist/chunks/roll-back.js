(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/usecases/rollback/carry-out-move.ts
async function planOrMove(deps, request, prepare, options, check = async () => {}) {
	const { dryRun } = request;
	const prepared = await prepare(deps, request);
	await check(prepared);
	return {
		prepared,
		done: (typeof dryRun === "boolean" ? dryRun : dryRun(prepared.plan)) ? null : await carryOutMove(deps, prepared, options)
	};
}
async function carryOutMove(deps, prepared, { way, autoMerge } = {
	way: "push",
	autoMerge: false
}) {
	const { codeHost } = deps;
	if (way === "push" || !prepared.record.canBeProposed) return await moveIt(deps, prepared);
	if (way === "propose" || await codeHost?.rulesOf(prepared.plan.branch) === "by-pull-request") return await proposeIt(deps, prepared, autoMerge);
	try {
		return await moveIt(deps, prepared);
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.RefusedError && error.code === "branch-protected") return await proposeIt(deps, prepared, autoMerge);
		throw error;
	}
}
async function moveIt(deps, prepared) {
	const { plan, uid, pinRef, remote, unrecorded, record } = prepared;
	const { branch, from, to } = plan;
	const draft = await draftOf(deps, prepared, {
		uid,
		pinRef,
		toSha: to
	});
	const local = await require_action_run_steps.moveBranch(deps, {
		branch,
		from,
		to,
		remote,
		pinRef,
		local: prepared.local,
		keepAt: record.keepAt ?? null,
		pinMessage: (tip) => require_action_run_steps.formatPinMessage({
			...draft,
			fromSha: tip
		}, record.steps),
		changes: changesOf(unrecorded, draft),
		words: deps.words
	});
	const kept = await keepRollback(deps, draft, unrecorded);
	const unremoved = local.kind === "move" ? require_action_run_steps.sayUnremoved(branch, local.unremoved ?? []) : [];
	const left = local.kind === "left" ? [`The local ${branch} was left as it is: ${local.reason}`] : unremoved;
	for (const warning of left) deps.log.warn(warning);
	return {
		...kept,
		plan,
		local,
		proposal: null,
		warnings: [...kept.warnings, ...left]
	};
}
async function planOfProposal(deps, prepared) {
	const { plan, record, remote } = prepared;
	const earlier = findProposal(remote === null ? [] : await deps.history.listRollbacks({ branch: plan.branch }), record);
	if (remote === null || earlier === void 0) return prepared;
	const tip = await require_action_run_steps.tipOf$1(remote, require_action_run_steps.branchRef(require_action_run_steps.proposalBranch(earlier.uid)));
	if (tip === null || tip === plan.to || !await isThere(deps, tip, plan)) return prepared;
	const { commits } = await deps.repository.commits(plan.from, tip);
	const made = commits.map(({ sha, subject }) => ({
		sha,
		subject
	})).reverse();
	return {
		...prepared,
		plan: {
			...plan,
			to: tip,
			...plan.commits !== void 0 && { commits: made }
		}
	};
}
async function proposeIt(deps, planned, autoMerge) {
	const { history, repository, log, codeHost } = deps;
	const prepared = await planOfProposal(deps, planned);
	const { request, plan, unrecorded, remote, record } = prepared;
	if (remote === null) throw new require_action_post_help_run_steps.InputError("bad-environment", "A proposal is pushed to a remote, and only the local branch is asked for.");
	const known = await history.listRollbacks({ branch: plan.branch });
	const earlier = findProposal(known, record);
	const uid = earlier?.uid ?? prepared.uid;
	const pinRef = require_action_run_steps.pinRefOf("proposal", request.slug, uid);
	const draft = earlier === void 0 ? await draftOf(deps, prepared, {
		uid,
		pinRef,
		toSha: null
	}) : require_action_run_steps.rollbackToDraft(earlier);
	const branch = require_action_run_steps.proposalBranch(uid);
	const refs = await remote.refs([require_action_run_steps.branchRef(branch), pinRef]);
	const changes = earlier === void 0 ? changesOf(unrecorded, draft) : [];
	if (!await isThere(deps, refs.get(require_action_run_steps.branchRef(branch)), plan)) {
		const pin = await repository.createPinCommit(plan.to, require_action_run_steps.formatPinMessage(draft, record.steps));
		const updates = [{
			ref: require_action_run_steps.branchRef(branch),
			to: plan.to,
			expected: refs.get(require_action_run_steps.branchRef(branch)) ?? null
		}, {
			ref: pinRef,
			to: pin,
			expected: refs.get(pinRef) ?? null
		}];
		const result = await history.pushWith(changes, (along) => remote.push([...updates, ...along], { atomic: true }));
		if (result.kind === "unreachable") throw new require_action_post_help_run_steps.GitError("remote-unreachable", result.explanation);
		if (result.kind === "refused") throw require_action_run_steps.pushRefused.ofProposal(branch, result.explanation);
	}
	const kept = earlier === void 0 ? await keepRollback(deps, draft, unrecorded) : {
		rollback: earlier,
		recorded: true,
		publication: null,
		warnings: []
	};
	const warnings = [...kept.warnings];
	let pullRequest = null;
	if (codeHost !== void 0) try {
		const title = `${record.kind === "undo" ? "Bring back" : "Revert"} ${require_action_run_steps.nameSteps(record.steps)}`;
		const body = require_action_run_steps.proposalBody({
			...record,
			rollback: kept.rollback,
			from: plan.from,
			reason: request.reason
		});
		pullRequest = await codeHost.propose({
			head: branch,
			base: plan.branch,
			title,
			body
		});
		if (autoMerge) await codeHost.mergeWhenAllowed(pullRequest.number);
	} catch (error) {
		const warning = `The proposal is on ${branch}, and its pull request is not as it should be: ${require_action_post_help_run_steps.describeError(error)}`;
		log.warn(warning);
		warnings.push(warning);
	}
	for (const covered of coveredBy(known, record)) {
		const warning = await withdraw(deps, covered, {
			by: kept.rollback,
			pullRequest
		});
		if (warning !== null) warnings.push(warning);
	}
	return {
		...kept,
		warnings,
		plan,
		local: { kind: "none" },
		proposal: {
			branch,
			pullRequest
		}
	};
}
function coveredBy(rollbacks, { kind, stepUids }) {
	const steps = new Set(stepUids);
	return rollbacks.filter((it) => it.isProposed && it.kind === kind && it.kind === "revert" && it.stepUids.length < steps.size && it.stepUids.every((uid) => steps.has(uid)));
}
async function withdraw({ codeHost, repository, log }, covered, { by, pullRequest }) {
	const [head, base] = [require_action_run_steps.proposalBranch(covered.uid), covered.branch ?? ""];
	const [name, larger] = [require_action_run_steps.rollbackName(covered), require_action_run_steps.rollbackName(by)];
	const warn = (why) => {
		const warning = `${name} on ${head} proposes a part of ${larger}${why} Close its pull request: merged as well, the two would conflict.`;
		log.warn(warning);
		return warning;
	};
	try {
		if (codeHost === void 0 || pullRequest === null) return (await repository.remote?.refs([require_action_run_steps.branchRef(head)]))?.has(require_action_run_steps.branchRef(head)) === true ? warn(".") : null;
		const why = `${larger} (#${pullRequest.number}) takes the steps of ${name} back too, so this one is closed.`;
		const closed = await codeHost.withdraw({
			head,
			base,
			why
		});
		if (closed !== null) log.info(`Pull request #${closed.number} is closed: ${larger} covers what ${name} proposed.`);
		return null;
	} catch (error) {
		return warn(`, and its pull request could not be closed: ${require_action_post_help_run_steps.describeError(error)}`);
	}
}
async function draftOf({ repository, history, clock }, { request, plan, record }, { uid, pinRef, toSha }) {
	const { kind, undoes, target, stepUids } = record;
	const { projectId, actor, reason, run } = request;
	const name = repository.remote?.repository ?? null;
	return require_action_run_steps.boundRollback({
		uid,
		kind,
		projectId,
		undoes,
		target,
		stepUids,
		pinRef,
		toSha,
		actor,
		reason,
		run: run === null ? null : require_action_run_steps.withRepositoryId(run, name),
		repository: name,
		branch: plan.branch,
		fromSha: plan.from,
		createdAt: clock.now().toISOString(),
		chain: await require_action_run_steps.chainOf(history)
	});
}
function findProposal(rollbacks, record) {
	const wanted = new Set(record.stepUids);
	return rollbacks.find((it) => it.isProposed && it.kind === record.kind && it.undoes === record.undoes && it.stepUids.length === wanted.size && it.stepUids.every((uid) => wanted.has(uid)));
}
async function isThere({ repository }, tip, plan) {
	if (tip === void 0 || !await repository.remote?.fetch([tip], 50)) return false;
	return await repository.isAncestor(plan.from, tip) === "yes" && await repository.treeOf(tip) === await repository.treeOf(plan.to);
}
function changesOf(unrecorded, draft) {
	return [...unrecorded, draft].map((it) => ({
		kind: "rollback",
		draft: it
	}));
}
async function keepRollback({ history, log }, draft, unrecorded) {
	let rollback = require_action_run_steps.projectRollback(draft, []);
	const failed = (reason, publication) => {
		const warning = `${require_action_run_steps.isProposal(draft) ? "The proposal was pushed" : `${draft.branch ?? "The branch"} was moved`}, but ${rollback.number === null ? `the ${draft.kind}` : require_action_run_steps.rollbackName(rollback)} could not be recorded: ${require_action_help_run_steps.asSentence(reason)} Its pin ${draft.pinRef ?? ""} carries the record, and the next run adds it.`;
		log.warn(warning);
		return {
			rollback,
			recorded: false,
			publication,
			warnings: [warning]
		};
	};
	try {
		for (const earlier of unrecorded) await history.addRollback(earlier);
		rollback = await history.addRollback(draft);
	} catch (error) {
		return failed(require_action_post_help_run_steps.describeError(error), null);
	}
	const publication = await history.publish();
	switch (publication.kind) {
		case "published": return {
			rollback,
			recorded: true,
			publication,
			warnings: []
		};
		case "fragment": {
			const warning = `The record of ${require_action_run_steps.rollbackName(rollback)} is kept separately in ${publication.where} until a run can read the history: ${publication.reason}`;
			log.warn(warning);
			return {
				rollback,
				recorded: true,
				publication,
				warnings: [warning]
			};
		}
		case "waiting":
		case "kept": return failed(publication.reason, publication);
	}
}
// src/domain/rollback-plan.ts
function findRollbackTarget(facts) {
	const step = theStep(facts);
	const { mode, words } = facts;
	if (step.replays !== null) throw require_action_run_steps.notReversible.replay(step);
	if (!step.active) throw require_action_run_steps.notReversible.inactive(step, facts.deactivatedBy, words);
	if (step.status === "running") throw require_action_run_steps.notReversible.running(step);
	if (step.status === "interrupted") throw require_action_run_steps.notReversible.interrupted(step, words);
	const branch = facts.branch ?? step.branch;
	if (branch === null) throw require_action_run_steps.notReversible.onNoBranch(step, words);
	const formerName = step.branch === branch ? null : step.branch;
	if (formerName !== null && !facts.isBranchGone) throw require_action_run_steps.notReversible.onOtherBranch(step, branch, words);
	const sha = mode === "to" ? step.commitShaAfter : step.commitShaBefore;
	if (sha === null) throw require_action_run_steps.notReversible.withoutCommit(step, mode);
	return {
		mode,
		step,
		branch,
		formerName,
		sha
	};
}
function theStep({ ref, lookup, condition, words }) {
	const asked = ref.kind === "id" ? `step ${ref.id}` : `step ${ref.prefix}`;
	switch (lookup.kind) {
		case "found": return lookup.value;
		case "unknown": throw require_action_run_steps.unknownStep.inHistory(asked, condition, words);
		case "ambiguous":
		case "contested": throw require_action_run_steps.contestedId.several(lookup, require_action_help_run_steps.capital(asked), "steps");
	}
}
const BRANCHES_NAMED = 5;
function planRollback$1(facts) {
	const { target, tip } = facts;
	const { branch } = target;
	if (tip === null) throw require_action_run_steps.branchGone.forRollback(target, facts.place, facts.words);
	refuseUnreached(facts);
	if (!facts.displaced.complete) throw require_action_run_steps.notConfirmed.cutOff(target, tip);
	const displaced = facts.displaced.commits.map((commit) => ({
		commit,
		fate: fateOf(commit, facts)
	}));
	const discarded = displaced.filter(({ fate }) => fate.kind === "discarded").map(({ commit }) => commit);
	if (discarded.length > 0 && !facts.allowDiscard) throw require_action_run_steps.wouldDiscard.unowned(target, discarded, whyForeign(facts), facts.words);
	const goes = stepsThatGo(facts, displaced);
	if (isOfOthersAlone(facts, goes, displaced)) throw require_action_run_steps.wouldDiscard.ofOthers(target, facts.displaced.commits, facts.words);
	if (tip === target.sha && goes.length === 0) throw require_action_run_steps.notReversible.noLaterStep(target);
	return {
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
function isOfOthersAlone({ place, allowDiscard }, goes, displaced) {
	if (place === "local" || allowDiscard || displaced.length === 0) return false;
	return displaced.every(({ fate }) => fate.kind === "elsewhere") && goes.some((step) => step.pushed === "pushed" && step.commitShaAfter !== step.commitShaBefore);
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
function refuseUnreached({ target, tip, ancestry, reached, onlyHere, place, words }) {
	const { step, branch } = target;
	const recordedElsewhere = step.pushed === "pinned" || step.pushed === "bundled" || step.pushed === "none";
	if (place === "remote" && recordedElsewhere && reached === "no") throw onlyHere && step.pinRef === null ? require_action_run_steps.notReversible.onlyHere(target, words) : require_action_run_steps.notReversible.neverPushed(step, branch);
	if (ancestry === "no") throw require_action_run_steps.notAnAncestor.ofTip(target, tip);
	if (ancestry === "unknown") throw require_action_run_steps.notAnAncestor.perhaps(target);
}
function whyForeign(facts) {
	const { steps, target, displaced: { commits } } = facts;
	const parents = new Map(commits.map((commit) => [commit.sha, commit.parents]));
	const killed = steps.flatMap((step) => {
		const { status, commitShaBefore: before, commitShaAfter } = step;
		const isThere = before !== null && (before === target.sha || parents.has(before));
		if (status !== "interrupted" || commitShaAfter !== null || !isThere || !isOfBranch(step, facts)) return [];
		return [{
			step,
			older: require_action_run_steps.reachableFrom(before, (sha) => parents.get(sha) ?? [])
		}];
	});
	return ({ sha }) => {
		for (const step of steps) {
			const found = step.changes?.foreign_commits?.find((foreign) => foreign.sha === sha);
			if (found !== void 0) return require_action_run_steps.sayForeign(found.reason, require_action_run_steps.stepName(step));
		}
		const since = killed.find(({ older }) => !older.has(sha));
		if (since !== void 0) return `came since ${require_action_run_steps.stepName(since.step)} began, which was interrupted, so perhaps its agent's`;
		return "on the record of no step";
	};
}
function isAtOtherRemote({ pushed, repository, run }, facts) {
	if (facts.place === "local" || facts.ofOneRepository === true || pushed !== "pushed") return false;
	const was = repository ?? run?.remote_sha256 ?? null;
	const now = facts.repository ?? facts.addressSha256 ?? null;
	return was !== null && now !== null && was !== now;
}
function warningsOf(facts, goes, displaced) {
	const { target, repository } = facts;
	const discarded = displaced.filter(({ fate }) => fate.kind === "discarded").map(({ commit }) => commit);
	const warnings = [];
	const atOther = goes.filter((step) => isAtOtherRemote(step, facts));
	const [other] = atOther;
	if (other !== void 0) warnings.push(`The work of ${require_action_help_run_steps.nameFirst(atOther, BRANCHES_NAMED, require_action_run_steps.stepName)} was pushed to ${other.repository ?? "another address"}, and this moves ${target.branch} ${repository === null ? "at the address that the remote has now" : `of ${repository}`}. Unless that is a new ${repository === null || other.repository === null ? "address" : "name"} of the same repository, the work stays there: set the remote back first.`);
	for (const step of goes) if (step.status === "running") warnings.push(`${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} is still running; it goes too, and what it does next will not reach ${target.branch}.`);
	else if (step.uid !== target.step.uid && !require_action_run_steps.isLaterStep(step, target.step)) warnings.push(`${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} goes too: commits of its own are above ${require_action_run_steps.targetName(target)}.`);
	else if (step.branch !== null && step.branch !== target.branch && step.branch !== target.formerName) warnings.push(`${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} of ${step.branch} goes too: its commits are nowhere else.`);
	if (discarded.length > 0) warnings.push(`Commits that no step made go too and stay pinned: ${require_action_run_steps.nameCommits(discarded)}.`);
	const reverts = new Set(displaced.flatMap(({ fate }) => fate.kind === "revert" ? [fate.rollback] : []));
	const ownUids = new Set(displaced.flatMap(({ fate }) => fate.kind === "own" ? [fate.step.uid] : []));
	for (const rollback of reverts) {
		const below = rollback.stepUids.filter((uid) => !ownUids.has(uid));
		if (rollback.undoneBy !== null || rollback.kind !== "revert" || below.length === 0) continue;
		warnings.push(`The commits of ${require_action_run_steps.rollbackName(rollback)}, a revert, go too: what it took back is on ${target.branch} again, while its steps stay inactive.`);
	}
	const elsewhere = displaced.filter(({ fate }) => fate.kind === "elsewhere");
	const branches = new Set(elsewhere.flatMap(({ fate }) => fate.kind === "elsewhere" ? fate.branches : []));
	if (elsewhere.length > 0) {
		const named = require_action_run_steps.nameCommits(elsewhere.map(({ commit }) => commit));
		warnings.push(`Other remote branches (${[...branches].slice(0, BRANCHES_NAMED).join(", ")}) keep commits that leave ${target.branch}: ${named}.`);
	}
	return warnings;
}
// src/domain/wording.ts
function wordsAt(words, remote) {
	return remote === null ? words : {
		...words,
		remote: remote.name
	};
}
// src/usecases/rollback/survey-branch.ts
const COMMITTED_AFTER_END_MS = 36e5;
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
		addressSha256: repository.remote?.addressSha256 ?? null,
		ofOneRepository: survey.history.ofOneRepository ?? false,
		owners: new Map(),
		reverts: new Map(),
		elsewhere: new Map()
	};
	if (tip === null) return planRollback$1(nothing);
	const ancestry = await repository.isAncestor(target.sha, tip);
	const reached = await hasReached(survey, tip, ancestry);
	const onlyHere = survey.place === "remote" && reached === "no" && await isOnBranchHere(repository, target);
	if (ancestry !== "yes" || onlyHere) return planRollback$1({
		...nothing,
		ancestry,
		reached,
		onlyHere
	});
	const displaced = await require_action_run_steps.listBetween(repository, require_action_run_steps.branchRef(target.branch), {
		from: target.sha,
		to: tip
	});
	const { steps, owners } = await findSteps(survey, displaced.commits);
	const withoutStep = displaced.commits.some(({ sha }) => !owners.has(sha)) ? displaced.commits : [];
	const reverts = await require_action_run_steps.findReverts(repository, survey.history, withoutStep);
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
	return planRollback$1({
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
async function findSteps(survey, commits) {
	const { history } = survey;
	const steps = await stepsDownToTarget(survey);
	const owners = require_action_run_steps.findOwners(commits, steps);
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
		owners: require_action_run_steps.findOwners(commits, all)
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
// src/usecases/rollback/roll-back.ts
async function prepareRollback(deps, request) {
	return await require_action_run_steps.prepareMove(deps, request, {
		chooseTarget: (seen) => chooseTarget(deps, seen, request),
		plan: (seen, target) => planRollback(deps, request, seen, target),
		record: ({ mode, step, goes }) => ({
			kind: "rollback",
			undoes: null,
			target: {
				mode,
				stepUid: step.uid
			},
			stepUids: goes.map(({ uid }) => uid),
			steps: goes,
			canBeProposed: false,
			keepAt: request.keepAt ?? null
		})
	});
}
async function planRollback(deps, request, seen, target) {
	const { repository } = deps;
	const { remote } = seen;
	const { branch } = target;
	const survey = async (place, tip) => await surveyBranch({
		repository,
		history: seen.view,
		target,
		allowDiscard: request.allowDiscard,
		words: wordsAt(deps.words, repository.remote),
		place,
		tip
	});
	if (remote === null) {
		const tip = await repository.resolve(require_action_run_steps.branchRef(branch));
		await refuseRewritten(deps, target, tip);
		const plan = await survey("local", tip);
		const stays = await require_action_run_steps.sayRemoteStays(repository, branch, "still has what leaves it here", async (tip) => tip !== plan.to && await repository.isAncestor(plan.to, tip) === "yes");
		const warnings = [...plan.warnings, ...stays];
		return {
			plan: {
				...plan,
				warnings
			},
			remote,
			local: {
				kind: "move",
				from: plan.from,
				to: plan.to
			}
		};
	}
	const found = await survey("remote", await require_action_run_steps.remoteTip(seen, branch));
	const closing = await require_action_run_steps.warnOfPullRequest(deps.codeHost, seen, found);
	const plan = closing === void 0 ? found : {
		...found,
		warnings: [...found.warnings, closing]
	};
	if (request.where === "remote") return {
		plan,
		remote,
		local: { kind: "none" }
	};
	const local = await planLocalReset(repository, branch, plan.to, remote.name);
	if (local.kind !== "move" || local.from === plan.from) return {
		plan,
		remote,
		local
	};
	return {
		plan: joinPlans(plan, await survey("local", local.from)),
		remote,
		local
	};
}
async function refuseRewritten({ repository, words }, target, tip) {
	const { branch, sha } = target;
	if (tip === null || await repository.isAncestor(sha, tip) !== "no") return;
	for (const [ref, seen] of await repository.localRefs("refs/remotes/")) if (require_action_run_steps.trackedBranch(ref).branch === branch && await repository.isAncestor(sha, seen) === "yes") throw require_action_run_steps.notAnAncestor.ofLocalTip(target, tip, seen, words);
}
async function chooseTarget({ words }, seen, request) {
	const { step: ref, mode, branch } = request;
	const found = await lookUp(seen, ref);
	const own = found.lookup.kind === "found" ? found.lookup.value.branch : null;
	const isBranchGone = own !== null && branch !== null && own !== branch && await require_action_run_steps.isGone(seen, own);
	return findRollbackTarget({
		...found,
		ref,
		mode,
		branch,
		isBranchGone,
		words
	});
}
async function lookUp({ view }, ref) {
	const lookup = await view.getStep(ref);
	const found = lookup.kind === "found" ? lookup.value : void 0;
	const deactivatedBy = (found === void 0 || found.active ? [] : await view.listRollbacks()).find((it) => require_action_run_steps.isInForce(it) && it.stepUids.includes(found?.uid ?? ""));
	return {
		lookup,
		condition: view.condition,
		deactivatedBy
	};
}
function joinPlans(remote, local) {
	const seen = new Set(remote.goes.map(({ uid }) => uid));
	const goes = require_action_run_steps.latestFirst([...remote.goes, ...local.goes.filter(({ uid }) => !seen.has(uid))]);
	const shas = new Set(remote.displaced.map(({ commit }) => commit.sha));
	const more = local.displaced.filter(({ commit }) => !shas.has(commit.sha));
	return {
		...remote,
		goes,
		displaced: [...more, ...remote.displaced],
		warnings: [
			...remote.warnings,
			...local.warnings.filter((warning) => !remote.warnings.includes(warning)),
			`The local ${remote.branch} is at ${require_action_post_help_run_steps.shortSha(local.from)} and the remote one at ${require_action_post_help_run_steps.shortSha(remote.from)}; both go to ${require_action_post_help_run_steps.shortSha(remote.to)}.`
		]
	};
}
async function planLocalReset(repository, branch, to, remote) {
	const from = await repository.resolve(require_action_run_steps.branchRef(branch));
	if (from === null || from === to) return { kind: "none" };
	if (await repository.isAncestor(to, from) === "yes") return {
		kind: "move",
		from,
		to
	};
	return {
		kind: "left",
		reason: `it is at ${require_action_post_help_run_steps.shortSha(from)}, which does not build on ${require_action_post_help_run_steps.shortSha(to)}. ${require_action_run_steps.followByHand(branch, remote)}`
	};
}
Object.defineProperty(exports, "carryOutMove", {
	enumerable: true,
	get: function() {
		return carryOutMove;
	}
});
Object.defineProperty(exports, "chooseTarget", {
	enumerable: true,
	get: function() {
		return chooseTarget;
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
Object.defineProperty(exports, "lookUp", {
	enumerable: true,
	get: function() {
		return lookUp;
	}
});
Object.defineProperty(exports, "planOfProposal", {
	enumerable: true,
	get: function() {
		return planOfProposal;
	}
});
Object.defineProperty(exports, "planOrMove", {
	enumerable: true,
	get: function() {
		return planOrMove;
	}
});
Object.defineProperty(exports, "prepareRollback", {
	enumerable: true,
	get: function() {
		return prepareRollback;
	}
});
Object.defineProperty(exports, "wordsAt", {
	enumerable: true,
	get: function() {
		return wordsAt;
	}
});
});
