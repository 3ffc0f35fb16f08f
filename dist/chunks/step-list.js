(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_steps = require("./action-steps.js");
const require_table = require("./table.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/render/terminal/step-list.ts
const ASKED_LENGTH = 60;
function renderStepList(list, options) {
	const { paint } = options;
	const covering = require_action_steps.rollbacksInForce(list.rollbacks);
	const columns = stepColumns(covering, options.now);
	const head = `${require_action_post_help_run_steps.toPlainText(list.projectId)}: ${countsInWords(list.counts, covering.size)}`;
	const table = require_table.renderTable(columns, list.steps, {
		...options,
		dim: (step) => !step.active
	});
	const more = list.older > 0 ? ["", paint("dim", `${list.older} older: --limit all shows them too.`)] : [];
	const totals = totalLines(list, paint);
	return [
		`${paint("strong", head)} ${paint("dim", `in ${require_action_post_help_run_steps.toPlainText(list.where)}`)}`,
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
	const name = config.name ?? config.command?.trim().split(/\s+/)[0]?.replace(/^.*\//, "") ?? "";
	return require_action_help_run_steps.joinFilled([name, config.model ?? ""], " ");
}
function countsInWords({ all, active }, covered) {
	const rolledBack = Math.min(covered, all - active);
	const replays = all - active - rolledBack;
	return [
		require_action_run_steps.plural(all, "step"),
		...rolledBack > 0 ? [`${rolledBack} rolled back`] : [],
		...replays > 0 ? [require_action_run_steps.plural(replays, "replay")] : []
	].join(", ");
}
function stepColumns(covering, now) {
	return [
		{
			title: "STEP",
			align: "right",
			cell: require_action_run_steps.stepLabel
		},
		{
			title: "STATUS",
			cell: (step) => step.status,
			shrinkTo: 9,
			look: (step, text, paint) => paint(statusLook(step.status), text)
		},
		{
			title: "ROLLED BACK",
			cell: (step) => rolledBackBy(step, covering.get(step.uid)),
			shrinkTo: 6
		},
		{
			title: "BRANCH",
			cell: (step) => step.branch ?? "",
			shrinkTo: 8,
			dropOrder: 1
		},
		{
			title: "AGENT",
			cell: agentInWords,
			shrinkTo: 8,
			dropOrder: 5
		},
		{
			title: "CHANGES",
			cell: changesInShort,
			shrinkTo: 10,
			dropOrder: 3
		},
		{
			title: "TOOK",
			align: "right",
			cell: (step) => require_action_run_steps.formatDuration(step.durationMs),
			dropOrder: 6
		},
		{
			title: "TOKENS",
			align: "right",
			cell: ({ tokenUsage }) => require_action_run_steps.formatTokenCount(tokenUsage),
			dropOrder: 7
		},
		{
			title: "IN",
			align: "right",
			cell: (step) => require_action_run_steps.formatCount(step.tokenUsage?.prompt_tokens),
			dropOrder: 9
		},
		{
			title: "CACHED",
			align: "right",
			cell: (step) => require_action_run_steps.formatShare(require_action_run_steps.cacheShare(step.tokenUsage)),
			dropOrder: 8
		},
		{
			title: "OUT",
			align: "right",
			cell: (step) => require_action_run_steps.formatCount(step.tokenUsage?.completion_tokens),
			dropOrder: 10
		},
		{
			title: "COST",
			align: "right",
			cell: ({ tokenUsage }) => require_action_run_steps.formatCostOf(tokenUsage),
			dropOrder: 4
		},
		{
			title: "STARTED",
			cell: (step) => require_action_run_steps.formatAge(step.startTime, now),
			dropOrder: 2
		},
		{
			title: "ASKED",
			cell: (step) => require_action_help_run_steps.cutText(require_action_run_steps.firstLineAsked(step), ASKED_LENGTH),
			shrinkTo: 8
		}
	];
}
function totalLines({ totals }, paint) {
	const known = totals.filter(({ usage }) => usage.steps > 0);
	const width = Math.max(0, ...known.map(({ name }) => name.length));
	return known.map(({ name, usage }) => paint("dim", `${require_action_post_help_run_steps.toPlainText(name.padEnd(width))}  ${require_action_run_steps.formatTotals(usage)}`));
}
function rolledBackBy(step, rollback) {
	if (step.active) return "";
	if (step.replays !== null) return require_action_run_steps.inactiveInWords(step);
	return rollback === void 0 ? "yes" : require_action_run_steps.rollbackName(rollback);
}
function changesInShort({ changes, pushed, replays }) {
	if (changes === null) return "";
	const place = replays === null && (pushed === "pinned" || pushed === "bundled") ? [`${pushed} only`] : [];
	const left = changes.files_uncommitted == null ? [] : [`${changes.files_uncommitted} uncommitted`];
	if (require_action_run_steps.hasNoChanges(changes)) return require_action_help_run_steps.joinFilled([...left, ...place], ", ") || "none";
	const commits = require_action_run_steps.plural(changes.own_commit_count, "commit");
	const stat = require_action_run_steps.diffStatOf(changes);
	return [
		stat === null ? commits : `${commits} +${stat.insertions} -${stat.deletions}`,
		...left,
		...place
	].join(", ");
}
exports.agentInWords = agentInWords;
exports.renderStepList = renderStepList;
exports.statusLook = statusLook;
});
