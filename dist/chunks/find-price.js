(function (exports, require, module, __filename, __dirname) {
const require_action_run = require("./action-run.js");
// src/usage/prices/find-price.ts
const OWN_PRICES = "your prices";
const LIBRARY = "@pydantic/genai-prices 0.1.8";
async function findPrice(model, at, own) {
	const names = namesOfModel(model);
	for (const [prices, list] of [[own, OWN_PRICES], [PRICE_LIST, `laforge ${LIST_DATE}`]]) {
		const name = names.find((one) => Object.hasOwn(prices, one));
		const found = name === void 0 ? void 0 : prices[name];
		const price = found === void 0 ? void 0 : require_action_run.validPrice(found, at);
		if (price !== void 0) return {
			price: list === OWN_PRICES ? {
				us: 1,
				...price
			} : price,
			list
		};
	}
	return findInLibrary(names, at);
}
async function findInLibrary(names, at) {
	const { calcPrice } = await Promise.resolve().then(() => require("./dist.js"));
	for (const name of names) try {
		const found = calcPrice({ input_tokens: 1 }, name, { timestamp: at });
		if (found === null || !names.map(plain).includes(plain(found.model.id))) continue;
		const price = toPrice(found.model_price);
		if (price !== void 0) return {
			price,
			list: LIBRARY
		};
	} catch {}
}
function plain(name) {
	return name.toLowerCase().replaceAll(".", "-");
}
function toPrice(found) {
	const prices = { ...found };
	const starts = Object.values(prices).flatMap((price) => typeof price === "object" ? price.tiers : []);
	const at = (tokens) => {
		const pick = (name) => priceAt(prices[name], tokens);
		const [input, output] = [pick("input_mtok"), pick("output_mtok")];
		if (input === void 0 || output === void 0) return void 0;
		const cache = {
			cache_read: pick("cache_read_mtok"),
			cache_write: pick("cache_write_mtok")
		};
		const known = Object.entries({
			...cache,
			cache_write_1h: pick("cache_write_1h_mtok")
		}).filter(([, price]) => price !== void 0);
		return {
			input,
			output,
			...Object.fromEntries(known)
		};
	};
	const base = at(0);
	if (base === void 0) return void 0;
	const above = [...new Set(starts.map(({ start }) => start))].sort((a, b) => a - b).flatMap((start) => {
		const tier = at(start + 1);
		return tier === void 0 ? [] : [{
			prompt_tokens: start,
			...tier
		}];
	});
	return above.length === 0 ? base : {
		...base,
		above
	};
}
function priceAt(price, tokens) {
	if (typeof price !== "object") return price;
	return price.tiers.findLast(({ start }) => tokens > start)?.price ?? price.base;
}
const SAME_MODEL = [
	[/^arn:aws[\w-]*:bedrock:.*:(?:inference-profile|foundation-model)\//, ""],
	[/^.*\/models\//, ""],
	[/^models\//, ""],
	[/^.*\//, ""],
	[/^(?:[a-z]{2,6}(?:-[a-z]+)?\.)?(?:anthropic|openai|qwen|moonshotai?|zai|minimax|deepseek)\.(?=[a-z])/, ""],
	[/-v\d+(?::\d+(?::\d+k)?)?$/, ""],
	[/\[1m\]$/, ""],
	[/@(?:\d{8}|latest|default)$/, ""]
];
const DATED = [
	[/-(?:20\d{6}|20\d\d-\d\d-\d\d|latest)$/, ""],
	[/^(claude-.*\d)\.(?=\d)/, "$1-"],
	[/^claude-((?:[4-9]|\d\d)(?:-\d+)?)-(opus|sonnet|haiku)$/, "claude-$2-$1"],
	[/^claude-(sonnet|opus)-4-0$/, "claude-$1-4"],
	[/^gpt-5\.6$/, "gpt-5.6-sol"]
];
function namesOfModel(model) {
	const names = [model, model.toLowerCase()];
	for (const [pattern, replacement] of [...SAME_MODEL, ...DATED]) names.push((names.at(-1) ?? "").replace(pattern, replacement));
	return [...new Set(names)];
}
const LIST_DATE = "2026-11-28";
const LUNA = [long(gpt(1, .1, 6, {
	cache_write: 1.25,
	priority: 2
})), long(gpt(.2, .02, 1.2, {
	cache_write: .25,
	priority: 2,
	since: "2026-07-30"
}))];
const PRICE_LIST = {
	"claude-fable-5-1": claude(10, 50, { cache_read: .25 }),
	"claude-mythos-5-1": claude(10, 50, { cache_read: .25 }),
	"claude-fable-5": claude(10, 50),
	"claude-mythos-5": claude(10, 50),
	"claude-opus-5-5": claude(4, 20, {
		cache_read: .2,
		fast: 2
	}),
	"claude-opus-5": claude(5, 25, { fast: 2 }),
	"claude-opus-4-8": claude(5, 25, { fast: 2 }),
	"claude-opus-4-7": claude(5, 25, { fast: 6 }),
	"claude-opus-4-6": claude(5, 25, { fast: 6 }),
	"claude-opus-4-5": claude(5, 25),
	"claude-opus-4-1": claude(15, 75),
	"claude-opus-4": claude(15, 75),
	"claude-sonnet-5-5": [claude(2, 10), claude(2, 10, {
		cache_read: .1,
		since: "2026-10-07"
	})],
	"claude-sonnet-5": claude(2, 10),
	"claude-sonnet-4-6": claude(3, 15),
	"claude-sonnet-4-5": claude(3, 15, { above: [{
		prompt_tokens: 2e5,
		...claude(6, 22.5)
	}] }),
	"claude-sonnet-4": claude(3, 15, { above: [{
		prompt_tokens: 2e5,
		...claude(6, 22.5)
	}] }),
	"claude-3-7-sonnet": claude(3, 15),
	"claude-3-5-sonnet": claude(3, 15),
	"claude-haiku-5-5": claude(.1, .5, { above: [{
		prompt_tokens: 1e5,
		...claude(.5, 2.5)
	}] }),
	"claude-haiku-4-5": claude(1, 5),
	"claude-3-5-haiku": claude(.8, 4),
	"gpt-6-astra": long(gpt(10, 1, 50, {
		cache_write: 12.5,
		priority: 2
	})),
	"gpt-6.1-sol": long(gpt(2, .1, 10, {
		cache_write: 2.5,
		priority: 2
	})),
	"gpt-6-sol": long(gpt(2, .2, 10, {
		cache_write: 2.5,
		priority: 2
	})),
	"gpt-6-luna": long(gpt(.1, .01, .5, {
		cache_write: .125,
		priority: 2
	})),
	"gpt-5.6-sol": [long(gpt(5, .5, 30, {
		cache_write: 6.25,
		priority: 2
	})), long(gpt(4, .4, 20, {
		cache_write: 5,
		priority: 2,
		since: "2026-08-21"
	}))],
	"gpt-5.6-terra": [long(gpt(2.5, .25, 15, {
		cache_write: 3.125,
		priority: 2
	})), long(gpt(2, .2, 12, {
		cache_write: 2.5,
		priority: 2,
		since: "2026-07-30"
	}))],
	"gpt-5.6-luna": LUNA,
	"codex-auto-review": LUNA,
	"gpt-5.5": long(gpt(5, .5, 30, { priority: 2.5 })),
	"gpt-5.4": long(gpt(2.5, .25, 15, { priority: 2 })),
	"gpt-5.4-mini": gpt(.75, .075, 4.5, { priority: 2 }),
	"gpt-5.4-nano": gpt(.2, .02, 1.25),
	"gpt-5.3-codex": gpt(1.75, .175, 14, { priority: 2 }),
	"gpt-5.2": gpt(1.75, .175, 14, { priority: 2 }),
	"gpt-5.2-codex": gpt(1.75, .175, 14, { priority: 2 }),
	"gpt-5.1": gpt(1.25, .125, 10, { priority: 2 }),
	"gpt-5.1-codex": gpt(1.25, .125, 10, { priority: 2 }),
	"gpt-5.1-codex-max": gpt(1.25, .125, 10, { priority: 2 }),
	"gpt-5.1-codex-mini": gpt(.25, .025, 2),
	"gpt-5": gpt(1.25, .125, 10, { priority: 2 }),
	"gpt-5-codex": gpt(1.25, .125, 10, { priority: 2 }),
	"gpt-5-mini": gpt(.25, .025, 2, { priority: 1.8 }),
	"gpt-5-nano": gpt(.05, .005, .4),
	"qwen3-coder-plus": {
		input: 1,
		cache_read: .2,
		output: 5,
		above: [
			{
				prompt_tokens: 32e3,
				input: 1.8,
				cache_read: .36,
				output: 9
			},
			{
				prompt_tokens: 128e3,
				input: 3,
				cache_read: .6,
				output: 15
			},
			{
				prompt_tokens: 256e3,
				input: 6,
				cache_read: 1.2,
				output: 60
			}
		]
	}
};
function claude(input, output, other = {}) {
	return {
		input,
		cache_read: input / 10,
		cache_write: input * 1.25,
		cache_write_1h: input * 2,
		output,
		batch: .5,
		us: 1.1,
		...other
	};
}
function gpt(input, cacheRead, output, other = {}) {
	return {
		input,
		cache_read: cacheRead,
		output,
		flex: .5,
		batch: .5,
		...other
	};
}
function long(price) {
	const { input, cache_read = input, cache_write = input, output } = price;
	const twice = {
		input: input * 2,
		cache_read: cache_read * 2,
		cache_write: cache_write * 2,
		output: output * 1.5
	};
	return {
		...price,
		above: [{
			prompt_tokens: 272e3,
			...twice
		}]
	};
}
exports.findPrice = findPrice;
});
