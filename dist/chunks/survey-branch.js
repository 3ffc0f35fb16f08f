const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_rollback = require("./rollback.js");
const require_commit_owners = require("./commit-owners.js");
const require_pin_record = require("./pin-record.js");
const require_find_reverts = require("./find-reverts.js");
const require_records = require("./records.js");
const require_pin_refs = require("./pin-refs.js");
const require_move_checks = require("./move-checks.js");
const require_rollback_plan = require("./rollback-plan.js");
// src/usecases/rollback/local-move.ts
async function planLocalReset(repository, branch, to) {
	const from = await repository.resolve(require_open.branchRef(branch));
	if (from === null || from === to) return { kind: "none" };
	if (await repository.isAncestor(to, from) === "yes") return {
		kind: "move",
		from,
		to
	};
	return {
		kind: "left",
		reason: `it is at ${require_identity.shortSha(from)}, which does not build on ${require_identity.shortSha(to)}. Bring it there yourself when you need it.`
	};
}
async function planLocalAdvance(repository, where, { branch, from: tip, to }) {
	if (where === "remote") return { kind: "none" };
	if (where === "local") return {
		kind: "move",
		from: tip,
		to
	};
	const from = await repository.resolve(require_open.branchRef(branch));
	if (from === null) return { kind: "none" };
	if (await repository.isAncestor(from, tip) === "yes") return {
		kind: "move",
		from,
		to
	};
	return {
		kind: "left",
		reason: `it is at ${require_identity.shortSha(from)}, which the remote's has not. Bring both together with git pull.`
	};
}
async function followRemote(local, move) {
	if (local.kind !== "move") return local;
	try {
		await move();
		return local;
	} catch (error) {
		return {
			kind: "left",
			reason: require_errors.describeError(error)
		};
	}
}
function sayLeft(log, branch, local) {
	if (local.kind !== "left") return [];
	const warning = `The local ${branch} was left as it is: ${local.reason}`;
	log.warn(warning);
	return [warning];
}
// src/usecases/rollback/branch-move.ts
async function moveBranch(deps, move) {
	const { repository, history } = deps;
	const { branch, remote, local, changes } = move;
	const pinOf = async (from) => ({
		ref: move.pinRef,
		sha: await repository.createPinCommit(from, move.pinMessage(from))
	});
	const pin = await pinOf(move.from);
	const localPin = local.kind !== "move" || local.from === move.from ? pin : await pinOf(local.from);
	const moveLocal = async () => {
		if (local.kind === "move") await repository.resetBranch(branch, local.from, local.to, localPin);
	};
	if (remote === null) {
		await moveLocal();
		if (move.keepAt != null) await keepPin(deps, move.keepAt, pin, changes);
		return local;
	}
	const moving = {
		...move,
		pin
	};
	const note = {
		ref: require_pin_refs.movingRef(move.pinRef),
		to: localPin.sha,
		expected: null
	};
	if (local.kind === "move") await repository.updateLocalRefs([note]);
	const forget = async () => {
		if (local.kind === "move") await repository.updateLocalRefs([{
			...note,
			to: null,
			expected: localPin.sha
		}]);
	};
	const result = await history.pushWith(changes, (along) => pushMove(remote, moving, along));
	if (result.kind === "refused") {
		await forget();
		throw await refusal(remote, moving, result);
	}
	if (local.kind !== "none") await repository.notePush(branch, move.to);
	const moved = await followRemote(local, moveLocal);
	if (moved.kind === local.kind) await forget();
	return moved;
}
async function keepPin({ history, log }, remote, { ref, sha }, changes) {
	const failed = (reason) => log.warn(`The pin ${ref} could not be pushed, so an undo can only happen here: ${reason}`);
	try {
		const update = {
			ref,
			to: sha,
			expected: null
		};
		const result = await history.pushWith(changes, (along) => remote.push([update, ...along], { atomic: along.length > 0 }));
		if (result.kind !== "pushed") failed(result.explanation);
	} catch (error) {
		failed(require_errors.describeError(error));
	}
}
async function pushMove(remote, move, along) {
	const { branch, from, to, pin } = move;
	const pinUpdate = {
		ref: pin.ref,
		to: pin.sha,
		expected: null
	};
	const branchUpdate = {
		ref: require_open.branchRef(branch),
		to,
		expected: from
	};
	const all = [
		branchUpdate,
		pinUpdate,
		...along
	];
	const result = await settle(remote, move, "pin", await remote.push(all, { atomic: true }));
	if (result.kind === "refused" && !WHOLE.has(result.code)) await undoHalf(remote, move, result.explanation);
	if (result.kind === "pushed" || result.code !== "no-atomic" || along.length > 0) return result;
	const pinned = await settle(remote, move, "pin", await remote.push([pinUpdate], { atomic: false }));
	if (pinned.kind === "refused") return pinned;
	const moved = await settle(remote, move, "branch", await remote.push([branchUpdate], { atomic: false }));
	if (moved.kind === "pushed") return moved;
	await remote.push([{
		ref: pin.ref,
		to: null,
		expected: pin.sha
	}], { atomic: false });
	return moved;
}
const WHOLE = new Set(["moved", "no-atomic"]);
async function undoHalf(remote, { branch, from, to, pin }, explanation) {
	const ref = require_open.branchRef(branch);
	const refs = await remote.refs([ref, pin.ref]);
	if (from === to || refs.get(ref) !== to || refs.get(pin.ref) === pin.sha) return;
	const back = await remote.push([{
		ref,
		to: from,
		expected: to
	}], { atomic: false });
	if (back.kind === "pushed") return;
	throw new require_errors.GitError("git-failed", `The remote moved ${branch} to ${require_identity.shortSha(to)} and took no pin of what it displaced: ${explanation} Putting it back failed: ${back.explanation} Keep what was displaced with git push origin ${from}:refs/heads/<a new branch>.`);
}
async function settle(remote, { branch, from, to, pin }, witness, result) {
	if (result.kind !== "unreachable") return result;
	const ref = require_open.branchRef(branch);
	const unknown = `${result.explanation} Whether ${branch} was moved from ${require_identity.shortSha(from)} to ${require_identity.shortSha(to)} is not known; if it was, the next run finds ${pin.ref} and records it.`;
	let refs;
	try {
		refs = await remote.refs([ref, pin.ref]);
	} catch (error) {
		throw new require_errors.GitError("remote-unreachable", unknown, { cause: error });
	}
	if (witness === "pin" ? refs.get(pin.ref) === pin.sha : refs.get(ref) === to) return { kind: "pushed" };
	const still = witness === "pin" || refs.get(ref) === from;
	throw new require_errors.GitError("remote-unreachable", still ? `${result.explanation} Nothing has moved: ${branch} is as it was.` : unknown);
}
async function refusal(remote, { branch, from, wording }, result) {
	if (result.code !== "moved") return new require_errors.RefusedError(refusalCode(result.code), `Cannot move ${branch}: ${result.explanation}`);
	const ref = require_open.branchRef(branch);
	const tip = (await remote.refs([ref])).get(ref);
	if (tip === void 0) return new require_errors.RefusedError("branch-gone", `Cannot move ${branch}: somebody deleted it at the remote meanwhile.`);
	if (tip === from) return new require_errors.RefusedError("push-refused", `Cannot move ${branch}: ${result.explanation}`);
	return new require_errors.RefusedError("branch-moved", `Cannot move ${branch}: its tip is now ${require_identity.shortSha(tip)}, not ${require_identity.shortSha(from)} as planned. Somebody pushed meanwhile; ${wording.planAgain}.`);
}
function refusalCode(code) {
	if (code === "protected" || code === "rules") return "branch-protected";
	return code === "no-permission" ? "no-permission" : "push-refused";
}
// src/usecases/rollback/keep-rollback.ts
function changesOf(unrecorded, draft) {
	return [...unrecorded, draft].map((it) => ({
		kind: "rollback",
		draft: it
	}));
}
async function keepRollback({ history, log }, draft, unrecorded) {
	let rollback = require_rollback.projectRollback(draft, []);
	const failed = (reason, publication) => {
		const warning = `${require_rollback.isProposal(draft) ? "The proposal was pushed" : `${draft.branch ?? "The branch"} was moved`}, but ${rollback.number === null ? `the ${draft.kind}` : require_rollback.rollbackName(rollback)} could not be recorded: ${reason.replace(/\.$/, "")}. Its pin ${draft.pinRef ?? ""} carries the record, and the next run adds it.`;
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
		return failed(require_errors.describeError(error), null);
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
			const warning = `The record of ${require_rollback.rollbackName(rollback)} stands by itself in ${publication.where} until a run can read the history: ${publication.reason}`;
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
// src/usecases/rollback/prepare-move.ts
async function prepareMove(deps, request, story) {
	const { repository } = deps;
	const lookout = await require_move_checks.lookBeforeMove(deps, request);
	const target = await story.chooseTarget(lookout);
	await require_move_checks.checkBranchName(repository, target.branch);
	if (request.where !== "remote" && request.mayBeDirty !== true) await require_move_checks.checkWorkTree(repository, target.branch);
	const { plan, remote, local } = await story.plan(lookout, target);
	const { branch, to } = plan;
	if (remote !== null) await require_move_checks.checkWorkflowFiles(deps, request, {
		remote,
		refs: lookout.refs,
		branch,
		to
	});
	const uid = deps.uids.next();
	const { unrecorded } = lookout;
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
async function carryOutMove(deps, prepared, { kind, undoes, target, stepUids, steps, keepAt }) {
	const { request, plan, uid, pinRef, remote, unrecorded } = prepared;
	const { branch, from, to } = plan;
	const draft = require_records.boundRollback({
		uid,
		kind,
		projectId: request.projectId,
		undoes,
		repository: deps.repository.remote?.repository ?? null,
		branch,
		target,
		fromSha: from,
		toSha: to,
		pinRef,
		stepUids,
		actor: request.actor,
		reason: request.reason,
		run: request.run,
		createdAt: deps.clock.now().toISOString()
	});
	const local = await moveBranch(deps, {
		branch,
		from,
		to,
		remote,
		keepAt,
		local: prepared.local,
		pinRef,
		pinMessage: (tip) => require_pin_record.formatPinMessage({
			...draft,
			fromSha: tip
		}, steps),
		changes: changesOf(unrecorded, draft),
		wording: deps.words
	});
	const kept = await keepRollback(deps, draft, unrecorded);
	const left = sayLeft(deps.log, branch, local);
	return {
		...kept,
		plan,
		local,
		warnings: [...kept.warnings, ...left]
	};
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
		reverts: new Map(),
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
	const displaced = await listBetween(repository, target.branch, {
		from: target.sha,
		to: tip
	});
	const { steps, owners } = await findSteps(survey, displaced.commits);
	const withoutStep = displaced.commits.some(({ sha }) => !owners.has(sha)) ? displaced.commits : [];
	const reverts = await require_find_reverts.findReverts(repository, survey.history, withoutStep);
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
		await repository.remote?.fetch([require_open.branchRef(branch)], depth);
	}
	return await areHere() ? await repository.commits(from, to) : {
		commits: [],
		complete: false
	};
}
async function findSteps(survey, commits) {
	const { history } = survey;
	const steps = await stepsDownToTarget(survey);
	const owners = require_commit_owners.findOwners(commits, steps);
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
		owners: require_commit_owners.findOwners(commits, all)
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
async function findElsewhere(remote, asked, graph, except) {
	const parents = new Map(graph.map((commit) => [commit.sha, commit.parents]));
	const children = new Map();
	for (const { sha, parents: of } of graph) for (const parent of of) children.set(parent, [...children.get(parent) ?? [], sha]);
	const found = new Map();
	let open = asked.map(({ sha }) => sha);
	while (open.length > 0) {
		const sha = open[Math.floor(open.length / 2)] ?? "";
		const branches = (await remote.branchesContaining(sha, except)).filter((branch) => !require_open.isBranchOfOurs(branch));
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
Object.defineProperty(exports, "carryOutMove", {
	enumerable: true,
	get: function() {
		return carryOutMove;
	}
});
Object.defineProperty(exports, "changesOf", {
	enumerable: true,
	get: function() {
		return changesOf;
	}
});
Object.defineProperty(exports, "keepRollback", {
	enumerable: true,
	get: function() {
		return keepRollback;
	}
});
Object.defineProperty(exports, "listBetween", {
	enumerable: true,
	get: function() {
		return listBetween;
	}
});
Object.defineProperty(exports, "planLocalAdvance", {
	enumerable: true,
	get: function() {
		return planLocalAdvance;
	}
});
Object.defineProperty(exports, "planLocalReset", {
	enumerable: true,
	get: function() {
		return planLocalReset;
	}
});
Object.defineProperty(exports, "prepareMove", {
	enumerable: true,
	get: function() {
		return prepareMove;
	}
});
Object.defineProperty(exports, "surveyBranch", {
	enumerable: true,
	get: function() {
		return surveyBranch;
	}
});
