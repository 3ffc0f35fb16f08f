let node_crypto = require("node:crypto");
let node_fs = require("node:fs");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_inspect = require("./inspect.js");
// src/ledger/begin-from.ts
async function beginFrom(source, target, clock, add) {
	require_action_run_steps.checkPath(target, {
		mayBeMissing: true,
		maxBytes: Number.POSITIVE_INFINITY
	});
	const draft = `${target}.new-${(0, node_crypto.randomUUID)()}`;
	try {
		require_inspect.withReadonly(source, {}, (db) => db.read(() => {
			for (const finding of require_action_run_steps.findCorruption(db)) throw require_action_run_steps.damaged(source, finding);
			(0, node_fs.copyFileSync)(source, draft);
		}));
		(0, node_fs.chmodSync)(draft, 438 & ~process.umask());
		const { steps, rollbacks } = require_inspect.admitLedger(draft, clock);
		const report = await add(draft);
		const setAside = require_inspect.withReadonly(draft, {}, (db) => db.value("SELECT count(*) FROM set_aside"));
		moveInto(draft, target);
		return {
			...report,
			stepsAdded: steps + report.stepsAdded,
			rollbacksAdded: rollbacks + report.rollbacksAdded,
			setAside: setAside ?? 0
		};
	} finally {
		(0, node_fs.rmSync)(draft, { force: true });
	}
}
function moveInto(draft, target) {
	try {
		(0, node_fs.linkSync)(draft, target);
	} catch (error) {
		if (require_action_post_help_run_steps.errnoCode(error) === "EEXIST") throw error;
		(0, node_fs.renameSync)(draft, target);
	}
}
exports.beginFrom = beginFrom;
