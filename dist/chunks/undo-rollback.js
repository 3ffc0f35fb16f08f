(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_list_pins = require("./list-pins.js");
const require_build_reverts = require("./build-reverts.js");
const require_prepare_move = require("./prepare-move.js");
// src/domain/undo-plan.ts
function findUndoTarget(facts) {
	const rollback = theRollback(facts);
	const name = require_action_run_steps.rollbackName(rollback);
	if (rollback.kind === "undo") throw new require_action_post_help_run_steps.RefusedError("not-reversible", `${name} is an undo, and an undo is not undone: roll back again${again(facts)}.`);
	if (rollback.undoneBy !== null) throw new require_action_post_help_run_steps.RefusedError("not-reversible", `${name} is undone already. To have it again, roll back${again(facts)}.`);
	if (rollback.kind === "applied") throw new require_action_post_help_run_steps.RefusedError("not-reversible", `${name} only tells that a revert was merged. Name the revert to take it back.`);
	if (rollback.isProposed) throw new require_action_post_help_run_steps.RefusedError("not-reversible", `${name} is a proposal that is not merged, so nothing is to be taken back. Close its pull request if nobody wants it.`);
	const { branch } = rollback;
	const { fromSha, toSha } = facts.applied ?? rollback;
	if (branch === null || fromSha === null || toSha === null) throw new require_action_post_help_run_steps.RefusedError("not-reversible", `${name} deactivated steps without moving a branch, so there is nothing to put back.`);
	if (facts.branch !== null && facts.branch !== branch && !facts.isBranchGone) throw new require_action_post_help_run_steps.RefusedError("not-reversible", `${name} is a rollback of ${branch}, not of ${facts.branch}. Leave ${facts.wording.branch} out, or name a rollback of ${facts.branch}.`);
	return {
		rollback,
		branch: facts.branch ?? branch,
		from: toSha,
		to: fromSha
	};
}
function theRollback({ ref, lookup, claimants = [], branch, condition }) {
	const asked = ref === null ? "" : ref.kind === "number" ? `R${ref.number}` : `rollback ${ref.prefix}`;
	switch (lookup.kind) {
		case "found": return lookup.value;
		case "unknown": throw ref === null ? new require_action_post_help_run_steps.RefusedError("unknown-rollback", `There is no rollback of ${branch ?? "any branch"} left to undo.`) : new require_action_post_help_run_steps.RefusedError("unknown-rollback", condition.kind === "expired" ? `There is no ${asked} to be found: the history expired${condition.lastSavedAt === null ? "" : ` (last saved ${condition.lastSavedAt})`}, so its rollbacks can no longer be named. Their pins still keep what they displaced.` : `There is no ${asked} in the history. Check its number, the project and the store.`);
		case "ambiguous":
		case "contested": throw require_action_run_steps.refuseSeveral(lookup, asked, "rollbacks", (uid) => claimantInWords(uid, claimants));
	}
}
function claimantInWords(uid, claimants) {
	const rollback = claimants.find((one) => one.uid === uid);
	if (rollback === void 0) return uid;
	const { kind, branch, createdAt } = rollback;
	const of = branch === null ? "" : ` of ${branch}`;
	return `${uid} (${require_action_run_steps.KINDS_IN_WORDS[kind]}${of}, ${createdAt.slice(0, 16)}Z, now ${require_action_run_steps.rollbackName(rollback)})`;
}
function again({ repeat, wording }) {
	if (repeat === void 0) return "";
	const name = repeat.step.id === null ? repeat.step.uid : String(repeat.step.id);
	return ` with ${repeat.mode === "to" ? wording.toStep(name) : wording.beforeStep(name)}`;
}
function refuseUnfit(rollback, mode) {
	const own = rollback.kind === "revert" ? "revert" : "reset";
	if (mode === "auto" || mode === own) return;
	const how = own === "revert" ? "added commits, and only commits on top of them take it back" : "moved the branch back, and its undo moves it on again, which forces nothing";
	const sentence = `${require_action_run_steps.rollbackName(rollback)} ${how}. Leave the mode out, or say ${own}.`;
	throw new require_action_post_help_run_steps.RefusedError("not-reversible", sentence);
}
function revertIsGone({ rollback, branch, from }, reached) {
	const name = require_action_run_steps.rollbackName(rollback);
	if (reached === "yes") return void 0;
	return reached === "unknown" ? new require_action_post_help_run_steps.RefusedError("not-confirmed", `Cannot tell whether ${branch} has what ${name} reverted: this clone is shallow and could not be deepened. Check out with fetch-depth: 0.`) : new require_action_post_help_run_steps.RefusedError("branch-moved", `Cannot undo ${name}: its last commit ${require_action_post_run_steps.shortSha(from)} is not in the history of ${branch} any more, so there is nothing to take back.`);
}
function revertIsOnlyHere({ rollback, branch }, words) {
	const sentence = `Cannot undo ${require_action_run_steps.rollbackName(rollback)} at the remote: ${require_action_run_steps.sayOnlyHere(branch, null, words)}`;
	return new require_action_post_help_run_steps.RefusedError("not-an-ancestor", sentence);
}
function movedOnlyHere({ rollback, branch }, words, { isDisplacedHere, hasMovedOn }) {
	const here = hasMovedOn ? null : words.hereAlone(branch, null);
	const moved = hasMovedOn ? ", which has moved on since" : "";
	const back = here === null ? "" : ` To take it back in this clone alone: ${here}.`;
	return new require_action_post_help_run_steps.RefusedError("not-reversible", `Cannot undo ${require_action_run_steps.rollbackName(rollback)} at the remote: it moved ${branch} in this clone alone${moved}${isDisplacedHere ? ", and what it displaced is only here" : ""}.${back}`);
}
function onlyRecorded(rollback, branch) {
	return `${branch} has nothing left of what ${require_action_run_steps.rollbackName(rollback)} did: somebody took it back already. The undo is recorded without a commit.`;
}
function planUndo(facts) {
	const { target, tip } = facts;
	const { rollback, branch, from, to } = target;
	const name = require_action_run_steps.rollbackName(rollback);
	if (tip === null) {
		const where = facts.place === "remote" ? `${branch} is no longer at the remote` : `There is no local branch ${branch}`;
		throw new require_action_post_help_run_steps.RefusedError("branch-gone", `${where}, so ${name} cannot be taken back there. Name what it was renamed to with ${facts.wording.branch}. What was displaced is kept at ${rollback.pinRef ?? to}.`);
	}
	if (tip !== from) throw notThere(facts, tip);
	if (facts.displaced === "gone") {
		const pin = rollback.pinRef ?? "";
		if (facts.dropped !== null) throw new require_action_post_help_run_steps.RefusedError("not-reversible", wasDropped(facts, facts.dropped));
		throw new require_action_post_help_run_steps.RefusedError("not-reversible", facts.place === "remote" ? `What ${name} displaced is gone: its pin ${pin} was deleted, and no branch has ${require_action_post_run_steps.shortSha(to)}.` : `What ${name} displaced is not kept in this repository. If the remote has it, get it with git fetch origin ${pin}:${pin} first.`);
	}
	if (facts.displaced === "odd") throw new require_action_post_help_run_steps.RefusedError("not-confirmed", `The pin ${rollback.pinRef ?? ""} does not keep ${require_action_post_run_steps.shortSha(to)}, which ${name} says it displaced. Somebody moved it; look at both before moving ${branch} by hand.`);
	if (facts.ancestry === "no") throw new require_action_post_help_run_steps.RefusedError("not-an-ancestor", `Cannot undo ${name}: ${require_action_post_run_steps.shortSha(to)}, which it displaced, does not build on ${require_action_post_run_steps.shortSha(from)}, where it left ${branch}. Its record is wrong; look at ${rollback.pinRef ?? to}.`);
	if (facts.ancestry === "unknown") throw new require_action_post_help_run_steps.RefusedError("not-confirmed", `Cannot tell whether ${require_action_post_run_steps.shortSha(to)}, which ${name} displaced, builds on ${require_action_post_run_steps.shortSha(from)}: this clone is shallow and could not be deepened. Check out with fetch-depth: 0.`);
	return {
		rollback,
		branch,
		from,
		to,
		returns: facts.covered,
		warnings: []
	};
}
function wasDropped({ target, place }, dropped) {
	const { rollback, to } = target;
	const kept = `What ${require_action_run_steps.rollbackName(rollback)} displaced was kept by ${rollback.pinRef ?? ""}, and ${require_action_run_steps.droppedInWords(dropped)}.`;
	return place === "remote" ? `${kept} It cannot be undone any more: no branch has ${require_action_post_run_steps.shortSha(to)}. Only a clone that still has that commit can bring it back, with git push origin ${to}:refs/heads/<a new branch>.` : `${kept} It cannot be undone here any more. While git still has that commit, git branch <a new branch> ${to} brings it back.`;
}
function notThere({ target, place, rollbacks, stepsSince, wording }, tip) {
	const { rollback, branch, from, to } = target;
	const name = require_action_run_steps.rollbackName(rollback);
	const where = `Cannot undo ${name}: it left ${branch} at ${require_action_post_run_steps.shortSha(from)}, and ${branch} is at ${require_action_post_run_steps.shortSha(tip)} now.`;
	const later = rollbacks.find((other) => other.uid !== rollback.uid && other.uid > rollback.uid && other.toSha === tip);
	if (later !== void 0) return new require_action_post_help_run_steps.RefusedError("branch-moved", `${where} ${require_action_run_steps.rollbackName(later)} moved it there: take that back first with ${wording.undo(require_action_run_steps.rollbackName(later))}.`);
	const first = stepsSince.findLast((step) => step.commitShaBefore === from) ?? stepsSince.at(-1);
	if (first !== void 0) {
		const names = first.id === null ? first.uid : String(first.id);
		return new require_action_post_help_run_steps.RefusedError("branch-moved", `${where} ${onTop(stepsSince)}: ${wording.beforeStep(names)} leads back there.`);
	}
	if (tip === to) return new require_action_post_help_run_steps.RefusedError("branch-moved", `${where} That is where it was before ${name}: somebody put it back by hand.`);
	return new require_action_post_help_run_steps.RefusedError("branch-moved", `${where} Somebody ${place === "remote" ? "pushed" : "moved it"} since: keep ${place === "remote" ? "what they pushed" : "what is on it"} elsewhere and reset ${branch} to ${from} first.`);
}
function onTop(steps) {
	const [latest] = steps;
	if (latest === void 0) return "";
	const others = steps.length - 1;
	const name = require_action_run_steps.stepName(latest);
	return `${require_action_help_run_steps.capital(name)}${others === 0 ? " is" : ` and ${others} earlier ${others === 1 ? "one" : "ones"} are`} on top of that now`;
}
// src/usecases/rollback/undo-rollback.ts
const STEPS_LOOKED_AT = 500;
async function prepareUndo(deps, request) {
	return await require_prepare_move.prepareMove(deps, request, {
		chooseTarget: (seen) => chooseTarget(deps, seen, request),
		plan: async (asked, target) => {
			const seen = await withItsPin(asked, request.slug, target.rollback);
			return target.rollback.kind === "revert" ? await planUndoOfRevert(deps, request, seen, target) : await planMoveBack(deps, request, seen, target);
		},
		record: ({ rollback, returns, from, to }) => ({
			kind: "undo",
			undoes: rollback.uid,
			target: null,
			stepUids: rollback.stepUids,
			steps: returns,
			canBeProposed: rollback.kind === "revert" && from !== to
		})
	});
}
async function withItsPin(seen, slug, { pinRef }) {
	const { repository, remote, refs, localPins } = seen;
	if (pinRef === null || pinRef.startsWith(require_action_run_steps.pinPrefix(slug)) || require_action_run_steps.readAnyPinRef(pinRef) === void 0) return seen;
	const note = require_action_run_steps.droppedRef(pinRef);
	return {
		...seen,
		refs: new Map([...refs, ...remote === null ? [] : await remote.refs([pinRef, note])]),
		localPins: new Map([
			...localPins,
			...await repository.localRefs(pinRef),
			...await repository.localRefs(note)
		])
	};
}
async function planMoveBack({ repository, words }, request, asked, target) {
	const { view } = asked;
	const { branch } = target;
	const localTip = request.where === "remote" ? null : await repository.resolve(require_action_run_steps.branchRef(branch));
	const atRemote = asked.remote === null ? null : await require_action_run_steps.remoteTip(asked, branch);
	const hasMoved = target.from !== target.to;
	const isLocal = asked.remote === null || hasMoved && atRemote === target.to && localTip === target.from;
	const seen = isLocal ? {
		...asked,
		remote: null
	} : asked;
	const { remote } = seen;
	const asOnRecord = await askHistory(view, target);
	const tip = isLocal ? localTip : atRemote;
	const displaced = tip === target.from ? await findDisplaced(seen, target) : "gone";
	const wasPushed = asOnRecord.covered.length === 0 || asOnRecord.covered.some(({ pushed }) => pushed !== "none");
	const hasMovedOn = localTip !== null && localTip !== target.from;
	if (!isLocal && tip !== target.from && await isOnlyHere(seen, target)) throw movedOnlyHere(target, words, {
		isDisplacedHere: !wasPushed,
		hasMovedOn
	});
	if (displaced === "gone" && !wasPushed && await isOnlyHere(seen, target)) throw movedOnlyHere(target, words, {
		isDisplacedHere: true,
		hasMovedOn
	});
	const plan = planUndo({
		...asOnRecord,
		target,
		place: remote === null ? "local" : "remote",
		tip,
		displaced,
		dropped: displaced === "gone" ? await findDropped(seen, target) : null,
		ancestry: displaced === "kept" ? await repository.isAncestor(target.from, target.to) : "unknown",
		wording: words
	});
	const local = remote === null ? {
		kind: "move",
		from: plan.from,
		to: plan.to
	} : await planLocal(seen, target, localTip);
	const stays = asked.remote === null && plan.returns.some(({ pushed }) => pushed === "pushed") ? await require_action_run_steps.sayRemoteStays(repository, branch, `stays where ${require_action_run_steps.rollbackName(plan.rollback)} left it`, (tip) => tip === plan.from) : [];
	const warnings = [
		...plan.warnings,
		...stays,
		...sentencesOf(plan, local, isLocal && asked.remote !== null)
	];
	return {
		plan: {
			...plan,
			warnings
		},
		remote,
		local
	};
}
async function planUndoOfRevert(deps, request, seen, target) {
	const { rollback, branch, from, to } = target;
	const { repository } = seen;
	const tip = await require_action_run_steps.tipOf(seen, branch);
	if (tip === null) {
		const sentence = `${branch} is gone, so ${require_action_run_steps.rollbackName(rollback)} cannot be taken back there.`;
		throw new require_action_post_help_run_steps.RefusedError("branch-gone", sentence);
	}
	const reached = await repository.isAncestor(from, tip);
	if (reached === "no" && await isOnlyHere(seen, target)) throw revertIsOnlyHere(target, deps.words);
	const gone = revertIsGone(target, reached);
	if (gone === void 0) await require_action_run_steps.listBetween(repository, require_action_run_steps.branchRef(branch), {
		from: to,
		to: from
	});
	else if (reached === "unknown" || !await canBring(seen, [from, to])) throw gone;
	const things = [{
		name: require_action_run_steps.rollbackName(rollback),
		uid: rollback.uid,
		works: [{
			before: to,
			after: from
		}]
	}];
	const { plan: move, remote, local, idle } = await require_build_reverts.buildReverts(deps, request, seen, {
		branch,
		tip,
		things,
		squash: false,
		mayBeIdle: true
	}).catch((error) => {
		throw gone !== void 0 && error instanceof require_action_post_help_run_steps.RefusedError ? gone : error;
	});
	if (gone !== void 0 && idle.length === 0) throw gone;
	const warnings = [...idle.map(() => onlyRecorded(rollback, branch)), ...move.warnings];
	const { covered: returns } = await askHistory(seen.view, target);
	return {
		plan: {
			...move,
			rollback,
			returns,
			warnings
		},
		remote,
		local
	};
}
async function isOnlyHere({ repository, remote, refs }, { rollback: { pinRef }, branch, from }) {
	if (remote === null || pinRef === null || refs.has(pinRef) || await repository.resolve(pinRef) === null) return false;
	const tip = await repository.resolve(require_action_run_steps.branchRef(branch));
	return tip !== null && await repository.isAncestor(from, tip) === "yes";
}
async function canBring({ repository, remote }, shas) {
	return (await Promise.all(shas.map(async (sha) => await repository.resolve(sha)))).every((sha) => sha !== null) || remote !== null && await require_action_run_steps.fetchCommits(repository, shas, 1);
}
function sentencesOf({ branch, to }, local, isLocalAlone) {
	if (isLocalAlone) return [`The remote ${branch} is at ${require_action_post_run_steps.shortSha(to)} already, so only the local one moves.`];
	if (local.kind !== "move" || local.to === to) return [];
	return [`The local ${branch} goes to ${`${require_action_post_run_steps.shortSha(local.to)}, where it was before the rollback`}: it had other commits than the remote one, which goes to ${require_action_post_run_steps.shortSha(to)}.`];
}
async function chooseTarget({ repository, words }, seen, request) {
	const { view } = seen;
	const { rollback: ref } = request;
	const branch = request.branch ?? (ref === null ? (await repository.head()).branch : null);
	if (ref === null && branch === null) throw new require_action_post_help_run_steps.RefusedError("unknown-rollback", "No branch is checked out and none is named, so there is no latest rollback to undo. Name the rollback or its branch.");
	const lookup = ref === null ? await latestOf(view, branch ?? "") : await view.getRollback(ref);
	const repeat = lookup.kind === "found" ? await findRepeat(view, lookup.value) : void 0;
	if (lookup.kind === "found") refuseUnfit(lookup.value, request.mode ?? "auto");
	const own = lookup.kind === "found" ? lookup.value.branch : null;
	const claimants = lookup.kind === "contested" ? await view.listRollbacks() : [];
	const applied = lookup.kind === "found" && require_action_run_steps.isProposal(lookup.value) ? (await view.listRollbacks()).find(({ kind, undoes }) => kind === "applied" && undoes === lookup.value.uid) : void 0;
	const isBranchGone = own !== null && branch !== null && own !== branch && await require_action_run_steps.isGone(seen, own);
	return findUndoTarget({
		ref,
		lookup,
		claimants,
		condition: view.condition,
		branch,
		isBranchGone,
		repeat,
		applied,
		wording: words
	});
}
async function findRepeat(view, rollback) {
	const undone = rollback.undoes === null ? rollback : (await view.listRollbacks()).find(({ uid }) => uid === rollback.undoes);
	if (undone?.target == null) return void 0;
	const step = await require_action_run_steps.stepOf(view, undone.target.stepUid);
	return step && {
		mode: undone.target.mode,
		step
	};
}
async function latestOf(view, branch) {
	const latest = (await view.listRollbacks({ branch })).find(require_action_run_steps.isInForce);
	return latest === void 0 ? { kind: "unknown" } : {
		kind: "found",
		value: latest
	};
}
async function askHistory(view, { rollback, branch, from }) {
	const rollbacks = await view.listRollbacks({ branch });
	const steps = await view.listSteps({
		branch,
		limit: STEPS_LOOKED_AT
	});
	return {
		rollbacks: rollbacks.filter(require_action_run_steps.isInForce),
		stepsSince: steps.filter((step) => step.active && (step.startTime > rollback.createdAt || step.commitShaBefore === from)),
		covered: await require_action_run_steps.stepsOf(view, rollback.stepUids)
	};
}
async function findDisplaced({ repository, remote, refs, localPins }, { rollback, to }) {
	const pin = (remote === null ? localPins : refs).get(rollback.pinRef ?? "");
	if (pin !== void 0 && (remote === null || await require_action_run_steps.fetchCommits(repository, [pin], 2))) return await require_action_run_steps.pinnedCommit(repository, pin) === to ? "kept" : "odd";
	if (remote === null) return "gone";
	return (await remote.branchesContaining(to, "")).length > 0 ? "kept" : "gone";
}
async function findDropped({ repository, refs, localPins }, { rollback }) {
	if (rollback.pinRef === null) return null;
	return await require_list_pins.findDroppedPin(repository, {
		remoteRefs: refs,
		localRefs: localPins
	}, rollback.pinRef);
}
async function planLocal({ repository, localPins }, { rollback, branch, from, to }, tip) {
	if (tip === null || tip === to) return { kind: "none" };
	if (tip !== from) return {
		kind: "left",
		reason: `it is at ${require_action_post_run_steps.shortSha(tip)}, not at ${require_action_post_run_steps.shortSha(from)}. Bring it to the remote's ${branch} yourself.`
	};
	const pin = localPins.get(rollback.pinRef ?? "");
	const kept = pin === void 0 ? to : await require_action_run_steps.pinnedCommit(repository, pin);
	return kept !== void 0 && await repository.isAncestor(from, kept) === "yes" ? {
		kind: "move",
		from,
		to: kept
	} : {
		kind: "left",
		reason: "its own pin does not keep what it had. Bring it there yourself."
	};
}
Object.defineProperty(exports, "prepareUndo", {
	enumerable: true,
	get: function() {
		return prepareUndo;
	}
});
});
