const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_store_deps = require("./store-deps.js");
const require_save_files = require("./save-files.js");
let node_path = require("node:path");
let node_fs = require("node:fs");
let node_fs_promises = require("node:fs/promises");
// src/stores/running-save.ts
async function createRunningSave({ service, folder, limits }) {
	const note = (0, node_path.join)(folder, "running.json");
	const ending = new AbortController();
	let saved = await readNote(note);
	let making;
	const save = async (draft, { parentUid, createdAt }) => {
		const home = (0, node_path.join)(folder, "running");
		await (0, node_fs_promises.mkdir)(home, { recursive: true });
		await require_action_run_steps.writeFragment((0, node_path.join)(home, require_action_run_steps.FRAGMENT_FILE), {
			steps: [{
				draft,
				parentUid,
				createdAt,
				outcome: null
			}],
			rollbacks: [],
			stepClaims: [],
			rollbackClaims: []
		});
		saved = await require_action_run_steps.runWithin(limits.runningMs, "An answer to the save", (signal) => service.save("running", home, [require_action_run_steps.FRAGMENT_FILE], AbortSignal.any([signal, ending.signal])));
		require_action_run_steps.replaceFile(note, JSON.stringify(saved));
	};
	return {
		begin(draft, step) {
			making ??= save(draft, step).catch(() => {});
		},
		saved: () => saved,
		async discard(end) {
			const { discard } = service;
			if (discard === null) {
				ending.abort();
				return;
			}
			await making;
			const running = saved;
			if (running === void 0) return;
			try {
				await require_action_run_steps.runWithin(limits.discardMs, "An answer to the removal", (signal) => discard(running, end, folder, signal));
				saved = void 0;
			} catch {}
		}
	};
}
async function readNote(path) {
	try {
		const note = JSON.parse(require_action_run_steps.readRegularFile(path)?.toString("utf8") ?? "");
		return isSavedAs(note) ? note : void 0;
	} catch {
		return;
	}
}
function isSavedAs(note) {
	return typeof note === "object" && note !== null && "save" in note && typeof note.save === "string" && "name" in note && typeof note.name === "string" && "where" in note && typeof note.where === "string";
}
// src/stores/snapshot-store.ts
function createSnapshotStore(deps, service, folder) {
	return {
		name: service.name,
		async open() {
			const limits = deps.timeLimits ?? require_store_deps.TIME_LIMITS;
			const place = {
				deps,
				service,
				folder,
				limits,
				running: await createRunningSave({
					service,
					folder,
					limits
				})
			};
			try {
				await (0, node_fs_promises.mkdir)(folder, { recursive: true });
				return recordStarts(place, await openLeft(place) ?? await openRestored(place));
			} catch (error) {
				return recordStarts(place, openFragment(place, {
					kind: "unreadable",
					reason: require_action_post_help_run_steps.describeError(error)
				}));
			}
		}
	};
}
const BESIDE_SHARE = .6;
function recordStarts({ running }, history) {
	return {
		...history,
		async startStep(draft) {
			const step = await history.startStep(draft);
			if (step.status === "running") running.begin(draft, step);
			return step;
		}
	};
}
async function openRestored(place) {
	const { deps, service, folder, limits } = place;
	const unpacked = (0, node_path.join)(folder, "restored");
	await (0, node_fs_promises.mkdir)(unpacked, { recursive: true });
	try {
		const limitMs = Math.min(limits.restoreMs, deps.startTime?.leftMs("history") ?? limits.restoreMs);
		const restored = await require_action_run_steps.runWithin(limitMs, "The history", (signal) => {
			const end = Date.now() + Math.min(limits.restoreBesideMs, limitMs * BESIDE_SHARE);
			return service.restore(unpacked, {
				signal,
				hasTime: () => Date.now() < end
			});
		});
		const [newest, ...others] = restored.snapshots;
		const path = (0, node_path.join)(folder, require_save_files.LEDGER_FILE);
		if (newest !== void 0) await (0, node_fs_promises.copyFile)(newest, path);
		const ledger = await deps.openLedger(path);
		const records = [];
		for (const other of others) records.push(await readRecords(deps, other));
		const renumbered = require_action_run_steps.mergeIntoLedger(ledger, [...records, ...restored.fragments]);
		require_action_run_steps.replaceFile((0, node_path.join)(folder, require_save_files.CONTAINS_FILE), require_save_files.formatContains(restored.contains));
		const warnings = [...restored.warnings, ...renumbered];
		return openLedgerHistory(place, ledger, {
			condition: conditionOf(restored),
			warnings,
			unpublished: false
		}, restored.contains);
	} finally {
		await (0, node_fs_promises.rm)(unpacked, {
			recursive: true,
			force: true
		});
	}
}
async function openLeft(place) {
	const { deps, folder } = place;
	const path = (0, node_path.join)(folder, require_save_files.LEDGER_FILE);
	if ((0, node_fs.existsSync)(path) && (0, node_fs.existsSync)((0, node_path.join)(folder, "contains.json"))) {
		await deps.admitLedger(path);
		return openLedgerHistory(place, await deps.openLedger(path), {
			condition: { kind: "found" },
			warnings: [],
			unpublished: true
		}, await require_save_files.readContains((0, node_path.join)(folder, require_save_files.CONTAINS_FILE)));
	}
	const fragment = (0, node_path.join)(folder, require_action_run_steps.FRAGMENT_FILE);
	if (!(0, node_fs.existsSync)(fragment)) return null;
	return openFragment(place, {
		kind: "unreadable",
		reason: "its store did not tell it when this step began."
	}, await require_action_run_steps.readFragment(fragment, fragment));
}
function openLedgerHistory(place, ledger, opened, containsAtFirst) {
	const { folder, running } = place;
	let contains = containsAtFirst;
	const addSave = async (saved) => {
		const saves = new Set([...contains.saves, ...saved === void 0 ? [] : [saved.save]]);
		contains = {
			...contains,
			saves: [...saves]
		};
		require_action_run_steps.replaceFile((0, node_path.join)(folder, require_save_files.CONTAINS_FILE), require_save_files.formatContains(contains));
	};
	return require_action_run_steps.createLedgerHistory({
		...opened,
		ledger,
		isShared: false,
		publish: async () => {
			try {
				await addSave(running.saved());
				const saved = await saveEnd(place, "snapshot", [require_save_files.LEDGER_FILE, require_save_files.CONTAINS_FILE]);
				await addSave(saved);
				return { kind: "published" };
			} catch (error) {
				return {
					kind: "kept",
					where: ledger.path,
					reason: require_action_post_help_run_steps.describeError(error)
				};
			}
		}
	});
}
function openFragment(place, condition, records) {
	const file = (0, node_path.join)(place.folder, require_action_run_steps.FRAGMENT_FILE);
	const publish = async () => {
		try {
			const { where } = await saveEnd(place, "fragment", [require_action_run_steps.FRAGMENT_FILE]);
			return {
				kind: "fragment",
				where,
				reason: condition.reason
			};
		} catch (error) {
			return {
				kind: "kept",
				where: file,
				reason: require_action_post_help_run_steps.describeError(error)
			};
		}
	};
	return require_action_run_steps.createFragmentHistory({
		condition,
		file,
		publish,
		...records === void 0 ? {} : { records }
	});
}
async function saveEnd({ service, folder, limits, running }, kind, files) {
	const saved = await require_action_run_steps.runWithin(limits.publishMs, "An answer to the save", (signal) => service.save(kind, folder, files, signal));
	await running.discard(saved);
	return saved;
}
function conditionOf({ snapshots, fragments, expiredSince }) {
	if (snapshots.length > 0) return { kind: "found" };
	if (expiredSince !== null) return {
		kind: "expired",
		lastSavedAt: expiredSince
	};
	return fragments.length > 0 ? { kind: "found" } : { kind: "empty" };
}
async function readRecords(deps, path) {
	const ledger = await deps.openLedger(path);
	try {
		return ledger.records();
	} finally {
		ledger.close();
	}
}
// src/stores/snapshot-service.ts
function sayLeft(count) {
	return `${count === 1 ? "A save of a parallel run was" : `${count} saves of parallel runs were`} left for a later run to merge: there was no time to read more.`;
}
Object.defineProperty(exports, "createSnapshotStore", {
	enumerable: true,
	get: function() {
		return createSnapshotStore;
	}
});
Object.defineProperty(exports, "sayLeft", {
	enumerable: true,
	get: function() {
		return sayLeft;
	}
});
