const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_open = require("./open.js");
const require_pin_refs = require("./pin-refs.js");
const require_rollback = require("./rollback.js");
const require_projects = require("./projects.js");
const require_folders = require("./folders.js");
const require_within = require("./within.js");
// src/usecases/fetch-commits.ts
async function fetchCommits(repository, shas, depth) {
	const { remote } = repository;
	if (remote === null) return false;
	return await repository.isShallow() ? await remote.fetch(shas, depth) : await remote.fetch(shas);
}
// src/usecases/rollback/merged-proposals.ts
const MOST_COMMITS = 500;
async function findMerged({ repository, refs, known }, open) {
	const searches = [];
	for (const one of open) searches.push(...await beginSearch(repository, refs, one));
	searches.sort((a, b) => b.proposal.stepUids.length - a.proposal.stepUids.length);
	const found = new Map();
	for (const find of [byOwnCommits, byOthers]) for (const search of searches) {
		const { proposal, commits } = search;
		if (found.has(proposal.uid)) continue;
		const merged = await find(repository, search, commitsOf([...known, ...found.values()].filter((it) => it.branch === proposal.branch && it.uid !== proposal.uid && it.undoes !== proposal.uid), commits));
		const commit = merged === void 0 ? null : await repository.commit(merged.to);
		if (merged !== void 0 && commit !== null) found.set(proposal.uid, recordOf(proposal, merged, commit));
	}
	return [...found.values()];
}
async function beginSearch(repository, refs, { proposal, proposed }) {
	const { branch, fromSha: since } = proposal;
	const tip = refs.get(require_open.branchRef(branch ?? ""));
	if (branch === null || since === null || tip === void 0) return [];
	await fetchCommits(repository, [tip, proposed], MOST_COMMITS);
	const { commits } = await repository.commits(since, tip);
	return [{
		proposal,
		proposed,
		since,
		tip,
		commits
	}];
}
function recordOf(proposal, merged, { committedAt }) {
	return {
		...proposal,
		uid: require_open.appliedUid(proposal.uid, committedAt),
		kind: "applied",
		undoes: proposal.uid,
		target: null,
		fromSha: merged.from,
		toSha: merged.to,
		createdAt: committedAt,
		pinRef: null,
		actor: null,
		reason: null,
		run: null
	};
}
function wantedOf({ kind, undoes, stepUids }) {
	return kind === "undo" && undoes !== null ? [undoes] : stepUids;
}
async function byOwnCommits(repository, { proposal, proposed, tip }, taken) {
	if (taken.has(proposed)) return void 0;
	if (await repository.isAncestor(proposed, tip) !== "yes") return void 0;
	return {
		from: await baseOf(repository, proposal, proposed),
		to: proposed
	};
}
async function baseOf(repository, proposal, proposed) {
	const wanted = wantedOf(proposal);
	let at = proposed;
	for (let count = 0; count < MOST_COMMITS; count++) {
		const names = require_open.revertedBy(await repository.commitMessage(at) ?? "");
		const [parent] = (await repository.commit(at))?.parents ?? [];
		if (parent === void 0 || !wanted.some((uid) => names.has(uid))) break;
		at = parent;
	}
	return at;
}
async function byOthers(repository, { proposal, proposed, since, tip, commits }, taken) {
	const base = await baseOf(repository, proposal, proposed);
	const paths = await pathsBetween(repository, base, proposed);
	const wanted = new Set(wantedOf(proposal));
	const named = new Set();
	const found = [];
	for (const commit of commits.slice(0, MOST_COMMITS)) {
		if (taken.has(commit.sha)) continue;
		const names = [...require_open.revertedBy(await repository.commitMessage(commit.sha) ?? "")].filter((uid) => wanted.has(uid));
		if (names.length === 0 || !await touches(repository, commit, paths)) continue;
		for (const uid of names) named.add(uid);
		found.push(commit);
	}
	const [newest] = found;
	const from = found.at(-1)?.parents[0];
	const isOneLine = found.slice(1).every(({ sha }, at) => found[at]?.parents[0] === sha);
	if (newest !== void 0 && from !== void 0 && named.size === wanted.size && isOneLine) return {
		from,
		to: newest.sha
	};
	const same = (await repository.commitsWithPatch(since, tip, {
		before: base,
		after: proposed
	})).find((sha) => !taken.has(sha));
	const parent = commits.find(({ sha }) => sha === same)?.parents[0];
	return same === void 0 || parent === void 0 ? void 0 : {
		from: parent,
		to: same
	};
}
function commitsOf(records, commits) {
	const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
	const found = new Set();
	for (const { kind, fromSha, toSha } of records) {
		if (kind === "rollback" || toSha === null) continue;
		const own = [];
		let at = toSha;
		for (let commit = bySha.get(at); commit !== void 0 && at !== fromSha; commit = bySha.get(at)) {
			own.push(at);
			at = commit.parents[0] ?? "";
		}
		if (at === fromSha) for (const sha of own) found.add(sha);
	}
	return found;
}
async function touches(repository, { sha, parents }, paths) {
	const [parent = null] = parents;
	return [...await pathsBetween(repository, parent, sha)].some((path) => paths.has(path));
}
async function pathsBetween(repository, from, to) {
	const files = await repository.diffs.files({
		from,
		to,
		paths: []
	});
	return new Set(files.flatMap(({ path, oldPath }) => oldPath === null ? [path] : [path, oldPath]));
}
async function reconcilePins(deps, there, limitMs) {
	const recorded = [];
	try {
		const drafts = await require_within.waitWithin(findUnrecorded(deps, there), limitMs, "What their pins say");
		for (const draft of drafts) recorded.push(await deps.history.addRollback(draft));
	} catch (error) {
		deps.warn(`Rollbacks that are not on record yet could not be recorded now: ${require_errors.describeError(error)}`);
	}
	return recorded;
}
async function reconcileLocalPins(deps, slug, limitMs) {
	try {
		const latest = (await reconcilePins(deps, {
			slug,
			refs: await localPins(deps.repository, slug),
			place: "local"
		}, limitMs)).at(-1);
		if (latest?.branch == null || latest.fromSha === null || latest.toSha === null) return;
		const { branch, fromSha, toSha, kind } = latest;
		if (await deps.repository.finishReset(branch, fromSha, toSha)) {
			const what = require_rollback.KINDS_IN_WORDS[kind];
			deps.warn(`${branch} was moved to ${require_identity.shortSha(toSha)} by ${what} that was stopped before the files had followed. Now they have.`);
		}
	} catch (error) {
		deps.warn(`The pins of this repository could not be read: ${require_errors.describeError(error)}`);
	}
}
async function findUnrecorded(deps, there) {
	const moves = await findUnrecordedMoves(deps, there);
	return [...moves, ...await findUnrecordedProposals(deps, there, moves)];
}
async function findUnrecordedProposals(deps, there, moves) {
	const { history, repository } = deps;
	const { slug, refs, place } = there;
	const pins = [...refs].flatMap(([ref, sha]) => {
		const uid = require_pin_refs.proposalOfPin(ref, slug);
		return uid === void 0 ? [] : [{
			ref,
			sha,
			uid,
			isDropped: false
		}];
	});
	if (pins.length === 0 || place === "local" || history.condition.kind === "unreadable") return [];
	const known = new Map((await history.listRollbacks()).map((it) => [it.uid, it]));
	const waiting = pins.sort((a, b) => a.uid < b.uid ? -1 : 1).slice(-50).filter(({ uid }) => known.get(uid)?.isProposed !== false);
	await fetchPins(repository, waiting.map(({ sha }) => sha));
	const found = [];
	const open = [];
	for (const pin of waiting) {
		const recorded = known.get(pin.uid);
		const proposal = recorded === void 0 ? await readPin(repository, slug, pin) : require_rollback.rollbackToDraft(recorded);
		const proposed = await pinnedCommit(repository, pin.sha);
		if (proposal === void 0 || !require_rollback.isProposal(proposal) || proposed === void 0) continue;
		const answer = proposal.kind === "undo" ? checkUndo(proposal, [...known.values()]) : await checkSteps(deps, proposal);
		if (recorded === void 0 && answer !== "sound") continue;
		if (recorded === void 0) found.push(proposal);
		open.push({
			proposal,
			proposed
		});
	}
	return [...found, ...await findMerged({
		repository,
		refs,
		known: [...known.values(), ...moves]
	}, open)];
}
async function findUnrecordedMoves(deps, there) {
	const { history, repository, warn } = deps;
	const { slug, refs, place } = there;
	if (history.condition.kind === "unreadable") return [];
	const pins = listPins(refs, slug);
	if (pins.length === 0) return [];
	const unrecorded = new Set(await history.findUnrecorded(pins.map(({ uid }) => uid)));
	if (unrecorded.size === 0) return [];
	const known = await history.listRollbacks();
	const waiting = pins.filter(({ uid }) => unrecorded.has(uid)).sort((a, b) => a.uid < b.uid ? -1 : 1).slice(-50);
	if (place === "remote") await fetchPins(repository, waiting.map(({ sha }) => sha));
	const odd = [];
	const sound = [];
	for (const pin of waiting) {
		const draft = await readPin(repository, slug, pin);
		const answer = draft === void 0 ? "odd" : await checkPin(deps, place, pin, draft, [...known, ...sound]);
		if (answer === "odd") odd.push(pin.ref);
		else if (answer === "sound" && draft !== void 0) sound.push(draft);
	}
	const happened = [];
	const undone = new Set();
	for (const draft of sound.toReversed()) {
		const later = [...known, ...sound].filter(({ uid, branch }) => uid > draft.uid && branch === draft.branch);
		const isForward = draft.kind !== "rollback";
		if (undone.has(draft.uid) || isForward && later.some(({ kind }) => kind === "rollback") || await branchAgrees(repository, there, draft)) {
			happened.unshift(draft);
			if (draft.undoes !== null) undone.add(draft.undoes);
		} else odd.push(draft.pinRef ?? draft.uid);
	}
	if (odd.length > 0) warn(`${odd.length === 1 ? "A pin was" : `${odd.length} pins were`} not taken for a rollback, because git and the history do not bear out what it says: ${require_folders.nameSome(odd, 3)}. Delete it if nobody needs what it keeps.`);
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
async function fetchPins(repository, shas) {
	if (shas.length === 0 || await fetchCommits(repository, shas, 2)) return;
	for (const sha of shas) await fetchCommits(repository, [sha], 2);
}
async function readPin(repository, slug, { ref, sha, uid, isDropped }) {
	const message = await repository.commitMessage(sha) ?? "";
	if (isDropped && require_open.parseDroppedMessage(message, require_pin_refs.rollbackPinRef(slug, uid)) === void 0) return void 0;
	const draft = require_open.parsePinMessage(message);
	if (draft === void 0 || draft.uid !== uid || draft.pinRef !== (isDropped ? require_pin_refs.rollbackPinRef(slug, uid) : ref)) return void 0;
	return slug === "default" || draft.projectId === require_projects.slugToText(slug) ? draft : void 0;
}
async function pinnedCommit(repository, pin) {
	const parents = (await repository.commit(pin))?.parents ?? [];
	return parents.length === 1 ? parents[0] : void 0;
}
async function checkPin(deps, place, pin, draft, known) {
	const { repository } = deps;
	const { branch, fromSha, toSha } = draft;
	const answer = draft.kind === "undo" ? checkUndo(draft, known) : await checkSteps(deps, draft);
	if (answer !== "sound" || branch === null || fromSha === null || toSha === null) return answer;
	const [older, newer] = draft.kind === "rollback" ? [toSha, fromSha] : [fromSha, toSha];
	if (draft.kind !== "rollback" && !pin.isDropped && place === "remote") await fetchCommits(repository, [toSha], 1);
	if (!await repository.isBranchName(branch)) return "odd";
	if (pin.isDropped) return "sound";
	return await pinnedCommit(repository, pin.sha) === fromSha && await repository.isAncestor(older, newer) === "yes" ? "sound" : "odd";
}
function checkUndo(undo, known) {
	const undone = known.find(({ uid }) => uid === undo.undoes);
	if (undone === void 0) return "earlier-generation";
	return undone.branch === undo.branch && (undone.kind === "revert" || undone.kind === "rollback" && undone.fromSha === undo.toSha && undone.toSha === undo.fromSha) && undone.stepUids.length === undo.stepUids.length && undone.stepUids.every((uid) => undo.stepUids.includes(uid)) ? "sound" : "odd";
}
async function checkSteps({ repository, history }, draft) {
	const { target, stepUids, branch, fromSha, toSha } = draft;
	const uids = target === null ? stepUids : [target.stepUid, ...stepUids];
	const steps = (await Promise.all(uids.map((uid) => history.findStep({
		kind: "uid",
		prefix: uid
	})))).flatMap((lookup) => lookup.kind === "found" ? [lookup.value] : []);
	if (steps.length === 0) return "earlier-generation";
	if (steps.length < uids.length || fromSha === null || toSha === null && draft.kind !== "revert") return "odd";
	const strangers = steps.filter((step) => step.branch !== null && step.branch !== branch);
	if (strangers.length === 0) return "sound";
	if (draft.kind === "revert") return await areAllIn(repository, strangers, fromSha) ? "sound" : "odd";
	if (toSha === null || await repository.isAncestor(toSha, fromSha) !== "yes") return "odd";
	const { commits } = await repository.commits(toSha, fromSha);
	const displaced = new Set(commits.map(({ sha }) => sha));
	return strangers.every((step) => step.changes?.own_commits.some(({ sha }) => displaced.has(sha))) ? "sound" : "odd";
}
async function areAllIn(repository, steps, tip) {
	for (const { commitShaAfter } of steps) if (commitShaAfter === null || await repository.isAncestor(commitShaAfter, tip) !== "yes") return false;
	return true;
}
async function branchAgrees(repository, { refs, place }, draft) {
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
