(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/stores/git/record-line.ts
const MAX_RECORD_BYTES = 16777216;
const VERSION = 1;
function formatLine(n, records) {
	const said = Object.fromEntries(Object.entries(records).filter(([, items]) => items.length > 0));
	const line = JSON.stringify({
		laforge: VERSION,
		n,
		records: said
	}).replace(/[\u007f-\u009f\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
	if (Buffer.byteLength(line) <= 16777216) return line;
	throw new require_action_post_help_run_steps.StoreError("unwritable", `The record has more than ${MAX_RECORD_BYTES} bytes, too many for the store git.`);
}
function parseLine(line) {
	const json = require_action_help_run_steps.parseObject(line);
	const unread = (wrong) => ({
		n: null,
		records: { ...require_action_run_steps.NO_RECORDS },
		wrong,
		line
	});
	if (json !== void 0 && "laforge" in json && json.laforge !== VERSION) return unread(`has format ${require_action_post_help_run_steps.quote(String(JSON.stringify(json.laforge)))}, and this version reads ${VERSION}: use the newer version of the action`);
	if (json === void 0 || !require_action_help_run_steps.isObject(json.records) || typeof json.n !== "number" || !Number.isSafeInteger(json.n)) return unread("is not a record of LaForge's");
	return {
		n: json.n,
		records: {
			...require_action_run_steps.NO_RECORDS,
			...json.records
		},
		wrong: null,
		line
	};
}
function formatMessage(subject, line) {
	return `${oneLine(subject)}\n\n${line}\n`;
}
function parseCommit(object) {
	const text = Buffer.from(object.content).toString("utf8");
	const end = text.indexOf("\n\n");
	if (object.type !== "commit" || end < 0) throw new require_action_post_help_run_steps.StoreError("damaged", `${object.sha} is no commit of a history.`);
	const parents = text.slice(0, end).split("\n").flatMap((field) => field.startsWith("parent ") ? [field.slice(7)] : []);
	const body = text.indexOf("\n\n", end + 2);
	return {
		...parseLine(body < 0 ? "" : text.slice(body + 2).trimEnd()),
		parents
	};
}
function oneLine(text) {
	const plain = text.replace(/\p{Cc}+/gu, " ").trim();
	const chars = [...plain];
	return chars.length > 120 ? `${chars.slice(0, 119).join("")}\u2026` : plain;
}
Object.defineProperty(exports, "MAX_RECORD_BYTES", {
	enumerable: true,
	get: function() {
		return MAX_RECORD_BYTES;
	}
});
Object.defineProperty(exports, "formatLine", {
	enumerable: true,
	get: function() {
		return formatLine;
	}
});
Object.defineProperty(exports, "formatMessage", {
	enumerable: true,
	get: function() {
		return formatMessage;
	}
});
Object.defineProperty(exports, "parseCommit", {
	enumerable: true,
	get: function() {
		return parseCommit;
	}
});
Object.defineProperty(exports, "parseLine", {
	enumerable: true,
	get: function() {
		return parseLine;
	}
});
});
