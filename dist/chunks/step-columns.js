(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_zlib = __late(() => require("node:zlib"));
const require_html_page = require("./html-page.js");
const require_step_rows = require("./step-rows.js");
// src/render/report-page/step-columns.ts
const TEXTS = [
	({ status }) => status,
	({ branch }) => branch,
	({ agent }) => agent,
	({ title }) => title,
	({ took }) => took.text,
	({ tokens }) => tokens.text,
	({ cost }) => cost.text
];
const VALUES = [
	({ took }) => took.value,
	({ tokens }) => tokens.value,
	({ cost }) => cost.value,
	({ began }) => began.value
];
var StepColumns = class {
	count = 0;
	#ids = [];
	#labels = new Map();
	#texts = TEXTS.map((read) => ({
		read,
		places: new Map(),
		column: []
	}));
	#values = VALUES.map((read) => ({
		read,
		column: []
	}));
	add = (steps) => {
		for (const step of steps) {
			const cells = require_step_rows.stepCells(step, false);
			if (step.id === null) this.#labels.set(this.count, cells.label);
			this.#ids.push(step.id ?? 0);
			for (const { read, places, column } of this.#texts) {
				const word = read(cells);
				let place = places.get(word);
				if (place === void 0) {
					place = places.size;
					places.set(word, place);
				}
				column.push(place);
			}
			for (const { read, column } of this.#values) column.push(read(cells));
			this.count += 1;
		}
	};
	pack(from, mostLength) {
		for (let packed = this.count - from; packed > 0;) {
			const html = `<script type="application/gzip" id="earlier">${this.#packed(from, from + packed)}<\/script>`;
			if (html.length <= mostLength) return {
				html,
				packed
			};
			packed = Math.floor(Math.min(.9, mostLength / html.length * .98) * packed);
		}
		return {
			html: "",
			packed: 0
		};
	}
	#packed(from, to) {
		const texts = this.#texts.map(({ places, column }) => {
			const kept = column.slice(from, to);
			const most = kept.reduce((highest, place) => Math.max(highest, place), -1);
			return {
				words: [...places.keys()].slice(0, most + 1).map(require_html_page.visibleText),
				column: kept
			};
		});
		const labels = [...this.#labels].flatMap(([at, label]) => at >= from && at < to ? [[at - from, require_html_page.visibleText(label)]] : []);
		const [took, tokens, cost, began = []] = this.#values.map(({ column }) => column.slice(from, to));
		const ids = differences(this.#ids.slice(from, to));
		const values = [
			took,
			tokens,
			cost,
			differences(began)
		];
		return (0, node_zlib.gzipSync)(JSON.stringify({
			ids,
			labels,
			texts,
			values
		}), { level: 4 }).toString("base64");
	}
};
function differences(numbers) {
	return numbers.map((number, at) => (number ?? 0) - (numbers[at - 1] ?? 0));
}
exports.StepColumns = StepColumns;
});
