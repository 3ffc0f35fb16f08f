(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_tip = require("./tip.js");
let node_crypto = __late(() => require("node:crypto"));
let node_fs_promises = __late(() => require("node:fs/promises"));
// src/stores/git/latest-steps.ts
const BUCKET_SIZE = 64;
const FOLDER = "branches";
const OLDER_FOLDER = "heads";
const EMPTY = {
	complete: true,
	entries: []
};
function openHeads(objects, tip) {
	const buckets = new Map();
	const changed = new Set();
	const readAt = async (path) => {
		const [object] = tip === null ? [null] : await objects.read([`${tip}:${path}`], require_tip.MAX_FILE_BYTES);
		return object ?? null;
	};
	const load = async (path) => {
		const known = buckets.get(path);
		if (known !== void 0) return known;
		const file = await readAt(path);
		const bucket = file === null ? {
			...EMPTY,
			complete: await readAt(OLDER_FOLDER) === null
		} : parseBucket(Buffer.from(file.content).toString("utf8"), path);
		buckets.set(path, bucket);
		return bucket;
	};
	return {
		latest: async (branch) => {
			const { complete, entries } = await load(bucketFile(branch));
			const found = entries.find((entry) => entry.branch === branch);
			if (found === void 0) return complete ? null : void 0;
			return {
				uid: found.uid,
				id: found.id
			};
		},
		set: async (branch, head) => {
			const path = bucketFile(branch);
			const { complete, entries } = await load(path);
			const others = entries.filter((entry) => entry.branch !== branch);
			buckets.set(path, {
				complete,
				entries: head === null ? others : [{
					branch,
					...head
				}, ...others]
			});
			changed.add(path);
		},
		files: () => {
			const text = (path) => formatBucket(fitInFile(buckets.get(path) ?? EMPTY));
			return new Map([...changed].map((path) => [path, Buffer.from(text(path))]));
		}
	};
}
async function listHeads(objects, tip) {
	const [folder] = await objects.read([`${tip}:${FOLDER}`], require_tip.MAX_FILE_BYTES);
	const names = folder == null ? [] : [...require_tip.parseTree(folder.content, tip.length).keys()];
	return (await objects.read(names.map((name) => `${tip}:${FOLDER}/${name}`), names.length * require_tip.MAX_FILE_BYTES)).flatMap((file, at) => file === null ? [] : parseBucket(Buffer.from(file.content).toString("utf8"), `${FOLDER}/${names[at]}`).entries.map(({ branch }) => branch));
}
function bucketFile(branch) {
	return `${FOLDER}/${(0, node_crypto.hash)("sha256", JSON.stringify(branch)).slice(0, 2)}.json`;
}
function fitInFile(bucket) {
	if (bucket.entries.length > BUCKET_SIZE) return fitInFile({
		complete: false,
		entries: bucket.entries.slice(0, BUCKET_SIZE)
	});
	if (Buffer.byteLength(formatBucket(bucket)) <= 262144) return bucket;
	return fitInFile({
		complete: false,
		entries: bucket.entries.slice(0, -1)
	});
}
function formatBucket({ complete, entries }) {
	const heads = entries.map(({ branch, uid, id }) => ({
		branch,
		uid,
		id
	}));
	return `${JSON.stringify({
		complete,
		heads
	})}\n`;
}
const bucketKind = require_action_help_run_steps.object({
	complete: require_action_help_run_steps.flag,
	heads: require_action_help_run_steps.list(require_action_help_run_steps.object({
		branch: require_action_help_run_steps.nullable(require_action_help_run_steps.anyText),
		uid: require_action_help_run_steps.uid,
		id: require_action_help_run_steps.integer(1)
	}), BUCKET_SIZE)
});
function parseBucket(text, path) {
	const reading = new require_action_help_run_steps.Reading(true);
	const found = bucketKind.read(require_action_help_run_steps.parseJson(text), reading);
	if (found !== require_action_help_run_steps.WRONG && reading.isClean) return {
		complete: found.complete,
		entries: found.heads
	};
	throw new require_action_post_help_run_steps.StoreError("damaged", `The history's ${path} is no list of the latest steps of branches.`);
}
function headsAfter(ledger, added) {
	const undone = added.rollbacks.flatMap(({ undoes }) => {
		const lookup = undoes === null ? null : ledger.getRollback({
			kind: "uid",
			prefix: undoes
		});
		return lookup?.kind === "found" ? lookup.value.stepUids : [];
	});
	const covered = added.rollbacks.flatMap(({ stepUids }) => stepUids);
	const uids = new Set([
		...added.steps.map(({ draft }) => draft.uid),
		...covered,
		...undone
	]);
	const branchesIn = (reads) => [...uids].flatMap((uid) => {
		const lookup = reads.getStep({
			kind: "uid",
			prefix: uid
		});
		return lookup.kind === "found" ? [lookup.value.branch] : [];
	});
	const before = branchesIn(ledger);
	return ledger.withAdded(added, (reads) => {
		const branches = new Set([...before, ...branchesIn(reads)]);
		return new Map([...branches].map((branch) => [branch, headOf(reads, branch)]));
	});
}
function headOf(reads, branch) {
	const step = reads.getLatestActiveStep(void 0, branch);
	return step?.id == null ? null : {
		uid: step.uid,
		id: step.id
	};
}
function branchOf({ draft, outcome }) {
	return outcome === null ? draft.branch : outcome.branch;
}
// src/stores/git/local-ledger.ts
const SEGMENTS_AT_ONCE = 16;
const MOST_NOTED = 1e5;
function openLocalLedger(deps, path, copies = null) {
	const { objects } = deps;
	let loaded = null;
	let guards = null;
	const loadAll = async (tip) => {
		loaded?.ledger.close();
		loaded = null;
		await (0, node_fs_promises.rm)(path, { force: true });
		const ledger = await deps.openLedger(path);
		try {
			const progress = {
				nextStep: 1,
				nextRollback: 1,
				missingParents: new Set(),
				setAside: []
			};
			if (tip === null) return {
				ledger,
				progress,
				tip: {
					sha: "",
					records: 0
				}
			};
			const count = require_tip.countSegments(tip.meta);
			if (count > 0) await require_tip.fetchSegments(objects, tip);
			for (let from = 0; from < count; from += SEGMENTS_AT_ONCE) {
				const indexes = Array.from({ length: Math.min(SEGMENTS_AT_ONCE, count - from) }, (_, index) => from + index);
				addRecords(ledger, progress, await require_tip.readSegments(objects, tip, indexes));
			}
			addRecords(ledger, progress, await require_tip.readLast(objects, tip, tip.meta.records % tip.meta.segmentSize));
			checkNumbers(ledger, progress, tip);
			return {
				ledger,
				progress,
				tip: endOf(tip)
			};
		} catch (error) {
			ledger.close();
			throw error;
		}
	};
	const addNewer = async ({ ledger, progress, tip: from }, to) => {
		const [base, ...commits] = await require_tip.readLast(objects, to, to.meta.records - from.records + 1);
		if (base?.sha !== from.sha) throw new require_action_post_help_run_steps.StoreError("damaged", "The history was rewritten while this run was going on.");
		addRecords(ledger, progress, commits);
		checkNumbers(ledger, progress, to);
		return {
			ledger,
			progress,
			tip: endOf(to)
		};
	};
	const loadKept = async (tip) => {
		const kept = await copies?.find();
		const noted = kept == null ? void 0 : noteToProgress(kept.note);
		if (kept == null || noted === void 0) return void 0;
		const { records, progress } = noted;
		const isSame = kept.sha === tip.sha && records === tip.meta.records;
		if (!isSame && !isSoonAfter(tip, records)) return void 0;
		let ledger;
		try {
			if (!isSame) await (0, node_fs_promises.copyFile)(kept.path, path);
			ledger = await deps.openLedger(isSame ? kept.path : path);
			const found = {
				ledger,
				progress,
				tip: {
					sha: kept.sha,
					records
				}
			};
			if (!isSame) return await addNewer(found, tip);
			checkNumbers(ledger, progress, tip);
			return found;
		} catch {
			ledger?.close();
			return;
		}
	};
	const load = async (tip) => {
		if (tip === null) return await loadAll(null);
		const now = await loadKept(tip) ?? await loadAll(tip);
		const { missingParents, ...others } = now.progress;
		const note = {
			records: now.tip.records,
			...others,
			missingParents: [...missingParents]
		};
		if (now.ledger.path === path) await copies?.keep(path, tip.sha, note);
		return now;
	};
	return {
		get path() {
			return loaded?.ledger.path ?? null;
		},
		get setAside() {
			return loaded?.progress.setAside ?? [];
		},
		at: async (tip) => {
			if (loaded?.tip.sha === (tip?.sha ?? "")) return loaded.ledger;
			const isOwn = loaded?.ledger.path === path;
			const now = loaded !== null && tip !== null && isOwn && isSoonAfter(tip, loaded.tip.records) ? await addNewer(loaded, tip) : await load(tip);
			if (loaded?.ledger !== now.ledger) guards?.push(require_action_run_steps.guardLedger(now.ledger, false));
			loaded = now;
			return now.ledger;
		},
		guard: () => {
			guards = loaded === null ? [] : [require_action_run_steps.guardLedger(loaded.ledger, false)];
			return async () => {
				const looks = guards ?? [];
				guards = null;
				return (await Promise.all(looks.map((look) => look()))).flat();
			};
		},
		close: () => {
			loaded?.ledger.close();
			loaded = null;
		}
	};
}
async function tellLost(seen, present) {
	const { objects, slug, remote, tip, lookBack } = present;
	if (seen === null || seen.sha === tip?.sha) return null;
	const { records: known } = seen;
	if (tip !== null && tip.meta.records > known) {
		const gap = tip.meta.records - known;
		if (gap > lookBack) return null;
		const since = await objects.commitsFrom(tip.sha, gap + 1).catch(() => null);
		if (since === null || since.length <= gap || since.at(-1) === seen.sha) return null;
	}
	const ref = require_action_run_steps.ledgerRef(slug);
	const lost = tip === null ? known : `at least ${Math.max(1, known - tip.meta.records)} of the ${known}`;
	const restore = [[
		"git",
		"fetch",
		remote.fetchFrom,
		seen.sha
	], [
		"git",
		"push",
		remote.name,
		`${seen.sha}:${ref}`
	]];
	return `${ref} at the remote no longer contains ${lost} records that this machine has read there, up to ${seen.sha}. To put them back: ${restore.map(require_action_run_steps.quoteForShell).join(" && ")} (if git refuses, see docs/stores.md). To accept that they are gone: rm -r ${require_action_run_steps.quoteForShell([seen.folder])}`;
}
function endOf({ sha, meta }) {
	return {
		sha,
		records: meta.records
	};
}
function isSoonAfter({ meta }, records) {
	const gap = meta.records - records;
	return records > 0 && gap > 0 && gap < meta.segmentSize;
}
function addRecords(ledger, progress, lines) {
	const sound = [];
	const seen = new Set();
	const isKnown = (uid) => seen.has(uid) || ledger.getStep({
		kind: "uid",
		prefix: uid
	}).kind !== "unknown";
	for (const line of lines) {
		const records = line.wrong === null ? require_action_run_steps.parseLedgerRecords(line.records, `record ${line.n}`) : require_action_run_steps.NO_RECORDS;
		const reason = line.wrong ?? records.setAside?.[0]?.reason ?? findOddPlace(records, line.n, progress, isKnown);
		if (reason !== null) {
			progress.setAside.push({
				n: line.n,
				reason
			});
			continue;
		}
		sound.push(records);
		for (const { number } of records.stepClaims) progress.nextStep = number + 1;
		for (const { number } of records.rollbackClaims) progress.nextRollback = number + 1;
		for (const { draft, parentUid } of records.steps) {
			seen.add(draft.uid);
			if (parentUid !== null && !isKnown(parentUid)) progress.missingParents.add(parentUid);
		}
	}
	ledger.merge(require_action_run_steps.concatRecords(sound));
}
function findOddPlace({ steps, stepClaims, rollbacks, rollbackClaims }, n, { nextStep, nextRollback, missingParents }, isKnown) {
	const claimed = new Set(stepClaims.map(({ uid }) => uid));
	const numbered = new Set(rollbackClaims.map(({ uid }) => uid));
	for (const { draft, parentUid } of steps) {
		if (!claimed.has(draft.uid) && !isKnown(draft.uid)) return `step ${draft.uid} has no number`;
		if (parentUid === draft.uid || missingParents.has(draft.uid)) return `step ${draft.uid} is not before its child`;
	}
	if (rollbacks.some(({ uid }) => !numbered.has(uid))) return "a rollback has no number";
	return findOddClaim(stepClaims, nextStep, n, new Set(steps.map(({ draft }) => draft.uid))) ?? findOddClaim(rollbackClaims, nextRollback, n, new Set(rollbacks.map(({ uid }) => uid)));
}
function findOddClaim(claims, next, n, uids) {
	if (claims.length > 1) return `it takes ${claims.length} numbers`;
	const odd = claims.find(({ uid, number }) => number < next || number > n || !uids.has(uid));
	return odd === void 0 ? null : `it takes number ${odd.number}, and ${next} was next`;
}
function checkNumbers(ledger, { nextStep, nextRollback, setAside }, { meta }) {
	const [latest] = ledger.listRollbacks({ limit: 1 });
	const most = setAside.length;
	const fits = (said, known) => said >= known && said - known <= most;
	if (fits(meta.nextStep, nextStep) && fits(meta.nextRollback, nextRollback) && fits(nextStep - 1, ledger.countSteps()) && fits(nextRollback - 1, latest?.number ?? 0)) return;
	throw new require_action_post_help_run_steps.StoreError("damaged", "The numbers of the steps in the history do not fit what its tip says of them.");
}
const noted = require_action_help_run_steps.object({
	records: require_action_help_run_steps.integer(1),
	nextStep: require_action_help_run_steps.integer(1),
	nextRollback: require_action_help_run_steps.integer(1),
	missingParents: require_action_help_run_steps.list(require_action_help_run_steps.anyText, MOST_NOTED),
	setAside: require_action_help_run_steps.list(require_action_help_run_steps.object({
		n: require_action_help_run_steps.integer(1),
		reason: require_action_help_run_steps.anyText
	}), MOST_NOTED)
});
function noteToProgress(note) {
	const reading = new require_action_help_run_steps.Reading(true);
	const found = noted.read(note, reading);
	if (found === require_action_help_run_steps.WRONG || !reading.isClean) return void 0;
	const { records, missingParents, setAside, ...next } = found;
	return {
		records,
		progress: {
			...next,
			missingParents: new Set(missingParents),
			setAside: [...setAside]
		}
	};
}
Object.defineProperty(exports, "branchOf", {
	enumerable: true,
	get: function() {
		return branchOf;
	}
});
Object.defineProperty(exports, "headOf", {
	enumerable: true,
	get: function() {
		return headOf;
	}
});
Object.defineProperty(exports, "headsAfter", {
	enumerable: true,
	get: function() {
		return headsAfter;
	}
});
Object.defineProperty(exports, "listHeads", {
	enumerable: true,
	get: function() {
		return listHeads;
	}
});
Object.defineProperty(exports, "openHeads", {
	enumerable: true,
	get: function() {
		return openHeads;
	}
});
Object.defineProperty(exports, "openLocalLedger", {
	enumerable: true,
	get: function() {
		return openLocalLedger;
	}
});
Object.defineProperty(exports, "tellLost", {
	enumerable: true,
	get: function() {
		return tellLost;
	}
});
});
