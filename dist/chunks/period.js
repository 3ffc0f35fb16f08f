(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/domain/report/period.ts
function isWithin({ since, until }, time) {
	return (since === null || time >= since) && (until === null || time < until);
}
function periodBefore({ since, until }, now) {
	if (since === null) return null;
	const length = (until === null ? now.getTime() : Date.parse(until)) - Date.parse(since);
	return {
		since: new Date(Date.parse(since) - length).toISOString(),
		until: since
	};
}
function weekOf(time) {
	const day = new Date(`${time.slice(0, 10)}T00:00:00.000Z`);
	if (Number.isNaN(day.getTime())) return time.slice(0, 10);
	day.setUTCDate(day.getUTCDate() - (day.getUTCDay() + 6) % 7);
	return day.toISOString().slice(0, 10);
}
const TIME_UNITS = [
	"day",
	"week",
	"month"
];
function spanOf(unit, first, last, most) {
	const names = [];
	for (let name = first; name !== "" && name <= last; name = after(unit, name)) {
		if (names.length === most) return null;
		names.push(name);
	}
	return names;
}
function after(unit, name) {
	const date = new Date(`${name}${unit === "month" ? "-01" : ""}T00:00:00.000Z`);
	if (Number.isNaN(date.getTime())) return "";
	if (unit === "month") date.setUTCMonth(date.getUTCMonth() + 1);
	else date.setUTCDate(date.getUTCDate() + (unit === "day" ? 1 : 7));
	return date.toISOString().slice(0, unit === "month" ? 7 : 10);
}
function parsePeriod({ since, until }, now) {
	const period = {
		since: since.text === null ? null : parseSince(since.text, now, since.what),
		until: until.text === null ? null : parseUntil(until.text, now, until.what)
	};
	if (period.since !== null && period.until !== null && period.since >= period.until) {
		const message = `${since.what} ${require_action_post_help_run_steps.quote(since.text ?? "")} is not before ${until.what} ${require_action_post_help_run_steps.quote(until.text ?? "")}. Nothing can lie between them.`;
		throw require_action_post_help_run_steps.badInput(message);
	}
	return period;
}
function parseSince(text, now, what = "--since") {
	const days = /^([1-9][0-9]{0,4})d$/.exec(text)?.[1];
	if (days !== void 0) {
		const today = Date.parse(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`);
		return new Date(today - (Number(days) - 1) * DAY_MS).toISOString();
	}
	const time = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : NaN;
	if (Number.isNaN(time) || !isSameDay(text, time)) throw require_action_post_help_run_steps.badInput(`${what} is ${require_action_post_help_run_steps.quote(text)}. Use a day such as 2026-11-01, a time such as 2026-11-01T08:00Z, or 7d.`);
	return new Date(time).toISOString();
}
function parseUntil(text, now, what = "--until") {
	const time = parseSince(text, now, what);
	return /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(Date.parse(time) + DAY_MS).toISOString() : time;
}
function isSameDay(text, time) {
	return text.length > 10 || new Date(time).toISOString().startsWith(text);
}
const DAY_MS = 864e5;
Object.defineProperty(exports, "TIME_UNITS", {
	enumerable: true,
	get: function() {
		return TIME_UNITS;
	}
});
Object.defineProperty(exports, "isWithin", {
	enumerable: true,
	get: function() {
		return isWithin;
	}
});
Object.defineProperty(exports, "parsePeriod", {
	enumerable: true,
	get: function() {
		return parsePeriod;
	}
});
Object.defineProperty(exports, "parseSince", {
	enumerable: true,
	get: function() {
		return parseSince;
	}
});
Object.defineProperty(exports, "periodBefore", {
	enumerable: true,
	get: function() {
		return periodBefore;
	}
});
Object.defineProperty(exports, "spanOf", {
	enumerable: true,
	get: function() {
		return spanOf;
	}
});
Object.defineProperty(exports, "weekOf", {
	enumerable: true,
	get: function() {
		return weekOf;
	}
});
});
