const require_action_run = require("./action-run.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
// src/usecases/rollback/build-reverts.ts
const WORKFLOWS = ".github/workflows";
const STEPS_LOOKED_AT = 500;
async function buildReverts(request) {
	const { repository, tip, things, squash, reason, at, author, keepsWorkflows, mayBeIdle } = request;
	const commits = [];
	const idle = [];
	const done = [];
	let tree = await repository.treeOf(tip);
	const began = tree;
	let to = tip;
	const commit = async (of, onto) => {
		const message = require_action_run_steps.revertMessage(of, reason);
		to = await repository.createCommit({
			tree,
			parent: onto,
			message,
			at,
			author
		});
		commits.push({
			sha: to,
			subject: message.split("\n", 1)[0] ?? ""
		});
	};
	for (const thing of things) {
		const next = await takeBack(request, thing, tree);
		if (next === tree) {
			idle.push(thing);
			continue;
		}
		tree = next;
		done.push(thing);
		if (!squash) await commit([thing], to);
	}
	const kept = keepsWorkflows ? await workflowsOf(repository, things) : [];
	if (tree === began) {
		if (!mayBeIdle || kept.length > 0) throw await refuseNothing(request);
		return {
			to: tip,
			commits: [],
			idle,
			kept
		};
	}
	if (squash) await commit(done, tip);
	return {
		to,
		commits,
		idle,
		kept
	};
}
async function takeBack(request, thing, tree) {
	const { repository, tip, keepsWorkflows, at } = request;
	const asCommit = async (of) => await repository.createCommit({
		tree: of,
		parent: tip,
		message: "",
		at,
		author: null
	});
	const side = async (state) => {
		if (state === null || !keepsWorkflows) return state;
		return await asCommit(await repository.withFolder(await repository.treeOf(state), WORKFLOWS, tip));
	};
	let current = tree;
	for (const { before, after } of thing.works) {
		const backwards = {
			before: await side(after),
			after: await side(before)
		};
		const carried = await repository.diffs.carry(backwards, await asCommit(current));
		if (carried.conflicts.length > 0) throw await refuseConflict(request, thing, carried.conflicts);
		current = carried.tree;
	}
	return current;
}
async function workflowsOf(repository, things) {
	const paths = new Set();
	for (const { before, after } of things.flatMap(({ works }) => works)) {
		if (before === null || after === null) continue;
		for (const path of await repository.changedPaths(before, after, WORKFLOWS)) paths.add(path);
	}
	return [...paths];
}
async function refuseConflict(request, thing, paths) {
	const { repository, tip, branch } = request;
	const since = await repository.diffs.files({
		from: thing.works[0]?.after ?? null,
		to: tip,
		paths: []
	});
	const conflicts = [];
	for (const named of paths) {
		const change = since.find(({ path, oldPath, status }) => path === named || status === "renamed" && oldPath === named);
		const path = change?.path ?? named;
		const names = change?.status === "renamed" && change.oldPath !== null ? [path, change.oldPath] : [path];
		conflicts.push({
			path,
			change,
			later: await laterWork(request, thing, names)
		});
	}
	return require_action_post_help_run_steps.refusedBy(require_action_run_steps.conflictRefusal(thing, branch, conflicts));
}
async function refuseNothing(request) {
	const { things, branch, repository } = request;
	const [newest] = things;
	const [work] = newest?.works ?? [];
	const paths = newest === void 0 || work === void 0 ? [] : await pathsOf(repository, work);
	const later = newest === void 0 || paths.length === 0 ? [] : await laterWork(request, newest, paths);
	return require_action_post_help_run_steps.refusedBy(require_action_run_steps.nothingLeft(things, branch, later));
}
async function pathsOf(repository, work) {
	return (await repository.diffs.files({
		from: work.before,
		to: work.after,
		paths: []
	})).slice(0, 100).map(({ path }) => path);
}
async function laterWork({ repository, history, tip }, { works }, paths) {
	const since = works[0]?.after ?? null;
	if (since === null) return [];
	const shas = new Set(await repository.commitsTouching(since, tip, paths));
	const { commits } = await repository.commits(since, tip);
	const owners = require_action_run.findOwners(commits, await history.listSteps({ limit: STEPS_LOOKED_AT }));
	return commits.filter(({ sha }) => shas.has(sha)).map((commit) => ({
		commit,
		step: owners.get(commit.sha)
	}));
}
function workflowsKept(kept) {
	if (kept.length === 0) return [];
	return [`Workflow files stay as they are (${require_action_help_run_steps.nameSome(kept, 3)}): the job's own token may not change them. With a push-token that may, they are taken back too.`];
}
Object.defineProperty(exports, "buildReverts", {
	enumerable: true,
	get: function() {
		return buildReverts;
	}
});
Object.defineProperty(exports, "workflowsKept", {
	enumerable: true,
	get: function() {
		return workflowsKept;
	}
});
