let node_fs_promises = require("node:fs/promises");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_step = require("./step.js");
const require_records = require("./records.js");
const require_regular_file = require("./regular-file.js");
const require_replace_file = require("./replace-file.js");
const require_sealed_json = require("./sealed-json.js");
// src/stores/fragment.ts
const FRAGMENT_FILE = "record.json";
const FORMAT = "laforge-fragment";
const VERSION = 1;
const MAX_BYTES = 16777216;
function formatFragment(records) {
	const [steps, rollbacks] = [records.steps.map(require_sealed_json.seal), records.rollbacks.map(require_sealed_json.seal)];
	return `${JSON.stringify({
		format: FORMAT,
		version: VERSION,
		records: {
			steps,
			rollbacks
		}
	}, null, 1)}\n`;
}
function parseFragment(text, source) {
	const value = require_step.parseObject(text);
	if (value?.format !== FORMAT || !require_step.isObject(value.records)) throw new require_errors.StoreError("damaged", `${source} is not a record of LaForge's.`);
	if (value.version !== VERSION) {
		const version = require_identity.quote(String(JSON.stringify(value.version)));
		return {
			...require_records.NO_RECORDS,
			setAside: [{
				text,
				reason: `format: is ${version}, and this version reads ${VERSION}`
			}]
		};
	}
	const unsealed = [];
	const { steps, rollbacks } = value.records;
	if (!Array.isArray(steps) || !Array.isArray(rollbacks)) throw new require_errors.StoreError("damaged", `${source} has no list of records.`);
	const { setAside = [], ...records } = require_records.parseLedgerRecords({
		...require_records.NO_RECORDS,
		steps: require_sealed_json.unsealAll(steps, unsealed),
		rollbacks: require_sealed_json.unsealAll(rollbacks, unsealed)
	}, source);
	const all = [...unsealed, ...setAside];
	return all.length === 0 ? records : {
		...records,
		setAside: all
	};
}
async function readFragment(path, source) {
	const stats = await (0, node_fs_promises.stat)(path);
	if (!stats.isFile()) throw new require_errors.StoreError("damaged", `${source} is no file.`);
	if (stats.size > MAX_BYTES) throw new require_errors.StoreError("damaged", `${source} has ${stats.size} bytes, too many for a record.`);
	const bytes = require_regular_file.readRegularFile(path, MAX_BYTES);
	if (bytes === null) throw new require_errors.StoreError("damaged", `${source} cannot be read.`);
	return parseFragment(bytes.toString("utf8"), source);
}
async function writeFragment(path, records) {
	await (0, node_fs_promises.mkdir)((0, node_path.dirname)(path), { recursive: true });
	require_replace_file.replaceFile(path, formatFragment(records));
}
Object.defineProperty(exports, "FRAGMENT_FILE", {
	enumerable: true,
	get: function() {
		return FRAGMENT_FILE;
	}
});
Object.defineProperty(exports, "readFragment", {
	enumerable: true,
	get: function() {
		return readFragment;
	}
});
Object.defineProperty(exports, "writeFragment", {
	enumerable: true,
	get: function() {
		return writeFragment;
	}
});
