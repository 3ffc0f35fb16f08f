(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_append = require("./append.js");
const require_local_ledger = require("./local-ledger.js");
// src/stores/git/mirror.ts
const MIRROR_MS = 2e4;
const ROWS_AT_ONCE = 200;
function createGitMirror(deps, { slug, folder, rowsAfter }) {
	return async () => {
		const deadline = Date.now() + MIRROR_MS;
		try {
			const own = await (0, node_fs_promises.mkdtemp)((0, node_path.join)(folder, "mirror-"));
			const local = require_local_ledger.openLocalLedger(deps, (0, node_path.join)(own, require_action_run_steps.LEDGER_FILE));
			const appendDeps = {
				objects: deps.objects,
				slug,
				remoteUrl: deps.remote.url,
				turnFolder: deps.turnFolder ?? null,
				ledgerAt: (tip) => local.at(tip),
				now: () => deps.clock.now()
			};
			try {
				return await require_action_run_steps.runWithin(MIRROR_MS, "The repository", () => copyRows(appendDeps, deps.remote, rowsAfter, deadline));
			} finally {
				local.close();
				await (0, node_fs_promises.rm)(own, {
					recursive: true,
					force: true
				});
			}
		} catch (error) {
			return require_action_post_help_run_steps.describeError(error);
		}
	};
}
async function copyRows(deps, remote, rowsAfter, deadline) {
	if ((await rowsAfter(0, 1)).length === 0) return null;
	for (;;) {
		let count = 0;
		const additions = async (tip) => {
			const last = tip?.meta.mirrored ?? null;
			if (last !== null && (await rowsAfter(last.row - 1, 1))[0]?.digest !== last.digest) {
				const message = `${require_action_run_steps.ledgerRef(deps.slug)} says that it has ${last.row} records of the database, whose record ${last.row} is another one or none: it is a copy of another database, or somebody changed it. Nothing is added until it is renamed there.`;
				throw new require_action_post_help_run_steps.StoreError("damaged", message);
			}
			const rows = await rowsAfter(last?.row ?? 0, ROWS_AT_ONCE);
			count = rows.length;
			return rows;
		};
		const result = await require_append.append(deps, additions, (along) => remote.push(along, { atomic: false }), deadline);
		if (result.kind === "late") return "Others wrote to it without a break.";
		if (result.kind === "interrupted") return require_action_post_help_run_steps.describeError(result.error);
		if (result.kind !== "appended") return result.push.kind === "pushed" ? null : result.push.explanation;
		if (count === 0) return null;
	}
}
exports.createGitMirror = createGitMirror;
});
