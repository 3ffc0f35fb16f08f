const require_rollback = require("./rollback.js");
const require_step = require("./step.js");
const require_folders = require("./folders.js");
const require_usage_totals = require("./usage-totals.js");
const require_format = require("./format.js");
const require_history_view = require("./history-view.js");
const require_figures = require("./figures.js");
const require_table = require("./table.js");
const require_text = require("./text.js");
// src/render/terminal/step-list.ts
const ASKED_LENGTH = 60;
function renderStepList(list, options) {
	const { paint } = options;
	const covering = require_history_view.rollbacksInForce(list.rollbacks);
	const columns = stepColumns(covering, options.now);
	const head = `${require_text.toPlainText(list.projectId)}: ${countsInWords(list.counts, covering.size)}`;
	const table = require_table.renderTable(columns, list.steps, {
		...options,
		dim: (step) => !step.active
	});
	const more = list.older > 0 ? ["", paint("dim", `${list.older} older: --limit all shows them too.`)] : [];
	const totals = totalLines(list, paint);
	return [
		`${paint("strong", head)} ${paint("dim", `in ${require_text.toPlainText(list.where)}`)}`,
		"",
		table,
		...more,
		...totals.length > 0 ? ["", ...totals] : []
	].join("\n");
}
function statusLook(status) {
	if (status === "succeeded") return "good";
	return status === "running" || status === "cancelled" ? "warn" : "bad";
}
function agentInWords(step) {
	const config = step.agentConfig;
	if (config === null) return "";
	return [config.name ?? config.command?.trim().split(/\s+/)[0]?.replace(/^.*\//, "") ?? "", config.model ?? ""].filter((part) => part !== "").join(" ");
}
function countsInWords({ all, active }, covered) {
	const rolledBack = Math.min(covered, all - active);
	const replays = all - active - rolledBack;
	return [
		require_figures.plural(all, "step"),
		...rolledBack > 0 ? [`${rolledBack} rolled back`] : [],
		...replays > 0 ? [require_figures.plural(replays, "replay")] : []
	].join(", ");
}
function stepColumns(covering, now) {
	return [
		{
			title: "STEP",
			align: "right",
			cell: require_format.stepLabel
		},
		{
			title: "STATUS",
			cell: (step) => step.status,
			shrinkTo: 9,
			look: (step, text, paint) => paint(statusLook(step.status), text)
		},
		{
			title: "ROLLED BACK",
			cell: (step) => rolledBackBy(step, covering.get(step.uid))
		},
		{
			title: "BRANCH",
			cell: (step) => step.branch ?? "",
			shrinkTo: 8
		},
		{
			title: "AGENT",
			cell: agentInWords,
			shrinkTo: 8
		},
		{
			title: "CHANGES",
			cell: changesInShort,
			shrinkTo: 10
		},
		{
			title: "TOOK",
			align: "right",
			cell: (step) => require_figures.formatDuration(step.durationMs)
		},
		{
			title: "TOKENS",
			align: "right",
			cell: tokensInShort
		},
		{
			title: "IN",
			align: "right",
			cell: (step) => require_figures.formatCount(step.tokenUsage?.prompt_tokens),
			leaves: 2
		},
		{
			title: "CACHED",
			align: "right",
			cell: (step) => require_format.formatShare(require_usage_totals.cacheShare(step.tokenUsage)),
			leaves: 1
		},
		{
			title: "OUT",
			align: "right",
			cell: (step) => require_figures.formatCount(step.tokenUsage?.completion_tokens),
			leaves: 3
		},
		{
			title: "COST",
			align: "right",
			cell: ({ tokenUsage }) => require_format.formatCostOf(tokenUsage)
		},
		{
			title: "STARTED",
			cell: (step) => require_figures.formatAge(step.startTime, now)
		},
		{
			title: "ASKED",
			cell: (step) => require_folders.cutText(require_format.firstLineAsked(step), ASKED_LENGTH),
			shrinkTo: 12
		}
	];
}
function tokensInShort({ tokenUsage }) {
	const total = require_figures.formatCount(tokenUsage?.total_tokens);
	return total !== "" && tokenUsage?.state === "partial" ? `${total}+` : total;
}
function totalLines({ totals }, paint) {
	const known = totals.filter(({ usage }) => usage.steps > 0);
	const width = Math.max(0, ...known.map(({ name }) => name.length));
	return known.map(({ name, usage }) => paint("dim", `${require_text.toPlainText(name.padEnd(width))}  ${require_figures.formatTotals(usage)}`));
}
function rolledBackBy(step, rollback) {
	if (step.active) return "";
	if (step.replays !== null) return require_format.inactiveInWords(step);
	return rollback === void 0 ? "yes" : require_rollback.rollbackName(rollback);
}
function changesInShort({ changes }) {
	if (changes === null) return "";
	if (require_step.hasNoChanges(changes)) return "none";
	const commits = require_figures.plural(changes.own_commit_count, "commit");
	const stat = require_step.diffStatOf(changes);
	return stat === null ? commits : `${commits} +${stat.insertions} -${stat.deletions}`;
}
exports.agentInWords = agentInWords;
exports.renderStepList = renderStepList;
exports.statusLook = statusLook;
