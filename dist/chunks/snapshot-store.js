(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs = require("node:fs");
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_snapshot_service = require("./snapshot-service.js");
const require_store_deps = require("./store-deps.js");
// src/stores/running-save.ts
function createRunningSave(folder, limits) {
	const note = (0, node_path.join)(folder, "running.json");
	const ending = new AbortController();
	let saved = readNote(note);
	let making;
	const save = async (draft, { parentUid, createdAt }, connection) => {
		const home = (0, node_path.join)(folder, "running");
		await (0, node_fs_promises.mkdir)(home, { recursive: true });
		const steps = [{
			draft,
			parentUid,
			createdAt,
			outcome: null
		}];
		await require_action_run_steps.writeFragment((0, node_path.join)(home, require_action_help_run_steps.FRAGMENT_FILE), {
			...require_action_run_steps.NO_RECORDS,
			steps
		});
		saved = await require_action_run_steps.runWithin(limits.runningMs, "An answer to the save", (signal) => connection.save("running", home, [require_action_help_run_steps.FRAGMENT_FILE], AbortSignal.any([signal, ending.signal])));
		require_action_post_help_run_steps.replaceFile(note, JSON.stringify(saved));
	};
	return {
		begin(draft, step, connection) {
			making ??= save(draft, step, connection).catch(() => {}).finally(() => connection.close());
		},
		saved: () => saved,
		async discard(end, { discard }) {
			if (discard === null) return ending.abort();
			await making;
			const running = saved;
			if (running === void 0) return;
			try {
				await require_action_run_steps.runWithin(limits.discardMs, "An answer to the removal", (signal) => discard(running, end, signal));
				saved = void 0;
			} catch {}
		}
	};
}
const savedAs = require_action_help_run_steps.object({
	save: require_action_help_run_steps.anyText,
	name: require_action_help_run_steps.anyText,
	where: require_action_help_run_steps.anyText
});
function readNote(path) {
	const found = savedAs.read(require_action_help_run_steps.parseJson(require_action_post_help_run_steps.readRegularFile(path)?.toString("utf8") ?? ""), new require_action_help_run_steps.Reading(true));
	return found === require_action_help_run_steps.WRONG ? void 0 : found;
}
// src/stores/snapshot-store.ts
function createSnapshotStore(deps, service, folder) {
	return {
		name: service.name,
		async open() {
			const limits = deps.timeLimits ?? require_store_deps.TIME_LIMITS;
			const running = createRunningSave(folder, limits);
			const place = {
				deps,
				connections: keepConnection(service),
				folder,
				limits,
				running
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
function keepConnection(service) {
	let left;
	const take = () => {
		const taken = left ?? service.connect();
		left = void 0;
		return taken;
	};
	return {
		take,
		leave: (connection) => {
			left = connection;
		},
		close: () => take().close()
	};
}
function recordStarts({ connections, running }, history) {
	return {
		...history,
		async startStep(draft) {
			const step = await history.startStep(draft);
			if (step.status === "running") running.begin(draft, step, connections.take());
			return step;
		},
		async guard() {
			await connections.close();
			return history.guard();
		},
		async close() {
			await connections.close();
			await history.close();
		}
	};
}
async function openRestored(place) {
	const { deps, connections, folder, limits } = place;
	const connection = connections.take();
	const unpacked = (0, node_path.join)(folder, "restored");
	await (0, node_fs_promises.mkdir)(unpacked, { recursive: true });
	try {
		const limitMs = Math.min(limits.restoreMs, deps.startTime?.leftMs("history") ?? limits.restoreMs);
		const restored = await require_action_run_steps.runWithin(limitMs, "The history", (signal) => {
			const end = Date.now() + Math.min(limits.restoreBesideMs, limitMs * BESIDE_SHARE);
			return connection.restore(unpacked, {
				signal,
				hasTime: () => Date.now() < end
			});
		});
		const [newest, ...others] = restored.snapshots;
		const path = (0, node_path.join)(folder, require_action_run_steps.LEDGER_FILE);
		if (newest !== void 0) await (0, node_fs_promises.copyFile)(newest, path);
		const ledger = await deps.openLedger(path);
		const records = [];
		for (const other of others) records.push(await readRecords(deps, other));
		const renumbered = require_action_run_steps.mergeIntoLedger(ledger, [...records, ...restored.fragments]);
		require_action_post_help_run_steps.replaceFile((0, node_path.join)(folder, require_snapshot_service.CONTAINS_FILE), require_snapshot_service.formatContains(restored.contains));
		const warnings = [...restored.warnings, ...renumbered];
		return openLedgerHistory(place, ledger, {
			condition: conditionOf(restored),
			warnings
		}, restored.contains);
	} finally {
		connections.leave(connection);
		await (0, node_fs_promises.rm)(unpacked, {
			recursive: true,
			force: true
		});
	}
}
async function openLeft(place) {
	const { deps, folder } = place;
	const path = (0, node_path.join)(folder, require_action_run_steps.LEDGER_FILE);
	if ((0, node_fs.existsSync)(path) && (0, node_fs.existsSync)((0, node_path.join)(folder, "contains.json"))) {
		await deps.admitLedger(path);
		return openLedgerHistory(place, await deps.openLedger(path), {
			condition: { kind: "found" },
			unpublished: true
		}, require_snapshot_service.readContains((0, node_path.join)(folder, require_snapshot_service.CONTAINS_FILE)));
	}
	const fragment = (0, node_path.join)(folder, require_action_help_run_steps.FRAGMENT_FILE);
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
		require_action_post_help_run_steps.replaceFile((0, node_path.join)(folder, require_snapshot_service.CONTAINS_FILE), require_snapshot_service.formatContains(contains));
	};
	return require_action_run_steps.createLedgerHistory({
		...opened,
		ledger,
		isShared: false,
		publish: async () => {
			try {
				await addSave(running.saved());
				const saved = await saveEnd(place, "snapshot", [require_action_run_steps.LEDGER_FILE, require_snapshot_service.CONTAINS_FILE]);
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
function openFragment(place, condition, records = require_action_run_steps.NO_RECORDS) {
	const file = (0, node_path.join)(place.folder, require_action_help_run_steps.FRAGMENT_FILE);
	const publish = async () => {
		try {
			const { where } = await saveEnd(place, "fragment", [require_action_help_run_steps.FRAGMENT_FILE]);
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
		records
	});
}
async function saveEnd({ connections, folder, limits, running }, kind, files) {
	const connection = connections.take();
	try {
		const saved = await require_action_run_steps.runWithin(limits.publishMs, "An answer to the save", (signal) => connection.save(kind, folder, files, signal));
		await running.discard(saved, connection);
		return saved;
	} finally {
		await connection.close();
	}
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
Object.defineProperty(exports, "createSnapshotStore", {
	enumerable: true,
	get: function() {
		return createSnapshotStore;
	}
});
});
