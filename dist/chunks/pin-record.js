const require_identity = require("./identity.js");
const require_documents = require("./documents.js");
const require_rollback = require("./rollback.js");
const require_step = require("./step.js");
// src/domain/pin-record.ts
const MARKER = "Laforge-Rollback-Record-1:";
const MAX_MESSAGE_LENGTH = 8e6;
const STEPS_NAMED = 10;
function formatPinMessage(draft, steps) {
	const from = require_identity.shortSha(draft.fromSha);
	const to = require_identity.shortSha(draft.toSha);
	const names = steps.length === 0 ? "" : ` (${nameSteps(steps)})`;
	const where = require_rollback.isProposal(draft) ? "proposed" : `from ${from} to ${to}`;
	const lines = [`laforge: ${draft.kind} of ${draft.branch ?? ""} ${where}${names}`, ""];
	if (draft.kind === "rollback") lines.push(`Keeps the commits that left the branch: git log ${to}..${from}`);
	else if (draft.kind === "undo") lines.push(`Takes back the rollback ${draft.undoes ?? ""}.`);
	else lines.push("Nothing left the branch: commits on top of it take the steps back.");
	if (draft.reason !== null) lines.push(`Reason: ${require_identity.quote(draft.reason)}`);
	return [
		...lines,
		"",
		...draftLines(draft),
		""
	].join("\n");
}
function draftLines(draft) {
	return [MARKER, JSON.stringify(require_rollback.draftToJson(draft))];
}
function nameSteps(steps) {
	if (steps.length === 0) return "no steps";
	const [only] = steps;
	if (steps.length === 1 && only !== void 0) return require_step.stepName(only);
	const names = steps.slice(0, STEPS_NAMED).map(({ id, uid }) => id === null ? uid : String(id));
	const rest = steps.length - names.length;
	return `steps ${names.join(", ")}${rest === 0 ? "" : ` and ${rest} more`}`;
}
function parsePinMessage(message) {
	if (message.length > MAX_MESSAGE_LENGTH) return void 0;
	const lines = message.trimEnd().split("\n");
	if (lines.filter((line) => line === MARKER).length !== 1 || lines.at(-2) !== MARKER) return void 0;
	const json = require_documents.parseObject(lines.at(-1) ?? "");
	const draft = json === void 0 ? require_documents.WRONG : require_rollback.rollbackDraft.read(require_rollback.jsonToDraft(json), new require_documents.Reading(true));
	if (json === void 0 || draft === require_documents.WRONG || !isOfAMove(draft)) return void 0;
	return require_documents.toSortedJson(json) === require_documents.toSortedJson(require_rollback.draftToJson(draft)) ? draft : void 0;
}
function isOfAMove(draft) {
	const { kind, undoes, target, branch, fromSha, toSha, pinRef, stepUids } = draft;
	const isWhole = fromSha !== null && pinRef !== null && branch !== null && branch !== "";
	const hasMoved = toSha !== null || require_rollback.isProposal(draft);
	return isWhole && hasMoved && kind !== "applied" && undoes !== null === (kind === "undo") && target !== null === (kind === "rollback") && new Set(stepUids).size === stepUids.length;
}
Object.defineProperty(exports, "draftLines", {
	enumerable: true,
	get: function() {
		return draftLines;
	}
});
Object.defineProperty(exports, "formatPinMessage", {
	enumerable: true,
	get: function() {
		return formatPinMessage;
	}
});
Object.defineProperty(exports, "nameSteps", {
	enumerable: true,
	get: function() {
		return nameSteps;
	}
});
Object.defineProperty(exports, "parsePinMessage", {
	enumerable: true,
	get: function() {
		return parsePinMessage;
	}
});
