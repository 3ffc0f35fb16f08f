const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_fs = require("node:fs");
let node_fs_promises = require("node:fs/promises");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_step = require("./step.js");
const require_model_price = require("./model-price.js");
// src/usage/prices/own-prices.ts
const MAX_BYTES = 1048576;
const HOW = "Give each model its input and output in USD per million tokens, such as kimi-k2.5: {input: 0.6, output: 3}";
const FILES = ["prices.yml", "prices.yaml"];
const PRICES = [
	"input",
	"output",
	"cache_read",
	"cache_write",
	"cache_write_1h"
];
const KEYS = [
	...PRICES,
	...require_model_price.RATES,
	"above",
	"since"
];
const LOWEST_USD = 5e-4;
async function readOwnPrices({ text, folder, home, what }) {
	if (text === null) {
		const path = FILES.map((name) => (0, node_path.join)(home, name)).find(node_fs.existsSync);
		return path === void 0 ? {} : await parsePrices(await readFile(path, require_identity.quote(path)), path);
	}
	if (!isPath(text)) return await parsePrices(text, what);
	const name = require_identity.quote(text.trim());
	return await parsePrices(await readFile((0, node_path.resolve)(folder, text.trim()), `${what} is ${name}, which`), `${what} (${name})`);
}
function isPath(text) {
	const line = text.trim();
	return line !== "" && !line.includes("\n") && !/^[{[]/.test(line) && !/^[^\s:]+:(\s|$)/.test(line);
}
async function parsePrices(text, where) {
	const { parse } = await Promise.resolve().then(() => require_rolldown_runtime.__toESM(require("./dist2.js").default, 1));
	let document;
	try {
		document = parse(text, { maxAliasCount: 0 });
	} catch (error) {
		throw new require_errors.InputError("bad-input", `${where} is neither JSON nor YAML. ${HOW}.`, { cause: error });
	}
	const models = require_step.asObject(document ?? {});
	if (models === void 0) throw new require_errors.InputError("bad-input", `${where} is no list of models. ${HOW}.`);
	const prices = Object.entries(models).map(([model, value]) => {
		const rows = Array.isArray(value) ? require_step.asArray(value) : [value];
		return [model.toLowerCase(), rows.map((row) => toPrice(row, `${where}: ${require_identity.quote(model)}`))];
	});
	return Object.fromEntries(prices);
}
function toPrice(value, where) {
	const row = readRow(value, KEYS, where);
	const { since } = row;
	const day = since instanceof Date ? since.toISOString() : since;
	if (day !== void 0 && (typeof day !== "string" || Number.isNaN(Date.parse(day)))) throw refusal(`${where} has a "since" that is no day`);
	const above = require_step.asArray(row.above).map((value) => {
		const tier = readRow(value, [...PRICES, "prompt_tokens"], where);
		if (typeof tier.prompt_tokens !== "number") throw refusal(`${where} has an "above" without "prompt_tokens"`);
		return {
			prompt_tokens: tier.prompt_tokens,
			...readPrices(tier, where)
		};
	});
	return {
		...readPrices(row, where),
		...pick(row, require_model_price.RATES, where),
		...above.length === 0 ? {} : { above: above.sort((a, b) => a.prompt_tokens - b.prompt_tokens) },
		...day === void 0 ? {} : { since: day }
	};
}
function readRow(value, keys, where) {
	const row = require_step.asObject(value);
	const other = Object.keys(row ?? {}).find((key) => !keys.includes(key));
	if (other !== void 0) throw refusal(`${where} has ${require_identity.quote(other)}, which is none of ${keys.join(", ")}`);
	if (row?.input === void 0 || row.output === void 0) throw refusal(`${where} lacks its input or output`);
	return row;
}
function readPrices(row, where) {
	const { input = 0, output = 0, ...others } = pick(row, PRICES, where);
	const low = [input, output].find((price) => price > 0 && price < LOWEST_USD);
	if (low !== void 0) throw refusal(`${where} has the price ${low}, which looks like that of one token: write ${toText(low * 1e6)}`);
	return {
		input,
		output,
		...others
	};
}
function pick(row, keys, where) {
	const given = keys.flatMap((key) => {
		const value = row[key];
		if (value === void 0) return [];
		if (typeof value === "number" && Number.isFinite(value) && value >= 0) return [[key, value]];
		throw refusal(`${where} has ${JSON.stringify(value)} as its ${key}, which is no number from 0`);
	});
	return Object.fromEntries(given);
}
function toText(price) {
	return String(Number(price.toPrecision(6)));
}
function refusal(problem) {
	return new require_errors.InputError("bad-input", `${problem}. ${HOW}.`);
}
async function readFile(path, which) {
	try {
		const file = await (0, node_fs_promises.open)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NONBLOCK);
		try {
			const stat = await file.stat();
			if (stat.isFile() && stat.size <= MAX_BYTES) return await file.readFile("utf8");
		} finally {
			await file.close();
		}
	} catch {}
	throw refusal(`${which} is no file of at most 1 MB that can be read`);
}
Object.defineProperty(exports, "readOwnPrices", {
	enumerable: true,
	get: function() {
		return readOwnPrices;
	}
});
