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
const HOUR_MS = 36e5;
var KeptCopies = class {
	#folder;
	constructor(folder, history) {
		this.#folder = (0, node_path.join)(folder, (0, node_crypto.createHash)("sha256").update(history).digest("hex").slice(0, 16));
	}
	async find() {
		try {
			for (const sha of (await (0, node_fs_promises.readdir)(this.#folder)).filter(require_action_post_help_run_steps.isSha)) {
				const path = (0, node_path.join)(this.#folder, sha, require_action_run_steps.LEDGER_FILE);
				const noteFile = (0, node_path.join)(this.#folder, sha, NOTE_FILE);
				const bytes = (await (0, node_fs_promises.lstat)(path)).isFile() ? require_action_help_run_steps.readRegularFile(noteFile) : null;
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
			if (name !== sha && !isUnderWay) await (0, node_fs_promises.rm)(other, {
				recursive: true,
				force: true
			});
		}
	}
};
exports.KeptCopies = KeptCopies;
});
