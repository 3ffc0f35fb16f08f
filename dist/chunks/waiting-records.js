(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_tip = require("./tip.js");
let node_crypto = __late(() => require("node:crypto"));
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_os = require("node:os");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/stores/pending/pending-writer.ts
var PendingWriter = class {
	own;
	failure = null;
	fragments;
	#hasOnlyCopy = false;
	#busy = Promise.resolve();
	#file;
	#deps;
	#options;
	constructor(deps, options) {
		this.#deps = deps;
		this.#options = options;
		this.#file = (0, node_path.join)(options.folder, require_action_help_run_steps.FRAGMENT_FILE);
		this.fragments = options.fragments;
		this.own = new require_action_run_steps.OwnRecords(this.#file);
		this.own.takeOver(options.left);
	}
	inTurn(work) {
		const turn = this.#busy.then(work);
		this.#busy = turn.catch(() => {});
		return turn;
	}
	async addWithin(withinMs, add) {
		const deadline = Date.now() + withinMs;
		const work = this.inTurn(async () => {
			if (Date.now() <= deadline) await add(deadline);
		});
		try {
			await require_action_run_steps.runWithin(withinMs, `An answer of ${this.#options.what}`, () => work);
		} catch (error) {
			this.failure = require_action_post_help_run_steps.describeError(error);
		}
	}
	async settle(added) {
		this.own.settle(added);
		this.failure = null;
		await this.own.save();
		await this.#options.waiting?.drop(this.own.waiting());
		await this.dropFragments();
	}
	async dropFragments() {
		const updates = this.fragments.map(({ ref, sha }) => ({
			ref,
			to: null,
			expected: sha
		}));
		if (updates.length > 0) await this.#options.beside?.remote.push(updates, { atomic: false });
		this.fragments = [];
	}
	async #pushBeside({ remote, objects }) {
		const { slug } = this.#options;
		const { steps, rollbacks } = this.own.waiting();
		const ref = require_action_run_steps.fragmentRef(slug, this.#deps.uids.next());
		try {
			const message = require_tip.formatMessage(`A record of ${slug} that waits`, require_tip.formatLine(0, {
				steps,
				rollbacks
			}));
			const [sha] = await objects.write(null, [{
				message,
				at: this.#deps.clock.now(),
				files: new Map()
			}]);
			return (await remote.push([{
				ref,
				to: sha ?? null,
				expected: null
			}], { atomic: false })).kind === "pushed" ? ref : null;
		} catch {
			return null;
		}
	}
	async keep(reason) {
		const { beside, waiting } = this.#options;
		const where = beside === null ? null : await this.inTurn(() => this.#pushBeside(beside));
		if (where !== null) {
			await waiting?.drop(require_action_run_steps.NO_RECORDS);
			return {
				kind: "fragment",
				where,
				reason
			};
		}
		try {
			if (waiting !== null) return {
				kind: "waiting",
				where: await waiting.keep(this.own.waiting()),
				reason
			};
		} catch (error) {
			reason = `${reason} ${require_action_post_help_run_steps.describeError(error)}`;
		}
		this.#hasOnlyCopy = true;
		return {
			kind: "kept",
			where: this.#file,
			reason
		};
	}
	async close() {
		await this.#busy;
		const { isTemporary, folder } = this.#options;
		if (isTemporary && !this.#hasOnlyCopy) await (0, node_fs_promises.rm)(folder, {
			recursive: true,
			force: true
		});
	}
};
const TAKEN_UP$1 = 50;
const LOOKED_AT = 500;
async function readFragments(objects, slug, tips, warn) {
	const prefix = require_action_run_steps.fragmentRef(slug, "*").slice(0, -1);
	const found = [...tips].filter(([ref]) => ref.startsWith(prefix) && require_action_post_help_run_steps.isUid(ref.slice(prefix.length)));
	const fragments = [];
	for (const [ref, sha] of found.slice(0, LOOKED_AT)) {
		if (fragments.length === TAKEN_UP$1) break;
		try {
			const [object] = await objects.read([sha], require_tip.MAX_RECORD_BYTES);
			if (object == null) continue;
			const { records, wrong } = require_tip.parseCommit(object);
			const checked = require_action_run_steps.parseLedgerRecords({
				...records,
				stepClaims: [],
				rollbackClaims: []
			}, `The record at ${ref}`);
			const reason = wrong ?? checked.setAside?.[0]?.reason;
			if (reason === void 0) fragments.push({
				ref,
				sha,
				records: checked
			});
			else warn(`A record beside the history was left out: ${ref} holds one that cannot be right (${reason}).`);
		} catch (error) {
			warn(`A record beside the history was left out: ${require_action_post_help_run_steps.describeError(error)}`);
		}
	}
	return fragments;
}
function fragmentAdditions(fragments) {
	const steps = fragments.flatMap(({ records }) => records.steps).sort((a, b) => a.createdAt < b.createdAt ? -1 : 1);
	const rollbacks = fragments.flatMap(({ records }) => records.rollbacks);
	return [...steps.map((record) => ({
		kind: "step",
		record,
		id: null,
		isNew: false
	})), ...rollbacks.map((draft) => ({
		kind: "rollback",
		draft,
		isNew: false
	}))];
}
// src/stores/pending/waiting-records.ts
const TAKEN_UP = 50;
const KEY = /^[0-9a-f]{16}$/;
var WaitingRecords = class {
	#folder;
	#all;
	#files = [];
	constructor(folder, history) {
		this.#all = folder;
		this.#folder = (0, node_path.join)(folder, (0, node_crypto.hash)("sha256", history).slice(0, 16));
	}
	async read(warn, strays) {
		const paths = [...await recordFiles(this.#folder), ...strays];
		await this.#tellOthers(warn);
		const files = [];
		for (const path of paths.slice(0, TAKEN_UP)) try {
			files.push({
				path,
				records: await require_action_run_steps.readFragment(path, path)
			});
		} catch (error) {
			warn(`A record that waits to be published was left out: ${require_action_post_help_run_steps.describeError(error)}`);
		}
		this.#files = files;
		return require_action_run_steps.concatRecords(files.map(({ records }) => records));
	}
	async #tellOthers(warn) {
		for (const name of (0, node_fs.existsSync)(this.#all) ? await (0, node_fs_promises.readdir)(this.#all) : []) {
			const other = (0, node_path.join)(this.#all, name);
			const count = other === this.#folder || !KEY.test(name) ? 0 : (await recordFiles(other)).length;
			if (count === 0) continue;
			const records = count === 1 ? "1 record waits" : `${count} records wait`;
			const [from, to] = [other, this.#folder].map((folder) => require_action_run_steps.quoteForShell([folder]));
			warn(`${records} for another address or store of this project's history, in ${other}. If that was this one, publish it: mkdir -p ${to} && mv ${from}/*.json ${to}`);
		}
	}
	async keep(waiting) {
		const lying = new Set(this.#files.flatMap(({ records }) => uidsOf(records)));
		const steps = waiting.steps.filter(({ draft }) => !lying.has(draft.uid));
		const rollbacks = waiting.rollbacks.filter(({ uid }) => !lying.has(uid));
		const fresh = {
			...waiting,
			steps,
			rollbacks
		};
		const [name] = uidsOf(fresh);
		const [first] = this.#files;
		if (name === void 0) return first?.path ?? this.#folder;
		const path = (0, node_path.join)(this.#folder, `${name}.json`);
		await require_action_run_steps.writeFragment(path, fresh);
		return path;
	}
	async drop(waiting) {
		const uids = new Set(uidsOf(waiting));
		const settled = this.#files.filter(({ records }) => records.setAside === void 0 && !uidsOf(records).some((uid) => uids.has(uid)));
		this.#files = this.#files.filter((file) => !settled.includes(file));
		await Promise.all(settled.map(({ path }) => (0, node_fs_promises.rm)(path, { force: true })));
	}
};
async function recordFiles(folder) {
	return ((0, node_fs.existsSync)(folder) ? await (0, node_fs_promises.readdir)(folder, { withFileTypes: true }) : []).filter((entry) => entry.isFile() && entry.name.endsWith(".json")).map(({ name }) => name).sort().map((name) => (0, node_path.join)(folder, name));
}
async function openRunRecords({ onFolder }, { folder, waitingFolder = null, listStrays = () => [] }, history, warn) {
	const own = folder ?? await (0, node_fs_promises.mkdtemp)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-history-"));
	await (0, node_fs_promises.mkdir)(own, { recursive: true });
	if (folder === null) onFolder?.(own);
	const waiting = waitingFolder === null ? null : new WaitingRecords(waitingFolder, history);
	const left = [...waiting === null ? [] : [await waiting.read(warn, listStrays())], await readLeft((0, node_path.join)(own, require_action_help_run_steps.FRAGMENT_FILE), warn)];
	return {
		folder: own,
		isTemporary: folder === null,
		left: require_action_run_steps.concatRecords(left),
		waiting
	};
}
async function readLeft(file, warn) {
	if (!(0, node_fs.existsSync)(file)) return require_action_run_steps.NO_RECORDS;
	try {
		return await require_action_run_steps.readFragment(file, file);
	} catch (error) {
		warn(`What an earlier process of this run left could not be read: ${require_action_post_help_run_steps.describeError(error)}`);
		return require_action_run_steps.NO_RECORDS;
	}
}
function uidsOf({ steps, rollbacks }) {
	return [...steps.map(({ draft }) => draft.uid), ...rollbacks.map(({ uid }) => uid)];
}
Object.defineProperty(exports, "PendingWriter", {
	enumerable: true,
	get: function() {
		return PendingWriter;
	}
});
Object.defineProperty(exports, "fragmentAdditions", {
	enumerable: true,
	get: function() {
		return fragmentAdditions;
	}
});
Object.defineProperty(exports, "openRunRecords", {
	enumerable: true,
	get: function() {
		return openRunRecords;
	}
});
Object.defineProperty(exports, "readFragments", {
	enumerable: true,
	get: function() {
		return readFragments;
	}
});
});
