const require_errors = require("./errors.js");
const require_kinds = require("./kinds.js");
const require_records = require("./records.js");
const require_rollback = require("./rollback.js");
const require_step = require("./step.js");
const require_sealed_json = require("./sealed-json.js");
// src/cli/export-format.ts
const CSV_BEGINS = "id,uid,active,status,";
const LISTS = {
	step: "steps",
	rollback: "rollbacks",
	step_claim: "step_claims",
	rollback_claim: "rollback_claims",
	set_aside: "set_aside"
};
const TYPES = [
	"step",
	"rollback",
	"step_claim",
	"rollback_claim",
	"set_aside"
];
function formatJson(history) {
	const rows = rowsOf(history);
	const lists = TYPES.map((type) => [LISTS[type], rows.filter((row) => row.type === type).map(({ value }) => value)]);
	return `${JSON.stringify(Object.fromEntries(lists), null, 2)}\n`;
}
function formatNdjson(history) {
	return rowsOf(history).map(({ type, value }) => `${JSON.stringify({
		type,
		...value
	})}\n`).join("");
}
function parseExport(text, source) {
	const setAside = [];
	const rows = parseJsonRows(text) ?? parseNdjsonRows(text, setAside);
	if (rows === void 0 && text.startsWith(CSV_BEGINS)) throw new require_errors.StoreError("not-a-ledger", `${source} is an export as csv, which has the figures of the steps alone. Export as json or ndjson to import it.`);
	if (rows === void 0) throw new require_errors.StoreError("not-a-ledger", `${source} is neither a steps.db nor an export of one (json, ndjson). Name another file.`);
	const read = (type) => {
		const found = rows.filter((row) => row.type === type);
		return require_sealed_json.unsealAll(found.map(({ value }) => withoutType(value)), setAside, found.map(({ value, text: own }) => own ?? JSON.stringify(value)));
	};
	const { setAside: odd = [], ...records } = require_records.parseLedgerRecords({
		...require_records.NO_RECORDS,
		steps: read("step").map(require_records.jsonToStepRecord),
		rollbacks: read("rollback").map(require_rollback.jsonToDraft),
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
function rowsOf({ steps, rollbacks, stepClaims, rollbackClaims, setAside }) {
	const row = (type, value) => ({
		type,
		value
	});
	const claims = (type, list) => list.map(({ uid, number, claimedAt }) => row(type, {
		uid,
		number,
		claimed_at: claimedAt
	}));
	return [
		...steps.map((step) => row("step", require_sealed_json.seal(require_step.stepToJson(step)))),
		...rollbacks.map((rollback) => row("rollback", require_sealed_json.seal(require_rollback.rollbackToJson(rollback)))),
		...claims("step_claim", stepClaims),
		...claims("rollback_claim", rollbackClaims),
		...setAside.map(({ text, reason }) => row("set_aside", {
			record: text,
			reason
		}))
	];
}
function parseJsonRows(text) {
	const value = require_kinds.parseObject(text);
	if (value === void 0 || !Array.isArray(value.steps)) return void 0;
	return TYPES.flatMap((type) => {
		const list = value[LISTS[type]];
		return Array.isArray(list) ? list.map((item) => ({
			type,
			value: item
		})) : [];
	});
}
function parseNdjsonRows(text, setAside) {
	const rows = [];
	const odd = [];
	for (const line of text.split("\n").filter((it) => it.trim() !== "")) {
		const value = require_kinds.parseObject(line);
		const type = TYPES.find((known) => known === value?.type);
		if (type === void 0) odd.push({
			text: line,
			reason: value === void 0 ? "is no JSON object" : "has no type known here"
		});
		else rows.push({
			type,
			value,
			text: line
		});
	}
	if (rows.length === 0) return void 0;
	setAside.push(...odd);
	return rows;
}
function withoutType(value) {
	if (!require_kinds.isObject(value)) return value;
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
