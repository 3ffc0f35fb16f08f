let node_zlib = require("node:zlib");
const require_html_page = require("./html-page.js");
const require_step_rows = require("./step-rows.js");
// src/render/report-page/packed-steps.ts
const TEXTS = [
	({ label }) => label,
	({ status }) => status,
	({ branch }) => branch,
	({ agent }) => agent,
	({ title }) => title,
	({ took }) => took.text,
	({ tokens }) => tokens.text,
	({ cost }) => cost.text,
	({ began }) => began.text
];
const VALUES = [
	({ took }) => took.value,
	({ tokens }) => tokens.value,
	({ cost }) => cost.value,
	({ began }) => began.value
];
var EarlierSteps = class {
	count = 0;
	#texts = TEXTS.map(() => ({
		places: new Map(),
		column: []
	}));
	#values = VALUES.map(() => []);
	add = (steps) => {
		for (const step of steps) {
			const cells = require_step_rows.stepCells(step, false);
			for (const [at, { places, column }] of this.#texts.entries()) {
				const word = require_html_page.visibleText(TEXTS[at]?.(cells) ?? "");
				const place = places.get(word) ?? places.size;
				places.set(word, place);
				column.push(place);
			}
			for (const [at, column] of this.#values.entries()) column.push(VALUES[at]?.(cells) ?? null);
			this.count += 1;
		}
	};
	pack(mostLength) {
		for (let count = this.count; count > 0; count = Math.floor(count * .8)) {
			const html = `<script type="application/gzip" id="earlier">${this.#packed(count)}<\/script>`;
			if (html.length <= mostLength) return {
				html,
				packed: count
			};
		}
		return {
			html: "",
			packed: 0
		};
	}
	#packed(count) {
		const texts = this.#texts.map(({ places, column }) => {
			const kept = column.slice(0, count);
			return {
				words: [...places.keys()].slice(0, kept.reduce((most, place) => Math.max(most, place), -1) + 1),
				column: kept
			};
		});
		return (0, node_zlib.gzipSync)(JSON.stringify({
			texts,
			values: this.#values.map((column) => column.slice(0, count))
		})).toString("base64");
	}
};
exports.EarlierSteps = EarlierSteps;
