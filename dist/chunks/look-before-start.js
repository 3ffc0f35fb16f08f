const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_pin_refs = require("./pin-refs.js");
const require_wait_within = require("./wait-within.js");
const require_dropped_pin = require("./dropped-pin.js");
const require_projects = require("./projects.js");
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
	const ref = `refs/heads/${branch}`;
	const tip = place === "local" ? await repository.resolve(ref) : refs.get(ref);
	if (tip === void 0 || tip === null || fromSha === toSha) return true;
	if (place !== "local") await fetchCommits(repository, [tip], 1);
	return draft.kind === "rollback" ? await repository.isAncestor(fromSha, tip) !== "yes" : await repository.isAncestor(toSha, tip) === "yes";
}
async function localPins(repository, slug) {
	return new Map([...await repository.localRefs(require_pin_refs.pinPrefix(slug)), ...await repository.localRefs(require_pin_refs.droppedPrefix(slug))]);
}
// src/usecases/look-before-start.ts
const NOTHING = {
	heads: new Map(),
	refs: new Map(),
	unreached: null
};
const HEADS = "refs/heads/";
async function lookBeforeStart(repository, remote, head, target) {
	if (remote === null) return NOTHING;
	const within = (answer) => require_wait_within.waitWithin(answer, target.startTime.leftMs("remote"), "An answer of the remote");
	let refs;
	try {
		refs = await within(remote.refs([`${HEADS}*`, ...require_pin_refs.pinPatterns(target.slug)]));
	} catch (error) {
		if (!isDown(error)) throw error;
		return {
			heads: null,
			refs: new Map(),
			unreached: require_errors.describeError(error)
		};
	}
	const heads = headsOf(refs);
	if (head.sha === null) return {
		heads,
		refs,
		unreached: null
	};
	const tip = (target.branch === null ? null : heads.get(target.branch)) ?? null;
	if (target.branch !== null && tip !== null && tip !== head.sha) throw await movedOn(repository, refs, {
		...target,
		branch: target.branch,
		tip,
		head: head.sha
	});
	const ref = target.branch === null ? target.pinRef : `${HEADS}${target.branch}`;
	try {
		if (target.mayPush !== null && await within(target.mayPush()) === false) throw mayNotPush(`There is no permission to push to ${target.branch ?? target.pinRef}, as the host says of the token. Give the job "permissions: contents: write", or give push-token a personal access token that may.`, target);
		const probe = await within(remote.probe([{
			ref,
			to: head.sha,
			expected: tip
		}]));
		if (probe.kind === "refused" && probe.code === "no-permission") throw mayNotPush(probe.explanation, target);
	} catch (error) {
		if (!isDown(error)) throw error;
	}
	return {
		heads,
		refs,
		unreached: null
	};
}
function mayNotPush(why, { wording }) {
	return new require_errors.RefusedError("no-permission", `${why} With ${wording.pushNone} the agent runs without pushing.`);
}
function isDown(error) {
	return error instanceof require_errors.StoreError || error instanceof require_errors.GitError && error.code === "remote-unreachable";
}
function headsOf(refs) {
	return new Map([...refs].filter(([ref]) => ref.startsWith(HEADS)).map(([ref, sha]) => [ref.slice(11), sha]));
}
const PINS_READ = 20;
async function movedOn(repository, refs, { branch, tip, head, slug, wording }) {
	const where = `The agent was not started: ${branch} is at ${require_identity.shortSha(tip)} at the remote, but ${require_identity.shortSha(head)} is checked out`;
	const pin = await repository.isAncestor(head, tip) === "yes" ? null : await findPinOf(repository, refs, slug, head);
	if (pin === null) return new require_errors.RefusedError("branch-moved", `${where}, so its work could not be pushed. Check out the branch as it is now, push what is only here, or use ${wording.pushNone}.`);
	return new require_errors.RefusedError("branch-moved", `${where}, which a rollback took off it (${pin} keeps it). Bring what is checked out along, without pushing it: git fetch, then git reset --keep ${tip}; or use ${wording.pushNone}.`);
}
async function findPinOf(repository, refs, slug, sha) {
	const pins = [...refs].filter(([ref]) => require_pin_refs.rollbackOfPin(ref, slug) !== void 0).sort(([a], [b]) => a < b ? 1 : -1);
	try {
		for (const [ref, pin] of pins.slice(0, PINS_READ)) {
			if (!await fetchCommits(repository, [pin], 2)) continue;
			const kept = await pinnedCommit(repository, pin);
			if (kept !== void 0 && await repository.isAncestor(sha, kept) === "yes") return ref;
		}
	} catch (error) {
		if (!(error instanceof require_errors.GitError)) throw error;
	}
	return null;
}
Object.defineProperty(exports, "HEADS", {
	enumerable: true,
	get: function() {
		return HEADS;
	}
});
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
Object.defineProperty(exports, "lookBeforeStart", {
	enumerable: true,
	get: function() {
		return lookBeforeStart;
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
