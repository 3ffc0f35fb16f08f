(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
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
		ref: require_action_run_steps.movingRef(move.pinRef),
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
	const moved = await moveLocal().then(() => local, (error) => ({
		kind: "left",
		reason: require_action_post_help_run_steps.describeError(error)
	}));
	await repository.notePush(branch, move.to);
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
		failed(require_action_post_help_run_steps.describeError(error));
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
		ref: require_action_run_steps.branchRef(branch),
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
	const ref = require_action_run_steps.branchRef(branch);
	const refs = await remote.refs([ref, pin.ref]);
	if (from === to || refs.get(ref) !== to || refs.get(pin.ref) === pin.sha) return;
	const back = await remote.push([{
		ref,
		to: from,
		expected: to
	}], { atomic: false });
	if (back.kind === "pushed") return;
	throw new require_action_post_help_run_steps.GitError("git-failed", `The remote moved ${branch} to ${require_action_post_run_steps.shortSha(to)} and took no pin of what it displaced: ${explanation} Putting it back failed: ${back.explanation} Keep what was displaced with git push origin ${from}:refs/heads/<a new branch>.`);
}
async function settle(remote, { branch, from, to, pin }, witness, result) {
	if (result.kind !== "unreachable") return result;
	const ref = require_action_run_steps.branchRef(branch);
	const unknown = `${result.explanation} Whether ${branch} was moved from ${require_action_post_run_steps.shortSha(from)} to ${require_action_post_run_steps.shortSha(to)} is not known; if it was, the next run finds ${pin.ref} and records it.`;
	let refs;
	try {
		refs = await remote.refs([ref, pin.ref]);
	} catch (error) {
		throw new require_action_post_help_run_steps.GitError("remote-unreachable", unknown, { cause: error });
	}
	if (witness === "pin" ? refs.get(pin.ref) === pin.sha : refs.get(ref) === to) return { kind: "pushed" };
	const still = witness === "pin" || refs.get(ref) === from;
	throw new require_action_post_help_run_steps.GitError("remote-unreachable", still ? `${result.explanation} Nothing has moved: ${branch} is as it was.` : unknown);
}
async function refusal(remote, { branch, from, wording }, result) {
	if (result.code !== "moved") return new require_action_post_help_run_steps.RefusedError(refusalCode(result.code), `Cannot move ${branch}: ${result.explanation}`);
	const ref = require_action_run_steps.branchRef(branch);
	const tip = (await remote.refs([ref])).get(ref);
	if (tip === void 0) return new require_action_post_help_run_steps.RefusedError("branch-gone", `Cannot move ${branch}: somebody deleted it at the remote meanwhile.`);
	if (tip === from) return new require_action_post_help_run_steps.RefusedError("push-refused", `Cannot move ${branch}: ${result.explanation}`);
	return new require_action_post_help_run_steps.RefusedError("branch-moved", `Cannot move ${branch}: its tip is now ${require_action_post_run_steps.shortSha(tip)}, not ${require_action_post_run_steps.shortSha(from)} as planned. Somebody pushed meanwhile; ${wording.planAgain}.`);
}
function refusalCode(code) {
	if (code === "protected" || code === "rules") return "branch-protected";
	return code === "no-permission" ? "no-permission" : "push-refused";
}
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
	const local = await moveBranch(deps, {
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
		wording: deps.words
	});
	const kept = await keepRollback(deps, draft, unrecorded);
	const left = local.kind === "left" ? [`The local ${branch} was left as it is: ${local.reason}`] : [];
	for (const warning of left) deps.log.warn(warning);
	return {
		...kept,
		plan,
		local,
		proposal: null,
		warnings: [...kept.warnings, ...left]
	};
}
async function proposeIt(deps, prepared, autoMerge) {
	const { history, repository, log, codeHost } = deps;
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
		if (result.kind === "refused") throw new require_action_post_help_run_steps.RefusedError("push-refused", `Cannot push the proposal to ${branch}: ${result.explanation}`);
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
		const warning = `${require_action_run_steps.isProposal(draft) ? "The proposal was pushed" : `${draft.branch ?? "The branch"} was moved`}, but ${rollback.number === null ? `the ${draft.kind}` : require_action_run_steps.rollbackName(rollback)} could not be recorded: ${reason.replace(/\.$/, "")}. Its pin ${draft.pinRef ?? ""} carries the record, and the next run adds it.`;
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
// src/usecases/rollback/prepare-move.ts
async function prepareMove(deps, request, story) {
	const { repository } = deps;
	const seen = await require_action_run_steps.readRefsAndHistory(deps, request);
	const target = await story.chooseTarget(seen);
	await require_action_run_steps.checkBranchName(repository, target.branch);
	if (request.where !== "remote" && request.mayBeDirty !== true) await require_action_run_steps.checkWorkTree(repository, target.branch);
	const { plan, remote, local } = await story.plan(seen, target);
	if (remote !== null && request.tokenKind === "job") await require_action_run_steps.checkWorkflowFiles(seen, plan);
	const uid = deps.uids.next();
	const { unrecorded } = seen;
	return {
		request,
		plan,
		uid,
		pinRef: require_action_run_steps.pinRefOf("rollback", request.slug, uid),
		remote,
		local,
		record: story.record(plan),
		unrecorded
	};
}
Object.defineProperty(exports, "carryOutMove", {
	enumerable: true,
	get: function() {
		return carryOutMove;
	}
});
Object.defineProperty(exports, "planOrMove", {
	enumerable: true,
	get: function() {
		return planOrMove;
	}
});
Object.defineProperty(exports, "prepareMove", {
	enumerable: true,
	get: function() {
		return prepareMove;
	}
});
});
