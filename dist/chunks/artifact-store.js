(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_path = require("node:path");
let node_timers_promises = __late(() => require("node:timers/promises"));
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_store_deps = require("./store-deps.js");
const require_github_services = require("./github-services.js");
const require_snapshot_store = require("./snapshot-store.js");
const require_keep_file = require("./keep-file.js");
const require_snapshot_service = require("./snapshot-service.js");
// src/stores/artifact/restore.ts
function artifactNames(slug) {
	return {
		save: `laforge-${slug}`,
		running: `laforge.running-${slug}`
	};
}
function isNameOrWithUid(name, found) {
	return found === name || found.startsWith(`${name}-`) && require_action_post_help_run_steps.isUid(found.slice(name.length + 1));
}
const MAX_ARCHIVE_BYTES = 536870912;
const DOWNLOADS_AT_ONCE = 8;
const RUNS_AT_ONCE = 16;
async function restore(deps, request) {
	const { names } = request;
	const known = new Map();
	const readings = new Map();
	const contained = new Set();
	const runsListed = new Set();
	const runsToList = new Set();
	const openRuns = new Set();
	const ofUnknownOrigin = new Set();
	const learn = (artifacts) => {
		for (const it of artifacts.filter((each) => isSave(each) || isRunning(each))) {
			if (it.ownRun === true) known.set(it.id, it);
			if (it.ownRun === null) ofUnknownOrigin.add(it.id);
		}
	};
	const isSave = ({ name }) => isNameOrWithUid(names.save, name);
	const isRunning = ({ name }) => isNameOrWithUid(names.running, name);
	const list = async (runId) => {
		runsListed.add(runId);
		const isOver = runId === request.runId ? false : await deps.index.isRunCompleted(runId);
		const artifacts = await deps.index.artifactsOfRun(runId);
		if ((isOver === null || artifacts === null) && [...known.values()].some((it) => it.runId === runId)) throw new require_action_post_help_run_steps.StoreError("unreadable", `GitHub lists artifacts of run ${runId} and says that there is no such run.`);
		if (isOver === false && runId !== request.runId) openRuns.add(runId);
		learn(artifacts ?? []);
	};
	const read = async (artifact) => {
		const reading = await readArtifact(deps, artifact, isRunning(artifact), (0, node_path.join)(request.folder, String(artifact.id)));
		readings.set(artifact.id, reading);
		if (reading.kind === "gone") runsListed.delete(artifact.runId);
		if (reading.kind !== "snapshot") return;
		const contains = require_snapshot_service.readContains((0, node_path.join)(reading.path, "..", require_snapshot_service.CONTAINS_FILE));
		for (const id of contains.saves.map(Number)) if (id < artifact.id) contained.add(id);
		for (const runId of contains.openRuns) runsToList.add(runId);
	};
	const unread = () => [...known.values()].filter((it) => !it.expired && !contained.has(it.id) && !readings.has(it.id)).sort((a, b) => b.id - a.id);
	const next = () => {
		const saves = unread().filter(isSave);
		if (![...readings.values()].some((it) => it.kind === "snapshot") && saves.length > 0) return saves.slice(0, 1);
		if (saves.length > 0) return request.hasTime() ? saves.slice(0, DOWNLOADS_AT_ONCE) : [];
		const room = 8 - [...readings.values()].filter((it) => isRunning(it.artifact)).length;
		return room > 0 && request.hasTime() ? unread().slice(-room) : [];
	};
	learn((await Promise.all([names.save, names.running].map((it) => deps.index.artifactsNamed(it)))).flat());
	for (;;) {
		const toRead = next();
		const [newest] = [...known.values()].filter(isSave).sort((a, b) => b.id - a.id);
		for (const it of [...newest ? [newest] : [], ...toRead]) runsToList.add(it.runId);
		const toList = [...runsToList].filter((it) => !runsListed.has(it)).sort((a, b) => a - b).slice(0, RUNS_AT_ONCE - runsListed.size);
		if (toRead.length === 0 && toList.length === 0) break;
		await Promise.all([...toRead.map(read), ...toList.map(list)]);
	}
	const left = unread();
	for (const runId of [...left.map((it) => it.runId), ...[...runsToList].filter((it) => !runsListed.has(it))]) openRuns.add(runId);
	const restored = conclude([...known.values()], [...readings.values()], contained, isSave);
	return {
		...restored,
		contains: {
			...restored.contains,
			openRuns: [...openRuns]
		},
		warnings: [
			...restored.warnings,
			...left.some(isSave) ? [require_snapshot_service.sayLeft(left.filter(isSave).length)] : [],
			...ofUnknownOrigin.size > 0 ? [sayUnknownOrigin([...ofUnknownOrigin])] : []
		],
		namesOfThisRun: [...known.values()].filter((it) => it.runId === request.runId).map((it) => it.name)
	};
}
function sayUnknownOrigin(ids) {
	return `Artifacts named as saves of this history were left out, since nobody says whether a fork's run made them: ids ${ids.join(", ")}.`;
}
function conclude(known, readings, contained, isSave) {
	const newestFirst = readings.toSorted((a, b) => b.artifact.id - a.artifact.id);
	const snapshots = newestFirst.filter((it) => it.kind === "snapshot");
	const fragments = newestFirst.filter((it) => it.kind === "fragment");
	const refused = newestFirst.filter((it) => it.kind === "refused");
	const newestId = snapshots[0]?.artifact.id ?? 0;
	const [cutting] = refused.filter((it) => isSave(it.artifact) && it.artifact.id > newestId && it.isRecord !== true);
	if (cutting !== void 0) throw new require_action_post_help_run_steps.StoreError("unreadable", `${describe(cutting.artifact)}, the newest save of the history, cannot be trusted: ${cutting.reason} Look at it; when you delete it, the next run goes on from the save before it.`);
	const gone = [...known.filter((it) => it.expired), ...readings.filter((it) => it.kind === "expired").map((it) => it.artifact)].filter((it) => isSave(it) && it.id > newestId && !contained.has(it.id)).sort((a, b) => b.id - a.id)[0];
	const warnings = refused.map((it) => `${describe(it.artifact)} was left out of the history: ${it.reason}`);
	if (gone !== void 0 && snapshots.length > 0) warnings.push(`${describe(gone)}, saved ${gone.createdAt}, has expired before older saves of the history did. What only it held is gone; give all runs the same retention-days.`);
	const oldestId = Math.min(...known.filter((it) => !it.expired).map((it) => it.id));
	const contains = [...contained, ...[...snapshots, ...fragments].map((it) => it.artifact.id)];
	return {
		snapshots: snapshots.map((it) => it.path),
		fragments: fragments.map((it) => it.records),
		contains: {
			saves: contains.filter((it) => it >= oldestId).map(String),
			openRuns: []
		},
		expiredSince: gone?.createdAt ?? null,
		warnings
	};
}
async function readArtifact(deps, artifact, isRunning, folder) {
	if (artifact.sizeInBytes > MAX_ARCHIVE_BYTES) return {
		artifact,
		kind: "refused",
		reason: `it has ${artifact.sizeInBytes} bytes.`
	};
	const missing = await deps.download(artifact, folder);
	if (missing?.kind === "gone" && !isRunning) throw new require_action_post_help_run_steps.StoreError("unreadable", `${describe(artifact)} was listed and is not there any more.`);
	return {
		artifact,
		...missing ?? await require_snapshot_service.readSaved(folder, describe(artifact), deps)
	};
}
function describe(artifact) {
	return `Artifact ${artifact.name} (id ${artifact.id}, run ${artifact.runId})`;
}
// src/stores/artifact/artifact-store.ts
function createArtifactStore(deps, options) {
	require_github_services.checkService("artifact", options.env);
	return require_snapshot_store.createSnapshotStore(deps, createArtifactService(deps, options), options.folder);
}
const LOOKS = 4;
const LOOK_AGAIN_MS = 1e3;
function createArtifactService(deps, options) {
	const { env, slug, retentionDays, token } = options;
	const names = artifactNames(slug);
	const limits = deps.timeLimits ?? require_store_deps.TIME_LIMITS;
	const runId = Number(env.GITHUB_RUN_ID) || null;
	const isFirstAttempt = env.GITHUB_RUN_ATTEMPT === "1";
	const taken = new Set();
	let isRunFound = false;
	const uploadAs = async (client, name, folder, files) => {
		const upload = {
			name,
			folder,
			files: files.map((file) => (0, node_path.join)(folder, file)),
			retentionDays,
			asItIs: false
		};
		return {
			save: await require_keep_file.uploadWith(client, upload, limits.publishMs),
			name,
			where: `artifact ${name} of this run`
		};
	};
	const download = async (client, artifact, folder) => {
		const [owner = "", repository = ""] = (env.GITHUB_REPOSITORY ?? "").split("/");
		const { id, digest } = artifact;
		const call = {
			kind: "download-artifact",
			id,
			folder,
			digest,
			token: token ?? "",
			owner,
			repository
		};
		try {
			const { answer, refused } = await client.call(call, limits.restoreMs);
			if (answer === "expired" || answer === "gone") return { kind: answer };
			if (answer === "same") return null;
			return {
				kind: "refused",
				reason: refused ?? "its content has another digest than was saved."
			};
		} catch (error) {
			if (!(error instanceof require_action_post_help_run_steps.StoreError)) throw error;
			const message = `${describe(artifact)} could not be downloaded: ${error.message}`;
			throw new require_action_post_help_run_steps.StoreError("unavailable", message, { cause: error });
		}
	};
	const isThere = async (client, plain) => (await client.call({
		kind: "find-artifact",
		names: plain
	}, limits.publishMs)).answer === "there";
	const makeFindable = async (client, upload) => {
		const plain = [names.save, names.running];
		for (let look = 1; look <= LOOKS; look++) {
			if (await isThere(client, plain)) return;
			if (look === 1 && await unlessTaken(() => upload(names.running)) !== null) return;
			if (look < LOOKS) await (0, node_timers_promises.setTimeout)(LOOK_AGAIN_MS);
		}
		throw new require_action_post_help_run_steps.StoreError("unavailable", `Saves of this run that failed half-way hold the names ${require_action_help_run_steps.listInWords(plain)}, and by another no run would find this one.`);
	};
	return {
		name: "artifact",
		connect() {
			const { ask, close } = connectClient(options);
			return {
				close,
				restore: (folder, { signal, hasTime }) => ask(signal, async (client) => {
					const restored = await restore({
						...deps,
						index: options.index,
						download: (artifact, into) => download(client, artifact, into)
					}, {
						names,
						folder,
						runId,
						hasTime
					});
					if (isFirstAttempt) for (const name of restored.namesOfThisRun) taken.add(name);
					isRunFound = restored.namesOfThisRun.includes(names.save);
					return restored;
				}),
				save: (kind, folder, files, signal) => ask(signal, async (client) => {
					const name = kind === "running" ? names.running : names.save;
					const upload = (as) => uploadAs(client, as, folder, files);
					if (!taken.has(name)) {
						const saved = await unlessTaken(() => upload(name));
						taken.add(name);
						if (saved !== null) return saved;
					}
					const saved = await upload(`${name}-${deps.uids.next()}`);
					if (kind !== "running" && !isRunFound) await makeFindable(client, upload);
					return saved;
				}),
				async discard(running, end, signal) {
					if (!isNameOrWithUid(names.running, running.name)) return;
					await ask(signal, async (client) => {
						if (isRunFound || end.name === names.save || await isThere(client, [names.save])) await client.call({
							kind: "delete-artifact",
							name: running.name
						}, limits.discardMs);
					});
				}
			};
		}
	};
}
async function unlessTaken(upload) {
	try {
		return await upload();
	} catch (error) {
		if (error instanceof require_action_post_help_run_steps.StoreError && error.message.includes("(409)")) return null;
		throw error;
	}
}
function connectClient(options) {
	let client;
	return {
		async ask(signal, run) {
			const variables = require_keep_file.clientVariables(options.env);
			if (!client?.isRunning()) client = require_store_deps.startClient(options, {
				client: "artifact",
				folder: options.folder,
				variables
			});
			const used = client;
			const end = () => used.stop();
			if (signal.aborted) end();
			signal.addEventListener("abort", end);
			try {
				return await run(used);
			} catch (error) {
				await end();
				throw error;
			} finally {
				signal.removeEventListener("abort", end);
			}
		},
		close: async () => client?.stop()
	};
}
exports.createArtifactStore = createArtifactStore;
});
