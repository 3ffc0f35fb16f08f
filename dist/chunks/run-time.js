(function (exports, require, module, __filename, __dirname) {
// src/usage/run-time.ts
const DOUBT_MS = 2e3;
const OTHER_CLOCK_MS = 36e5;
const KEYS = [
	"timestamp",
	"time",
	"ts",
	"created_at"
];
function ownSince(times, run) {
	const { startTime, endTime, isLate = false, isUnderOther = false, isYoung = false } = run;
	const since = startTime - (isLate ? 20 : DOUBT_MS);
	if (isLate && !isUnderOther || isYoung) return since;
	let newest = Number.NEGATIVE_INFINITY;
	for (const time of times) if (time !== null && time > newest) newest = time;
	return newest >= since ? since : newest - (endTime - startTime) - OTHER_CLOCK_MS;
}
function timeOf(record) {
	return KEYS.map((key) => toTime(record[key])).find((time) => time !== null) ?? null;
}
function toTime(value) {
	if (typeof value === "string") return finite(Date.parse(value));
	return typeof value === "number" && value > 0 ? finite(value < 1e11 ? value * 1e3 : value) : null;
}
function toCallTime(start, end) {
	return end === null ? {} : { time: {
		start,
		end,
		subagent: null
	} };
}
function finite(time) {
	return Number.isFinite(time) ? time : null;
}
Object.defineProperty(exports, "DOUBT_MS", {
	enumerable: true,
	get: function() {
		return DOUBT_MS;
	}
});
Object.defineProperty(exports, "ownSince", {
	enumerable: true,
	get: function() {
		return ownSince;
	}
});
Object.defineProperty(exports, "timeOf", {
	enumerable: true,
	get: function() {
		return timeOf;
	}
});
Object.defineProperty(exports, "toCallTime", {
	enumerable: true,
	get: function() {
		return toCallTime;
	}
});
Object.defineProperty(exports, "toTime", {
	enumerable: true,
	get: function() {
		return toTime;
	}
});
});
