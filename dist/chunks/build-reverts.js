(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
// src/usecases/rollback/build-reverts.ts
const WORKFLOWS = ".github/workflows";
const STEPS_LOOKED_AT = 500;
async function buildReverts({ clock, repository }, { tokenKind, reason, where }, seen, asked) {
	const { branch, tip, things, squash, mayBeIdle } = asked;
	const { remote } = seen;
	const at = clock.now();
	const author = repository.identity;
	const keepsWorkflows = tokenKind === "job" && remote !== null;
	const building = {
		...seen,
		...asked,
		at,
		keepsWorkflows
	};
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
		const next = await takeBack(building, thing, tree);
		if (next === tree) {
			idle.push(thing);
			continue;
		}
		tree = next;
		done.push(thing);
		if (!squash) await commit([thing], to);
	}
	const kept = keepsWorkflows ? await workflowsOf(repository, things) : [];
	if (tree === began && (!mayBeIdle || kept.length > 0)) throw await refuseNothing(building);
	if (squash && tree !== began) await commit(done, tip);
	const plan = {
		branch,
		from: tip,
		to,
		warnings: workflowsKept(kept)
	};
	return {
		plan,
		remote,
		local: await planLocalAdvance(repository, where, plan),
		commits,
		idle
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
	return require_action_run_steps.conflictRefusal(thing, branch, conflicts);
}
async function refuseNothing(request) {
	const { things, branch, repository } = request;
	const [newest] = things;
	const [work] = newest?.works ?? [];
	const paths = newest === void 0 || work === void 0 ? [] : await pathsOf(repository, work);
	const later = newest === void 0 || paths.length === 0 ? [] : await laterWork(request, newest, paths);
	return require_action_run_steps.nothingLeft(things, branch, later);
}
async function pathsOf(repository, work) {
	return (await repository.diffs.files({
		from: work.before,
		to: work.after,
		paths: []
	})).slice(0, 100).map(({ path }) => path);
}
async function laterWork({ repository, view, tip }, { works }, paths) {
	const since = works[0]?.after ?? null;
	if (since === null) return [];
	const shas = new Set(await repository.commitsTouching(since, tip, paths));
	const { commits } = await repository.commits(since, tip);
	const owners = require_action_run_steps.findOwners(commits, await view.listSteps({ limit: STEPS_LOOKED_AT }));
	const later = commits.filter(({ sha }) => shas.has(sha)).map((commit) => ({
		commit,
		step: owners.get(commit.sha)
	}));
	const reverts = await require_action_run_steps.findReverts(repository, view, commits);
	const moves = new Set(reverts.values());
	const uids = new Set([...moves].map(({ uid }) => uid));
	const laterSteps = new Set(later.map(({ step }) => step?.uid));
	const isCancelled = ({ commit, step }) => {
		if (step !== void 0) return [...moves].some((move) => require_action_run_steps.isInForce(move) && move.stepUids.includes(step.uid));
		const move = reverts.get(commit.sha);
		if (move === void 0) return false;
		if (require_action_run_steps.isInForce(move)) return move.stepUids.every((uid) => laterSteps.has(uid));
		return uids.has((move.kind === "undo" ? move.undoes : move.undoneBy) ?? "");
	};
	const inTheWay = later.filter((one) => !isCancelled(one));
	return inTheWay.length > 0 ? inTheWay : later;
}
function workflowsKept(kept) {
	if (kept.length === 0) return [];
	return [`Workflow files stay as they are (${require_action_help_run_steps.nameSome(kept, 3)}): the job's own token may not change them. With a push-token that may, they are taken back too.`];
}
async function planLocalAdvance(repository, where, { branch, from: tip, to }) {
	if (where === "remote") return { kind: "none" };
	if (where === "local") return {
		kind: "move",
		from: tip,
		to
	};
	const from = await repository.resolve(require_action_run_steps.branchRef(branch));
	if (from === null) return { kind: "none" };
	if (await repository.isAncestor(from, tip) === "yes") return {
		kind: "move",
		from,
		to
	};
	return {
		kind: "left",
		reason: `it is at ${require_action_post_run_steps.shortSha(from)}, which the remote branch does not have. Merge the two with git pull.`
	};
}
Object.defineProperty(exports, "buildReverts", {
	enumerable: true,
	get: function() {
		return buildReverts;
	}
});
});
