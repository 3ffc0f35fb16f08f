const require_action_run = require("./action-run.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_rollback_plan = require("./rollback-plan.js");
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
	if (tip === null) return require_rollback_plan.planRollback(nothing);
	const ancestry = await repository.isAncestor(target.sha, tip);
	const reached = await hasReached(survey, tip, ancestry);
	const onlyHere = survey.place === "remote" && reached === "no" && await isOnBranchHere(repository, target);
	if (ancestry !== "yes" || onlyHere) return require_rollback_plan.planRollback({
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
	const all = [...steps, ...others].sort((a, b) => require_rollback_plan.isLaterStep(a, b) ? -1 : 1);
	return {
		steps: all,
		owners: require_action_run.findOwners(commits, all)
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
async function findReverts(repository, history, commits) {
	const found = new Map();
	if (commits.length === 0) return found;
	const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
	for (const rollback of await history.listRollbacks()) {
		if (rollback.kind !== "revert" && rollback.kind !== "undo") continue;
		for (const sha of lineOf(rollback, bySha)) {
			const named = require_action_run_steps.revertedBy(await repository.commitMessage(sha) ?? "");
			if ([rollback.undoes ?? "", ...rollback.stepUids].some((uid) => named.has(uid))) found.set(sha, rollback);
		}
	}
	return found;
}
function lineOf({ fromSha, toSha }, bySha) {
	const line = [];
	for (let sha = toSha; sha !== fromSha;) {
		const [parent, ...others] = (sha === null ? void 0 : bySha.get(sha))?.parents ?? [];
		if (sha === null || parent === void 0 || others.length > 0) return [];
		line.push(sha);
		sha = parent;
	}
	return line;
}
Object.defineProperty(exports, "findReverts", {
	enumerable: true,
	get: function() {
		return findReverts;
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
Object.defineProperty(exports, "surveyBranch", {
	enumerable: true,
	get: function() {
		return surveyBranch;
	}
});
