const require_trace_context = require("./trace-context.js");
const require_warn_on_failure = require("./warn-on-failure.js");
// src/app/step-telemetry.ts
function beginTelemetry({ settings, problem }, facts) {
	const { uid, env, log: { warn, notice } } = facts;
	if (problem !== null) notice(problem);
	if (settings === null) return {
		run: facts.run,
		traceparents: null,
		phases: [],
		onPhase: () => {},
		send: async () => {}
	};
	const phases = [];
	const sending = {
		phases,
		onPhase: (phase) => phases.push(phase),
		send: (ended) => tellStep(settings, {
			...ended,
			phases,
			env,
			warn
		})
	};
	if (settings.traces === null) return {
		...sending,
		run: facts.run,
		traceparents: null
	};
	const run = {
		...facts.run,
		trace: require_trace_context.findTrace(facts.run, env, facts.checkRunId) ?? require_trace_context.traceOf({
			run: null,
			uid
		})
	};
	const flags = flagsOf(env);
	return {
		...sending,
		run,
		traceparents: {
			agent: require_trace_context.toTraceparent(require_trace_context.spanOf({
				run,
				uid
			}, "agent"), flags),
			check: require_trace_context.toTraceparent(require_trace_context.spanOf({
				run,
				uid
			}, "check"), flags)
		}
	};
}
function withTrace(run, { env, checkRunId }) {
	const trace = require_trace_context.findTrace(run, env, checkRunId);
	return trace === null ? run : {
		...run,
		trace
	};
}
async function tellRollback(settings, rollback, covered, warn) {
	await require_warn_on_failure.warnOnFailure(warn, async () => {
		const { sendRollback } = await Promise.resolve().then(() => require("./send.js"));
		for (const problem of await sendRollback(settings, rollback, covered)) warn(problem);
	});
}
async function tellStep(settings, { env, warn, ...ended }) {
	await require_warn_on_failure.warnOnFailure(warn, async () => {
		const { sendStep } = await Promise.resolve().then(() => require("./send.js"));
		const isSampled = (Number.parseInt(flagsOf(env), 16) & 1) === 1;
		for (const problem of await sendStep(settings, {
			...ended,
			isSampled
		})) warn(problem);
	});
}
function flagsOf(env) {
	return require_trace_context.parseTraceparent(env.TRACEPARENT)?.flags ?? "01";
}
Object.defineProperty(exports, "beginTelemetry", {
	enumerable: true,
	get: function() {
		return beginTelemetry;
	}
});
Object.defineProperty(exports, "tellRollback", {
	enumerable: true,
	get: function() {
		return tellRollback;
	}
});
Object.defineProperty(exports, "tellStep", {
	enumerable: true,
	get: function() {
		return tellStep;
	}
});
Object.defineProperty(exports, "withTrace", {
	enumerable: true,
	get: function() {
		return withTrace;
	}
});
