(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_report = require("./report.js");
const require_table = require("./table.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_migrations = require("./migrations.js");
const require_reservations = require("./reservations.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_db = require("./db.js");
const require_report$1 = require("./report3.js");
const require_terminal = require("./terminal.js");
const require_write_output = require("./write-output.js");
// src/stores/postgres/fleet.ts
const FLEET_DIMENSIONS = [
	"repository",
	"organisation",
	"team",
	"agent",
	"model",
	"month"
];
const PAGE = 1e3;
const NANO = 1e9;
async function sumFleet(database, by, filter) {
	const { there, where, values } = conditionsOf(filter);
	const isWholeDays = [filter.since, filter.until].every((time) => time === null || time.endsWith("T00:00:00.000Z"));
	const columns = by.map((dimension) => dimension === "organisation" ? "owner" : dimension);
	const groups = by.length === 0 ? "" : ` group by ${columns.map((it) => `f.${it}`).join(", ")}`;
	const read = `select ${[...columns, ""].map((it) => it && `f.${it}`).join(", ")} ${require_migrations.SUMMED.map((it) => `sum(f.${it}) as ${it}`).join(", ")} from`;
	const from = isWholeDays ? `(${read} laforge.sums f ${where}${groups} union all ${read}
        (select f.repository, f.project, max(f.upto) as upto from laforge.sums f ${there} group by 1, 2) l,
        lateral (${require_migrations.figuresAfter("l")}) f ${where}${groups}) f` : `laforge.figures f ${where}`;
	return (await database.query(`${read} ${from}${groups} having sum(f.steps) > 0 or sum(f.cost_nano_usd) > 0 or sum(f.tokens) > 0
      order by sum(f.cost_nano_usd) desc, sum(f.steps) desc`, values)).map((row) => ({
		group: columns.map((column) => column === "month" ? monthOf(row[column]) : String(row[column]) || null),
		steps: Number(row.steps),
		succeeded: Number(row.succeeded),
		costUsd: Number(row.cost_nano_usd) / NANO,
		withoutCost: Number(row.without_cost),
		tokens: Number(row.tokens),
		withoutTokens: Number(row.without_tokens),
		durationMs: Number(row.duration_ms)
	}));
}
async function listBudgets(database, { repository, since, now }) {
	const values = [since];
	const place = (value) => `$${values.push(value)}`;
	const there = repository === null ? "" : `and ${repositoryCondition(repository, place)}`;
	const rows = await database.query(`select f.owner, case when b.value->>'per' like 'team%' then f.team end as team, b.value::text as budget,
        max(f.started_at) as last from laforge.reservations f,
        jsonb_array_elements(case jsonb_typeof(f.budgets) when 'array' then f.budgets else '[]' end) as b (value)
      where f.started_at >= $1 and f.started_at < now() + interval '1 day' ${there}
      group by 1, 2, 3 order by 1, 2 nulls first, 3`, values);
	const found = [];
	for (const row of rows) {
		const [organisation, team] = [String(row.owner), row.team === null ? null : String(row.team)];
		const named = require_action_help_run_steps.fromStored(require_action_help_run_steps.limits, `{"budgets":[${String(row.budget)}]}`)?.budgets ?? [];
		for (const budget of named) {
			const scope = require_action_run_steps.budgetScope(budget, {
				repository: null,
				branch: null,
				run: null,
				startTime: now,
				labels: team === null ? null : { team }
			});
			if (scope?.kind !== "shared") continue;
			const facts = await require_reservations.countSpent(database.query, organisation, {
				budget,
				...scope.scope,
				but: ""
			});
			found.push({
				...facts,
				organisation,
				team,
				lastAskedAt: new Date(String(row.last)).toISOString()
			});
		}
	}
	return found.sort((a, b) => require_action_run_steps.leftOf(a) / a.budget.amount - require_action_run_steps.leftOf(b) / b.budget.amount);
}
async function* listFleet(database, filter) {
	const { where, values } = conditionsOf(filter);
	const at = values.length;
	for (let last = [
		"",
		"",
		0
	];;) {
		const rows = await database.query(`select f.repository, f.project, f.n, r.kind, r.uid, r.version, r.number, r.claim, r.body from laforge.figures f
          join laforge.records r on r.repository = f.repository and r.project = f.project and r.n = f.n
            and not exists (select 1 from laforge.records l where l.repository = r.repository
              and l.project = r.project and l.kind = r.kind and l.uid = r.uid and l.version > r.version)
        ${where === "" ? "where" : `${where} and`} f.part = 0 and (f.repository, f.project, f.n) > ($${at + 1}, $${at + 2}, $${at + 3})
        order by f.repository, f.project, f.n limit ${PAGE}`, [...values, ...last]);
		if (rows.length > 0) yield rows.flatMap(rowToStep);
		const end = rows.at(-1);
		if (end === void 0 || rows.length < PAGE) return;
		last = [
			end.repository,
			end.project,
			end.n
		];
	}
}
function rowToStep(row) {
	return require_migrations.rowsToRecords([row]).steps.map((record) => {
		const step = require_action_run_steps.recordToFields(record);
		const { uid, branch, status, startTime, tokenUsage } = step;
		return {
			repository: String(row.repository),
			project: String(row.project),
			uid,
			branch,
			status,
			id: row.number === null ? null : Number(row.number),
			agent: require_action_run_steps.agentOf(step),
			model: require_action_run_steps.modelsOf(step),
			startedAt: startTime,
			costUsd: tokenUsage?.cost ?? null,
			tokens: tokenUsage?.total_tokens ?? null
		};
	});
}
function conditionsOf({ repository, since, until }) {
	const values = [];
	const place = (value) => `$${values.push(value)}`;
	const named = repository === null ? [] : [repositoryCondition(repository, place)];
	const conditions = [
		...named,
		...since === null ? [] : [`f.started_at >= ${place(since)}::timestamptz and f.month >= ${place(toMonth(since))}`],
		...until === null ? [] : [`f.started_at < ${place(until)}::timestamptz and f.month <= ${place(toMonth(until))}`]
	];
	const all = (of) => of.length === 0 ? "" : `where ${of.join(" and ")}`;
	return {
		there: all(named),
		where: all(conditions),
		values
	};
}
function repositoryCondition(pattern, place) {
	const name = pattern.toLowerCase();
	const whole = name.split("/").length > 2 || !name.includes("/") ? name : `*/${name}`;
	if (!whole.includes("*")) return `f.repository = ${place(whole)}`;
	return `f.repository like ${place(whole.replace(/[\\%_]/g, "\\$&").replaceAll("*", "%"))}`;
}
function toMonth(time) {
	return Number(time.slice(0, 7).replace("-", ""));
}
function monthOf(month) {
	return String(month).replace(/^(\d{4})(\d\d)$/, "$1-$2");
}
async function* readHistories(database, repository) {
	for await (const name of listHistories(database, repository)) yield* readHistory(database, name);
}
async function* listHistories(database, pattern) {
	for (let last = ["", ""];;) {
		const values = [...last];
		const condition = pattern === null ? "true" : repositoryCondition(pattern, (value) => `$${values.push(value)}`);
		const [row] = await database.query(`select f.repository, f.project, ${condition} as wanted from (select repository, project from laforge.records
          where (repository, project) > ($1, $2) order by repository, project limit 1) f`, values);
		if (row === void 0) return;
		const name = {
			repository: String(row.repository),
			project: String(row.project)
		};
		if (row.wanted === true) yield name;
		last = [name.repository, name.project];
	}
}
async function* readHistory(database, { repository, project }) {
	const query = (sql, ...values) => database.query(sql, [
		repository,
		project,
		...values
	]);
	const rollbacks = rowsToRollbacks(await query(`select n, kind, uid, version, number, claim, body from laforge.records
        where repository = $1 and project = $2 and kind = 'rollback' order by n`)).map((it) => ({
		...it,
		repository
	}));
	const inactive = new Set(rollbacks.filter(require_action_run_steps.isInForce).flatMap(({ stepUids }) => stepUids));
	const readPage = (last) => {
		const page = query(`select distinct on (uid) n, kind, uid, version, number, claim, body from laforge.records
        where repository = $1 and project = $2 and kind = 'step' and ($3::text is null or uid < $3)
        order by uid desc, version desc limit ${PAGE}`, last);
		page.catch(() => {});
		return page;
	};
	for (let page = readPage(null);;) {
		const rows = await page;
		const isLast = rows.length < PAGE;
		if (!isLast) page = readPage(rows.at(-1)?.uid);
		const numbers = numbersOf(rows);
		yield {
			steps: require_migrations.rowsToRecords(rows).steps.map((record) => {
				const { uid, replays } = record.draft;
				return {
					...require_action_run_steps.recordToFields(record),
					repository,
					id: numbers.get(uid) ?? null,
					active: replays === null && !inactive.has(uid),
					parentStepId: null,
					parentUid: record.parentUid
				};
			}),
			rollbacks: isLast ? rollbacks : null
		};
		if (isLast) return;
	}
}
function rowsToRollbacks(rows) {
	const numbers = numbersOf(rows);
	return require_action_run_steps.recordsToRollbacks(require_migrations.rowsToRecords(rows)).map((it) => ({
		...it,
		number: numbers.get(it.uid) ?? null
	}));
}
function numbersOf(rows) {
	return new Map(rows.flatMap(({ uid, number }) => number === null ? [] : [[String(uid), Number(number)]]));
}
// src/cli/fleet.ts
const AUDITOR = "of a login that laforge db token --role auditor made";
const REPOSITORY = "owner/name or host/owner/name, with * for anything: 'octo/*' (default: all)";
const BUDGET_DAYS = 35;
const TABLES = [
	"month",
	"repository",
	"team",
	"agent",
	"model",
	"actor",
	"template"
];
function answerBy(command, context, show) {
	command.action((options) => {
		const filter = {
			repository: options.repository ?? null,
			...require_report$1.readPeriod(options)
		};
		return require_db.withDatabase(context, AUDITOR, (database) => show(context, database, filter, options));
	});
}
function defineUsage(command, context) {
	addFilter(command).option("--by <what>", `group by these, separated by commas: ${FLEET_DIMENSIONS.join(", ")}`, someOf(FLEET_DIMENSIONS)).option("--json", "print {groups} as one JSON object").addHelpText("after", USAGE);
	answerBy(command, context, showUsage);
}
function defineSteps(command, context) {
	addFilter(command).option("--json", "print one JSON object a line").addHelpText("after", STEPS);
	answerBy(command, context, showSteps);
}
function defineReport(command, context) {
	const all = require_report.FLEET_REPORT_DIMENSIONS;
	require_report$1.addFormOptions(addFilter(command)).option("--by <what>", `show only these tables, separated by commas: ${all.join(", ")}`, someOf(all)).addHelpText("after", REPORT);
	answerBy(command, context, showReport);
}
function defineBudgets(command, context) {
	command.option("--repository <pattern>", REPOSITORY).option("--json", "print {budgets} as one JSON object").addHelpText("after", BUDGETS);
	answerBy(command, context, showBudgets);
}
function addFilter(command) {
	return command.option("--repository <pattern>", REPOSITORY).option("--since <time>", "count only steps that began at this day or time or later: 2026-11-01, or 7d").option("--until <time>", "count only steps that began on this day or before, or before this time");
}
const showUsage = async (context, database, filter, { by = ["repository"], json }) => {
	const groups = await require_terminal.withProgress(context, "adding up", () => sumFleet(database, by, filter));
	if (json === true) return require_help_run_steps.printJson(context, { groups: groups.map((group) => usageToJson(by, group)) });
	if (groups.length === 0) return require_help_run_steps.print(context, "No step has ended there.");
	const table = require_table.renderTable([
		...by.map((dimension, index) => ({
			title: dimension.toUpperCase(),
			cell: ({ group }) => group[index] ?? "(none)",
			shrinkTo: 20
		})),
		{
			title: "STEPS",
			align: "right",
			cell: ({ steps }) => steps.toLocaleString("en-US")
		},
		{
			title: "OK",
			align: "right",
			cell: ({ steps, succeeded }) => steps === 0 ? "" : `${Math.floor(100 * succeeded / steps)}%`
		},
		{
			title: "USD",
			align: "right",
			cell: costOf
		},
		{
			title: "TOKENS",
			align: "right",
			cell: tokensOf
		},
		{
			title: "TOOK",
			align: "right",
			cell: ({ durationMs }) => require_action_run_steps.formatDuration(durationMs),
			dropOrder: 1
		}
	], groups, require_help_run_steps.stdoutView(context));
	require_help_run_steps.print(context, table);
};
const showReport = async (context, database, { repository }, options) => {
	const period = require_report$1.beginReport(options);
	require_write_output.limitMemory(null);
	const { by } = options;
	const [{ readFleetReport }, { StepColumns }] = await Promise.all([Promise.resolve().then(() => require("./read-report.js")).then((n) => n.read_report_exports), Promise.resolve().then(() => require("./step-columns.js"))]);
	const request = {
		period,
		now: new Date(),
		isPage: require_report$1.isPage(options)
	};
	const read = await require_terminal.withProgress(context, "adding up", () => readFleetReport(readHistories(database, repository), request));
	const [all, forPeople] = by === void 0 ? [require_report.FLEET_REPORT_DIMENSIONS, TABLES] : [by, by];
	const scope = {
		projectId: repository ?? "*",
		branch: null,
		all,
		forPeople,
		isFleet: true
	};
	await require_report$1.writeReport(context, {
		...read,
		columns: new StepColumns()
	}, scope, options);
};
const showBudgets = async (context, database, { repository }, { json }) => {
	const now = new Date();
	const budgets = await listBudgets(database, {
		repository,
		since: new Date(now.getTime() - BUDGET_DAYS * 864e5).toISOString(),
		now: now.toISOString()
	});
	if (json === true) return require_help_run_steps.printJson(context, { budgets: budgets.map(budgetToJson) });
	if (budgets.length === 0) return require_help_run_steps.print(context, `No step of the last ${BUDGET_DAYS} days shares a budget.`);
	const amount = (of) => (it) => require_action_run_steps.formatAmount(of(it), it.budget.unit);
	const table = require_table.renderTable([
		{
			title: "ORGANISATION",
			cell: ({ organisation }) => organisation,
			shrinkTo: 20
		},
		{
			title: "TEAM",
			cell: ({ team }) => team ?? "",
			shrinkTo: 12
		},
		{
			title: "BUDGET",
			cell: ({ budget }) => require_action_run_steps.formatBudget(budget)
		},
		{
			title: "USED",
			align: "right",
			cell: (it) => `${amount(({ used }) => used)(it)}${it.unknown > 0 ? "+" : ""}`
		},
		{
			title: "RESERVED",
			align: "right",
			cell: amount(({ reserved }) => reserved)
		},
		{
			title: "LEFT",
			align: "right",
			cell: amount((it) => Math.max(0, require_action_run_steps.leftOf(it)))
		},
		{
			title: "RUNNING",
			align: "right",
			cell: ({ running }) => String(running),
			dropOrder: 1
		}
	], budgets, require_help_run_steps.stdoutView(context));
	require_help_run_steps.print(context, table);
};
function budgetToJson(it) {
	const { organisation, team, budget, used, reserved, steps, unknown, running, unbounded, lastAskedAt } = it;
	return {
		organisation,
		team,
		...budget,
		used,
		reserved,
		left: Math.max(0, require_action_run_steps.leftOf(it)),
		steps,
		unknown,
		running,
		without_limit: unbounded,
		last_asked_at: lastAskedAt
	};
}
const showSteps = async (context, database, filter, { json }) => {
	const { stdout } = context.streams;
	for await (const steps of listFleet(database, filter)) {
		for (const step of steps) {
			const line = json === true ? JSON.stringify(stepToJson(step)) : stepLine(step);
			await require_write_output.writePiece(stdout, `${line}\n`);
		}
		if (require_help_run_steps.isClosed(stdout)) return;
	}
};
function stepToJson({ repository, project, uid, id, branch, status, agent, model, startedAt, costUsd, tokens }) {
	return {
		repository,
		project,
		uid,
		id,
		branch,
		status,
		agent,
		model,
		started_at: startedAt,
		cost_usd: costUsd,
		total_tokens: tokens
	};
}
function stepLine({ repository, uid, id, branch, status, agent, startedAt, costUsd }) {
	const cost = costUsd === null ? "" : costUsd.toFixed(4);
	return require_action_post_help_run_steps.toPlainText([
		startedAt,
		repository,
		id ?? uid,
		status,
		branch ?? "",
		agent ?? "",
		cost
	].join("  "));
}
function costOf({ costUsd, steps, withoutCost }) {
	return atLeast(known(costUsd, steps, withoutCost)?.toFixed(2), withoutCost);
}
function tokensOf({ tokens, steps, withoutTokens }) {
	return atLeast(known(tokens, steps, withoutTokens)?.toLocaleString("en-US"), withoutTokens);
}
function atLeast(sum, without) {
	return sum === void 0 ? "" : `${sum}${without > 0 ? "+" : ""}`;
}
function known(sum, steps, without) {
	return sum === 0 && without > 0 && without >= steps ? null : sum;
}
function usageToJson(by, usage) {
	const { group, steps, succeeded, costUsd, withoutCost, tokens, withoutTokens, durationMs } = usage;
	return {
		...Object.fromEntries(by.map((dimension, index) => [dimension, group[index]])),
		steps,
		succeeded,
		cost_usd: known(costUsd, steps, withoutCost),
		without_cost: withoutCost,
		total_tokens: known(tokens, steps, withoutTokens),
		without_tokens: withoutTokens,
		duration_ms: durationMs
	};
}
function someOf(known) {
	return (text) => {
		const names = text.split(",").map((it) => {
			const name = it.trim();
			const found = known.find((one) => one === name);
			if (found !== void 0) return found;
			throw require_action_post_help_run_steps.badInput(`--by has ${require_action_post_help_run_steps.quote(name)}. Use one or more of: ${known.join(", ")}.`);
		});
		return [...new Set(names)];
	};
}
const USAGE = `
Adds up the ended steps of all repositories that the login of LAFORGE_DATABASE_URL can see; an auditor's sees all. A figure
with + is at least that much, since the usage of some steps is unknown; an empty cell means that all of it is unknown.

Examples:
  $ laforge fleet usage --repository 'octo/*' --by repository,month --since 2026-01-01
  $ laforge fleet usage --by agent,model --json`;
const REPORT = `
Reports on the histories of all repositories that the login of LAFORGE_DATABASE_URL can see, as laforge report does on one.
It reads the whole of them, whatever the period, since what came later tells what became of a step.

Examples:
  $ laforge fleet report --repository 'octo/*' --since 30d          the last thirty days of an organisation
  $ laforge fleet report --by repository,team --csv > report.csv    for a spreadsheet
  $ laforge fleet report -o report.html                             one page with drawings, to open or to send`;
const BUDGETS = `
Lists the budgets per organisation and per team that steps named, with what all their repositories used of them, and what
running steps reserved. A figure with + is at least that much, since the usage of some steps is unknown.

Example:
  $ laforge fleet budgets --repository 'octo/*'`;
const STEPS = `
Lists the ended steps of all repositories that the login of LAFORGE_DATABASE_URL can see. It prints them as it reads them,
so there may be millions.

Example:
  $ laforge fleet steps --repository 'octo/*' --since 7d --json | jq -r 'select(.status != "succeeded") | .uid'`;
exports.defineBudgets = defineBudgets;
exports.defineReport = defineReport;
exports.defineSteps = defineSteps;
exports.defineUsage = defineUsage;
});
