const require_dropped_pin = require("./dropped-pin.js");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_pin_refs = require("./pin-refs.js");
const require_open = require("./open.js");
const require_projects = require("./projects.js");
const require_wait_within = require("./wait-within.js");
// src/usecases/fetch-commits.ts
async function fetchCommits(repository, shas, depth) {
	const { remote } = repository;
	if (remote === null) return false;
	return await repository.isShallow() ? await remote.fetch(shas, depth) : await remote.fetch(shas);
}
async function reconcilePins(context, limitMs) {
	const recorded = [];
	try {
		const drafts = await require_wait_within.waitWithin(findUnrecorded(context), limitMs, "What their pins say");
		for (const draft of drafts) recorded.push(await context.history.addRollback(draft));
	} catch (error) {
		context.warn(`Rollbacks that are not on record yet could not be recorded now: ${require_errors.describeError(error)}`);
	}
	return recorded;
}
async function reconcileLocalPins(context, limitMs) {
	try {
		const refs = await localPins(context.repository, context.slug);
		const latest = (await reconcilePins({
			...context,
			refs,
			place: "local"
		}, limitMs)).at(-1);
		if (latest?.branch == null || latest.fromSha === null || latest.toSha === null) return;
		const { branch, fromSha, toSha, kind } = latest;
		if (await context.repository.finishReset(branch, fromSha, toSha)) {
			const what = kind === "rollback" ? "a rollback" : "an undo";
			context.warn(`${branch} was moved to ${require_identity.shortSha(toSha)} by ${what} that was stopped before the files had followed. Now they have.`);
		}
	} catch (error) {
		context.warn(`The pins of this repository could not be read: ${require_errors.describeError(error)}`);
	}
}
async function findUnrecorded(context) {
	const { history, slug, refs, warn } = context;
	if (history.condition.kind === "unreadable") return [];
	const pins = listPins(refs, slug);
	if (pins.length === 0) return [];
	const unrecorded = new Set(await history.findUnrecorded(pins.map(({ uid }) => uid)));
	if (unrecorded.size === 0) return [];
	const known = await history.listRollbacks();
	const waiting = pins.filter(({ uid }) => unrecorded.has(uid)).sort((a, b) => a.uid < b.uid ? -1 : 1).slice(-50);
	await fetchPins(context, waiting.map(({ sha }) => sha));
	const odd = [];
	const sound = [];
	for (const pin of waiting) {
		const draft = await readPin(context, pin);
		const answer = draft === void 0 ? "odd" : await checkPin(context, pin, draft, [...known, ...sound]);
		if (answer === "odd") odd.push(pin.ref);
		else if (answer === "sound" && draft !== void 0) sound.push(draft);
	}
	const happened = [];
	const undone = new Set();
	for (const draft of sound.toReversed()) {
		const later = [...known, ...sound].filter(({ uid, branch }) => uid > draft.uid && branch === draft.branch);
		if ((draft.kind === "undo" ? later.some(({ kind }) => kind === "rollback") : undone.has(draft.uid)) || await branchAgrees(context, draft)) {
			happened.unshift(draft);
			if (draft.undoes !== null) undone.add(draft.undoes);
		} else odd.push(draft.pinRef ?? draft.uid);
	}
	if (odd.length > 0) warn(`${odd.length === 1 ? "A pin was" : `${odd.length} pins were`} not taken for a rollback, because git and the history do not bear out what it says: ${odd.slice(0, 3).join(", ")}${odd.length > 3 ? " …" : ""}. Delete it if nobody needs what it keeps.`);
	return happened;
}
function listPins(refs, slug) {
	return [...refs].flatMap(([ref, sha]) => {
		const uid = require_pin_refs.rollbackOfPin(ref, slug);
		if (uid !== void 0) return [{
			ref,
			sha,
			uid,
			isDropped: false
		}];
		const dropped = require_pin_refs.rollbackOfDropped(ref, slug);
		if (dropped === void 0 || refs.has(require_pin_refs.rollbackPinRef(slug, dropped))) return [];
		return [{
			ref,
			sha,
			uid: dropped,
			isDropped: true
		}];
	});
}
async function fetchPins({ repository, place }, shas) {
	if (place === "local" || shas.length === 0 || await fetchCommits(repository, shas, 2)) return;
	for (const sha of shas) await fetchCommits(repository, [sha], 2);
}
async function readPin({ repository, slug }, { sha, uid, isDropped }) {
	const message = await repository.commitMessage(sha) ?? "";
	if (isDropped && require_dropped_pin.parseDroppedMessage(message, require_pin_refs.rollbackPinRef(slug, uid)) === void 0) return void 0;
	const draft = require_dropped_pin.parsePinMessage(message);
	if (draft === void 0 || draft.uid !== uid || draft.pinRef !== require_pin_refs.rollbackPinRef(slug, uid)) return void 0;
	return slug === "default" || draft.projectId === require_projects.slugToText(slug) ? draft : void 0;
}
async function pinnedCommit(repository, pin) {
	const parents = (await repository.commit(pin))?.parents ?? [];
	return parents.length === 1 ? parents[0] : void 0;
}
async function checkPin(context, pin, draft, known) {
	const { repository } = context;
	const { branch, fromSha, toSha } = draft;
	const answer = draft.kind === "undo" ? checkUndo(draft, known) : await checkSteps(context, draft);
	if (answer !== "sound" || branch === null || fromSha === null || toSha === null) return answer;
	const [older, newer] = draft.kind === "undo" ? [fromSha, toSha] : [toSha, fromSha];
	if (!await repository.isBranchName(branch)) return "odd";
	if (pin.isDropped) return "sound";
	return await pinnedCommit(repository, pin.sha) === fromSha && await repository.isAncestor(older, newer) === "yes" ? "sound" : "odd";
}
function checkUndo(undo, known) {
	const undone = known.find(({ uid }) => uid === undo.undoes);
	if (undone === void 0) return "earlier-generation";
	return undone.kind === "rollback" && undone.branch === undo.branch && undone.fromSha === undo.toSha && undone.toSha === undo.fromSha && undone.stepUids.length === undo.stepUids.length && undone.stepUids.every((uid) => undo.stepUids.includes(uid)) ? "sound" : "odd";
}
async function checkSteps({ repository, history }, draft) {
	const { target, stepUids, branch, fromSha, toSha } = draft;
	const uids = target === null ? stepUids : [target.stepUid, ...stepUids];
	const steps = (await Promise.all(uids.map((uid) => history.findStep({
		kind: "uid",
		prefix: uid
	})))).flatMap((lookup) => lookup.kind === "found" ? [lookup.value] : []);
	if (steps.length === 0) return "earlier-generation";
	if (steps.length < uids.length || fromSha === null || toSha === null) return "odd";
	const strangers = steps.filter((step) => step.branch !== null && step.branch !== branch);
	if (strangers.length === 0) return "sound";
	if (await repository.isAncestor(toSha, fromSha) !== "yes") return "odd";
	const { commits } = await repository.commits(toSha, fromSha);
	const displaced = new Set(commits.map(({ sha }) => sha));
	return strangers.every((step) => step.changes?.own_commits.some(({ sha }) => displaced.has(sha))) ? "sound" : "odd";
}
async function branchAgrees({ repository, refs, place }, draft) {
	const { branch, fromSha, toSha } = draft;
	if (branch === null || fromSha === null || toSha === null) return false;
	const ref = require_open.branchRef(branch);
	const tip = place === "local" ? await repository.resolve(ref) : refs.get(ref);
	if (tip === void 0 || tip === null || fromSha === toSha) return true;
	if (place !== "local") await fetchCommits(repository, [tip], 1);
	return draft.kind === "rollback" ? await repository.isAncestor(fromSha, tip) !== "yes" : await repository.isAncestor(toSha, tip) === "yes";
}
async function localPins(repository, slug) {
	return new Map([...await repository.localRefs(require_pin_refs.pinPrefix(slug)), ...await repository.localRefs(require_pin_refs.droppedPrefix(slug))]);
}
Object.defineProperty(exports, "branchAgrees", {
	enumerable: true,
	get: function() {
		return branchAgrees;
	}
});
Object.defineProperty(exports, "fetchCommits", {
	enumerable: true,
	get: function() {
		return fetchCommits;
	}
});
Object.defineProperty(exports, "findUnrecorded", {
	enumerable: true,
	get: function() {
		return findUnrecorded;
	}
});
Object.defineProperty(exports, "localPins", {
	enumerable: true,
	get: function() {
		return localPins;
	}
});
Object.defineProperty(exports, "pinnedCommit", {
	enumerable: true,
	get: function() {
		return pinnedCommit;
	}
});
Object.defineProperty(exports, "reconcileLocalPins", {
	enumerable: true,
	get: function() {
		return reconcileLocalPins;
	}
});
Object.defineProperty(exports, "reconcilePins", {
	enumerable: true,
	get: function() {
		return reconcilePins;
	}
});
