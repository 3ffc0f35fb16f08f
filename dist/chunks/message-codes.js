const require_errors = require("./errors.js");
// src/domain/message-codes.ts
const MESSAGE_CODES = {
	"bad-input": "LF001",
	"bad-environment": "LF002",
	"not-a-work-tree": "LF003",
	"git-missing": "LF004",
	"git-too-old": "LF005",
	"wrong-place": "LF010",
	"branch-moved": "LF011",
	"no-permission": "LF012",
	"unknown-step": "LF013",
	"unknown-rollback": "LF014",
	"contested-id": "LF015",
	"not-reversible": "LF016",
	"would-discard": "LF017",
	"not-an-ancestor": "LF018",
	"branch-gone": "LF019",
	"branch-checked-out": "LF020",
	"dirty-work-tree": "LF021",
	"not-confirmed": "LF022",
	"push-refused": "LF023",
	"in-operation": "LF024",
	"not-comparable": "LF025",
	"commit-gone": "LF026",
	"not-bisectable": "LF027",
	"revert-conflict": "LF028",
	"not-replayable": "LF029",
	"branch-protected": "LF050",
	"not-a-ledger": "LF030",
	"newer-ledger": "LF031",
	damaged: "LF032",
	unreadable: "LF033",
	unwritable: "LF034",
	unavailable: "LF035",
	"git-failed": "LF040",
	"remote-unreachable": "LF041",
	"git-stopped": "LF042"
};
const PUSH_CODES = {
	moved: MESSAGE_CODES["branch-moved"],
	"no-permission": MESSAGE_CODES["no-permission"],
	other: MESSAGE_CODES["push-refused"],
	protected: MESSAGE_CODES["branch-protected"],
	rules: "LF051",
	"hidden-ref": "LF052",
	"workflow-files": "LF053",
	signatures: "LF054",
	"too-large": "LF055",
	"no-atomic": "LF056"
};
const STEP_CODES = {
	missedBranch: "LF060",
	refused: "LF061",
	checkFailed: "LF062"
};
function withCode(message, code) {
	return /\(LF\d{3}\)$/.test(message) ? message : `${message} (${code})`;
}
function tellError(error) {
	const message = require_errors.describeError(error);
	return error instanceof require_errors.InputError || error instanceof require_errors.RefusedError || error instanceof require_errors.StoreError || error instanceof require_errors.GitError ? withCode(message, MESSAGE_CODES[error.code]) : message;
}
Object.defineProperty(exports, "PUSH_CODES", {
	enumerable: true,
	get: function() {
		return PUSH_CODES;
	}
});
Object.defineProperty(exports, "STEP_CODES", {
	enumerable: true,
	get: function() {
		return STEP_CODES;
	}
});
Object.defineProperty(exports, "tellError", {
	enumerable: true,
	get: function() {
		return tellError;
	}
});
Object.defineProperty(exports, "withCode", {
	enumerable: true,
	get: function() {
		return withCode;
	}
});
