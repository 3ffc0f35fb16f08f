const require_identity = require("./identity.js");
const require_dropped_pin = require("./dropped-pin.js");
const require_pin_refs = require("./pin-refs.js");
const require_records = require("./records.js");
const require_open = require("./open.js");
const require_rollback_target = require("./rollback-target.js");
const require_rollback_plan = require("./rollback-plan.js");
const require_wording = require("./wording.js");
const require_keep_rollback = require("./keep-rollback.js");
const require_move_checks = require("./move-checks.js");
const require_errors = require("./errors.js");
const require_own_commits = require("./own-commits.js");
// src/usecases/rollback/commits-elsewhere.ts
async function findElsewhere(remote, asked, graph, except) {
	const parents = new Map(graph.map((commit) => [commit.sha, commit.parents]));
	const children = new Map();
	for (const { sha, parents: of } of graph) for (const parent of of) children.set(parent, [...children.get(parent) ?? [], sha]);
	const found = new Map();
	let open = asked.map(({ sha }) => sha);
	while (open.length > 0) {
		const sha = open[Math.floor(open.length / 2)] ?? "";
		const branches = await remote.branchesContaining(sha, except);
		for (const one of walk(sha, branches.length > 0 ? parents : children)) if (!found.has(one)) found.set(one, branches);
		open = open.filter((one) => !found.has(one));
	}
	return found;
}
function walk(start, next) {
	const seen = new Set();
	const queue = [start];
	for (let sha = queue.pop(); sha !== void 0; sha = queue.pop()) {
		if (seen.has(sha)) continue;
		seen.add(sha);
		queue.push(...next.get(sha) ?? []);
	}
	return seen;
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
		repositories: new Set([repository.remote?.repository ?? null, target.step.repository]),
		owners: new Map(),
		elsewhere: new Map()
	};
	if (tip === null) return require_rollback_plan.planRollback(nothing);
	const ancestry = await repository.isAncestor(target.sha, tip);
	const reached = await hasReached(survey, tip, ancestry);
	if (ancestry !== "yes") return require_rollback_plan.planRollback({
		...nothing,
		ancestry,
		reached
	});
	const displaced = await listDisplaced(survey, tip);
	const { steps, owners } = await findSteps(survey, displaced.commits);
	const facts = {
		...nothing,
		ancestry,
		reached,
		displaced,
		steps,
		owners
	};
	const outside = displaced.commits.filter(({ sha }) => {
		const owner = owners.get(sha);
		return owner === void 0 || !require_rollback_plan.isOfBranch(owner, facts);
	});
	return require_rollback_plan.planRollback({
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
async function listDisplaced({ repository, target }, tip) {
	for (const depth of DEPTHS) {
		if (await repository.resolve(target.sha) !== null) {
			const displaced = await repository.commits(target.sha, tip);
			if (displaced.complete) return displaced;
		}
		await repository.remote?.fetch([require_open.branchRef(target.branch)], depth);
	}
	return await repository.resolve(target.sha) === null ? {
		commits: [],
		complete: false
	} : await repository.commits(target.sha, tip);
}
async function findSteps(survey, commits) {
	const { history } = survey;
	const steps = await stepsDownToTarget(survey);
	const owners = require_own_commits.findOwners(commits, steps);
	const [oldest] = commits.filter(({ sha }) => !owners.has(sha)).map(({ committedAt }) => committedAt).sort();
	if (oldest === void 0) return {
		steps,
		owners
	};
	const since = new Date(Date.parse(oldest) - COMMITTED_AFTER_END_MS).toISOString();
	const listed = new Set(steps.map(({ uid }) => uid));
	const others = (await history.listSteps({ endedSince: since })).filter(({ uid, endTime }) => !listed.has(uid) && endTime !== null && endTime >= since);
	const all = [...steps, ...others].sort((a, b) => require_rollback_plan.isLaterStep(a, b) ? -1 : 1);
	return {
		steps: all,
		owners: require_own_commits.findOwners(commits, all)
	};
}
async function stepsDownToTarget({ history, target }) {
	const { step, branch, formerName } = target;
	const filters = step.branch === null ? [{}] : [{ branch }, ...formerName === null ? [] : [{ branch: formerName }]];
	const isBelow = (one) => one.active && one.uid !== step.uid && require_rollback_plan.isLaterStep(step, one);
	for (let limit = 64;; limit *= 4) {
		const lists = await Promise.all(filters.map((filter) => history.listSteps({
			...filter,
			limit
		})));
		if (lists.every((steps) => steps.length < limit || steps.some(isBelow))) return lists.flat().sort((a, b) => require_rollback_plan.isLaterStep(a, b) ? -1 : 1);
	}
}
async function askElsewhere({ repository, target, place }, asked, graph) {
	const { remote } = repository;
	if (remote === null || asked.length === 0) return new Map();
	try {
		return await findElsewhere(remote, asked, graph, target.branch);
	} catch (error) {
		if (place === "local" && error instanceof require_errors.GitError && error.code === "remote-unreachable") return new Map();
		throw error;
	}
}
// src/usecases/rollback/roll-back.ts
async function rollBack(deps, request) {
	const prepared = await prepareRollback(deps, request);
	return request.dryRun ? {
		kind: "planned",
		prepared
	} : await carryOutRollback(deps, prepared);
}
async function prepareRollback(deps, request) {
	const { repository } = deps;
	const lookout = await require_move_checks.lookBeforeMove(deps, request);
	const target = await chooseTarget(repository, lookout, request);
	const { branch } = target;
	await require_move_checks.checkBranchName(repository, branch);
	if (request.where !== "remote" && request.mayBeDirty !== true) await require_move_checks.checkWorkTree(repository, branch);
	const survey = {
		repository,
		history: lookout.view,
		target,
		allowDiscard: request.allowDiscard,
		wording: require_wording.WORDINGS[request.frontEnd]
	};
	const { remote, refs } = lookout;
	if (remote === null) {
		const tip = await repository.resolve(require_open.branchRef(branch));
		const plan = require_rollback_target.orThrow(await surveyBranch({
			...survey,
			place: "local",
			tip
		}));
		return finish(deps, request, lookout, plan, {
			kind: "move",
			from: plan.from,
			to: plan.to
		});
	}
	const tip = await require_move_checks.remoteTip(repository, refs, branch);
	const plan = require_rollback_target.orThrow(await surveyBranch({
		...survey,
		place: "remote",
		tip
	}));
	await require_move_checks.checkWorkflowFiles(deps, request, {
		remote,
		...plan,
		refs
	});
	const closing = await require_move_checks.warnOfPullRequest(deps, {
		refs,
		branch,
		to: plan.to
	});
	const warned = closing === void 0 ? plan : {
		...plan,
		warnings: [...plan.warnings, closing]
	};
	if (request.where === "remote") return finish(deps, request, lookout, warned, { kind: "none" });
	const local = await require_keep_rollback.planLocalReset(repository, branch, plan.to);
	if (local.kind !== "move" || local.from === plan.from) return finish(deps, request, lookout, warned, local);
	return finish(deps, request, lookout, joinPlans(warned, require_rollback_target.orThrow(await surveyBranch({
		...survey,
		place: "local",
		tip: local.from
	}))), local);
}
async function carryOutRollback(deps, prepared) {
	const { request, plan, uid, pinRef } = prepared;
	const draft = require_records.boundRollback({
		uid,
		kind: "rollback",
		projectId: request.projectId,
		undoes: null,
		repository: deps.repository.remote?.repository ?? null,
		branch: plan.branch,
		target: {
			mode: plan.mode,
			stepUid: plan.step.uid
		},
		fromSha: plan.from,
		toSha: plan.to,
		pinRef,
		stepUids: plan.goes.map((step) => step.uid),
		actor: request.actor,
		reason: request.reason,
		run: request.run,
		createdAt: deps.clock.now().toISOString()
	});
	const local = await require_keep_rollback.moveBranch(deps, {
		...prepared,
		...plan,
		keepAt: request.keepAt ?? null,
		pinMessage: (from) => require_dropped_pin.formatPinMessage({
			...draft,
			fromSha: from
		}, plan.goes),
		changes: require_keep_rollback.changesOf(prepared.unrecorded, draft),
		wording: require_wording.WORDINGS[request.frontEnd]
	});
	const kept = await require_keep_rollback.keepRollback(deps, draft, prepared.unrecorded);
	const left = require_keep_rollback.sayLeft(deps.log, plan.branch, local);
	return {
		kind: "rolled-back",
		...kept,
		plan,
		local,
		warnings: [...kept.warnings, ...left]
	};
}
async function chooseTarget(repository, lookout, request) {
	const { step: ref, mode, branch } = request;
	const { view } = lookout;
	const lookup = await view.findStep(ref);
	const found = lookup.kind === "found" ? lookup.value : void 0;
	const deactivatedBy = (found === void 0 || found.active ? [] : await view.listRollbacks()).find(({ kind, undoneBy, stepUids }) => kind === "rollback" && undoneBy === null && stepUids.includes(found?.uid ?? ""));
	const own = found?.branch ?? null;
	const isBranchGone = own !== null && branch !== null && own !== branch && await require_move_checks.isGone(repository, lookout, own);
	return require_rollback_target.orThrow(require_rollback_target.findRollbackTarget({
		ref,
		mode,
		lookup,
		condition: view.condition,
		branch,
		isBranchGone,
		deactivatedBy,
		wording: require_wording.WORDINGS[request.frontEnd]
	}));
}
function joinPlans(remote, local) {
	const seen = new Set(remote.goes.map(({ uid }) => uid));
	const goes = [...remote.goes, ...local.goes.filter(({ uid }) => !seen.has(uid))].sort((a, b) => require_rollback_plan.isLaterStep(a, b) ? -1 : 1);
	const shas = new Set(remote.displaced.map(({ commit }) => commit.sha));
	const more = local.displaced.filter(({ commit }) => !shas.has(commit.sha));
	return {
		...remote,
		goes,
		displaced: [...more, ...remote.displaced],
		warnings: [
			...remote.warnings,
			...local.warnings.filter((warning) => !remote.warnings.includes(warning)),
			`The local ${remote.branch} is at ${require_identity.shortSha(local.from)} and the remote one at ${require_identity.shortSha(remote.from)}; both go to ${require_identity.shortSha(remote.to)}.`
		]
	};
}
function finish(deps, request, { remote, unrecorded }, plan, local) {
	const uid = deps.uids.next();
	return {
		request,
		plan,
		uid,
		pinRef: require_pin_refs.rollbackPinRef(request.slug, uid),
		remote,
		local,
		unrecorded
	};
}
Object.defineProperty(exports, "carryOutRollback", {
	enumerable: true,
	get: function() {
		return carryOutRollback;
	}
});
Object.defineProperty(exports, "prepareRollback", {
	enumerable: true,
	get: function() {
		return prepareRollback;
	}
});
Object.defineProperty(exports, "rollBack", {
	enumerable: true,
	get: function() {
		return rollBack;
	}
});
