(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_list_pins = require("./list-pins.js");
const require_roll_back = require("./roll-back.js");
// src/usecases/rollback/build-reverts.ts
const WORKFLOWS = ".github/workflows";
const STEPS_LOOKED_AT$1 = 500;
async function buildReverts({ clock, repository }, { tokenKind, reason, where }, seen, asked) {
	const { branch, tip, things, squash, mayBeIdle } = asked;
	const { remote } = seen;
	const at = clock.now();
	const author = repository.identity;
	const keepsWorkflows = tokenKind === "job" && remote !== null;
	const building = {
		...seen,
		...asked,
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
	const { repository, tip, keepsWorkflows } = request;
	const side = async (state) => state === null || !keepsWorkflows ? state : await repository.withFolder(await repository.treeOf(state), WORKFLOWS, tip);
	let current = tree;
	for (const { before, after } of thing.works) {
		const backwards = {
			before: await side(after),
			after: await side(before)
		};
		const carried = await repository.diffs.carry(backwards, current);
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
	return require_action_run_steps.revertConflict.inFiles(thing.name, branch, conflicts);
}
async function refuseNothing(request) {
	const { things, branch, repository } = request;
	const [newest] = things;
	const [work] = newest?.works ?? [];
	const paths = newest === void 0 || work === void 0 ? [] : await pathsOf(repository, work);
	const later = newest === void 0 || paths.length === 0 ? [] : await laterWork(request, newest, paths);
	return require_action_run_steps.notReversible.nothingLeft(things.map(({ name }) => name), branch, later);
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
	const owners = require_action_run_steps.findOwners(commits, await view.listSteps({ limit: STEPS_LOOKED_AT$1 }));
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
		reason: `it is at ${require_action_post_help_run_steps.shortSha(from)}, which the remote branch does not have. Merge the two with git pull.`
	};
}
// src/usecases/rollback/revert-steps.ts
async function prepareRevert(deps, request) {
	return await require_action_run_steps.prepareMove(deps, request, {
		chooseTarget: (seen) => chooseSteps(deps, seen, request),
		plan: (seen, chosen) => planRevert(deps, request, seen, chosen),
		record: ({ goes }) => ({
			kind: "revert",
			undoes: null,
			target: null,
			stepUids: goes.map(({ uid }) => uid),
			steps: goes,
			canBeProposed: true
		})
	});
}
async function planRevert(deps, request, seen, chosen) {
	const { words } = deps;
	const { branch } = chosen;
	const tip = await require_action_run_steps.tipOf(seen, branch);
	if (tip === null) throw require_action_run_steps.branchGone.forRevert(branch, seen.remote === null ? "local" : "remote", words);
	const { things, goes } = await findWorks(seen.repository, words, {
		...chosen,
		tip
	});
	const { squash } = request;
	const built = await buildReverts(deps, request, seen, {
		branch,
		tip,
		things,
		squash,
		mayBeIdle: false
	});
	const { plan: move, remote, local, commits } = built;
	const idle = new Set(built.idle.map(({ uid }) => uid));
	const taken = goes.filter(({ uid }) => !idle.has(uid));
	return {
		plan: {
			...move,
			goes: taken,
			commits,
			stays: await latestOther(seen.view, branch, taken),
			warnings: [...built.idle.map(({ name }) => `${require_action_help_run_steps.capital(name)} stays as it is: ${branch} has nothing left of what it changed.`), ...move.warnings]
		},
		remote,
		local
	};
}
async function chooseSteps(deps, seen, request) {
	const { of } = request;
	if (of.kind === "rollback") {
		const { step, branch } = await require_roll_back.chooseTarget(deps, seen, {
			step: of.step,
			mode: of.mode,
			branch: request.branch
		});
		const later = await activeSteps(seen, branch, (one) => require_action_run_steps.isLaterStep(one, step));
		const steps = of.mode === "before" ? [...later, step] : later;
		if (steps.length === 0) throw require_action_run_steps.notReversible.noStepToRevert(branch);
		return {
			branch,
			steps: steps.map((one) => ({
				step: one,
				isNamed: false
			}))
		};
	}
	const targets = [];
	for (const ref of of.last === null ? [of.first] : [of.first, of.last]) targets.push(await namedStep(deps, seen, ref, request.branch));
	const [one, other = one] = targets.map(({ step }) => step).sort((a, b) => require_action_run_steps.isLaterStep(a, b) ? 1 : -1);
	const [branch = ""] = targets.map((target) => target.branch);
	if (one === void 0 || other === void 0 || one.uid === other.uid) return {
		branch,
		steps: targets.slice(0, 1).map(({ step }) => ({
			step,
			isNamed: true
		}))
	};
	if (one.branch !== other.branch) throw require_action_post_help_run_steps.badInput(`${require_action_help_run_steps.capital(require_action_run_steps.stepName(one))} is of ${one.branch ?? "no branch"} and ${require_action_run_steps.stepName(other)} of ${other.branch ?? "none"}. Name steps of one branch, or ${deps.words.branch}.`);
	const within = (step) => require_action_run_steps.isLaterStep(step, one) && require_action_run_steps.isLaterStep(other, step);
	const between = await activeSteps(seen, one.branch ?? branch, within);
	return {
		branch,
		steps: [
			{
				step: other,
				isNamed: true
			},
			...between.map((step) => ({
				step,
				isNamed: false
			})),
			{
				step: one,
				isNamed: true
			}
		]
	};
}
async function namedStep({ words }, seen, ref, branch) {
	const found = await require_roll_back.lookUp(seen, ref);
	return require_roll_back.findRollbackTarget({
		...found,
		ref,
		mode: "to",
		branch,
		isBranchGone: true,
		words
	});
}
async function activeSteps({ view }, branch, isWanted) {
	const steps = await view.listSteps({
		branch,
		active: true
	});
	return require_action_run_steps.latestFirst(steps.filter((step) => isWanted(step)));
}
async function findWorks(repository, words, { branch, steps, tip }) {
	const things = [];
	const goes = [];
	for (const { step, isNamed } of steps) {
		const { commitShaBefore: before, commitShaAfter: after } = step;
		if (after === null || before === after) {
			if (isNamed) throw require_action_run_steps.notReversible.madeNoCommit(step);
			continue;
		}
		const reached = await repository.isAncestor(after, tip);
		if (reached === "unknown") throw require_action_run_steps.notConfirmed.workOf(step, branch);
		if (reached === "no") {
			if (!isNamed) continue;
			throw await require_roll_back.isOnBranchHere(repository, {
				branch,
				step
			}) ? require_action_run_steps.notAnAncestor.stepOnlyHere(step, branch, require_roll_back.wordsAt(words, repository.remote)) : require_action_run_steps.notAnAncestor.stepElsewhere(step, branch, tip, words);
		}
		const { commits, complete } = await require_action_run_steps.listBetween(repository, require_action_run_steps.branchRef(branch), {
			from: before,
			to: after
		});
		if (!complete) throw require_action_run_steps.notConfirmed.workOf(step, branch);
		const own = new Set(require_action_run_steps.findOwners(commits, [step]).keys());
		const works = require_action_run_steps.worksOf(step, commits, own);
		if (works.length === 0) continue;
		things.push({
			name: require_action_run_steps.stepName(step),
			uid: step.uid,
			works
		});
		goes.push(step);
	}
	if (things.length === 0) throw require_action_run_steps.notReversible.noCommitToRevert(branch);
	return {
		things,
		goes
	};
}
async function latestOther(view, branch, goes) {
	const uids = new Set(goes.map(({ uid }) => uid));
	return (await view.listSteps({
		branch,
		active: true,
		limit: goes.length + 1
	})).find(({ uid }) => !uids.has(uid)) ?? null;
}
// src/domain/undo-plan.ts
function findUndoTarget(facts) {
	const rollback = theRollback(facts);
	const { repeat, words } = facts;
	if (rollback.kind === "undo") throw require_action_run_steps.notReversible.undoOfUndo(rollback, repeat, words);
	if (rollback.undoneBy !== null) throw require_action_run_steps.notReversible.undoneAlready(rollback, repeat, words);
	if (rollback.kind === "applied") throw require_action_run_steps.notReversible.merged(rollback);
	if (rollback.isProposed) throw require_action_run_steps.notReversible.proposed(rollback);
	const { branch } = rollback;
	const { fromSha, toSha } = facts.applied ?? rollback;
	if (branch === null || fromSha === null || toSha === null) throw require_action_run_steps.notReversible.movedNoBranch(rollback);
	if (facts.branch !== null && facts.branch !== branch && !facts.isBranchGone) throw require_action_run_steps.notReversible.movedOtherBranch(rollback, facts.branch, words);
	return {
		rollback,
		branch: facts.branch ?? branch,
		from: toSha,
		to: fromSha
	};
}
function theRollback({ ref, lookup, claimants = [], branch, condition }) {
	const asked = ref === null ? "" : ref.kind === "number" ? `R${ref.number}` : `rollback ${ref.prefix}`;
	const describe = (uid) => {
		const claimant = claimants.find((one) => one.uid === uid);
		return claimant === void 0 ? uid : require_action_run_steps.claimantInWords(claimant);
	};
	switch (lookup.kind) {
		case "found": return lookup.value;
		case "unknown": throw ref === null ? require_action_run_steps.unknownRollback.noneLeft(branch) : require_action_run_steps.unknownRollback.inHistory(asked, condition);
		case "ambiguous":
		case "contested": throw require_action_run_steps.contestedId.several(lookup, asked, "rollbacks", describe);
	}
}
function refuseUnfit(rollback, mode) {
	const own = rollback.kind === "revert" ? "revert" : "reset";
	if (mode === "auto" || mode === own) return;
	throw require_action_run_steps.notReversible.otherMode(rollback, own);
}
function revertIsGone(target, reached) {
	if (reached === "yes") return void 0;
	return reached === "unknown" ? require_action_run_steps.notConfirmed.reverted(target) : require_action_run_steps.branchMoved.withoutRevert(target);
}
function onlyRecorded(rollback, branch) {
	return `${branch} has nothing left of what ${require_action_run_steps.rollbackName(rollback)} did: somebody took it back already. The undo is recorded without a commit.`;
}
function planUndo(facts) {
	const { target, tip, place, displaced, dropped, ancestry } = facts;
	const { rollback, branch, from, to } = target;
	if (tip === null) throw require_action_run_steps.branchGone.forUndo(target, place, facts.words);
	if (tip !== from) throw notThere(facts, tip);
	if (displaced === "gone") {
		const { words } = facts;
		throw dropped === null ? require_action_run_steps.notReversible.pinGone(target, place, words) : require_action_run_steps.notReversible.pinDropped(target, dropped, place, words);
	}
	if (displaced === "odd") throw require_action_run_steps.notConfirmed.pinMoved(target);
	if (ancestry === "no") throw require_action_run_steps.notAnAncestor.displaced(target);
	if (ancestry === "unknown") throw require_action_run_steps.notConfirmed.displaced(target);
	return {
		rollback,
		branch,
		from,
		to,
		returns: facts.covered,
		warnings: []
	};
}
function notThere({ target, place, rollbacks, stepsSince, words }, tip) {
	const { rollback, from, to } = target;
	const later = rollbacks.find((other) => other.uid !== rollback.uid && other.uid > rollback.uid && other.toSha === tip);
	if (later !== void 0) return require_action_run_steps.branchMoved.byRollback(target, tip, later, words);
	const first = stepsSince.findLast((step) => step.commitShaBefore === from) ?? stepsSince.at(-1);
	if (first !== void 0) return require_action_run_steps.branchMoved.bySteps(target, tip, stepsSince, first, words);
	return tip === to ? require_action_run_steps.branchMoved.putBack(target, tip) : require_action_run_steps.branchMoved.byHand(target, tip, place);
}
// src/usecases/rollback/undo-rollback.ts
const STEPS_LOOKED_AT = 500;
async function prepareUndo(deps, request) {
	return await require_action_run_steps.prepareMove(deps, request, {
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
	const here = await displacedHere(asked, target);
	const displaced = tip === target.from ? await findDisplaced(seen, target, here) : "gone";
	const wasPushed = asOnRecord.covered.length === 0 || asOnRecord.covered.some(({ pushed }) => pushed !== "none");
	const hasMovedOn = localTip !== null && localTip !== target.from;
	if (!isLocal && tip !== target.from && await isOnlyHere(seen, target)) throw require_action_run_steps.notReversible.movedOnlyHere(target, words, {
		isDisplacedHere: !wasPushed,
		hasMovedOn
	});
	if (displaced === "gone" && !wasPushed && await isOnlyHere(seen, target)) throw require_action_run_steps.notReversible.movedOnlyHere(target, words, {
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
		ancestry: displaced === "kept" ? await repository.isAncestor(target.from, remote === null ? here : target.to) : "unknown",
		words: require_roll_back.wordsAt(words, repository.remote)
	});
	const local = remote === null ? {
		kind: "move",
		from: plan.from,
		to: here
	} : await planLocal(seen, target, {
		tip: localTip,
		here
	});
	const stays = asked.remote === null && plan.returns.some(({ pushed }) => pushed === "pushed") ? await require_action_run_steps.sayRemoteStays(repository, branch, `stays where ${require_action_run_steps.rollbackName(plan.rollback)} left it`, (tip) => tip === plan.from) : [];
	const warnings = [
		...plan.warnings,
		...stays,
		...sentencesOf(plan, local, {
			isLocalAlone: isLocal && asked.remote !== null,
			isHereAlone: remote === null
		})
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
	if (tip === null) throw require_action_run_steps.branchGone.forUndoOfRevert(target);
	const reached = await repository.isAncestor(from, tip);
	if (reached === "no" && await isOnlyHere(seen, target)) throw require_action_run_steps.notAnAncestor.revertOnlyHere(target, deps.words);
	const gone = revertIsGone(target, reached);
	if (gone === void 0) await require_action_run_steps.listBetween(repository, require_action_run_steps.branchRef(branch), {
		from: to,
		to: from
	});
	else if (reached === "unknown" || !await canBring(seen, [from, to])) throw gone;
	const { plan: move, remote, local, idle } = await buildReverts(deps, request, seen, {
		branch,
		tip,
		things: [{
			name: require_action_run_steps.rollbackName(rollback),
			uid: rollback.uid,
			works: [{
				before: to,
				after: from
			}]
		}],
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
function sentencesOf({ branch, from, to }, local, { isLocalAlone, isHereAlone }) {
	const others = local.kind === "move" && local.to !== to ? `The local ${branch} goes to ${require_action_post_help_run_steps.shortSha(local.to)}, where it was before the rollback: it had other commits than the remote one` : null;
	if (isLocalAlone) {
		const moves = others === null ? "so only the local one moves." : "so it stays.";
		const there = `The remote ${branch} is at ${require_action_post_help_run_steps.shortSha(to)} already, ${moves}`;
		return others === null ? [there] : [there, `${others}.`];
	}
	if (others === null) return [];
	return [isHereAlone ? `${others}.` : `${others}, which ${from === to ? "stays at" : "goes to"} ${require_action_post_help_run_steps.shortSha(to)}.`];
}
async function chooseTarget({ repository, words }, seen, request) {
	const { view } = seen;
	const { rollback: ref } = request;
	const branch = request.branch ?? (ref === null ? (await repository.head()).branch : null);
	if (ref === null && branch === null) throw require_action_run_steps.unknownRollback.withoutBranch();
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
		words
	});
}
async function findRepeat(view, rollback) {
	const undone = rollback.undoes === null ? rollback : (await view.listRollbacks()).find(({ uid }) => uid === rollback.undoes);
	if (undone?.kind === "revert") {
		const steps = await require_action_run_steps.stepsOf(view, undone.stepUids);
		return steps.length === 0 ? void 0 : {
			mode: "revert",
			steps
		};
	}
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
async function findDisplaced({ repository, remote, refs, localPins }, { rollback, to }, here) {
	const pin = (remote === null ? localPins : refs).get(rollback.pinRef ?? "");
	if (pin !== void 0 && (remote === null || await require_action_run_steps.fetchCommits(repository, [pin], 2))) return await require_action_run_steps.pinnedCommit(repository, pin) === (remote === null ? here : to) ? "kept" : "odd";
	if (remote === null) return "gone";
	return (await remote.branchesContaining(to, "")).length > 0 ? "kept" : "gone";
}
async function displacedHere({ repository, localPins }, { rollback, from, to }) {
	const pin = localPins.get(rollback.pinRef ?? "");
	if (pin === void 0) return to;
	const draft = require_action_run_steps.parsePinMessage(await repository.commitMessage(pin));
	if (draft?.uid !== rollback.uid || draft.toSha !== from) return to;
	return await require_action_run_steps.pinnedCommit(repository, pin) === draft.fromSha ? draft.fromSha ?? to : to;
}
async function findDropped({ repository, refs, localPins }, { rollback }) {
	if (rollback.pinRef === null) return null;
	return await require_list_pins.findDroppedPin(repository, {
		remoteRefs: refs,
		localRefs: localPins
	}, rollback.pinRef);
}
async function planLocal({ repository, remote, localPins }, target, { tip, here }) {
	const { rollback, branch, from, to } = target;
	if (tip === null || tip === here) return { kind: "none" };
	if (tip !== from) {
		const isLacking = here !== to && await repository.isAncestor(here, tip) !== "yes";
		if (tip === to && !isLacking) return { kind: "none" };
		if (isLacking && from === to) throw require_action_run_steps.branchMoved.lacksHere(target, tip, here);
		const advice = isLacking ? require_action_run_steps.mergeByHand(branch, here) : require_action_run_steps.followByHand(branch, remote?.name ?? "origin");
		return {
			kind: "left",
			reason: `it is at ${require_action_post_help_run_steps.shortSha(tip)}, not at ${require_action_post_help_run_steps.shortSha(from)}. ${advice}`
		};
	}
	const pin = localPins.get(rollback.pinRef ?? "");
	return (pin === void 0 || await require_action_run_steps.pinnedCommit(repository, pin) === here) && await repository.isAncestor(from, here) === "yes" ? {
		kind: "move",
		from,
		to: here
	} : {
		kind: "left",
		reason: `its own pin does not keep what it had. ${require_action_run_steps.followByHand(branch, remote?.name ?? "origin")}`
	};
}
Object.defineProperty(exports, "prepareRevert", {
	enumerable: true,
	get: function() {
		return prepareRevert;
	}
});
Object.defineProperty(exports, "prepareUndo", {
	enumerable: true,
	get: function() {
		return prepareUndo;
	}
});
});
