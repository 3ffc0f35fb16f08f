const require_history_store = require("./history-store.js");
const require_run_state = require("./run-state.js");
const require_moves = require("./moves.js");
// src/action/undo.ts
const main = () => require_run_state.runAction(async () => {
	const inputs = require_history_store.readUndoInputs();
	const { rollback, how: mode, proposal, dryRun } = inputs;
	await require_moves.moveBranch(inputs, (deps, request) => require_moves.undoMove(deps, {
		...request,
		rollback,
		mode,
		dryRun
	}, proposal));
});
exports.main = main;
