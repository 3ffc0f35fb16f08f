(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_write_output = require("./write-output.js");
// src/cli/export-format.ts
const CSV_BEGINS = "id,uid,active,status,";
const TYPES = [
	"step",
	"rollback",
	"step_claim",
	"rollback_claim",
	"set_aside"
];
const listOf = (type) => type === "set_aside" ? type : `${type}s`;
function* formatJson(history) {
	let separator = "{";
	for (const type of TYPES) {
		yield `${separator}\n  "${listOf(type)}": `;
		const list = new require_write_output.JsonList(1);
		yield* list.add(rowsOf(history, type));
		yield list.end();
		separator = ",";
	}
	yield "\n}\n";
}
function* formatNdjson(history) {
	const write = require_action_run_steps.createSealedWriter(require_action_run_steps.STEP_JSON_KEYS);
	for (const step of history.steps) yield `{"type":"step",${write(step)}\n`;
	for (const type of TYPES.slice(1)) for (const row of rowsOf(history, type)) yield `{"type":"${type}",${JSON.stringify(row).slice(1)}\n`;
}
function parseExport(text, source) {
	const setAside = [];
	const rows = parseJsonRows(text) ?? parseNdjsonRows(text, setAside);
	if (rows === void 0 && text.startsWith(CSV_BEGINS)) throw new require_action_post_help_run_steps.StoreError("not-a-ledger", `${source} is an export as csv, which has the figures of the steps alone. Export as json or ndjson to import it.`);
	if (rows === void 0) throw new require_action_post_help_run_steps.StoreError("not-a-ledger", `${source} is neither a steps.db nor an export of one (json, ndjson). Name another file.`);
	const read = (type) => {
		const found = rows.filter((row) => row.type === type);
		return require_action_run_steps.unsealAll(found.map(({ value }) => withoutType(value)), setAside, found.map(({ value, text: own }) => own ?? JSON.stringify(value)));
	};
	const { setAside: odd = [], ...records } = require_action_run_steps.parseLedgerRecords({
		...require_action_run_steps.NO_RECORDS,
		steps: read("step").map(require_action_run_steps.jsonToStepRecord),
		rollbacks: read("rollback").map(require_action_run_steps.jsonToDraft),
		stepClaims: read("step_claim").map(jsonToClaim),
		rollbackClaims: read("rollback_claim").map(jsonToClaim)
	}, source);
	const kept = read("set_aside").flatMap(({ record, reason }) => typeof record === "string" ? [{
		text: record,
		reason: String(reason)
	}] : []);
	return {
		...records,
		setAside: [
			...setAside,
			...odd,
			...kept
		]
	};
}
function* rowsOf(history, type) {
	switch (type) {
		case "step":
			for (const step of history.steps) yield require_action_run_steps.seal(require_action_run_steps.stepToJson(step));
			return;
		case "rollback":
			for (const rollback of history.rollbacks) yield require_action_run_steps.seal(require_action_run_steps.rollbackToJson(rollback));
			return;
		case "set_aside":
			for (const { text, reason } of history.setAside) yield {
				record: text,
				reason
			};
			return;
		default: {
			const claims = type === "step_claim" ? history.stepClaims : history.rollbackClaims;
			for (const { uid, number, claimedAt } of claims) yield {
				uid,
				number,
				claimed_at: claimedAt
			};
		}
	}
}
function parseJsonRows(text) {
	const value = require_action_help_run_steps.parseObject(text);
	if (value === void 0 || !Array.isArray(value.steps)) return void 0;
	return TYPES.flatMap((type) => {
		const list = value[listOf(type)];
		return Array.isArray(list) ? list.map((item) => ({
			type,
			value: item
		})) : [];
	});
}
function parseNdjsonRows(text, setAside) {
	const rows = [];
	const odd = [];
	for (const [index, line] of text.split("\n").entries()) {
		if (line.trim() === "") continue;
		const value = require_action_help_run_steps.parseObject(line);
		const type = TYPES.find((known) => known === value?.type);
		if (type === void 0) odd.push({
			text: line,
			reason: `line ${index + 1}: ${value === void 0 ? "is not a JSON object" : "has an unknown type"}`
		});
		else rows.push({
			type,
			value,
			text: line
		});
	}
	if (rows.length === 0) return void 0;
	for (const one of odd) setAside.push(one);
	return rows;
}
function withoutType(value) {
	if (!require_action_help_run_steps.isObject(value)) return value;
	const { type: _, ...rest } = value;
	return rest;
}
function jsonToClaim({ uid, number, claimed_at }) {
	return {
		uid,
		number,
		claimedAt: claimed_at
	};
}
exports.formatJson = formatJson;
exports.formatNdjson = formatNdjson;
exports.parseExport = parseExport;
});
