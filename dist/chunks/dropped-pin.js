const require_documents = require("./documents.js");
const require_identity = require("./identity.js");
const require_rollback = require("./rollback.js");
const require_step = require("./step.js");
// src/domain/pin-record.ts
const MARKER$1 = "Laforge-Rollback-Record-1:";
const MAX_MESSAGE_LENGTH$1 = 8e6;
const STEPS_NAMED = 10;
function formatPinMessage(draft, steps) {
	const from = require_identity.shortSha(draft.fromSha);
	const to = require_identity.shortSha(draft.toSha);
	const names = steps.length === 0 ? "" : ` (${nameSteps(steps)})`;
	const lines = [`laforge: ${draft.kind} of ${draft.branch ?? ""} from ${from} to ${to}${names}`, ""];
	if (draft.kind === "rollback") lines.push(`Keeps the commits that left the branch: git log ${to}..${from}`);
	else lines.push(`Takes back the rollback ${draft.undoes ?? ""}.`);
	if (draft.reason !== null) lines.push(`Reason: ${require_identity.quote(draft.reason)}`);
	return [
		...lines,
		"",
		...draftLines(draft),
		""
	].join("\n");
}
function draftLines(draft) {
	return [MARKER$1, JSON.stringify(require_rollback.draftToJson(draft))];
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
	if (message.length > MAX_MESSAGE_LENGTH$1) return void 0;
	const lines = message.trimEnd().split("\n");
	if (lines.filter((line) => line === MARKER$1).length !== 1 || lines.at(-2) !== MARKER$1) return void 0;
	const json = require_documents.parseObject(lines.at(-1) ?? "");
	const draft = json === void 0 ? require_documents.WRONG : require_rollback.rollbackDraft.read(require_rollback.jsonToDraft(json), new require_documents.Reading(true));
	if (json === void 0 || draft === require_documents.WRONG || !isOfAMove(draft)) return void 0;
	return require_documents.toSortedJson(json) === require_documents.toSortedJson(require_rollback.draftToJson(draft)) ? draft : void 0;
}
function isOfAMove({ kind, undoes, target, branch, fromSha, toSha, pinRef, stepUids }) {
	return fromSha !== null && toSha !== null && pinRef !== null && branch !== null && branch !== "" && (kind === "undo" ? undoes !== null && target === null : undoes === null && target !== null) && new Set(stepUids).size === stepUids.length;
}
// src/domain/dropped-pin.ts
const droppedPin = require_documents.object({
	ref: require_documents.name,
	sha: require_documents.sha,
	actor: require_documents.nullable(require_documents.name),
	reason: require_documents.nullable(require_documents.sentence),
	at: require_documents.timestamp
});
const MARKER = "Laforge-Dropped-Pin-1: ";
const MAX_MESSAGE_LENGTH = 8e6;
function formatDroppedMessage(dropped, draft) {
	const { ref, actor, reason, at } = dropped;
	const lines = [`laforge: ${actor === null ? "" : `${oneLine(actor)} `}dropped the pin ${ref}`, ""];
	if (reason !== null) lines.push(`Reason: ${require_identity.quote(reason)}`, "");
	lines.push(`${MARKER}${JSON.stringify({
		ref,
		sha: dropped.sha,
		actor,
		reason,
		at
	})}`);
	return [
		...lines,
		...draft === null ? [] : ["", ...draftLines(draft)],
		""
	].join("\n");
}
function boundDroppedPin(dropped) {
	const found = droppedPin.read(dropped, new require_documents.Reading(false));
	return found === require_documents.WRONG ? dropped : found;
}
function parseDroppedMessage(message, pinRef) {
	if (message.length > MAX_MESSAGE_LENGTH) return void 0;
	const line = message.split("\n").find((one) => one.startsWith(MARKER));
	const found = droppedPin.read(require_documents.parseObject(line?.slice(23) ?? ""), new require_documents.Reading(true));
	return found === require_documents.WRONG || found.ref !== pinRef ? void 0 : found;
}
function droppedInWords({ actor, reason, at }) {
	const why = reason === null ? "" : ` (${oneLine(reason)})`;
	return `${actor === null ? "somebody" : oneLine(actor)} dropped it on ${at.slice(0, 10)}${why}`;
}
function goneInWords(pin) {
	switch (pin?.kind) {
		case "dropped": return ` (gone: ${droppedInWords(pin)})`;
		case "gone": return " (gone: it is neither at the remote nor here)";
		case "kept":
		case "unknown":
		case void 0: return "";
	}
}
function oneLine(text) {
	const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
	return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain;
}
Object.defineProperty(exports, "boundDroppedPin", {
	enumerable: true,
	get: function() {
		return boundDroppedPin;
	}
});
Object.defineProperty(exports, "droppedInWords", {
	enumerable: true,
	get: function() {
		return droppedInWords;
	}
});
Object.defineProperty(exports, "formatDroppedMessage", {
	enumerable: true,
	get: function() {
		return formatDroppedMessage;
	}
});
Object.defineProperty(exports, "formatPinMessage", {
	enumerable: true,
	get: function() {
		return formatPinMessage;
	}
});
Object.defineProperty(exports, "goneInWords", {
	enumerable: true,
	get: function() {
		return goneInWords;
	}
});
Object.defineProperty(exports, "parseDroppedMessage", {
	enumerable: true,
	get: function() {
		return parseDroppedMessage;
	}
});
Object.defineProperty(exports, "parsePinMessage", {
	enumerable: true,
	get: function() {
		return parsePinMessage;
	}
});
