// src/render/format.ts
const GLYPHS = {
	running: "⏳",
	succeeded: "✅",
	failed: "❌",
	timed_out: "⏱️",
	cancelled: "🚫",
	interrupted: "💥",
	check_failed: "🧪",
	refused: "⛔",
	over_budget: "💸"
};
function statusAtAGlance(status) {
	return {
		glyph: (Object.hasOwn(GLYPHS, status) ? GLYPHS[status] : void 0) ?? "❔",
		word: status.replaceAll("_", " ")
	};
}
const LEGEND = [
	"No mark: exact.",
	"+ at least.",
	"≈ estimated by a price list.",
	"Empty: unknown."
];
const HOW_SURE = {
	measured: "exact",
	partial: "at least",
	unknown: "unknown"
};
function formatCost(cost, isEstimated = false) {
	const dollars = formatDollars(cost);
	return isEstimated && dollars !== "" ? `≈${dollars}` : dollars;
}
function markAtLeast(figure, isAtLeast) {
	return isAtLeast && figure !== "" ? `${figure}+` : figure;
}
function formatCostOf(usage) {
	return markAtLeast(formatCost(usage?.cost ?? null, usage?.cost_estimated), usage?.state === "partial");
}
function formatShare(share) {
	if (share === null) return "";
	const percent = Math.round(share * 100);
	if (percent === 0 && share > 0) return "<1%";
	return percent === 100 && share < 1 ? ">99%" : `${percent}%`;
}
function formatDollars(cost) {
	if (cost === null || !Number.isFinite(cost) || cost < 0) return "";
	if (cost === 0) return "$0";
	if (cost < 1e-4) return "<$0.0001";
	return cost < .995 ? `$${cost.toFixed(4)}` : `$${cost.toFixed(2)}`;
}
function stepLabel(step) {
	return step.id === null ? step.uid.slice(0, 13) : String(step.id);
}
function rollbackLabel(rollback) {
	return rollback.number === null ? rollback.uid.slice(0, 13) : `R${rollback.number}`;
}
function formatLines(insertions, deletions) {
	return `+${insertions} −${deletions}`;
}
function formatTime(time) {
	return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time) ? `${time.slice(0, 16).replace("T", " ")} UTC` : time;
}
function firstLineAsked({ prompt, agentConfig }) {
	const [ofPrompt] = filledLines(prompt?.text);
	return ofPrompt ?? filledLines(agentConfig?.command).find((line) => !/^(?:#|set [-+])/.test(line)) ?? "";
}
function filledLines(text) {
	return (text ?? "").split(/\r\n|[\n\r]/).map((line) => line.trim()).filter((line) => line !== "");
}
function inactiveInWords({ active, replays }) {
	if (active) return "";
	return replays === null ? "rolled back" : "a replay";
}
Object.defineProperty(exports, "HOW_SURE", {
	enumerable: true,
	get: function() {
		return HOW_SURE;
	}
});
Object.defineProperty(exports, "LEGEND", {
	enumerable: true,
	get: function() {
		return LEGEND;
	}
});
Object.defineProperty(exports, "firstLineAsked", {
	enumerable: true,
	get: function() {
		return firstLineAsked;
	}
});
Object.defineProperty(exports, "formatCost", {
	enumerable: true,
	get: function() {
		return formatCost;
	}
});
Object.defineProperty(exports, "formatCostOf", {
	enumerable: true,
	get: function() {
		return formatCostOf;
	}
});
Object.defineProperty(exports, "formatLines", {
	enumerable: true,
	get: function() {
		return formatLines;
	}
});
Object.defineProperty(exports, "formatShare", {
	enumerable: true,
	get: function() {
		return formatShare;
	}
});
Object.defineProperty(exports, "formatTime", {
	enumerable: true,
	get: function() {
		return formatTime;
	}
});
Object.defineProperty(exports, "inactiveInWords", {
	enumerable: true,
	get: function() {
		return inactiveInWords;
	}
});
Object.defineProperty(exports, "markAtLeast", {
	enumerable: true,
	get: function() {
		return markAtLeast;
	}
});
Object.defineProperty(exports, "rollbackLabel", {
	enumerable: true,
	get: function() {
		return rollbackLabel;
	}
});
Object.defineProperty(exports, "statusAtAGlance", {
	enumerable: true,
	get: function() {
		return statusAtAGlance;
	}
});
Object.defineProperty(exports, "stepLabel", {
	enumerable: true,
	get: function() {
		return stepLabel;
	}
});
