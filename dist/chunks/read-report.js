(function (exports, require, module, __filename, __dirname) {
const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_escape = require("./escape.js");
const require_period = require("./period.js");
const require_figures = require("./figures.js");
const require_report = require("./report.js");
const require_table = require("./table.js");
// src/render/report.ts
function reportHeading({ period, total, unfinished }, { projectId, branch }) {
	const day = (time) => time.replace("T00:00:00.000Z", "");
	const since = period.since === null ? "" : ` since ${day(period.since)}`;
	const until = period.until === null ? "" : ` before ${day(period.until)}`;
	const rest = unfinished === 0 ? "" : `, and ${unfinished} that run or were refused`;
	return `${projectId}${since}${until}${branch === null ? "" : `, on ${branch}`}: ${require_action_run_steps.plural(total.usage.steps, "finished step")}${rest}`;
}
function wholeTables(report) {
	const { pulls } = report;
	return [
		ratesTable(report),
		costTable(report),
		recoveryTable(report),
		...pulls === null ? [] : [pullTable(pulls)]
	];
}
function pullTable(pulls) {
	const { merged, lines, surviving } = pulls;
	const rework = (days, { share, count, of }) => [
		`Reworked within ${days} days`,
		require_action_run_steps.formatShare(share),
		`${count} of ${require_action_run_steps.plural(of, "merged pull request")}`
	];
	const usage = pulls.pulls.filter((pull) => pull.merged === true).map((pull) => pull.usage).reduce(require_action_run_steps.addTotals, require_action_run_steps.NO_USAGE);
	const cost = (costUsd) => require_action_run_steps.costOf({
		...usage,
		costUsd
	});
	const unknown = pulls.pulls.length - merged.of;
	const rest = unknown === 0 ? "" : `; of ${unknown} it is not known`;
	return {
		title: `Pull requests on ${pulls.base}`,
		columns: [
			{ title: "" },
			{
				title: "figure",
				isFigure: true
			},
			{ title: "remarks" }
		],
		rows: [
			[
				"Merged",
				require_action_run_steps.formatShare(merged.share),
				`${merged.count} of ${require_action_run_steps.plural(merged.of, "pull request")}${rest}`
			],
			[
				"Steps until merged",
				pulls.stepsPerMerged === null ? "" : pulls.stepsPerMerged.toFixed(1),
				"on the average"
			],
			[
				"Cost of each that was merged",
				cost(pulls.costPerMerged),
				"with steps that failed or were rolled back"
			],
			[
				"Lines that survive",
				lines === null || surviving === null || lines === 0 ? "" : require_action_run_steps.formatShare(surviving / lines),
				lines === null ? "" : `${surviving} of ${require_action_run_steps.plural(lines, "line")} that steps brought`
			],
			[
				"Cost of each such line",
				cost(pulls.costPerSurvivingLine),
				""
			],
			rework(7, pulls.reworked),
			rework(30, pulls.reworked30)
		]
	};
}
function ratesTable({ total, oneShot, previous }) {
	const row = (name, rate, what, before) => [
		name,
		require_action_run_steps.formatShare(rate.share),
		`${rate.count} of ${require_action_run_steps.plural(rate.of, what)}`,
		rate.low === null ? "" : `${require_action_run_steps.formatShare(rate.low)} to ${require_action_run_steps.formatShare(rate.high)}`,
		...previous === null ? [] : [before === void 0 ? "" : require_action_run_steps.formatShare(before.share)]
	];
	const was = previous?.total;
	return {
		title: "How steps end",
		columns: [
			{ title: "" },
			{
				title: "share",
				isFigure: true
			},
			{ title: "counted" },
			{ title: "95 % interval" },
			...previous === null ? [] : [{
				title: "period before",
				isFigure: true
			}]
		],
		rows: [
			row("Succeeded", total.success, "finished step", was?.success),
			row("Check passed", total.check, "check", was?.check),
			...total.fixed.of === 0 ? [] : [row("Check mended", total.fixed, "check that failed before", was?.fixed)],
			row("Rolled back", total.rollback, "succeeded step", was?.rollback),
			row("Interrupted", total.interrupted, "finished step", was?.interrupted),
			row("One step was enough", oneShot, "pull request")
		]
	};
}
function fateInWords(fate) {
	return fate === "pinned" ? "not on the branch" : fate.replace("_", " ");
}
function costTable({ total, previous }) {
	const { usage, fates } = total;
	const wasted = require_figures.wastedOf(total);
	const parts = require_figures.WASTED_FATES.map((fate) => [fateInWords(fate), fates[fate]]).filter(([, { steps }]) => steps > 0);
	const cached = require_action_run_steps.formatShare(require_action_run_steps.cacheShareOfTotals(usage));
	return {
		title: "What they cost",
		columns: [
			{ title: "" },
			{
				title: "sum",
				isFigure: true
			},
			{ title: "remarks" }
		],
		rows: [
			[
				"Cost",
				require_action_run_steps.costOf(usage),
				require_action_help_run_steps.joinFilled([costCoverage(usage), previous === null ? "" : `the period before: ${require_action_run_steps.costOf(previous.total.usage) || "unknown"}`], "; ")
			],
			[
				"Cost of each step that stayed",
				averageCost(total),
				total.costPerStayed === null ? fates.stayed.steps === 0 ? "no step stayed" : "no average, since half of the costs or more are unknown" : `${require_action_run_steps.plural(fates.stayed.steps, "step")} stayed`
			],
			[
				"Wasted",
				require_action_run_steps.costOf(wasted),
				require_action_help_run_steps.joinFilled([total.wastedShare === null ? "" : `${require_action_run_steps.formatShare(total.wastedShare)} of the cost`, ...parts.map(([name, part]) => `${name}: ${require_action_help_run_steps.joinFilled([require_action_run_steps.plural(part.steps, "step"), require_action_run_steps.costOf(part)], ", ")}`)], "; ")
			],
			[
				"Tokens",
				require_action_run_steps.tokensOf(usage),
				cached === "" ? "" : `${cached} of the input from cache`
			],
			[
				"Time of agents",
				require_action_run_steps.formatDuration(usage.durationMs),
				""
			]
		]
	};
}
function recoveryTable({ recovery }) {
	const { fix, unfixed, rollback, undo } = recovery;
	const row = (name, { count, medianMs, longestMs }, remark = "") => [
		name,
		require_action_run_steps.formatDuration(medianMs),
		require_action_run_steps.formatDuration(longestMs),
		`${require_action_run_steps.plural(count, "time")}${remark}`
	];
	return {
		title: "How long it takes",
		columns: [
			{ title: "" },
			{
				title: "median",
				isFigure: true
			},
			{
				title: "longest",
				isFigure: true
			},
			{ title: "counted" }
		],
		rows: [
			row("To fix", fix, unfixed === 0 ? "" : `; ${unfixed} not fixed yet`),
			row("To roll back", rollback),
			row("To undo a rollback", undo)
		]
	};
}
function groupTables(report, dimensions) {
	const isTold = (dimension) => dimension !== "template" && dimension !== "team" || dimensions.length === 1 || report.groups[dimension].some(({ name }) => name !== null);
	return dimensions.filter(isTold).flatMap((dimension) => {
		const table = groupTable(report, dimension);
		return table.rows.length > 0 ? [table] : [];
	});
}
function groupTable({ groups }, dimension) {
	return {
		title: `By ${dimension}`,
		columns: [{ title: dimension === "week" ? "Week from" : require_action_help_run_steps.capital(dimension) }, ...[
			"steps",
			"succeeded",
			"rolled back",
			"cost",
			"each stayed",
			"wasted",
			"tokens",
			"cached",
			"time"
		].map((title) => ({
			title,
			isFigure: true
		}))],
		rows: groups[dimension].map(({ name, figures }) => [
			name ?? "not known",
			String(figures.usage.steps),
			require_action_run_steps.formatShare(figures.success.share),
			require_action_run_steps.formatShare(figures.rollback.share),
			require_action_run_steps.costOf(figures.usage),
			averageCost(figures),
			require_action_run_steps.costOf(require_figures.wastedOf(figures)),
			require_action_run_steps.tokensOf(figures.usage),
			require_action_run_steps.formatShare(require_action_run_steps.cacheShareOfTotals(figures.usage)),
			require_action_run_steps.formatDuration(figures.usage.durationMs)
		])
	};
}
function averageCost({ usage, costPerStayed }) {
	return require_action_run_steps.costOf({
		...usage,
		costUsd: costPerStayed
	});
}
function costCoverage({ steps, withoutCost, partial, estimatedUsd }) {
	return require_action_help_run_steps.joinFilled([
		withoutCost === 0 ? "" : `of ${steps - withoutCost} of ${require_action_run_steps.plural(steps, "step")}; the rest is unknown`,
		partial === 0 ? "" : `${require_action_run_steps.plural(partial, "step")} counted in part`,
		estimatedUsd === null || estimatedUsd === 0 ? "" : `${require_action_run_steps.formatCost(estimatedUsd, true)} of it estimated`
	], "; ");
}
function renderReport(report, options) {
	const { dimensions, width, paint } = options;
	const tables = [...wholeTables(report), ...groupTables(report, dimensions)];
	return [
		paint("strong", require_action_post_help_run_steps.toPlainText(reportHeading(report, options))),
		...tables.map((table) => require_table.renderTable(columnsOf(table), table.rows, {
			width,
			paint
		})),
		paint("dim", require_action_run_steps.LEGEND.join(" "))
	].join("\n\n");
}
function columnsOf({ title, columns }) {
	return columns.map((column, at) => ({
		title: (at === 0 && column.title === "" ? title : column.title).toUpperCase(),
		cell: (row) => row[at] ?? "",
		...column.isFigure === true ? { align: "right" } : {},
		...column.isFigure === true ? {} : { shrinkTo: 12 },
		...at > 4 ? { dropOrder: at } : {}
	}));
}
const MOST_ROWS = 50;
function renderReportMarkdown(report, scope) {
	const tables = [...wholeTables(report), ...groupTables(report, scope.dimensions)];
	return [
		`### ${require_escape.escapeText(reportHeading(report, scope), 400)}`,
		...tables.map(markdownTable),
		require_action_run_steps.LEGEND.join(" ")
	].join("\n\n");
}
function markdownTable({ title, columns, rows }) {
	const [first, ...others] = columns;
	const rest = rows.length - MOST_ROWS;
	const shown = require_escape.table([require_escape.escapeText(first?.title === "" ? title : first?.title ?? ""), ...others.map((column) => column.title)], columns.map(({ isFigure }) => isFigure === true ? "--:" : "---"), rows.slice(0, MOST_ROWS).map((cells) => cells.map((cell) => require_escape.escapeText(cell))));
	return rest > 0 ? `${shown}\n\n${rest} more rows are left out.` : shown;
}
// src/domain/report/pull-requests.ts
function collectPulls(period) {
	const found = new Map();
	return {
		add(steps) {
			for (const step of steps) {
				const number = step.run?.pull_request?.number;
				const fate = require_figures.fateOf(step);
				if (number === void 0 || fate === null) continue;
				const { uid, startTime, repository } = step;
				const key = `${repository}#${number}`;
				const pull = found.get(key) ?? {
					repository,
					number,
					steps: [],
					isCounted: false
				};
				pull.steps.push({
					uid,
					startTime,
					stayed: fate === "stayed",
					after: step.commitShaAfter,
					usage: require_action_run_steps.totalsOf([step]),
					ownCommits: (step.changes?.own_commits ?? []).map(({ sha }) => sha)
				});
				pull.isCounted ||= require_period.isWithin(period, startTime);
				found.set(key, pull);
			}
		},
		pulls: () => [...found.values()].filter(({ isCounted }) => isCounted).map(({ repository, number, steps }) => ({
			repository,
			number,
			steps: steps.toSorted((a, b) => require_action_help_run_steps.compareTexts(a.startTime, b.startTime))
		})).sort((a, b) => a.number - b.number)
	};
}
function pullReport(base, found) {
	const pulls = found.map(({ work, facts }) => {
		const { mergedAt } = facts;
		const usage = work.steps.filter(({ startTime }) => mergedAt === null || startTime < mergedAt).map((step) => step.usage).reduce(require_action_run_steps.addTotals, require_action_run_steps.NO_USAGE);
		return {
			...facts,
			repository: work.repository,
			number: work.number,
			usage
		};
	});
	const known = pulls.filter(({ merged }) => merged !== null);
	const merged = pulls.filter((pull) => pull.merged === true);
	const usage = merged.map((pull) => pull.usage).reduce(require_action_run_steps.addTotals, require_action_run_steps.NO_USAGE);
	const cost = require_figures.knownCost(usage);
	const counted = merged.filter(({ surviving }) => surviving !== null);
	const sum = (of) => counted.length === 0 ? null : counted.reduce((all, pull) => all + (of(pull) ?? 0), 0);
	const surviving = sum((pull) => pull.surviving);
	const costOfCounted = require_figures.knownCost(counted.map((pull) => pull.usage).reduce(require_action_run_steps.addTotals, require_action_run_steps.NO_USAGE));
	const rework = (of) => {
		const judged = merged.map((pull) => pull[of]).filter((one) => one !== null);
		return require_figures.rateOf(judged.filter((one) => one).length, judged.length);
	};
	return {
		base,
		pulls,
		merged: require_figures.rateOf(merged.length, known.length),
		stepsPerMerged: merged.length === 0 ? null : usage.steps / merged.length,
		costPerMerged: cost === null || merged.length === 0 ? null : cost / merged.length,
		lines: sum((pull) => pull.lines),
		surviving,
		costPerSurvivingLine: costOfCounted === null || surviving === null || surviving === 0 ? null : costOfCounted / surviving,
		reworked: rework("reworked"),
		reworked30: rework("reworked30")
	};
}
// src/usecases/find-merged.ts
const DAY_MS = 864e5;
const MOST_FILES = {
	ofPull: 200,
	ofAll: 2e3
};
async function findMerged(repository, base, works) {
	const tip = await repository.resolve(base);
	if (tip === null) throw require_action_post_help_run_steps.badInput(`The base is ${require_action_post_help_run_steps.quote(base)}, and there is no such branch here. Name one, such as origin/main.`);
	const [first] = works.flatMap(({ steps }) => steps.map(({ startTime }) => startTime)).sort();
	if (first === void 0) return pullReport(base, []);
	const since = new Date(Date.parse(first) - DAY_MS).toISOString();
	const factsOf = openBranch(repository, tip, await repository.landed.commits(tip, since), await repository.landed.renames(tip, since));
	const found = [];
	for (const work of works) found.push({
		work,
		facts: await factsOf(work)
	});
	return pullReport(base, found);
}
function openBranch(repository, tip, commits, renames) {
	const { landed } = repository;
	const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
	const { line, brought } = require_action_run_steps.lineTo(bySha, tip);
	const broughtBy = new Map();
	for (const state of line) for (const { sha } of [state, ...brought.get(state.sha) ?? []]) broughtBy.set(sha, state);
	let patches;
	const linesAtTip = new Map();
	let filesLeft = MOST_FILES.ofAll;
	const factsOf = async (work) => {
		const landing = await findLanding(work);
		if (landing === null || landing === "unknown") return {
			...UNKNOWN,
			merged: landing === null ? false : null
		};
		const states = [...landing.commits].flatMap((sha) => broughtBy.get(sha) ?? []);
		const merge = line.findLast((state) => states.includes(state));
		if (merge === void 0) return {
			...UNKNOWN,
			merged: true,
			by: landing.by
		};
		return {
			merged: true,
			by: landing.by,
			mergedAt: merge.committedAt,
			...landing.isPure ? await countLines(landing.commits, merge) : UNCOUNTED
		};
	};
	const findLanding = async ({ steps }) => {
		const staying = steps.filter(({ stayed }) => stayed);
		const own = staying.flatMap(({ ownCommits }) => ownCommits);
		const newest = staying.findLast(({ ownCommits }) => ownCommits.length > 0);
		const [last] = newest?.ownCommits ?? [];
		if (last === void 0 || newest === void 0) return "unknown";
		if (bySha.has(last)) return {
			by: "ancestry",
			commits: new Set(own),
			isPure: true
		};
		const isHere = (await repository.kindsOf([last], null)).get(last) === "commit";
		if (isHere) {
			const kinds = await repository.kindsOf(own, null);
			const ids = await landed.patchIds(own.filter((sha) => kinds.get(sha) === "commit"));
			const patches = await patchesOfBranch();
			const same = [...ids.values()].flatMap((id) => patches.get(id) ?? []);
			if (patches.has(ids.get(last) ?? "")) return {
				by: "patch",
				commits: new Set(same),
				isPure: true
			};
			const end = newest.after ?? last;
			const fork = await landed.forkOf(tip, end);
			const whole = fork === null ? null : await landed.patchIdOf(fork, end);
			const squash = whole === null ? void 0 : patches.get(whole);
			if (squash !== void 0) {
				const isPure = await isAllOwn(end, new Set(own));
				return {
					by: "squash",
					commits: new Set([squash]),
					isPure
				};
			}
		}
		const uids = new Set(staying.map(({ uid }) => uid));
		const naming = commits.filter(({ stepUids }) => stepUids.some((uid) => uids.has(uid)));
		if (naming.length > 0) return {
			by: "trailer",
			commits: new Set(naming.map(({ sha }) => sha)),
			isPure: false
		};
		return isHere ? null : "unknown";
	};
	const isAllOwn = async (after, own) => {
		const { commits, complete } = await repository.commits(tip, after);
		return complete && commits.every(({ sha }) => own.has(sha));
	};
	const patchesOfBranch = async () => {
		const single = commits.filter(({ parents }) => parents.length < 2).map(({ sha }) => sha);
		patches ??= new Map([...await landed.patchIds(single)].map(([sha, id]) => [id, sha]));
		return patches;
	};
	const countLines = async (commits, merge) => {
		const paths = new Set();
		for (const sha of commits) {
			const [from = null] = bySha.get(sha)?.parents ?? [];
			for (const file of await repository.diffs.files({
				from,
				to: sha,
				paths: []
			})) paths.add(file.path);
		}
		if (paths.size > MOST_FILES.ofPull || paths.size > filesLeft) return UNCOUNTED;
		filesLeft -= paths.size;
		const [before = null] = merge.parents;
		const lines = await countAt(commits, {
			from: merge,
			at: merge.sha,
			before
		}, paths);
		const [first = null] = line[0]?.parents ?? [];
		const surviving = await countAt(commits, {
			from: merge,
			at: tip,
			before: first
		}, paths);
		const within = async (days) => {
			const end = new Date(Date.parse(merge.committedAt) + days * DAY_MS).toISOString();
			const then = line.findLast(({ committedAt }) => committedAt <= end) ?? merge;
			const isOver = (line.at(-1)?.committedAt ?? "") > end;
			if (surviving === lines) return isOver ? false : null;
			return (then.sha === tip ? surviving : await countAt(commits, {
				from: merge,
				at: then.sha,
				before
			}, paths)) < lines ? true : isOver ? false : null;
		};
		const reworked = await within(7);
		return {
			lines,
			surviving,
			reworked,
			reworked30: reworked === true ? true : await within(30)
		};
	};
	const countAt = async (commits, { from, at, before }, paths) => {
		const index = (sha) => line.findIndex((state) => state.sha === sha);
		const between = line.slice(index(from.sha) + 1, index(at) + 1);
		const nameOf = (path) => between.reduce((name, { sha }) => renames.get(sha)?.get(name) ?? name, path);
		let count = 0;
		for (const path of paths) for (const [sha, lines] of await linesOf(at, nameOf(path), before)) if (commits.has(sha)) count += lines;
		return count;
	};
	const linesOf = (at, path, before) => {
		if (at !== tip) return landed.linesOf(at, path, before);
		const key = `${before} ${path}`;
		const lines = linesAtTip.get(key) ?? landed.linesOf(at, path, before);
		linesAtTip.set(key, lines);
		return lines;
	};
	return factsOf;
}
const UNCOUNTED = {
	lines: null,
	surviving: null,
	reworked: null,
	reworked30: null
};
const UNKNOWN = {
	merged: null,
	by: null,
	mergedAt: null,
	...UNCOUNTED
};
// src/usecases/read-report.ts
var read_report_exports = require_rolldown_runtime.__exportAll({
	readFleetReport: () => readFleetReport,
	readReport: () => readReport
});
const PAGE = 128;
const MOST_STEPS_SHOWN = 1e3;
async function readReport(history, { period, branch, now, merges, onSteps }) {
	const report = require_report.createReport(period, require_period.periodBefore(period, now));
	const pulls = collectPulls(period);
	const newest = [];
	const names = require_action_run_steps.createNewestNames();
	const filter = branch === null ? {} : { branch };
	let beforeId;
	for (let limit = PAGE;;) {
		const isLean = newest.length === MOST_STEPS_SHOWN;
		const page = await history.listSteps({
			...filter,
			isLean,
			limit,
			...beforeId === void 0 ? {} : { beforeId }
		});
		if (page.length === limit && page.at(-1)?.id === null) {
			limit *= 2;
			continue;
		}
		limit = PAGE;
		names.learn(page);
		const named = page.map((step) => {
			const repository = names.newest(step.repository);
			return repository === step.repository ? step : {
				...step,
				repository
			};
		});
		report.add(named);
		if (merges !== null) pulls.add(named);
		const shown = page.filter(({ startTime }) => require_period.isWithin(period, startTime));
		newest.push(...shown.slice(0, MOST_STEPS_SHOWN - newest.length));
		onSteps?.(shown);
		beforeId = page.at(-1)?.id ?? void 0;
		if (beforeId !== void 0) continue;
		const rollbacks = await history.listRollbacks(filter);
		report.endHistory(rollbacks.map((it) => ({
			...it,
			repository: names.newest(it.repository)
		})));
		const made = report.report();
		if (merges === null) return {
			report: made,
			newest
		};
		return {
			report: {
				...made,
				pulls: await findMerged(merges.repository, merges.base, pulls.pulls())
			},
			newest
		};
	}
}
async function readFleetReport(parts, { period, now, isPage }) {
	const report = require_report.createReport(period, require_period.periodBefore(period, now), require_report.FLEET_REPORT_DIMENSIONS);
	let newest = [];
	for await (const { steps, rollbacks } of parts) {
		report.add(steps);
		if (rollbacks !== null) report.endHistory(rollbacks);
		if (!isPage) continue;
		newest = [...newest, ...steps.filter(({ startTime }) => require_period.isWithin(period, startTime))].sort((a, b) => a.startTime > b.startTime ? -1 : 1).slice(0, MOST_STEPS_SHOWN);
	}
	return {
		report: report.report(),
		newest
	};
}
Object.defineProperty(exports, "fateInWords", {
	enumerable: true,
	get: function() {
		return fateInWords;
	}
});
Object.defineProperty(exports, "groupTables", {
	enumerable: true,
	get: function() {
		return groupTables;
	}
});
Object.defineProperty(exports, "readReport", {
	enumerable: true,
	get: function() {
		return readReport;
	}
});
Object.defineProperty(exports, "read_report_exports", {
	enumerable: true,
	get: function() {
		return read_report_exports;
	}
});
Object.defineProperty(exports, "renderReport", {
	enumerable: true,
	get: function() {
		return renderReport;
	}
});
Object.defineProperty(exports, "renderReportMarkdown", {
	enumerable: true,
	get: function() {
		return renderReportMarkdown;
	}
});
Object.defineProperty(exports, "reportHeading", {
	enumerable: true,
	get: function() {
		return reportHeading;
	}
});
Object.defineProperty(exports, "wholeTables", {
	enumerable: true,
	get: function() {
		return wholeTables;
	}
});
});
