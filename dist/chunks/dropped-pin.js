const require_documents = require("./documents.js");
const require_identity = require("./identity.js");
const require_pin_record = require("./pin-record.js");
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
		...draft === null ? [] : ["", ...require_pin_record.draftLines(draft)],
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
