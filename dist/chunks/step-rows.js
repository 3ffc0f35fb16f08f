(function (exports, require, module, __filename, __dirname) {
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_html_page = require("./html-page.js");
// src/render/report-page/step-rows.ts
const MOST_TEXT = 4e3;
const MOST_NAME = 200;
const MOST_ROWS_LENGTH = 3e6;
const COLUMNS = [
	"step",
	"ended",
	"branch",
	"agent",
	"what",
	"took",
	"tokens",
	"cost (USD)",
	"began"
];
const FIGURES = [
	"took",
	"tokens",
	"cost (USD)"
];
function renderSteps(steps, { withText, isFleet = false }) {
	const rows = [];
	let length = 0;
	for (const step of steps) {
		const row = renderRow(isFleet ? withRepository(step) : step, withText);
		length += row.length;
		if (length > MOST_ROWS_LENGTH) break;
		rows.push(row);
	}
	return {
		html: `<div class="wide" tabindex="0" role="region" aria-label="Steps"><table id="steps"><thead><tr>${COLUMNS.map((name) => `<th scope="col"${FIGURES.includes(name) ? " class=\"n\"" : ""}>${name}</th>`).join("")}</tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`,
		shown: rows.length
	};
}
function withRepository(step) {
	const { branch, repository } = step;
	if (repository === null) return step;
	return {
		...step,
		branch: branch === null ? repository : `${branch} of ${repository}`
	};
}
function stepCells(step, withText) {
	const { tokenUsage: usage, agentConfig } = step;
	const model = agentConfig?.model ?? usage?.models[0] ?? "";
	const agent = require_action_help_run_steps.joinFilled([require_action_run_steps.agentOf(step) ?? "", model], ", ");
	return {
		label: require_action_run_steps.stepLabel(step),
		status: require_action_run_steps.statusInWords(step).slice(0, MOST_NAME),
		branch: (step.branch ?? "").slice(0, MOST_NAME),
		agent: agent.slice(0, MOST_NAME),
		title: titleOf(step, withText),
		took: {
			text: require_action_run_steps.formatDuration(step.durationMs),
			value: step.durationMs
		},
		tokens: {
			text: require_action_run_steps.formatTokenCount(usage),
			value: usage?.total_tokens ?? null
		},
		cost: {
			text: require_action_run_steps.formatCostOf(usage),
			value: usage?.cost ?? null
		},
		began: {
			text: require_action_run_steps.formatTime(step.startTime),
			value: Date.parse(step.startTime) || 0
		}
	};
}
function renderRow(step, withText) {
	const { label, status, branch, agent, title, took, tokens, cost, began } = stepCells(step, withText);
	const figure = ({ text, value }) => `<td class="n"${value === null ? "" : ` data-value="${value}"`}>${require_html_page.escapeHtml(text)}</td>`;
	return [
		`<tr><th scope="row">${require_html_page.escapeHtml(label)}</th>`,
		...[
			status,
			branch,
			agent
		].map((text) => `<td>${require_html_page.escapeHtml(text)}</td>`),
		`<td><details><summary>${require_html_page.escapeHtml(title)}</summary>${facts(step, withText)}</details></td>`,
		...[
			took,
			tokens,
			cost
		].map(figure),
		`<td data-value="${began.value}">${require_html_page.escapeHtml(began.text)}</td></tr>`
	].join("");
}
function titleOf({ prompt, agentConfig, changes }, withText) {
	const title = firstLine(withText ? prompt?.text ?? agentConfig?.command ?? "" : "") || firstLine(changes?.own_commits.at(0)?.subject ?? "");
	return (title === "" ? require_action_run_steps.formatChanges(changes) || "details" : title).slice(0, MOST_NAME);
}
function facts(step, withText) {
	const { changes, check, run, notes } = step;
	const commits = (changes?.own_commits ?? []).slice(0, 20).map(({ sha, subject }) => `${sha.slice(0, 8)} ${subject}`);
	const pull = run?.pull_request?.number;
	return `<dl>${[
		["uid", step.uid],
		["changes", require_action_run_steps.formatChanges(changes)],
		["commits", commits.join("\n")],
		["from", step.commitShaBefore ?? ""],
		["to", step.commitShaAfter ?? ""],
		["pushed", require_action_help_run_steps.joinFilled([step.pushed ?? "", step.pinRef ?? ""], ": ")],
		["check", require_action_help_run_steps.joinFilled([require_action_run_steps.checkResult(check), require_action_run_steps.checkBeforeInWords(step)], "; ")],
		["exit code", step.exitCode === null ? "" : String(step.exitCode)],
		["used", require_action_run_steps.formatUsage(step.tokenUsage)],
		["figures from", step.tokenUsage?.source ?? ""],
		["pull request", pull === void 0 ? "" : String(pull)],
		["actor", run?.actor ?? ""],
		["run", run?.url ?? ""],
		["notes", notes.slice(0, 10).join("\n")],
		...withText ? [
			["prompt", step.prompt?.text ?? ""],
			["command", step.agentConfig?.command ?? ""],
			["the check printed", (check?.last_lines ?? []).join("\n")]
		] : []
	].filter(([, value]) => value !== "").map(([name, value]) => `<dt>${name}</dt><dd>${require_html_page.escapeHtml(value.slice(0, MOST_TEXT))}</dd>`).join("")}</dl>`;
}
function firstLine(text) {
	return text.split("\n").find((line) => line.trim() !== "") ?? "";
}
Object.defineProperty(exports, "renderSteps", {
	enumerable: true,
	get: function() {
		return renderSteps;
	}
});
Object.defineProperty(exports, "stepCells", {
	enumerable: true,
	get: function() {
		return stepCells;
	}
});
});
