// src/usage/prices/model-price.ts
const RATES = [
	"fast",
	"priority",
	"flex",
	"batch",
	"us"
];
function costOf(tokens, price) {
	const factor = tokens.rate === null ? 1 : factorOf(price, tokens.rate);
	if (factor === void 0) return null;
	const prompt = tokens.input + tokens.cacheRead + tokens.cacheWrite;
	const longer = (price.above ?? []).filter(({ prompt_tokens }) => prompt / tokens.calls > prompt_tokens).at(-1);
	const prices = fill(longer ?? price, factor);
	const hourWrite = Math.min(tokens.hourWrite, tokens.cacheWrite);
	const sum = tokens.input * prices.input + tokens.cacheRead * prices.cache_read + (tokens.cacheWrite - hourWrite) * prices.cache_write + hourWrite * prices.cache_write_1h + tokens.output * prices.output;
	const isAverage = tokens.calls !== 1 && (price.above ?? []).some(({ prompt_tokens }) => prompt > prompt_tokens);
	return {
		usd: sum / 1e6,
		isAverage,
		prices,
		above: longer?.prompt_tokens ?? null
	};
}
function validPrice(prices, at) {
	return (Array.isArray(prices) ? prices : [prices]).findLast(({ since }) => since === void 0 || Date.parse(since) <= at.getTime());
}
function factorOf(price, rate) {
	return rate.split("+").map((name) => RATES.find((one) => one === name)).map((one) => one && price[one]).reduce((all, factor) => all === void 0 || factor === void 0 ? void 0 : all * factor, 1);
}
function fill({ input, output, cache_read, cache_write, cache_write_1h }, factor) {
	const write = cache_write ?? input;
	return {
		input: input * factor,
		cache_read: (cache_read ?? input) * factor,
		cache_write: write * factor,
		cache_write_1h: (cache_write_1h ?? write) * factor,
		output: output * factor
	};
}
Object.defineProperty(exports, "RATES", {
	enumerable: true,
	get: function() {
		return RATES;
	}
});
Object.defineProperty(exports, "costOf", {
	enumerable: true,
	get: function() {
		return costOf;
	}
});
Object.defineProperty(exports, "validPrice", {
	enumerable: true,
	get: function() {
		return validPrice;
	}
});
