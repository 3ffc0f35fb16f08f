const require_errors = require("./errors.js");
const require_open = require("./open.js");
const require_revert_plan = require("./revert-plan.js");
const require_rollback = require("./rollback.js");
const require_commit_owners = require("./commit-owners.js");
const require_pin_record = require("./pin-record.js");
const require_records = require("./records.js");
const require_pin_refs = require("./pin-refs.js");
const require_survey_branch = require("./survey-branch.js");
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
		const message = require_revert_plan.revertMessage(of, reason);
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
	return refusedBy(require_revert_plan.conflictRefusal(thing, branch, conflicts));
}
async function refuseNothing(request) {
	const { things, branch, repository } = request;
	const [newest] = things;
	const [work] = newest?.works ?? [];
	const paths = newest === void 0 || work === void 0 ? [] : await pathsOf(repository, work);
	const later = newest === void 0 || paths.length === 0 ? [] : await laterWork(request, newest, paths);
	return refusedBy(require_revert_plan.nothingLeft(things, branch, later));
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
	const owners = require_commit_owners.findOwners(commits, await history.listSteps({ limit: STEPS_LOOKED_AT }));
	return commits.filter(({ sha }) => shas.has(sha)).map((commit) => ({
		commit,
		step: owners.get(commit.sha)
	}));
}
function refusedBy({ code, message }) {
	return new require_errors.RefusedError(code, message);
}
function workflowsKept(kept) {
	if (kept.length === 0) return [];
	return [`Workflow files stay as they are (${`${kept.slice(0, 3).join(", ")}${kept.length > 3 ? " …" : ""}`}): the job's own token may not change them. With a push-token that may, they are taken back too.`];
}
// src/usecases/rollback/propose-move.ts
async function proposeMove(deps, prepared, record, options) {
	const { history, repository, clock, log, codeHost } = deps;
	const { request, plan, unrecorded, remote } = prepared;
	if (remote === null) throw new require_errors.InputError("bad-environment", "A proposal is pushed to a remote, and only the local branch is asked for.");
	const earlier = findProposal(await history.listRollbacks({ branch: plan.branch }), record);
	const uid = earlier?.uid ?? prepared.uid;
	const pinRef = require_pin_refs.proposalPinRef(request.slug, uid);
	const draft = earlier === void 0 ? require_records.boundRollback({
		uid,
		kind: record.kind,
		undoes: record.undoes,
		stepUids: record.stepUids,
		pinRef,
		target: null,
		projectId: request.projectId,
		repository: remote.repository,
		branch: plan.branch,
		fromSha: plan.from,
		toSha: null,
		actor: request.actor,
		reason: request.reason,
		run: request.run,
		createdAt: clock.now().toISOString()
	}) : require_rollback.rollbackToDraft(earlier);
	const branch = require_open.proposalBranch(uid);
	const refs = await remote.refs([require_open.branchRef(branch), pinRef]);
	const changes = earlier === void 0 ? require_survey_branch.changesOf(unrecorded, draft) : [];
	if (!await isThere(deps, refs.get(require_open.branchRef(branch)), plan)) {
		const pin = await repository.createPinCommit(plan.to, require_pin_record.formatPinMessage(draft, record.steps));
		const updates = [{
			ref: require_open.branchRef(branch),
			to: plan.to,
			expected: refs.get(require_open.branchRef(branch)) ?? null
		}, {
			ref: pinRef,
			to: pin,
			expected: refs.get(pinRef) ?? null
		}];
		const result = await history.pushWith(changes, (along) => remote.push([...updates, ...along], { atomic: true }));
		if (result.kind === "unreachable") throw new require_errors.GitError("remote-unreachable", result.explanation);
		if (result.kind === "refused") throw new require_errors.RefusedError("push-refused", `Cannot push the proposal to ${branch}: ${result.explanation}`);
	}
	const kept = earlier === void 0 ? await require_survey_branch.keepRollback(deps, draft, unrecorded) : {
		rollback: earlier,
		recorded: true,
		publication: null,
		warnings: []
	};
	const warnings = [...kept.warnings];
	let pullRequest = null;
	if (codeHost !== void 0) try {
		const title = `${record.kind === "undo" ? "Bring back" : "Revert"} ${require_pin_record.nameSteps(record.steps)}`;
		const body = require_revert_plan.proposalBody({
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
		if (options.autoMerge) await codeHost.mergeWhenAllowed(pullRequest.number);
	} catch (error) {
		const warning = `The proposal is on ${branch}, and its pull request is not as it should be: ${require_errors.describeError(error)}`;
		log.warn(warning);
		warnings.push(warning);
	}
	return {
		...kept,
		warnings,
		local: { kind: "none" },
		proposal: {
			branch,
			pullRequest
		}
	};
}
async function moveOrPropose({ codeHost }, branch, way, story) {
	if (way === "push") return await story.move();
	if (way === "propose" || await codeHost?.rulesOf(branch) === "by-pull-request") return await story.propose();
	try {
		return await story.move();
	} catch (error) {
		if (error instanceof require_errors.RefusedError && error.code === "branch-protected") return await story.propose();
		throw error;
	}
}
function findProposal(rollbacks, record) {
	const wanted = new Set(record.stepUids);
	return rollbacks.find((it) => it.isProposed && it.kind === record.kind && it.undoes === record.undoes && it.stepUids.length === wanted.size && it.stepUids.every((uid) => wanted.has(uid)));
}
async function isThere({ repository }, tip, plan) {
	if (tip === void 0 || !await repository.remote?.fetch([tip], 50)) return false;
	return await repository.isAncestor(plan.from, tip) === "yes" && await repository.treeOf(tip) === await repository.treeOf(plan.to);
}
Object.defineProperty(exports, "buildReverts", {
	enumerable: true,
	get: function() {
		return buildReverts;
	}
});
Object.defineProperty(exports, "moveOrPropose", {
	enumerable: true,
	get: function() {
		return moveOrPropose;
	}
});
Object.defineProperty(exports, "proposeMove", {
	enumerable: true,
	get: function() {
		return proposeMove;
	}
});
Object.defineProperty(exports, "workflowsKept", {
	enumerable: true,
	get: function() {
		return workflowsKept;
	}
});
