const require_rolldown_runtime = require("./rolldown-runtime.js");
let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_usage_report = require("./usage-report.js");
const require_usage_totals = require("./usage-totals.js");
const require_cli = require("./cli.js");
const require_open_history = require("./open-history.js");
const require_place = require("./place.js");
const require_positionals = require("./positionals.js");
const require_progress = require("./progress.js");
const require_write_output = require("./write-output.js");
// src/domain/report/period.ts
function isWithin({ since, until }, time) {
	return (since === null || time >= since) && (until === null || time < until);
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
// src/domain/report/rate.ts
const Z = 1.959963984540054;
function rateOf(count, of) {
	if (of === 0) return {
		count,
		of,
		share: null,
		low: null,
		high: null
	};
	const share = count / of;
	const weight = Z ** 2 / of;
	const middle = (share + weight / 2) / (1 + weight);
	const reach = Z / (1 + weight) * Math.sqrt(share * (1 - share) / of + weight / (4 * of));
	return {
		count,
		of,
		share,
		low: count === 0 ? 0 : Math.max(0, middle - reach),
		high: count === of ? 1 : Math.min(1, middle + reach)
	};
}
// src/domain/report/figures.ts
const FATES = [
	"stayed",
	"failed",
	"rolled_back",
	"pinned"
];
const WASTED_FATES = [
	"failed",
	"rolled_back",
	"pinned"
];
function fateOf({ status, active, pushed }) {
	if (require_usage_totals.UNSPENT_STATUSES.includes(status)) return null;
	if (status !== "succeeded") return "failed";
	if (!active) return "rolled_back";
	return pushed === "pinned" || pushed === "bundled" ? "pinned" : "stayed";
}
const EMPTY_TALLY = {
	usage: {
		stayed: require_usage_totals.NO_USAGE,
		failed: require_usage_totals.NO_USAGE,
		rolled_back: require_usage_totals.NO_USAGE,
		pinned: require_usage_totals.NO_USAGE
	},
	interrupted: 0,
	checked: 0,
	checkPassed: 0
};
function addToTally(tally, { status, check }, fate, usage) {
	return {
		usage: {
			...tally.usage,
			[fate]: require_usage_totals.addTotals(tally.usage[fate], usage)
		},
		interrupted: tally.interrupted + (status === "interrupted" ? 1 : 0),
		checked: tally.checked + (check === null ? 0 : 1),
		checkPassed: tally.checkPassed + (check?.exit_code === 0 ? 1 : 0)
	};
}
function figuresOf({ usage: fates, interrupted, checked, checkPassed }) {
	const usage = FATES.map((fate) => fates[fate]).reduce(require_usage_totals.addTotals);
	const wasted = wastedOf({ fates });
	const succeeded = usage.steps - fates.failed.steps;
	const cost = isMostlyKnown(usage) ? usage.costUsd : null;
	return {
		usage,
		fates,
		success: rateOf(succeeded, usage.steps),
		check: rateOf(checkPassed, checked),
		rollback: rateOf(fates.rolled_back.steps, succeeded),
		interrupted: rateOf(interrupted, usage.steps),
		costPerStayed: cost === null || fates.stayed.steps === 0 ? null : cost / fates.stayed.steps,
		wastedShare: cost === null || cost === 0 ? null : (wasted.costUsd ?? 0) / cost
	};
}
function wastedOf({ fates }) {
	return WASTED_FATES.map((fate) => fates[fate]).reduce(require_usage_totals.addTotals);
}
function isMostlyKnown({ steps, withoutCost }) {
	return withoutCost * 2 < steps;
}
// src/domain/report/recovery.ts
function recoveryOf(steps, rollbacks, period) {
	const fixes = findFixes(steps, rollbacks).filter(({ since }) => isWithin(period, since));
	const endOf = new Map(steps.map(({ uid, endTime }) => [uid, endTime]));
	const moves = rollbacks.filter(({ branch, createdAt }) => branch !== null && isWithin(period, createdAt));
	const createdAt = new Map(rollbacks.map((rollback) => [rollback.uid, rollback.createdAt]));
	return {
		fix: timesOf(fixes.flatMap(({ since, until }) => until === null ? [] : [between(since, until)])),
		unfixed: fixes.filter(({ until }) => until === null).length,
		rollback: timesOf(moves.filter(({ kind }) => kind === "rollback").flatMap((move) => sinceNewest(move, (uid) => endOf.get(uid) ?? null))),
		undo: timesOf(moves.flatMap(({ kind, createdAt: since, undoneBy }) => {
			const until = undoneBy === null ? void 0 : createdAt.get(undoneBy);
			return kind === "undo" || until === void 0 ? [] : [between(since, until)];
		}))
	};
}
function findFixes(steps, rollbacks) {
	const branches = new Map();
	const add = (repository, branch, event) => {
		if (branch === null) return;
		const key = branchKey(repository, branch);
		const events = branches.get(key) ?? [];
		if (events.length === 0) branches.set(key, events);
		events.push(event);
	};
	for (const { repository, branch, status, endTime, checkFailed } of steps) {
		if (endTime === null || !checkFailed && status !== "succeeded") continue;
		add(repository, branch, {
			at: endTime,
			isTrouble: checkFailed
		});
	}
	for (const { kind, undoneBy, repository, branch, createdAt } of rollbacks) if (kind === "rollback" && undoneBy === null) add(repository, branch, {
		at: createdAt,
		isTrouble: true
	});
	return [...branches.values()].flatMap((events) => {
		const fixes = [];
		let since = null;
		for (const { at, isTrouble } of events.sort(byTime$1)) if (isTrouble) since ??= at;
		else if (since !== null) {
			fixes.push({
				since,
				until: at
			});
			since = null;
		}
		return since === null ? fixes : [...fixes, {
			since,
			until: null
		}];
	});
}
function byTime$1(a, b) {
	if (a.at !== b.at) return a.at < b.at ? -1 : 1;
	return Number(a.isTrouble) - Number(b.isTrouble);
}
function sinceNewest({ stepUids, createdAt }, endOf) {
	const newest = stepUids.map(endOf).filter((end) => end !== null && end <= createdAt).sort().at(-1) ?? null;
	return newest === null ? [] : [between(newest, createdAt)];
}
function between(since, until) {
	return Math.max(0, Date.parse(until) - Date.parse(since));
}
function timesOf(times) {
	const sorted = times.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	return {
		count: sorted.length,
		medianMs: low === void 0 || high === void 0 ? null : (low + high) / 2,
		longestMs: sorted.at(-1) ?? null
	};
}
function branchKey(repository, branch) {
	return JSON.stringify([repository, branch]);
}
// src/domain/report/timeline.ts
const MOST_BRANCHES = 50;
const MOST_EVENTS = 200;
function timelinesOf(steps, rollbacks, period) {
	const branches = new Map();
	const add = (repository, branch, event) => {
		if (branch === null || !isWithin(period, event.at)) return;
		const key = branchKey(repository, branch);
		const found = branches.get(key);
		if (found === void 0) branches.set(key, {
			repository,
			branch,
			events: [event]
		});
		else found.events.push(event);
	};
	for (const { uid, id, repository, branch, status, active, startTime: at, commitShaAfter: toSha } of steps) add(repository, branch, {
		kind: "step",
		at,
		uid,
		id,
		status,
		active,
		toSha
	});
	for (const { repository, branch, kind, createdAt: at, uid, number, fromSha, toSha, ...rest } of rollbacks) {
		const { stepUids, undoneBy, actor, reason } = rest;
		add(repository, branch, {
			kind,
			at,
			uid,
			number,
			fromSha,
			toSha,
			stepUids,
			undoneBy,
			actor,
			reason
		});
	}
	const lines = [...branches.values()].map(({ events, ...branch }) => {
		const sorted = events.sort(byTime);
		return {
			...branch,
			events: sorted.slice(-200),
			leftOut: Math.max(0, sorted.length - MOST_EVENTS)
		};
	});
	return {
		branches: lines.sort(latestFirst).slice(0, MOST_BRANCHES),
		leftOut: Math.max(0, lines.length - MOST_BRANCHES)
	};
}
function byTime(a, b) {
	if (a.at !== b.at) return a.at < b.at ? -1 : 1;
	return a.uid < b.uid ? -1 : 1;
}
function latestFirst(a, b) {
	const [one, other] = [a.events.at(-1)?.at ?? "", b.events.at(-1)?.at ?? ""];
	if (one !== other) return one < other ? 1 : -1;
	return branchKey(a.repository, a.branch) < branchKey(b.repository, b.branch) ? -1 : 1;
}
// src/domain/report/report.ts
const REPORT_DIMENSIONS = [
	...TIME_UNITS,
	"agent",
	"model",
	"branch",
	"actor"
];
function createReport(period) {
	const kept = [];
	const tallies = new Map(REPORT_DIMENSIONS.map((dimension) => [dimension, new Map()]));
	const pulls = new Map();
	let total = EMPTY_TALLY;
	let unfinished = 0;
	const count = (step, fate) => {
		const usage = require_usage_totals.totalsOf([step]);
		total = addToTally(total, step, fate, usage);
		for (const [dimension, names] of tallies) for (const { name, usage: share } of sharesOf(dimension, step, usage)) names.set(name, addToTally(names.get(name) ?? EMPTY_TALLY, step, fate, share));
	};
	return {
		add(steps) {
			for (const step of steps) {
				kept.push(keep(step));
				const fate = fateOf(step);
				const isCounted = isWithin(period, step.startTime);
				if (fate === null) unfinished += isCounted ? 1 : 0;
				else {
					if (isCounted) count(step, fate);
					countForPull(pulls, step, isCounted && fate === "stayed");
				}
			}
		},
		report(rollbacks) {
			const landed = [...pulls.values()].filter(({ hasStayed }) => hasStayed);
			const groups = [...tallies].map(([dimension, names]) => [dimension, sortGroups(dimension, names)]);
			return {
				period,
				total: figuresOf(total),
				unfinished,
				oneShot: rateOf(landed.filter(({ steps }) => steps === 1).length, landed.length),
				recovery: recoveryOf(kept, rollbacks, period),
				groups: Object.fromEntries(groups),
				timelines: timelinesOf(kept, rollbacks, period)
			};
		}
	};
}
function keep(step) {
	const { uid, id, repository, branch, status, active, startTime, endTime, commitShaAfter } = step;
	return {
		uid,
		id,
		repository,
		branch,
		status,
		active,
		startTime,
		endTime,
		commitShaAfter,
		checkFailed: step.check !== null && step.check.exit_code !== 0
	};
}
function countForPull(pulls, { repository, run }, hasStayed) {
	const number = run?.pull_request?.number;
	if (number === void 0) return;
	const key = `${repository}#${number}`;
	const pull = pulls.get(key) ?? {
		steps: 0,
		hasStayed: false
	};
	pulls.set(key, {
		steps: pull.steps + 1,
		hasStayed: pull.hasStayed || hasStayed
	});
}
function sharesOf(dimension, step, usage) {
	if (dimension === "model") return require_usage_report.modelShares(step, usage);
	return [{
		name: NAMES[dimension](step),
		usage
	}];
}
const NAMES = {
	day: ({ startTime }) => startTime.slice(0, 10),
	week: ({ startTime }) => weekOf(startTime),
	month: ({ startTime }) => startTime.slice(0, 7),
	agent: require_usage_report.agentOf,
	branch: ({ branch }) => branch,
	actor: ({ run }) => run?.actor ?? null
};
function sortGroups(dimension, names) {
	const groups = [...names].map(([name, tally]) => ({
		name,
		figures: figuresOf(tally)
	}));
	const isTime = TIME_UNITS.some((unit) => unit === dimension);
	return groups.sort((a, b) => isTime ? require_usage_report.compareNames(a.name, b.name) : (b.figures.usage.costUsd ?? -1) - (a.figures.usage.costUsd ?? -1) || b.figures.usage.steps - a.figures.usage.steps || require_usage_report.compareNames(a.name, b.name));
}
// src/cli/report.ts
var report_exports = require_rolldown_runtime.__exportAll({ define: () => define });
const PAGE = 500;
const MOST_STEPS_SHOWN = 1e3;
function define(command, context) {
	command.usage("[options] [project-id]").argument("[project-id...]", "the project (default: the one of this repository)").option("-o, --output <file>", "write it to a file: as one page, or in the form that is asked for").option("--since <time>", "count steps that began then or later: 2026-11-01, a time, or 30d (today and 29 days before)").option("--until <time>", "and no later: 2026-11-30 (all of that day), a time, or 7d (where --since 7d begins)").option("--by <what>", `only one table: ${REPORT_DIMENSIONS.join(", ")}`, require_place.oneOf("--by", REPORT_DIMENSIONS)).option("--branch <name>", "only what happened on this branch", require_place.branchOf).option("--md", "as Markdown").option("--json", "as one object, with all of it").option("--csv", "as lines of CSV, with all groups").option("--with-text", "show prompts, commands and what checks printed in the page too");
	require_place.addHistoryOptions(command);
	command.addHelpText("after", EXAMPLES);
	command.action((args, options) => showReport(context, args, options));
}
async function showReport(context, args, options) {
	refuseTogether(options);
	const { project } = require_positionals.readProject(args, options.project);
	const period = readPeriod(options, new Date());
	await require_open_history.withHistory(context, project, options, async ({ history, project: { id } }) => {
		const text = await render(context, await require_progress.withProgress(context, "adding up the history", () => readHistory(history, period, options.branch ?? null)), id, options);
		if (options.output === void 0) return void context.streams.stdout.write(text);
		const file = (0, node_path.resolve)(context.cwd, options.output);
		require_write_output.writeToFile(file, [text]);
		require_cli.print(context, `Written: ${file}`);
	});
}
async function readHistory(history, period, branch) {
	const report = createReport(period);
	const newest = [];
	const filter = branch === null ? {} : { branch };
	let beforeId;
	for (;;) {
		const page = await history.listSteps({
			...filter,
			limit: PAGE,
			...beforeId === void 0 ? {} : { beforeId }
		});
		report.add(page);
		const shown = page.filter(({ startTime }) => isWithin(period, startTime));
		newest.push(...shown.slice(0, MOST_STEPS_SHOWN - newest.length));
		beforeId = page.at(-1)?.id ?? void 0;
		if (page.length === PAGE && beforeId !== void 0) continue;
		return {
			report: report.report(await history.listRollbacks(filter)),
			newest
		};
	}
}
async function render(context, { report, newest }, projectId, options) {
	const all = options.by === void 0 ? REPORT_DIMENSIONS : [options.by];
	const scope = {
		projectId,
		branch: options.branch ?? null,
		dimensions: all
	};
	if (options.json === true) {
		const { reportToJson } = await Promise.resolve().then(() => require("./report-data.js"));
		return `${JSON.stringify(reportToJson(report, scope), null, 2)}\n`;
	}
	if (options.csv === true) {
		const { reportToCsv } = await Promise.resolve().then(() => require("./report-data.js"));
		return reportToCsv(report, all);
	}
	const shown = {
		...scope,
		dimensions: options.by === void 0 ? FOR_PEOPLE : all
	};
	if (options.md === true) {
		const { renderReportMarkdown } = await Promise.resolve().then(() => require("./report-markdown.js"));
		return `${renderReportMarkdown(report, shown)}\n`;
	}
	if (options.output !== void 0) {
		const [{ renderReportPage }, { redactText, secretsOf }] = await Promise.all([Promise.resolve().then(() => require("./page.js")), Promise.resolve().then(() => require("./redact.js")).then((n) => n.redact_exports)]);
		const withText = options.withText === true;
		const secrets = secretsOf(context.env);
		const steps = withText ? newest.map((step) => redactTexts(step, (text) => redactText(text, secrets))) : newest;
		return renderReportPage(report, {
			...shown,
			steps,
			withText
		});
	}
	const { renderReport } = await Promise.resolve().then(() => require("./report3.js"));
	return `${renderReport(report, {
		...shown,
		width: require_cli.stdoutWidth(context),
		paint: require_cli.stdoutPaint(context)
	})}\n`;
}
function redactTexts(step, clean) {
	const { prompt, agentConfig, check } = step;
	const cleaned = (text) => text === null ? null : clean(text);
	return {
		...step,
		prompt: prompt && {
			...prompt,
			text: cleaned(prompt.text)
		},
		agentConfig: agentConfig && {
			...agentConfig,
			command: cleaned(agentConfig.command)
		},
		check: check && {
			...check,
			last_lines: check.last_lines.map(clean)
		}
	};
}
const FOR_PEOPLE = [
	"month",
	"agent",
	"model",
	"branch",
	"actor"
];
function readPeriod({ since, until }, now) {
	const period = {
		since: since === void 0 ? null : require_place.parseSince(since, now),
		until: until === void 0 ? null : require_place.parseUntil(until, now)
	};
	if (period.since !== null && period.until !== null && period.since >= period.until) {
		const message = `--since ${require_identity.quote(since ?? "")} is not before --until ${require_identity.quote(until ?? "")}. Nothing can lie between them.`;
		throw new require_errors.InputError("bad-input", message);
	}
	return period;
}
function refuseTogether({ md, json, csv }) {
	const forms = [
		...md === true ? ["--md"] : [],
		...json === true ? ["--json"] : [],
		...csv === true ? ["--csv"] : []
	];
	if (forms.length < 2) return;
	throw new require_errors.InputError("bad-input", `${forms.join(" and ")} are forms of one answer. Give one of them.`);
}
const EXAMPLES = `
A rate stands with what was counted and with its 95 % interval: of few steps it says little. docs/report.md says what each
figure means. Days, weeks (by their Monday) and months are those of UTC.

Examples:
  $ laforge report --since 30d                       the last thirty days of this repository
  $ laforge report --since 14d --until 7d            the week before the last one
  $ laforge report acme/app --by model               each model against the others
  $ laforge report -o report.html                    one page with drawings and every step, to open or to send
  $ laforge report --json | jq .total.success.rate   for programs`;
exports.FATES = FATES;
exports.TIME_UNITS = TIME_UNITS;
exports.WASTED_FATES = WASTED_FATES;
exports.define = define;
exports.fateOf = fateOf;
Object.defineProperty(exports, "report_exports", {
	enumerable: true,
	get: function() {
		return report_exports;
	}
});
exports.spanOf = spanOf;
exports.wastedOf = wastedOf;
