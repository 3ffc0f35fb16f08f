let node_crypto = require("node:crypto");
// src/telemetry/trace-context.ts
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;
function parseTraceparent(text) {
	const [, traceId, spanId, flags] = TRACEPARENT.exec(text ?? "") ?? [];
	if (traceId === void 0 || spanId === void 0 || flags === void 0) return null;
	return {
		trace_id: traceId,
		parent_span_id: spanId,
		flags
	};
}
function toTraceparent({ traceId, spanId }, flags) {
	return `00-${traceId}-${spanId}-${flags}`;
}
function githubTrace({ run_id: id, attempt }, checkRunId) {
	if (id === null || attempt === null || !/^[1-9]\d*$/.test(id)) return null;
	const isKnown = checkRunId !== null && /^[1-9]\d*$/.test(checkRunId);
	return {
		trace_id: sha256(`${id}${attempt}t`).slice(0, 32),
		parent_span_id: sha256(isKnown ? `${checkRunId}-j` : `${id}${attempt}s`).slice(16, 32)
	};
}
function findTrace(run, env, checkRunId) {
	const given = parseTraceparent(env.TRACEPARENT);
	if (given !== null) return {
		trace_id: given.trace_id,
		parent_span_id: given.parent_span_id
	};
	return run.ci === "github" ? githubTrace(run, checkRunId) : null;
}
function traceOf({ run, uid }) {
	return run?.trace ?? {
		trace_id: uid.replaceAll("-", ""),
		parent_span_id: null
	};
}
function spanOf(record, part) {
	return {
		traceId: traceOf(record).trace_id,
		spanId: sha256(`${record.uid} ${part}`).slice(0, 16)
	};
}
function sha256(text) {
	return (0, node_crypto.createHash)("sha256").update(text).digest("hex");
}
Object.defineProperty(exports, "findTrace", {
	enumerable: true,
	get: function() {
		return findTrace;
	}
});
Object.defineProperty(exports, "parseTraceparent", {
	enumerable: true,
	get: function() {
		return parseTraceparent;
	}
});
Object.defineProperty(exports, "spanOf", {
	enumerable: true,
	get: function() {
		return spanOf;
	}
});
Object.defineProperty(exports, "toTraceparent", {
	enumerable: true,
	get: function() {
		return toTraceparent;
	}
});
Object.defineProperty(exports, "traceOf", {
	enumerable: true,
	get: function() {
		return traceOf;
	}
});
