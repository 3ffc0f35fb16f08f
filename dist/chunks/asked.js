// src/render/asked.ts
function firstLineAsked({ prompt, agentConfig }) {
	const [ofPrompt] = filledLines(prompt?.text);
	return ofPrompt ?? filledLines(agentConfig?.command).find((line) => !/^(?:#|set [-+])/.test(line)) ?? "";
}
function filledLines(text) {
	return (text ?? "").split(/\r\n|[\n\r]/).map((line) => line.trim()).filter((line) => line !== "");
}
Object.defineProperty(exports, "firstLineAsked", {
	enumerable: true,
	get: function() {
		return firstLineAsked;
	}
});
