(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_step_list = require("./step-list.js");
const require_table = require("./table.js");
// src/render/terminal/project-list.ts
function renderProjectList(projects, options) {
	const { now } = options;
	return require_table.renderTable([
		{
			title: "PROJECT",
			cell: ({ id }) => id,
			shrinkTo: 12
		},
		{
			title: "STEPS",
			align: "right",
			cell: ({ steps, fault }) => fault === null ? String(steps) : ""
		},
		{
			title: "ACTIVE",
			align: "right",
			cell: ({ activeSteps, fault }) => fault === null ? String(activeSteps) : ""
		},
		{
			title: "LAST STEP",
			cell: ({ lastStep, fault }) => fault === null ? lastStep?.status ?? "" : "unreadable",
			look: ({ lastStep, fault }, text, paint) => paint(fault !== null ? "bad" : lastStep === null ? "dim" : require_step_list.statusLook(lastStep.status), text)
		},
		{
			title: "WHEN",
			cell: ({ lastStep }) => lastStep === null ? "" : require_action_run_steps.formatAge(lastStep.startTime, now)
		},
		{
			title: "AGENT",
			cell: ({ lastStep }) => lastStep?.agent ?? "",
			shrinkTo: 8
		},
		{
			title: "TOKENS",
			align: "right",
			cell: ({ usage }) => usage === null ? "" : require_action_run_steps.tokensOf(usage)
		},
		{
			title: "COST",
			align: "right",
			cell: ({ usage }) => usage === null ? "" : require_action_run_steps.costOf(usage)
		},
		{
			title: "FILE",
			cell: fileOrFault,
			shrinkTo: 16
		}
	], projects, options);
}
function fileOrFault({ path, fault }) {
	return fault === null ? path : fault.includes(path) ? fault : `${path}: ${fault}`;
}
function projectToJson(project) {
	const { lastStep } = project;
	return {
		project_id: project.id,
		path: project.path,
		steps: project.steps,
		active_steps: project.activeSteps,
		last_step: lastStep === null ? null : {
			id: lastStep.id,
			status: lastStep.status,
			start_time: lastStep.startTime,
			agent: lastStep.agent
		},
		total_tokens: project.usage?.totalTokens ?? null,
		cost_usd: project.usage?.costUsd ?? null,
		estimated_usd: project.usage?.estimatedUsd ?? null,
		fault: project.fault
	};
}
exports.projectToJson = projectToJson;
exports.renderProjectList = renderProjectList;
});
