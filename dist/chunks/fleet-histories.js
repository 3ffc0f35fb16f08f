const require_action_run_steps = require("./action-run-steps.js");
const require_fleet = require("./fleet.js");
const require_reservations = require("./reservations.js");
// src/stores/postgres/fleet-histories.ts
const PAGE = 1e3;
async function* readHistories(database, repository) {
	for await (const name of listHistories(database, repository)) yield* readHistory(database, name);
}
async function* listHistories(database, pattern) {
	for (let last = ["", ""];;) {
		const values = [...last];
		const condition = pattern === null ? "true" : require_fleet.repositoryCondition(pattern, (value) => `$${values.push(value)}`);
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
	for (let last = 0;;) {
		const rows = await query(`select n, kind, uid, version, number, claim, body from laforge.records r
        where repository = $1 and project = $2 and kind = 'step' and n > $3
          and not exists (select 1 from laforge.records l where l.repository = $1 and l.project = $2
            and l.kind = 'step' and l.uid = r.uid and l.version > r.version)
        order by n limit ${PAGE}`, last);
		const steps = rowsToSteps(rows).map((step) => ({
			...step,
			repository,
			active: step.active && !inactive.has(step.uid)
		}));
		const isLast = rows.length < PAGE;
		yield {
			steps,
			rollbacks: isLast ? rollbacks : null
		};
		if (isLast) return;
		last = Number(rows.at(-1)?.n);
	}
}
function rowsToSteps(rows) {
	const numbers = numbersOf(rows);
	return require_action_run_steps.recordsToSteps({
		steps: require_reservations.strongestSteps(rows),
		rollbacks: []
	}).map((step) => ({
		...step,
		id: numbers.get(step.uid) ?? null
	}));
}
function rowsToRollbacks(rows) {
	const numbers = numbersOf(rows);
	return require_action_run_steps.recordsToRollbacks(require_reservations.rowsToRecords(rows)).map((it) => ({
		...it,
		number: numbers.get(it.uid) ?? null
	}));
}
function numbersOf(rows) {
	return new Map(rows.flatMap(({ uid, number }) => number === null ? [] : [[String(uid), Number(number)]]));
}
exports.readHistories = readHistories;
