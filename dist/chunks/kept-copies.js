(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_crypto = __late(() => require("node:crypto"));
let node_fs = require("node:fs");
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/stores/git/kept-copies.ts
const NOTE_FILE = "note.json";
const SEEN_FILE = "seen.json";
const HOUR_MS = 36e5;
var KeptCopies = class {
	#folder;
	constructor(folder, history) {
		this.#folder = (0, node_path.join)(folder, (0, node_crypto.hash)("sha256", history).slice(0, 16));
	}
	async find() {
		try {
			for (const sha of (await (0, node_fs_promises.readdir)(this.#folder)).filter(require_action_post_help_run_steps.isSha)) {
				const path = (0, node_path.join)(this.#folder, sha, require_action_run_steps.LEDGER_FILE);
				const noteFile = (0, node_path.join)(this.#folder, sha, NOTE_FILE);
				const bytes = (await (0, node_fs_promises.lstat)(path)).isFile() ? require_action_post_help_run_steps.readRegularFile(noteFile) : null;
				const note = bytes === null ? void 0 : require_action_help_run_steps.parseObject(bytes.toString());
				if (note !== void 0) return {
					sha,
					path,
					note
				};
			}
		} catch {}
		return null;
	}
	async known() {
		const copy = await this.find();
		const bytes = require_action_post_help_run_steps.readRegularFile((0, node_path.join)(this.#folder, SEEN_FILE));
		const seen = bytes === null ? void 0 : require_action_help_run_steps.parseObject(bytes.toString());
		return [{
			sha: copy?.sha,
			records: copy?.note.records
		}, {
			sha: seen?.sha,
			records: seen?.records
		}].flatMap(({ sha, records }) => {
			return typeof sha === "string" && require_action_post_help_run_steps.isSha(sha) && typeof records === "number" && records > 0 ? [{
				sha,
				records,
				folder: this.#folder
			}] : [];
		}).sort((a, b) => b.records - a.records)[0] ?? null;
	}
	async see({ sha, records }) {
		try {
			await (0, node_fs_promises.mkdir)(this.#folder, {
				recursive: true,
				mode: 448
			});
			require_action_post_help_run_steps.replaceFile((0, node_path.join)(this.#folder, SEEN_FILE), JSON.stringify({
				sha,
				records
			}));
		} catch {}
	}
	async keep(path, sha, note) {
		const draft = (0, node_path.join)(this.#folder, `${(0, node_crypto.randomUUID)()}.new`);
		try {
			await (0, node_fs_promises.mkdir)(draft, {
				recursive: true,
				mode: 448
			});
			await (0, node_fs_promises.copyFile)(path, (0, node_path.join)(draft, require_action_run_steps.LEDGER_FILE), node_fs.constants.COPYFILE_FICLONE);
			await (0, node_fs_promises.writeFile)((0, node_path.join)(draft, NOTE_FILE), JSON.stringify(note));
			await (0, node_fs_promises.rename)(draft, (0, node_path.join)(this.#folder, sha));
			await this.#removeOthers(sha);
		} catch {
			await (0, node_fs_promises.rm)(draft, {
				recursive: true,
				force: true
			}).catch(() => {});
		}
	}
	async #removeOthers(sha) {
		for (const name of await (0, node_fs_promises.readdir)(this.#folder)) {
			const other = (0, node_path.join)(this.#folder, name);
			const isUnderWay = name.endsWith(".new") && Date.now() - (await (0, node_fs_promises.lstat)(other)).mtimeMs < HOUR_MS;
			if (name !== sha && name !== SEEN_FILE && !isUnderWay) await (0, node_fs_promises.rm)(other, {
				recursive: true,
				force: true
			});
		}
	}
};
exports.KeptCopies = KeptCopies;
});
