const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_dropped_pin = require("./dropped-pin.js");
const require_pin_refs = require("./pin-refs.js");
const require_records = require("./records.js");
const require_open = require("./open.js");
const require_rollback_target = require("./rollback-target.js");
const require_rollback_plan = require("./rollback-plan.js");
const require_rollback = require("./rollback.js");
const require_step = require("./step.js");
const require_wording = require("./wording.js");
const require_record_from_pins = require("./record-from-pins.js");
const require_find_dropped_pin = require("./find-dropped-pin.js");
const require_keep_rollback = require("./keep-rollback.js");
const require_move_checks = require("./move-checks.js");
// src/domain/undo-plan.ts
function findUndoTarget(facts) {
	const found = theRollback(facts);
	if (found.kind === "refused") return found;
	const rollback = found.value;
	const name = require_rollback.rollbackName(rollback);
	if (rollback.kind === "undo") return require_rollback_target.refuse("not-reversible", `${name} is an undo, and an undo is not undone: roll back again${again(facts)}.`);
	if (rollback.undoneBy !== null) return require_rollback_target.refuse("not-reversible", `${name} is undone already. To have it again, roll back${again(facts)}.`);
	const { branch, fromSha, toSha } = rollback;
	if (branch === null || fromSha === null || toSha === null) return require_rollback_target.refuse("not-reversible", `${name} deactivated steps without moving a branch, so there is nothing to put back.`);
	if (facts.branch !== null && facts.branch !== branch && !facts.isBranchGone) return require_rollback_target.refuse("not-reversible", `${name} is a rollback of ${branch}, not of ${facts.branch}. Leave ${facts.wording.branch} out, or name a rollback of ${facts.branch}.`);
	return {
		kind: "target",
		rollback,
		branch: facts.branch ?? branch,
		from: toSha,
		to: fromSha
	};
}
function theRollback({ ref, lookup, branch, condition }) {
	const asked = ref === null ? "" : ref.kind === "number" ? `R${ref.number}` : `rollback ${ref.prefix}`;
	switch (lookup.kind) {
		case "found": return lookup;
		case "unknown": return ref === null ? require_rollback_target.refuse("unknown-rollback", `There is no rollback of ${branch ?? "any branch"} left to undo.`) : require_rollback_target.refuse("unknown-rollback", condition.kind === "expired" ? `There is no ${asked} to be found: the history expired${condition.lastSavedAt === null ? "" : ` (last saved ${condition.lastSavedAt})`}, so its rollbacks can no longer be named. Their pins still keep what they displaced.` : `There is no ${asked} in the history. Check its number, the project and the store.`);
		case "ambiguous": return require_rollback_target.refuse("contested-id", `${asked} could be any of ${lookup.uids.join(", ")}. Give more characters of the uid.`);
		case "contested": return require_rollback_target.refuse("contested-id", `${asked} is a number that ${lookup.uids.length} rollbacks have claimed: ${lookup.uids.join(" and ")}. Name the one you mean by its uid.`);
	}
}
function again({ repeat, wording }) {
	if (repeat === void 0) return "";
	const name = repeat.step.id === null ? repeat.step.uid : String(repeat.step.id);
	return ` with ${repeat.mode === "to" ? wording.toStep(name) : wording.beforeStep(name)}`;
}
function planUndo(facts) {
	const { target, tip } = facts;
	const { rollback, branch, from, to } = target;
	const name = require_rollback.rollbackName(rollback);
	if (tip === null) {
		const where = facts.place === "remote" ? `${branch} is no longer at the remote` : `There is no local branch ${branch}`;
		return require_rollback_target.refuse("branch-gone", `${where}, so ${name} cannot be taken back there. Name what it was renamed to with ${facts.wording.branch}. What was displaced is kept at ${rollback.pinRef ?? to}.`);
	}
	if (tip !== from) return notThere(facts, tip);
	if (facts.displaced === "gone") {
		const pin = rollback.pinRef ?? "";
		if (facts.dropped !== null) return require_rollback_target.refuse("not-reversible", wasDropped(facts, facts.dropped));
		return require_rollback_target.refuse("not-reversible", facts.place === "remote" ? `What ${name} displaced is gone: its pin ${pin} was deleted, and no branch has ${require_identity.shortSha(to)}.` : `What ${name} displaced is not kept in this repository. If the remote has it, get it with git fetch origin ${pin}:${pin} first.`);
	}
	if (facts.displaced === "odd") return require_rollback_target.refuse("not-confirmed", `The pin ${rollback.pinRef ?? ""} does not keep ${require_identity.shortSha(to)}, which ${name} says it displaced. Somebody moved it; look at both before moving ${branch} by hand.`);
	if (facts.ancestry === "no") return require_rollback_target.refuse("not-an-ancestor", `Cannot undo ${name}: ${require_identity.shortSha(to)}, which it displaced, does not build on ${require_identity.shortSha(from)}, where it left ${branch}. Its record is wrong; look at ${rollback.pinRef ?? to}.`);
	if (facts.ancestry === "unknown") return require_rollback_target.refuse("not-confirmed", `Cannot tell whether ${require_identity.shortSha(to)}, which ${name} displaced, builds on ${require_identity.shortSha(from)}: this clone is shallow and could not be deepened. Check out with fetch-depth: 0.`);
	return {
		kind: "plan",
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
	const kept = `What ${require_rollback.rollbackName(rollback)} displaced was kept by ${rollback.pinRef ?? ""}, and ${require_dropped_pin.droppedInWords(dropped)}.`;
	return place === "remote" ? `${kept} It cannot be undone any more: no branch has ${require_identity.shortSha(to)}. Only a clone that still has that commit can bring it back, with git push origin ${to}:refs/heads/<a new branch>.` : `${kept} It cannot be undone here any more. While git still has that commit, git branch <a new branch> ${to} brings it back.`;
}
function notThere({ target, rollbacks, stepsSince, wording }, tip) {
	const { rollback, branch, from, to } = target;
	const name = require_rollback.rollbackName(rollback);
	const where = `Cannot undo ${name}: it left ${branch} at ${require_identity.shortSha(from)}, and ${branch} is at ${require_identity.shortSha(tip)} now.`;
	const later = rollbacks.find((other) => other.uid !== rollback.uid && other.uid > rollback.uid && other.toSha === tip);
	if (later !== void 0) return require_rollback_target.refuse("branch-moved", `${where} ${require_rollback.rollbackName(later)} moved it there: take that back first with ${wording.undo(require_rollback.rollbackName(later))}.`);
	const first = stepsSince.findLast((step) => step.commitShaBefore === from) ?? stepsSince.at(-1);
	if (first !== void 0) {
		const names = first.id === null ? first.uid : String(first.id);
		return require_rollback_target.refuse("branch-moved", `${where} ${ranSince(stepsSince)}: ${wording.beforeStep(names)} leads back there.`);
	}
	if (tip === to) return require_rollback_target.refuse("branch-moved", `${where} That is where it was before ${name}: somebody put it back by hand.`);
	return require_rollback_target.refuse("branch-moved", `${where} Somebody pushed since: keep what they pushed elsewhere and reset ${branch} to ${from} first.`);
}
function ranSince(steps) {
	const [latest] = steps;
	if (latest === void 0) return "";
	const others = steps.length - 1;
	const name = require_step.stepName(latest);
	return `${name.charAt(0).toUpperCase()}${name.slice(1)}${others === 0 ? "" : ` and ${others} before it`} ran since`;
}
// src/usecases/rollback/undo-rollback.ts
const STEPS_LOOKED_AT = 500;
async function undoRollback(deps, request) {
	const prepared = await prepareUndo(deps, request);
	return request.dryRun ? {
		kind: "planned",
		prepared
	} : await carryOutUndo(deps, prepared);
}
async function prepareUndo(deps, request) {
	const { repository } = deps;
	const seen = await require_move_checks.lookBeforeMove(deps, request);
	const { refs, view } = seen;
	const wording = require_wording.WORDINGS[request.frontEnd];
	const target = await chooseTarget(seen, repository, request);
	const { branch } = target;
	await require_move_checks.checkBranchName(repository, branch);
	if (request.where !== "remote") await require_move_checks.checkWorkTree(repository, branch);
	const localTip = request.where === "remote" ? null : await repository.resolve(require_open.branchRef(branch));
	const atRemote = seen.remote === null ? null : await require_move_checks.remoteTip(repository, refs, branch);
	const isLocal = seen.remote === null || atRemote === target.to && localTip === target.from;
	const lookout = isLocal ? {
		...seen,
		remote: null
	} : seen;
	const { remote } = lookout;
	const tip = isLocal ? localTip : atRemote;
	const displaced = tip === target.from ? await findDisplaced(repository, lookout, target) : "gone";
	const facts = {
		...await askHistory(view, target),
		target,
		place: remote === null ? "local" : "remote",
		tip,
		displaced,
		dropped: displaced === "gone" ? await findDropped(repository, lookout, target) : null,
		ancestry: displaced === "kept" ? await repository.isAncestor(target.from, target.to) : "unknown",
		wording
	};
	const plan = require_rollback_target.orThrow(planUndo(facts));
	if (remote !== null) await require_move_checks.checkWorkflowFiles(deps, request, {
		...plan,
		remote,
		refs
	});
	const local = remote === null ? {
		kind: "move",
		from: plan.from,
		to: plan.to
	} : await planLocal(repository, lookout, target, localTip);
	const warnings = [...plan.warnings, ...sentencesOf(plan, local, isLocal && seen.remote !== null)];
	const told = {
		...plan,
		warnings
	};
	const uid = deps.uids.next();
	const { unrecorded } = lookout;
	return {
		request,
		plan: told,
		uid,
		pinRef: require_pin_refs.rollbackPinRef(request.slug, uid),
		remote,
		local,
		unrecorded
	};
}
function sentencesOf({ branch, to }, local, isLocalAlone) {
	if (isLocalAlone) return [`The remote ${branch} is at ${require_identity.shortSha(to)} already, so only the local one moves.`];
	if (local.kind !== "move" || local.to === to) return [];
	return [`The local ${branch} goes to ${`${require_identity.shortSha(local.to)}, where it was before the rollback`}: it had other commits than the remote one, which goes to ${require_identity.shortSha(to)}.`];
}
async function carryOutUndo(deps, prepared) {
	const { request, plan, uid, pinRef } = prepared;
	const draft = require_records.boundRollback({
		uid,
		kind: "undo",
		projectId: request.projectId,
		undoes: plan.rollback.uid,
		repository: deps.repository.remote?.repository ?? null,
		branch: plan.branch,
		target: null,
		fromSha: plan.from,
		toSha: plan.to,
		pinRef,
		stepUids: plan.rollback.stepUids,
		actor: request.actor,
		reason: request.reason,
		run: request.run,
		createdAt: deps.clock.now().toISOString()
	});
	const local = await require_keep_rollback.moveBranch(deps, {
		...prepared,
		...plan,
		pinMessage: () => require_dropped_pin.formatPinMessage(draft, plan.returns),
		changes: require_keep_rollback.changesOf(prepared.unrecorded, draft),
		wording: require_wording.WORDINGS[request.frontEnd]
	});
	const kept = await require_keep_rollback.keepRollback(deps, draft, prepared.unrecorded);
	const left = require_keep_rollback.sayLeft(deps.log, plan.branch, local);
	return {
		kind: "undone",
		...kept,
		plan,
		local,
		warnings: [...kept.warnings, ...left]
	};
}
async function chooseTarget(lookout, repository, request) {
	const { view } = lookout;
	const { rollback: ref } = request;
	const branch = request.branch ?? (ref === null ? (await repository.head()).branch : null);
	if (ref === null && branch === null) throw new require_errors.RefusedError("unknown-rollback", "No branch is checked out and none is named, so there is no latest rollback to undo. Name the rollback or its branch.");
	const lookup = ref === null ? await latestOf(view, branch ?? "") : await view.findRollback(ref);
	const repeat = lookup.kind === "found" ? await findRepeat(view, lookup.value) : void 0;
	const own = lookup.kind === "found" ? lookup.value.branch : null;
	const isBranchGone = own !== null && branch !== null && own !== branch && await require_move_checks.isGone(repository, lookout, own);
	return require_rollback_target.orThrow(findUndoTarget({
		ref,
		lookup,
		condition: view.condition,
		branch,
		isBranchGone,
		repeat,
		wording: require_wording.WORDINGS[request.frontEnd]
	}));
}
async function findRepeat(view, rollback) {
	const undone = rollback.undoes === null ? rollback : (await view.listRollbacks()).find(({ uid }) => uid === rollback.undoes);
	if (undone?.target == null) return void 0;
	const lookup = await view.findStep({
		kind: "uid",
		prefix: undone.target.stepUid
	});
	return lookup.kind === "found" ? {
		mode: undone.target.mode,
		step: lookup.value
	} : void 0;
}
async function latestOf(view, branch) {
	const latest = (await view.listRollbacks({ branch })).find(({ kind, undoneBy }) => kind === "rollback" && undoneBy === null);
	return latest === void 0 ? { kind: "unknown" } : {
		kind: "found",
		value: latest
	};
}
async function askHistory(view, { rollback, branch }) {
	const rollbacks = await view.listRollbacks({ branch });
	const steps = await view.listSteps({
		branch,
		limit: STEPS_LOOKED_AT
	});
	const covered = [];
	for (const uid of rollback.stepUids) {
		const lookup = await view.findStep({
			kind: "uid",
			prefix: uid
		});
		if (lookup.kind === "found") covered.push(lookup.value);
	}
	return {
		rollbacks: rollbacks.filter(({ kind, undoneBy }) => kind === "rollback" && undoneBy === null),
		stepsSince: steps.filter((step) => step.active && step.startTime > rollback.createdAt),
		covered: covered.sort((a, b) => require_rollback_plan.isLaterStep(a, b) ? -1 : 1)
	};
}
async function findDisplaced(repository, { remote, refs, localPins }, { rollback, to }) {
	const pin = (remote === null ? localPins : refs).get(rollback.pinRef ?? "");
	if (pin !== void 0 && (remote === null || await require_record_from_pins.fetchCommits(repository, [pin], 2))) return await require_record_from_pins.pinnedCommit(repository, pin) === to ? "kept" : "odd";
	if (remote === null) return "gone";
	return (await remote.branchesContaining(to, "")).length > 0 ? "kept" : "gone";
}
async function findDropped(repository, { refs, localPins }, { rollback }) {
	if (rollback.pinRef === null) return null;
	return await require_find_dropped_pin.findDroppedPin(repository, {
		remoteRefs: refs,
		localRefs: localPins
	}, rollback.pinRef);
}
async function planLocal(repository, { localPins }, { rollback, branch, from, to }, tip) {
	if (tip === null || tip === to) return { kind: "none" };
	if (tip !== from) return {
		kind: "left",
		reason: `it is at ${require_identity.shortSha(tip)}, not at ${require_identity.shortSha(from)}. Bring it to the remote's ${branch} yourself.`
	};
	const pin = localPins.get(rollback.pinRef ?? "");
	const kept = pin === void 0 ? to : await require_record_from_pins.pinnedCommit(repository, pin);
	return kept !== void 0 && await repository.isAncestor(from, kept) === "yes" ? {
		kind: "move",
		from,
		to: kept
	} : {
		kind: "left",
		reason: "its own pin does not keep what it had. Bring it there yourself."
	};
}
Object.defineProperty(exports, "carryOutUndo", {
	enumerable: true,
	get: function() {
		return carryOutUndo;
	}
});
Object.defineProperty(exports, "prepareUndo", {
	enumerable: true,
	get: function() {
		return prepareUndo;
	}
});
Object.defineProperty(exports, "undoRollback", {
	enumerable: true,
	get: function() {
		return undoRollback;
	}
});
